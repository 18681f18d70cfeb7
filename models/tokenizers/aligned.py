"""WordPiece and SentencePiece: tokenizers that change the text before they cut it.

BERT drops accents, capitals and spaces, SentencePiece puts a space in front and writes it as "▁".
The library remembers which characters of the text each token came from.
"""

import json
import re
from collections.abc import Sequence

import numpy as np
from tokenizers import Tokenizer as Pieces

from models.tokenizers.byte_pairs import joined
from models.tokenizers.declared import merges_of, specials_of
from models.tokenizers.entries import TokenizerEntry
from models.tokenizers.interface import Encoding, Merge, Tokenizer
from models.tokenizers.plain import bytes_of_code_points, checked

SPACE = "▁"
CONTINUES = "##"
BYTE = re.compile(r"<0x([0-9A-F]{2})>")


class Aligned(Tokenizer):
    """A tokenizer of the library whose tokens are matched to the text by its offsets."""

    def __init__(self, entry: TokenizerEntry, text: str) -> None:
        self.entry = entry
        self._plain, self._special = Pieces.from_str(text), Pieces.from_str(text)
        self._plain.encode_special_tokens = True  # as text, that is
        known = json.loads(text)
        self.specials = specials_of(known)
        self.unknown = self._unknown(known["model"])
        self._ranks = {
            (_plain_bytes(left), _plain_bytes(right)): rank
            for rank, (left, right) in enumerate(merges_of(known))
        }

    @property
    def vocab_size(self) -> int:
        """What the library says."""
        return self._plain.get_vocab_size()

    def ids(self, text: str, special: bool = False) -> np.ndarray:
        """The tokens of the library."""
        return np.array(self._encoded(text, special).ids, np.int32)

    def encode(self, text: str, special: bool = False) -> Encoding:
        """The tokens, and the bytes that they were made from."""
        found = self._encoded(text, special)
        points = np.frombuffer(text.encode("utf-32-le"), np.int32)
        byte_at = np.concatenate([[0], np.cumsum(bytes_of_code_points(points))])
        offsets = np.array(_own_offsets(found, text), np.int64).reshape(-1, 2)
        return Encoding(np.array(found.ids, np.int32), self._apart(byte_at[offsets], found.tokens))

    def decode(self, ids: Sequence[int] | np.ndarray) -> str:
        """The text as the library writes it again; not always the one that was read."""
        known = [checked(token, self.vocab_size) for token in ids]
        return self._plain.decode(known, skip_special_tokens=False)

    def token_bytes(self, token: int) -> bytes:
        """What the token adds to a text; a "▁" is a space."""
        return _plain_bytes(self.written(token))

    def written(self, token: int) -> str:
        """What stands in the vocabulary."""
        return self._plain.id_to_token(checked(token, self.vocab_size)) or ""

    def history(self, token: int) -> tuple[Merge, ...]:
        """The merges down to characters, for SentencePiece that was trained with merges."""
        name = self.written(token)
        if not self._ranks or token in self.specials or BYTE.fullmatch(name):
            return ()
        return joined([Merge(_plain_bytes(letter)) for letter in name], self._rank)

    def _rank(self, left: bytes, right: bytes) -> int | None:
        return self._ranks.get((left, right))

    def _encoded(self, text: str, special: bool) -> object:
        pieces = self._special if special else self._plain
        return pieces.encode(text, add_special_tokens=special)

    def _unknown(self, model: dict[str, object]) -> int | None:
        if model.get("unk_id") is not None:
            return int(model["unk_id"])
        return self._plain.token_to_id(str(model.get("unk_token")))

    def _apart(self, spans: np.ndarray, tokens: Sequence[str]) -> np.ndarray:
        """The spans, int32 [n, 2], where none goes back.

        A token without a place (one that was added) stands at the end of the one before it; bytes
        of one character, which the library gives the whole character each, share it.
        """
        found, end = [], 0
        for (first, last), token in zip(spans.tolist(), tokens, strict=True):
            begin = max(end, first) if last > first else end
            end = begin + 1 if BYTE.fullmatch(token) and last > begin else max(begin, last)
            found.append((begin, end))
        return np.array(found, np.int32).reshape(-1, 2)


def _own_offsets(found: object, text: str) -> list[tuple[int, int]]:
    """Where the tokens come from, in characters; nowhere for the space that is put in front."""
    return [
        (first, first if token == SPACE and not text[first:last].isspace() else last)
        for (first, last), token in zip(found.offsets, found.tokens, strict=True)
    ]


def _plain_bytes(name: str) -> bytes:
    """The bytes a name of the vocabulary stands for: "▁the" is " the", "##ing" is "ing"."""
    byte = BYTE.fullmatch(name)
    if byte:
        return bytes.fromhex(byte.group(1))
    return name.removeprefix(CONTINUES).replace(SPACE, " ").encode()
