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

    `kind` is "path" for the arrows of the sum, laid tip to tail from zero; "side" for the sides of
    the parallelogram: a word to the word that it is compared with, and the same shift again.
    """

    start: int
    end: int
    word: str
    weight: float
    kind: Literal["path", "side"]


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
    """A word that the vectors do not have; `suggestions` are words that they have, best first."""

    word: str
    suggestions: tuple[str, ...]


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
class Score:
    """`right` of `total` questions; `low` and `high` are Wilson's 95 % interval for the share."""

    right: int
    total: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Right answers per question; NaN where there was none."""
        return self.right / self.total if self.total else float("nan")


@dataclass(frozen=True)
class Failure:
    """A question a : b = c : ? that was answered wrongly, the input words left out.

    `expected` came at `place` among all words but the inputs; `answered` came first.
    `unrestricted` is what comes first when the input words may answer too.
    """

    a: str
    b: str
    c: str
    expected: str
    answered: str
    place: int
    unrestricted: str


@dataclass(frozen=True)
class Category:
    """The questions of a category: `asked` in the set, `covered` where all four words are known.

    `excluded` is the score as it is usually told, the input words left out; `included` with them.
    `input_answers` counts the questions that, with them, are answered by one of the inputs.
    """

    name: str
    asked: int
    covered: int
    excluded: Score
    included: Score
    input_answers: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class BenchmarkStarted:
    """What will be asked: names of the categories with the questions asked and covered."""

    about: About
    analogies: str
    categories: tuple[tuple[str, int, int], ...]
    asked: int
    covered: int
    unknown: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class BenchmarkProgress:
    """`done` of `total` questions are answered, perhaps in the middle of a category."""

    done: int
    total: int


@dataclass(frozen=True)
class BenchmarkFinished:
    """All categories and their sum; `seconds` of computing."""

    categories: tuple[Category, ...]
    excluded: Score
    included: Score
    input_answers: int
    asked: int
    covered: int
    seconds: float


@dataclass(frozen=True)
class Side:
    """Before or after hard debiasing.

    `projection` float32 [words] is the cosine of each word with the axis: positive on the side of
    the first words of the pairs. `direct_bias` is the mean of its absolute values over the words
    (Bolukbasi et al. 2016, c = 1). `echo` is the correlation of each word's projection before
    debiasing with the mean one of its nearest words in the list: what stays of the grouping
    (after Gonen & Goldberg 2019). `score` in the analogies.
    """

    projection: np.ndarray
    direct_bias: float
    echo: float
    score: Score


@dataclass(frozen=True)
class Bias:
    """Words along the axis that pairs of words span, before and after hard debiasing.

    `explained` are the shares of the variance of the pairs that their principal components keep,
    the axis first: one large and the rest small means that the pairs agree on a direction.
    `pair_projection` float32 [pairs, 2]. `specific` counts the words that keep their place, since
    they carry the difference by definition (queen, father).
    """

    about: About
    pairs: tuple[tuple[str, str], ...]
    pair_projection: np.ndarray
    explained: tuple[float, ...]
    words: tuple[str, ...]
    before: Side
    after: Side
    specific: int
    analogies: str
    unknown: tuple[Unknown, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Completions:
    """Words that begin with a prefix, the most frequent first."""

    words: tuple[str, ...]
