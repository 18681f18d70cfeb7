"""What may follow a context, from the counts alone: rows of units, the most frequent first."""

from dataclasses import dataclass

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
    """The n-grams of one length, by context and in it by count.

    `begins` int64 [contexts + 1], where each context's n-grams begin; `index` int64 [types], their
    numbers in the trie; `units` and `counts` int64 [types]; `ends` float64 [types], the running sum
    of their weights c^(1/T), the largest of each context being 1.
    """

    begins: np.ndarray
    index: np.ndarray
    units: np.ndarray
    counts: np.ndarray
    ends: np.ndarray


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

    def draw(self, state: State, u: float) -> tuple[int, State]:
        """The unit in whose part of the running sum u (0 … 1) falls, and the context after it."""
        used, begin, end = self._found(state)
        ranked = self._level(used + 1)
        before = ranked.ends[begin - 1] if begin else 0.0
        target = before + u * (ranked.ends[end - 1] - before)
        place = begin + int(ranked.ends[begin:end].searchsorted(target, side="right"))
        place = min(place, end - 1)
        return int(ranked.units[place]), self._shortened(used + 1, int(ranked.index[place]))

    def row(self, state: State) -> Row:
        """Everything that may follow the context."""
        used, begin, end = self._found(state)
        ranked = self._level(used + 1)
        weights = _weights(ranked.counts[begin:end], ranked.counts[begin], self.temperature)
        if not self.temperature:
            weights = np.eye(1, end - begin)[0]
        return Row(used, ranked.units[begin:end], ranked.counts[begin:end], weights / weights.sum())

    def _found(self, state: State) -> tuple[int, int, int]:
        """How many units of the context are used, and where its continuations stand."""
        while True:
            used, context = state
            if used < self.counts.order:
                begin, end = self._level(used + 1).begins[context : context + 2].tolist()
                if begin < end:
                    return used, begin, end
            state = self._shorter(state)

    def _shortened(self, length: int, index: int) -> State:
        """A context of at most n − 1 units out of an n-gram."""
        if length < self.n:
            return length, index
        return length - 1, int(self.counts.levels[length - 1].shorter[index])

    def _shorter(self, state: State) -> State:
        used, context = state
        return used - 1, int(self.counts.levels[used - 1].shorter[context])

    def _level(self, n: int) -> Ranked:
        if n not in self._ranked:
            self._ranked[n] = self._rank(n)
        return self._ranked[n]

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
        return Ranked(begins, index, units, counts, np.cumsum(weights))


def _weights(counts: np.ndarray, most: np.ndarray, temperature: float) -> np.ndarray:
    """(c / most)^(1/T), without overflow at small T; all 1 at T = 0, where only one is taken."""
    if temperature == 1:
        return counts / most
    return np.exp(np.log(counts / most) / temperature) if temperature else np.ones(len(counts))
