"""Whole words from a fixed list: what was done before tokens were pieces, and why it was given up.

A word that is not on the list becomes [UNK], and two of them cannot be told apart.
"""

import re
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from models.tokenizers.entries import TokenizerEntry
from models.tokenizers.interface import Encoding, Tokenizer
from models.tokenizers.plain import NO_SPECIALS, bytes_of_code_points, checked

UNKNOWN = "[UNK]"
SIGNS = "0123456789" + "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
PIECE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d|[^\w\s]|_")
"""A word with its apostrophes, a digit, or a sign; the spaces between them are dropped."""


class Words(Tokenizer):
    """Id 0 is [UNK]; then come digits and signs, then the words, the most frequent first."""

    unknown = 0
    specials = NO_SPECIALS

    def __init__(self, entry: TokenizerEntry, words: Sequence[str]) -> None:
        self.entry = entry
        self._names = [*dict.fromkeys(chain([UNKNOWN], SIGNS, words))]
        self._ids = {name: token for token, name in enumerate(self._names)}

    @property
    def vocab_size(self) -> int:
        """The length of the list."""
        return len(self._names)

    def ids(self, text: str, special: bool = False) -> np.ndarray:
        """A number for each word, 0 for those that are not on the list."""
        return np.fromiter(map(self._id, PIECE.findall(text)), np.int32)

    def encode(self, text: str, special: bool = False) -> Encoding:
        """The words and where they stand."""
        found = list(PIECE.finditer(text))
        points = np.frombuffer(text.encode("utf-32-le"), np.int32)
        byte_at = np.concatenate([[0], np.cumsum(bytes_of_code_points(points))])
        spans = byte_at[np.array([match.span() for match in found], np.int64).reshape(-1, 2)]
        return Encoding(self.ids(text), spans.astype(np.int32))

    def decode(self, ids: Sequence[int] | np.ndarray) -> str:
        """The words with a space between them, in lower case."""
        return " ".join(self.written(token) for token in ids)

    def token_bytes(self, token: int) -> bytes:
        """The word in UTF-8."""
        return self.written(token).encode()

    def written(self, token: int) -> str:
        """The word."""
        return self._names[checked(token, self.vocab_size)]

    def _id(self, piece: str) -> int:
        return self._ids.get(piece.lower().replace("’", "'"), self.unknown)


def load(entry: TokenizerEntry) -> Words:
    """The list of a file with one word in each line."""
    return Words(entry, Path(entry.file).read_text(encoding="utf-8").split())
