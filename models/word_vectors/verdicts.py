"""What tests of word vectors report: how many analogies are right, and what an axis tells apart.

A share is a number from 0 to 1.
"""

from dataclasses import dataclass

import numpy as np

from models.word_vectors.records import About, Unknown


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
