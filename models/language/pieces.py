"""The bytes that a token stands for, and text out of tokens that end inside a character."""

import codecs
from collections.abc import Iterable
from functools import cache
from typing import Any


@cache
def byte_of_letter() -> dict[str, int]:
    """The letters in which byte-level BPE writes the 256 bytes (Radford et al. 2019, GPT-2).

    Bytes that are visible in Latin-1 stand for themselves, the others for U+0100 and up, in order.
    """
    visible = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    hidden = [byte for byte in range(256) if byte not in visible]
    return {chr(byte): byte for byte in visible} | {
        chr(0x100 + k): byte for k, byte in enumerate(hidden)
    }


def special_ids(tokenizer: Any) -> frozenset[int]:
    """The ids of the tokens that are signs for the model and no text."""
    added = tokenizer.added_tokens_decoder
    return frozenset(
        [*tokenizer.all_special_ids, *(number for number in added if added[number].special)]
    )


def all_pieces(tokenizer: Any, vocab_size: int) -> tuple[bytes, ...]:
    """The bytes of every id below `vocab_size` of a byte-level tokenizer; none for unused ids."""
    added = tokenizer.added_tokens_decoder
    tokens = tokenizer.convert_ids_to_tokens(list(range(min(vocab_size, len(tokenizer)))))
    found = [
        added[number].content.encode() if number in added else _bytes(token or "")
        for number, token in enumerate(tokens)
    ]
    return (*found, *[b""] * (vocab_size - len(found)))


def _bytes(token: str) -> bytes:
    letters = byte_of_letter()
    if all(letter in letters for letter in token):
        return bytes(letters[letter] for letter in token)
    return token.encode()


class Reader:
    """Text out of pieces as they come; what is no whole character yet is held back."""

    def __init__(self, before: Iterable[bytes] = ()) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        for piece in before:
            self._decoder.decode(piece)

    def read(self, piece: bytes) -> str:
        """The characters that are complete with `piece`."""
        return self._decoder.decode(piece)
