"""The flat picture that keeps most of some vectors, and how much that is.

Principal component analysis: the directions in which the squared distances from a middle are
largest. Lengths and angles inside the plane are true to scale; what stands out of it is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.word_vectors.records import Arrow, Neighbour, Plane, Term
from models.word_vectors.space import SMALLEST, Space

DIMENSIONS = 3
RANK_TOLERANCE = 1e-9
Shares = tuple[float, float, float]


@dataclass(frozen=True)
class Directions:
    """`axes` float64 [3, d], orthonormal, the best first, through `middle` [d]."""

    middle: np.ndarray
    axes: np.ndarray

    @classmethod
    def best_for(
        cls, vectors: np.ndarray, middle: np.ndarray, others: np.ndarray | None = None
    ) -> "Directions":
        """Those that keep most of the squared distances of `vectors` [k, d] from `middle`.

        Where the vectors need fewer than three, the rest keeps most of the `others` [m, d], and is
        zero where these need none. Every axis points to where the last vector lies, so that the
        same vectors give the same picture.
        """
        offsets = np.asarray(vectors, np.float64) - middle
        axes = _principal(offsets, DIMENSIONS)
        if others is not None and len(axes) < DIMENSIONS:
            rest = np.asarray(others, np.float64) - middle
            rest -= rest @ axes.T @ axes
            axes = np.vstack([axes, _principal(rest, DIMENSIONS - len(axes))])
        axes = np.vstack([axes, np.zeros((DIMENSIONS - len(axes), offsets.shape[1]))])
        return cls(middle, axes * _signs(offsets @ axes.T)[:, None])

    def seen(self, vectors: np.ndarray) -> "Seen":
        """What of `vectors` [k, d] lies along the axes, and what there is in all."""
        offsets = np.asarray(vectors, np.float64) - self.middle
        return Seen(offsets @ self.axes.T, np.einsum("kd,kd->k", offsets, offsets))


@dataclass(frozen=True)
class Seen:
    """`coordinates` float64 [k, 3] of points, and their squared distances from the middle [k]."""

    coordinates: np.ndarray
    squares: np.ndarray

    def kept(self, count: int | None = None) -> Shares:
        """The shares of the squared distances of the first `count` that 1, 2, 3 axes keep.

        All of them are kept where there are none: all points lie in the middle.
        """
        whole = float(self.squares[:count].sum())
        if whole < SMALLEST:
            return 1.0, 1.0, 1.0
        shares = np.cumsum((self.coordinates[:count] ** 2).sum(axis=0)) / whole
        return tuple(np.minimum(shares, 1.0).tolist())

    def kept_of_each(self) -> np.ndarray:
        """The same for every point by itself: float32 [k, 3]; 1 for one in the middle."""
        shares = np.cumsum(self.coordinates**2, axis=1)
        shares /= np.maximum(self.squares, SMALLEST)[:, None]
        shares[self.squares < SMALLEST] = 1.0
        return np.minimum(shares, 1.0).astype(np.float32)


def through_zero(space: Space, terms: Sequence[Term], near: Sequence[Neighbour]) -> Plane:
    """The sum laid tip to tail from zero, the words as they stand, the answer and its neighbours.

    The answer is the first of `near`, the nearest words.
    """
    inputs = {term.index: term.word for term in terms}
    sums = _partial_sums(space, terms)
    # The first step ends at its word where that is taken once.
    own = [k for k in range(len(terms)) if k or terms[0].weight != 1 or len(terms) == 1]
    named = names_of_sums(terms)
    names = ["0", *inputs.values(), *(named[k] for k in own)]
    roles = ["zero", *["input"] * len(inputs), *["partial"] * (len(own) - 1), "sum"]
    zero = np.zeros((1, space.about.dimensions))
    fitted = np.vstack([zero, space.rows(list(inputs)), sums[own]])
    tips = [0] + [1 + len(inputs) + own.index(k) if k in own else 1 for k in range(len(terms))]
    path = [
        Arrow(tips[k], tips[k + 1], term.word, term.weight, "path") for k, term in enumerate(terms)
    ]
    arrows = (*path, *_parallelogram(terms, list(inputs), 1, len(names) - 1))
    return _plane("zero", space, zero[0], (names, roles, fitted), arrows, near)


def through_words(space: Space, terms: Sequence[Term], near: Sequence[Neighbour]) -> Plane:
    """The words, their sum and the answer around their own middle: a parallelogram lies flat.

    The answer is the first of `near`, the nearest words.
    """
    inputs = {term.index: term.word for term in terms}
    names = [*inputs.values(), names_of_sums(terms)[-1]]
    roles = [*["input"] * len(inputs), "sum"]
    fitted = np.vstack([space.rows(list(inputs)), _partial_sums(space, terms)[-1:]])
    answer = space.rows([word.index for word in near[:1]])
    middle = np.vstack([fitted, answer]).mean(axis=0)
    arrows = _parallelogram(terms, list(inputs), 0, len(names) - 1)
    return _plane("words", space, middle, (names, roles, fitted), arrows, near)


def names_of_sums(terms: Sequence[Term]) -> list[str]:
    """What the partial sums are called: "king", "king - man", "king - man + woman"."""
    names: list[str] = []
    for term in terms:
        size = "" if abs(term.weight) == 1 else f"{abs(term.weight):g}·"
        sign = "-" if term.weight < 0 else "+"
        before = f"{names[-1]} {sign} " if names else sign.replace("+", "")
        names.append(f"{before}{size}{term.word}")
    return names


def _plane(
    centre: str,
    space: Space,
    middle: np.ndarray,
    points: tuple[list[str], list[str], np.ndarray],
    arrows: tuple[Arrow, ...],
    near: Sequence[Neighbour],
) -> Plane:
    """The plane of `points`, which are names, roles and vectors, and of the first of `near`."""
    names, roles, vectors = points
    nearest = space.rows([word.index for word in near])
    drawn = np.vstack([vectors, nearest])
    fitted = len(vectors) + len(near[:1])
    seen = Directions.best_for(drawn[:fitted], middle, others=nearest).seen(drawn)
    return Plane(
        centre=centre,
        names=(*names, *(word.word for word in near)),
        roles=(*roles, *["answer", *["neighbour"] * len(near)][: len(near)]),
        coordinates=seen.coordinates.astype(np.float32),
        arrows=arrows,
        kept=seen.kept(fitted),
        kept_all=seen.kept(),
        point_kept=seen.kept_of_each(),
    )


def _partial_sums(space: Space, terms: Sequence[Term]) -> np.ndarray:
    """The sum after every term: float64 [terms, d]."""
    rows = space.rows([term.index for term in terms]).astype(np.float64)
    return np.cumsum(np.array([[term.weight] for term in terms]) * rows, axis=0)


def _parallelogram(
    terms: Sequence[Term], inputs: list[int], first: int, sum_at: int
) -> tuple[Arrow, ...]:
    """The four sides for an expression like a - b + c, in any order; none for others.

    The point of the input with row inputs[k] is first + k.
    """
    plus = [term.index for term in terms if term.weight == 1]
    minus = [term.index for term in terms if term.weight == -1]
    if len(terms) != 3 or len(plus) != 2 or len(minus) != 1 or len(inputs) != 3:
        return ()
    a, c, b = (first + inputs.index(index) for index in (*plus, *minus))
    return (
        Arrow(b, c, "", 1.0, "shift"),
        Arrow(a, sum_at, "", 1.0, "shift"),
        Arrow(b, a, "", 1.0, "side"),
        Arrow(c, sum_at, "", 1.0, "side"),
    )


def _principal(offsets: np.ndarray, count: int) -> np.ndarray:
    """At most `count` principal directions of `offsets` [k, d], orthonormal: float64 [≤ count, d].

    From the k × k matrix of inner products, which is small where the vectors are long.
    """
    if not len(offsets):
        return offsets
    sizes, mixtures = np.linalg.eigh(offsets @ offsets.T)
    sizes, mixtures = sizes[::-1][:count], mixtures[:, ::-1][:, :count]
    real = sizes > RANK_TOLERANCE * max(float(sizes[0]), SMALLEST)
    return (mixtures[:, real] / np.sqrt(sizes[real])).T @ offsets


def _signs(coordinates: np.ndarray) -> np.ndarray:
    """+1 or -1 for every axis [3]: where the last point with a coordinate worth its name lies."""
    signs = np.ones(coordinates.shape[1])
    for axis, values in enumerate(coordinates.T):
        told = values[np.abs(values) > 1e-3 * max(np.abs(values).max(), SMALLEST)]
        if len(told) and told[-1] < 0:
            signs[axis] = -1.0
    return signs
