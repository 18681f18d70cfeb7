"""Tokenizers from a `tokenizer.json`, the format of the library `tokenizers`."""

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
from tokenizers import Tokenizer as Pieces
from tokenizers import pre_tokenizers

from models.errors import ModelError
from models.tokenizers.aligned import Aligned
from models.tokenizers.byte_pairs import BytePairs
from models.tokenizers.declared import merges_of, specials_of
from models.tokenizers.entries import TokenizerEntry


class ByteLevel(BytePairs):
    """Byte-pair encoding in the manner of GPT-2: every byte is written as a visible letter."""

    def __init__(self, entry: TokenizerEntry, text: str) -> None:
        self.entry = entry
        self._plain, self._special = Pieces.from_str(text), Pieces.from_str(text)
        self._plain.encode_special_tokens = True  # as text, that is
        known = json.loads(text)
        self.specials = specials_of(known)
        letters = bytes_of_letters()
        size = self._plain.get_vocab_size()
        self._letters = [self._plain.id_to_token(token) or "" for token in range(size)]
        self.table = [
            name.encode() if token in self.specials else bytes(map(letters.__getitem__, name))
            for token, name in enumerate(self._letters)
        ]
        self._ranks = {
            tuple(bytes(map(letters.__getitem__, part)) for part in merge): rank
            for rank, merge in enumerate(merges_of(known))
        }

    def ids(self, text: str, special: bool = False) -> np.ndarray:
        """The tokens of the library."""
        pieces = self._special if special else self._plain
        return np.array(pieces.encode(text, add_special_tokens=special).ids, np.int32)

    def rank(self, left: bytes, right: bytes) -> int | None:
        """The place in the list of merges."""
        return self._ranks.get((left, right))


def byte_level(entry: TokenizerEntry) -> ByteLevel:
    """The tokenizer of a file in this project."""
    return ByteLevel(entry, Path(entry.file).read_text(encoding="utf-8"))


def aligned(entry: TokenizerEntry) -> Aligned:
    """The tokenizer of a file that came from the hub; ModelError where it is not here."""
    from models.hub.settings import settings

    path = settings().snapshot(entry.hub) / "tokenizer.json"
    if not path.is_file():
        raise ModelError(f"The vocabulary of {entry.name} is not on this disk.")
    return Aligned(entry, path.read_text(encoding="utf-8"))


@functools.cache
def bytes_of_letters() -> Mapping[str, int]:
    """The byte that each letter of the byte-level alphabet stands for: "Ġ" is 0x20.

    Bytes that are visible letters of Latin-1 stand for themselves; the others, in order, are
    written with the letters from U+0100 on.
    """
    letters = {chr(byte): byte for byte in range(256) if chr(byte) in _alphabet()}
    hidden = [byte for byte in range(256) if byte not in letters.values()]
    return MappingProxyType(letters | {chr(256 + k): byte for k, byte in enumerate(hidden)})


def _alphabet() -> frozenset[str]:
    return frozenset(pre_tokenizers.ByteLevel.alphabet())
