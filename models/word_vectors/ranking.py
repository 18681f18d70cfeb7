"""All words in the order of how near they are to a sum of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.word_vectors.records import Neighbour, Term
from models.word_vectors.space import SMALLEST, Space

CHUNK = 64
EPSILON = 1e-6
"""Keeps 3CosMul from dividing by 0; gensim's value."""


@dataclass(frozen=True)
class Ranking:
    """The words of `space` by their `nearness` float32 [n] to `target` [d]; larger is nearer.

    `sign` times the nearness is the score that is told: -1 where it is a distance. `cosines`
    float32 [n] with the target; `inputs` are the rows of the words of the expression.
    """

    space: Space
    target: np.ndarray
    cosines: np.ndarray
    nearness: np.ndarray
    sign: int
    inputs: frozenset[int]

    def first(self, count: int) -> tuple[Neighbour, ...]:
        """The nearest `count` words."""
        best = largest(self.nearness, count).tolist()
        return tuple(self._neighbour(index, place) for place, index in enumerate(best, start=1))

    def neighbour(self, index: int) -> Neighbour:
        """One word, wherever it comes."""
        place = 1 + int(np.count_nonzero(self.nearness > self.nearness[index]))
        return self._neighbour(index, place)

    def _neighbour(self, index: int, place: int) -> Neighbour:
        length, size = float(self.space.lengths[index]), self.size
        cosine = float(self.cosines[index])
        dot = cosine * length * size
        return Neighbour(
            word=self.space.word(index),
            index=index,
            place=place,
            score=self.sign * float(self.nearness[index]),
            cosine=cosine,
            dot=dot,
            euclidean=max(length**2 + size**2 - 2 * dot, 0.0) ** 0.5,
            is_input=index in self.inputs,
        )

    @cached_property
    def size(self) -> float:
        """The length of the target."""
        return float(np.linalg.norm(self.target))


def rank(space: Space, terms: Sequence[Term], measure: str, method: str) -> Ranking:
    """All words by 3CosAdd, "cosine", "dot" or "euclidean" to the sum, or by 3CosMul."""
    target = total(space, terms)
    cosines = space.cosines(target)
    sign = 1
    if method == "3CosMul":
        nearness = _product_of_cosines(space, terms)
    elif measure == "cosine":
        nearness = cosines
    elif measure == "dot":
        nearness = cosines * space.lengths * np.float32(np.linalg.norm(target))
    else:
        sign = -1
        nearness = -_distances(cosines, space.lengths, float(np.linalg.norm(target)))
    return Ranking(space, target, cosines, nearness, sign, frozenset(t.index for t in terms))


def total(space: Space, terms: Sequence[Term]) -> np.ndarray:
    """The weighted sum of the terms: float64 [d]."""
    rows = space.rows([term.index for term in terms]).astype(np.float64)
    return np.array([term.weight for term in terms]) @ rows


def is_zero(space: Space, terms: Sequence[Term], vector: np.ndarray) -> bool:
    """Whether the terms cancel each other, but for rounding."""
    sizes = sum(abs(term.weight) * float(space.lengths[term.index]) for term in terms)
    return float(np.linalg.norm(vector)) <= max(EPSILON * sizes, SMALLEST)


def largest(values: np.ndarray, count: int) -> np.ndarray:
    """The indices of the largest `count` of `values` [n], largest first, ties in their order.

    Looks only into the chunks that have one of the `count` largest maxima: no other can hold one
    of the largest values.
    """
    whole = len(values) // CHUNK
    if count >= whole:
        return np.argsort(-values, kind="stable")[:count]
    maxima = np.append(
        values[: whole * CHUNK].reshape(whole, CHUNK).max(axis=1),
        values[whole * CHUNK :].max(initial=-np.inf),
    )
    chunks = np.sort(np.argsort(-maxima, kind="stable")[:count])
    places = (chunks[:, None] * CHUNK + np.arange(CHUNK)).ravel()
    places = places[places < len(values)]
    return places[np.argsort(-values[places], kind="stable")[:count]]


def _product_of_cosines(space: Space, terms: Sequence[Term]) -> np.ndarray:
    """3CosMul (Levy & Goldberg 2014, equation 4), cosines moved to 0 … 1; weights as exponents."""
    rows = space.units_at([term.index for term in terms])
    factors = np.maximum((1 + space.cosines(rows)) / 2, 0)
    above, below = np.ones(len(space), np.float32), np.ones(len(space), np.float32)
    for term, factor in zip(terms, factors, strict=True):
        side = above if term.weight > 0 else below
        side *= factor if abs(term.weight) == 1 else factor ** np.float32(abs(term.weight))
    return above / (below + np.float32(EPSILON))


def _distances(cosines: np.ndarray, lengths: np.ndarray, size: float) -> np.ndarray:
    squared = lengths**2 - 2 * np.float32(size) * lengths * cosines + np.float32(size**2)
    return np.sqrt(np.maximum(squared, 0))
