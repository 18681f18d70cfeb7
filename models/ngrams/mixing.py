"""Two texts as one model: p = (1 − w) p₁ + w p₂, each with its own context and back-off."""

from collections.abc import Sequence

import numpy as np

from models.ngrams.chances import Chances, Row, State
from models.ngrams.corpora import Corpus


class Mixture:
    """One corpus, or two mixed; ids are those of `vocabulary`, which holds the units of both.

    `weights` are the shares of the corpora. Where there are two, what their counts say is mixed,
    and then the temperature changes the mixture.
    """

    def __init__(
        self, corpora: Sequence[Corpus], weights: Sequence[float], n: int, temperature: float
    ) -> None:
        self.corpora, self.weights, self.temperature = corpora, weights, temperature
        self.vocabulary = tuple(sorted({p for corpus in corpora for p in corpus.vocabulary}))
        self.chances = [Chances(corpus.counts, n, temperature) for corpus in corpora]
        places = {piece: number for number, piece in enumerate(self.vocabulary)}
        self.numbers = [np.array([places[p] for p in c.vocabulary]) for c in corpora]
        self.inverse = [_inverse(numbers, len(self.vocabulary)) for numbers in self.numbers]

    def after(self, rows: Sequence[np.ndarray]) -> list[State]:
        """The contexts after a prompt, given as the ids of each corpus."""
        return [each.after(row) for each, row in zip(self.chances, rows, strict=True)]

    def advance(self, states: Sequence[State], unit: int) -> list[State]:
        """The contexts after one unit more."""
        return [
            chances.advance(state, int(inverse[unit]))
            for chances, state, inverse in zip(self.chances, states, self.inverse, strict=True)
        ]

    def rows(self, states: Sequence[State]) -> list[Row]:
        """What may follow in each corpus, with the ids of the mixture."""
        found = [each.row(state) for each, state in zip(self.chances, states, strict=True)]
        return [
            Row(row.used, numbers[row.units], row.counts, row.chances)
            for row, numbers in zip(found, self.numbers, strict=True)
        ]

    def together(self, rows: Sequence[Row]) -> tuple[np.ndarray, np.ndarray]:
        """The units that may follow and their chances, likeliest first, each [k]."""
        if len(rows) == 1:
            return rows[0].units, rows[0].chances
        mixed = np.zeros(len(self.vocabulary))
        for row, weight in zip(rows, self.weights, strict=True):
            mixed[row.units] += weight * row.counts / row.counts.sum()
        units = np.flatnonzero(mixed)
        units = units[np.argsort(-mixed[units], kind="stable")]
        if not self.temperature:
            return units[:1], np.ones(1)
        tempered = (mixed[units] / mixed[units[0]]) ** (1 / self.temperature)
        return units, tempered / tempered.sum()


def _inverse(numbers: np.ndarray, size: int) -> np.ndarray:
    """From the ids of the mixture to those of a corpus, −1 for units it does not have."""
    inverse = np.full(size, -1)
    inverse[numbers] = np.arange(len(numbers))
    return inverse
