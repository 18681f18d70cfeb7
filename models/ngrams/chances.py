"""What may follow a context, from the counts alone: rows of units, the most frequent first."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.ngrams.counts import Counts

State = tuple[int, int]
"""A context that occurs in the text: how many units it has, and its index among those."""

EMPTY: State = (0, 0)


@dataclass(frozen=True)
class Row:
    """What has followed the last `used` units: `units`, `counts` and `chances`, each [k].

    The most frequent come first, and of equally frequent ones the one with the smaller number.
    `chances` are c^(1/T) / Σ c^(1/T) with the temperature T.
    """

    used: int
    units: np.ndarray
    counts: np.ndarray
    chances: np.ndarray


@dataclass(frozen=True)
class Ranked:
    """The n-grams of one length `used` + 1, by context and in it by count.

    `begins` int64 [contexts + 1], where each context's n-grams begin; `units` and `counts` int64
    [types]; `after` int64 [types], the context that each leaves, of `longest` units; `ends` float64
    [types], the running sum of the weights c^(1/T), the largest of each context being 1.
    """

    used: int
    begins: np.ndarray
    units: np.ndarray
    counts: np.ndarray
    after: np.ndarray
    longest: int
    ends: np.ndarray

    @cached_property
    def views(self) -> "Views":
        """`begins`, `ends` after a 0, `units`, `after` and `longest`, to be read one by one."""
        ends = np.concatenate([[0.0], self.ends])
        arrays = self.begins, ends, self.units, self.after
        return *(memoryview(np.ascontiguousarray(array)) for array in arrays), self.longest


Views = tuple[memoryview, memoryview, memoryview, memoryview, int]
"""Twice as fast as arrays where one number is read at a time."""


class Chances:
    """The chances of what comes next after the last n − 1 units, in one text.

    Where that context has no continuation in the text, the longest end of it that has one is used:
    the model backs off. Temperature 0 leaves only the most frequent unit.
    """

    def __init__(self, counts: Counts, n: int, temperature: float) -> None:
        self.counts, self.n, self.temperature = counts, n, temperature
        self._ranked: dict[int, Ranked] = {}

    def after(self, ids: np.ndarray) -> State:
        """The longest end of the ids [units] of at most n − 1 units that occurs in the text."""
        state = EMPTY
        for unit in ids.tolist()[-(self.n - 1) :] if self.n > 1 else []:
            state = self.advance(state, unit)
        return state

    def advance(self, state: State, unit: int) -> State:
        """The context after one unit more; −1 is a unit that the text does not have."""
        while unit >= 0:
            used, context = state
            key = np.int64(context * self.counts.vocab_size + unit)
            index = int(self.counts.levels[used].find(key))
            if index >= 0:
                return self._shortened(used + 1, index)
            if not used:
                break
            state = self._shorter(state)
        return EMPTY

    def walk(self, state: State, numbers: Iterable[float]) -> list[int]:
        """One unit for each random number u (0 … 1): the one in whose part of the running sum of
        the chances u falls, after the context that the units before it leave.
        """
        units = []
        views: dict[int, Views] = {}
        used, context = state
        for u in numbers:
            if used not in views:
                views[used] = self._level(used).views
            begins, ends, choices, after, longest = views[used]
            begin, end = begins[context], begins[context + 1]
            if begin == end:
                ranked, begin, end = self._found((used, context))
                _, ends, choices, after, longest = ranked.views
            if end - begin > 1:
                before = ends[begin]
                begin = bisect_right(ends, before + u * (ends[end] - before), begin + 1, end) - 1
            units.append(choices[begin])
            used, context = longest, after[begin]
        return units

    def row(self, state: State) -> Row:
        """Everything that may follow the context."""
        ranked, begin, end = self._found(state)
        weights = _weights(ranked.counts[begin:end], ranked.counts[begin], self.temperature)
        if not self.temperature:
            weights = np.eye(1, end - begin)[0]
        units, counts = ranked.units[begin:end], ranked.counts[begin:end]
        return Row(ranked.used, units, counts, weights / weights.sum())

    def _found(self, state: State) -> tuple[Ranked, int, int]:
        """Where the continuations stand of the longest end of the context that has some."""
        while True:
            used, context = state
            ranked = self._level(used)
            begins = ranked.views[0]
            begin, end = begins[context], begins[context + 1]
            if begin < end:
                return ranked, begin, end
            state = self._shorter(state)

    def _shortened(self, length: int, index: int) -> State:
        """A context of at most n − 1 units out of an n-gram."""
        if length < self.n:
            return length, index
        return length - 1, self.counts.levels[length - 1].shorter.item(index)

    def _shorter(self, state: State) -> State:
        used, context = state
        return used - 1, self.counts.levels[used - 1].shorter.item(context)

    def _level(self, used: int) -> Ranked:
        return self._ranked.get(used + 1) or self._rank(used + 1)

    def _rank(self, n: int) -> Ranked:
        level, parents = self.counts.levels[n - 1], self.counts.parents(n)
        sizes = np.bincount(parents, minlength=self.counts.contexts(n))
        begins = np.concatenate([[0], np.cumsum(sizes)])
        index = np.lexsort((-level.counts, parents))
        counts = level.counts[index]
        first = begins[:-1][sizes > 0]
        most = np.repeat(counts[first], sizes[sizes > 0])
        weights = _weights(counts, most, self.temperature)
        if not self.temperature:
            weights = np.zeros(len(counts))
            weights[first] = 1
        units = level.keys[index] % self.counts.vocab_size
        after = index if n < self.n else level.shorter[index]
        longest = min(n, self.n - 1)
        self._ranked[n] = Ranked(n - 1, begins, units, counts, after, longest, np.cumsum(weights))
        return self._ranked[n]


def _weights(counts: np.ndarray, most: np.ndarray, temperature: float) -> np.ndarray:
    """(c / most)^(1/T), without overflow at small T; all 1 at T = 0, where only one is taken."""
    if temperature == 1:
        return counts / most
    return np.exp(np.log(counts / most) / temperature) if temperature else np.ones(len(counts))
