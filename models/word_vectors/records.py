"""What word vectors report: small arrays, words and numbers, ready to be sent to a page.

n is the number of words, d the number of dimensions. A share is a number from 0 to 1.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np


@dataclass(frozen=True)
class About:
    """The vectors that answered: their name, size, and whether all have the length 1."""

    name: str
    words: int
    dimensions: int
    unit_length: bool
    status: str


@dataclass(frozen=True)
class Term:
    """A word of an expression: `weight` times the vector of `word`.

    `written` is how it stands in the expression, from character `start` to before `end`; `word` is
    how the vectors have it. `index` counts from the most frequent word, 0.
    """

    weight: float
    word: str
    written: str
    start: int
    end: int
    index: int


@dataclass(frozen=True)
class Neighbour:
    """A word in a ranking.

    `score` is what the ranking went by: the cosine, the dot product, the Euclidean distance, or
    3CosMul's product. `place` counts from 1 among all words, the inputs included; `index` from the
    most frequent word, 0.
    """

    word: str
    index: int
    place: int
    score: float
    cosine: float
    dot: float
    euclidean: float
    is_input: bool


@dataclass(frozen=True)
class Arrow:
    """From point `start` to point `end` of a plane: `weight` times the vector of `word`.

    `kind` is "path" for the arrows of the sum, laid tip to tail from zero. For a - b + c there are
    also the sides of a parallelogram, which have no word: "shift" from b to c and, the same again,
    from a to the sum; "side" from b to a and from c to the sum.
    """

    start: int
    end: int
    word: str
    weight: float
    kind: Literal["path", "shift", "side"]


@dataclass(frozen=True)
class Plane:
    """A picture of an expression in the directions that keep most of it, drawn to scale.

    Point k has the name `names[k]`, the role `roles[k]` ("zero", "input", "partial" sum, "sum",
    "answer" or "neighbour") and `coordinates` float32 [points, 3], of which the first two are the
    best plane. `kept` are the shares of the squared distances from the middle that 1, 2 and 3
    directions keep of the expression (zero, inputs, sums and the answer); `kept_all` the same of
    all points. `point_kept` float32 [points, 3] says it of every point by itself: 0.2 means that it
    stands far in front of the plane or behind it.

    In a plane "through zero" the middle is zero; in one "through the words" it is their mean.
    """

    centre: Literal["zero", "words"]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    coordinates: np.ndarray
    arrows: tuple[Arrow, ...]
    kept: tuple[float, float, float]
    kept_all: tuple[float, float, float]
    point_kept: np.ndarray


@dataclass(frozen=True)
class Moved:
    """Which coordinates an expression moved: `values` float32 [rows, d] of the words in `names`.

    The rows are the inputs, their sum and the answer. `change` float32 [d] is the sum minus the
    first input that is added, `order` int [d] its coordinates from the largest change down, `half`
    how many of them make half of its squared length.
    """

    names: tuple[str, ...]
    values: np.ndarray
    change: np.ndarray
    order: np.ndarray
    half: int


@dataclass(frozen=True)
class Arithmetic:
    """The answer to an expression.

    `with_inputs` ranks all words, `without_inputs` leaves the words of the expression out; both
    have `topn` words. `inputs` are the words of the expression in the order of their places.
    `expected` is the guess. `length` of the sum. Where the sum is the zero vector, it has no
    direction: `is_zero`, and there are no rankings and no pictures.
    """

    about: About
    expression: str
    terms: tuple[Term, ...]
    length: float
    is_zero: bool
    exclude_inputs: bool
    method: str
    measure: str
    with_inputs: tuple[Neighbour, ...]
    without_inputs: tuple[Neighbour, ...]
    inputs: tuple[Neighbour, ...]
    expected: Neighbour | None
    through_zero: Plane | None
    through_words: Plane | None
    moved: Moved | None
    notes: tuple[str, ...]
    seconds: float

    @property
    def ranking(self) -> tuple[Neighbour, ...]:
        """The ranking that was asked for."""
        return self.without_inputs if self.exclude_inputs else self.with_inputs


@dataclass(frozen=True)
class Unknown:
    """A word that the vectors do not have.

    They have the `suggestions`, which are spelt like it, best first, and the `related` words, which
    are near to the first of these in meaning.
    """

    word: str
    suggestions: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True)
class Similarity:
    """A list of words, each with each: three matrices float32 [words, words].

    `values` float32 [words, d] are the vectors. `centrality` float32 [words] is the cosine of each
    with the mean of all; `odd_one_out` is the word with the smallest.
    """

    about: About
    words: tuple[str, ...]
    cosine: np.ndarray
    dot: np.ndarray
    euclidean: np.ndarray
    values: np.ndarray
    centrality: np.ndarray
    odd_one_out: str
    unknown: tuple[Unknown, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Map:
    """A list of words by principal component analysis.

    `coordinates` float32 [words, 3], largest variance first; `kept` the shares of the variance that
    1, 2 and 3 directions keep; `point_kept` float32 [words, 3] the same of every word by itself.
    `group_of` has an index into `groups` for every word.
    """

    about: About
    words: tuple[str, ...]
    groups: tuple[str, ...]
    group_of: tuple[int, ...]
    coordinates: np.ndarray
    kept: tuple[float, float, float]
    point_kept: np.ndarray
    unknown: tuple[Unknown, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Completions:
    """Words that begin with a prefix, the most frequent first."""

    words: tuple[str, ...]
