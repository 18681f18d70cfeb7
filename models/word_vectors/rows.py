"""What a reader of files collects: words, one after another, and a matrix that grows with them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.errors import InvalidRequest
from models.requests import shorten
from models.word_vectors.checkpoint import Vectors, keyed_vectors

SMALLEST_SIZE, LARGEST_SIZE = 2, 4096
FIRST_ROWS = 4096


@dataclass(frozen=True)
class Limits:
    """How many words are taken, most frequent first, and how many numbers a matrix may have."""

    words: int | None = None
    numbers: int = 1_500_000_000


@dataclass(frozen=True)
class Header:
    """What a file promises: so many words of so many numbers each; `words` None without a promise.

    `line` is the number of the first line after it.
    """

    words: int | None
    size: int
    line: int


def refuse(name: str, what: str) -> InvalidRequest:
    """The error of a file that cannot be read: its name, what is wrong, what to do."""
    return InvalidRequest(
        f"{shorten(name, 60)} {what}. Choose word vectors in word2vec's text or binary format, or "
        "in GloVe's text format."
    )


class Rows:
    """Words and float32 vectors of one size as they are read from the file called `name`.

    A word that comes a second time is left out and counted, as gensim does.
    """

    def __init__(self, name: str, header: Header, limits: Limits) -> None:
        if not SMALLEST_SIZE <= header.size <= LARGEST_SIZE:
            raise refuse(
                name,
                f"has vectors of {header.size:,} numbers, but from {SMALLEST_SIZE} to "
                f"{LARGEST_SIZE:,} can be shown",
            )
        self.name, self.header, self.limits = name, header, limits
        self.words: dict[str, int] = {}
        self.duplicates, self.duplicate = 0, ""
        self._matrix = np.empty((FIRST_ROWS, header.size), np.float32)
        if header.words is not None:
            self._check_room(min(header.words, limits.words or header.words))

    @property
    def read(self) -> int:
        """How many words were read, duplicates among them."""
        return len(self.words) + self.duplicates

    @property
    def is_enough(self) -> bool:
        """Whether as many words were read as are taken."""
        return self.limits.words is not None and self.read >= self.limits.words

    def wanted_of(self, count: int) -> int:
        """How many of `count` more words are taken; InvalidRequest where they were not promised."""
        limit, promised = self.limits.words, self.header.words
        wanted = count if limit is None else min(count, limit - self.read)
        if promised is not None and self.read + wanted > promised:
            raise refuse(
                self.name, f"promises {promised:,} words in its first line, but more follow"
            )
        return wanted

    def add(self, words: Sequence[str], vectors: np.ndarray) -> None:
        """Take words with their vectors [k, d]."""
        fresh = []
        for row, word in enumerate(words):
            if word in self.words:
                self.duplicates += 1
                self.duplicate = self.duplicate or word
            else:
                self.words[word] = len(self.words)
                fresh.append(row)
        begin, end = len(self.words) - len(fresh), len(self.words)
        if end > len(self._matrix):
            self._check_room(end)
            self._matrix.resize((max(end, 2 * len(self._matrix)), self.header.size), refcheck=False)
        self._matrix[begin:end] = vectors if len(fresh) == len(words) else vectors[fresh]

    def finished(self) -> Vectors:
        """The vectors; InvalidRequest where there are too few, or other than the header says."""
        promised = self.header.words
        if promised is not None and self.read < promised and not self.is_enough:
            raise refuse(
                self.name,
                f"promises {promised:,} words in its first line, but ends after {self.read:,}",
            )
        if len(self.words) < 2:
            raise refuse(self.name, "has fewer than two words, so there is nothing to compare")
        self._matrix.resize((len(self.words), self.header.size), refcheck=False)
        return keyed_vectors(self.words, self._matrix, remarks=self._remarks())

    def _remarks(self) -> tuple[str, ...]:
        if not self.duplicates:
            return ()
        lines = "1 line repeats" if self.duplicates == 1 else f"{self.duplicates:,} lines repeat"
        word = shorten(self.duplicate)
        return (f"{lines} a word of the file, such as {word}: its first vector counts.",)

    def _check_room(self, words: int) -> None:
        if words * self.header.size > self.limits.numbers:
            raise refuse(
                self.name,
                f"has {words:,} words of {self.header.size:,} numbers, "
                f"{words * self.header.size * 4e-6:,.0f} MB in memory, but "
                f"{self.limits.numbers * 4e-6:,.0f} MB is the most that is read here: keep its "
                "most frequent words",
            )
