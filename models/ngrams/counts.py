"""Counts of every n-gram of a text for n = 1 … order, as a trie in sorted arrays.

An n-gram is its first n − 1 units, which are an (n − 1)-gram, and one unit more. So it is stored as
one number, `parent * vocab_size + unit`, where `parent` is the index of the (n − 1)-gram among
those of its length: sorted numbers put everything that follows a context side by side.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

SPARSE = 16
"""Where there may be more than so many different keys for each that there is, they are sorted."""


@dataclass(frozen=True)
class Level:
    """The different n-grams of one length, sorted.

    `keys` int64 [types]; `counts` int64 [types], how often each occurs; `shorter` int32 [types],
    the index, one level below, of the n-gram without its first unit.
    """

    keys: np.ndarray
    counts: np.ndarray
    shorter: np.ndarray

    def find(self, keys: np.ndarray) -> np.ndarray:
        """The index of each key [...] at this level, −1 where it does not occur."""
        index = np.searchsorted(self.keys, keys)
        found = self.keys.take(index, mode="clip") == keys if len(self.keys) else index < 0
        return np.where(found, index, -1)


@dataclass(frozen=True)
class Counts:
    """The trie of a text over units 0 … vocab_size − 1: `levels[n - 1]` holds the n-grams."""

    vocab_size: int
    levels: tuple[Level, ...]

    @property
    def order(self) -> int:
        """The greatest n that was counted."""
        return len(self.levels)

    def up_to(self, order: int) -> "Counts":
        """The same counts without those of longer n-grams."""
        return Counts(self.vocab_size, self.levels[:order])

    def contexts(self, n: int) -> int:
        """How many different (n − 1)-grams there are; the empty one is one."""
        return len(self.levels[n - 2].keys) if n > 1 else 1

    def parents(self, n: int) -> np.ndarray:
        """The index of the context, an (n − 1)-gram, of every n-gram: int64 [types]."""
        return self.levels[n - 1].keys // self.vocab_size

    def places(self, ids: np.ndarray) -> Iterator[np.ndarray]:
        """For n = 1 … order: the index of the n-gram that begins at each id, −1 where unknown.

        int64 [units − n + 1] each. An id of −1 is known nowhere.
        """
        ids = ids.astype(np.int64)
        places = np.zeros(len(ids), dtype=np.int64)
        for n, level in enumerate(self.levels, start=1):
            parents, units = places[: max(len(ids) - n + 1, 0)], ids[n - 1 :]
            known = (parents >= 0) & (units >= 0)
            places = level.find(np.where(known, parents * self.vocab_size + units, -1))
            yield places


def count(ids: np.ndarray, vocab_size: int, order: int, end: int | None = None) -> Counts:
    """Count all n-grams up to `order` of a row of ids [units].

    `end` is an id that stands between documents, where there are several: an n-gram may begin or
    end with it but not have it inside.
    """
    ids = ids.astype(np.int64)
    begins = np.arange(len(ids))
    places = np.zeros(len(ids), dtype=np.int32)
    levels = []
    for n in range(1, order + 1):
        begins = begins[begins + n <= len(ids)]
        if end is not None and n > 2:
            begins = begins[ids[begins + n - 2] != end]
        keys = places[begins] * np.int64(vocab_size) + ids[begins + n - 1]
        contexts = len(levels[-1].keys) if levels else 1
        types, inverse, counts = _different(keys, contexts * vocab_size)
        shorter = np.zeros(len(types), dtype=np.int32)
        if n > 1:
            shorter[inverse] = places[begins + 1]
        levels.append(Level(types, counts, shorter))
        places = np.full(len(ids), -1, dtype=np.int32)
        places[begins] = inverse
    return Counts(vocab_size, tuple(levels))


def _different(keys: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The different keys [types] in ascending order, which of them each key [n] is, and how often
    each occurs. Keys below a `size` that is not too large are counted instead of sorted.
    """
    if size > SPARSE * len(keys):
        return np.unique(keys, return_inverse=True, return_counts=True)
    counts = np.bincount(keys, minlength=size)
    types = np.flatnonzero(counts)
    return types, (np.cumsum(counts > 0) - 1)[keys], counts[types]
