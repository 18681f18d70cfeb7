"""Hard debiasing: an axis out of pairs of words, and a space in which it tells nothing.

Bolukbasi et al., "Man is to computer programmer as woman is to homemaker?", 2016. Neutral words
lose their part along the axis; the words of a pair are put at the same distance from every neutral
word; words that carry the difference by definition stay as they are. What is hidden so is not gone:
Gonen & Goldberg, "Lipstick on a pig", 2019.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from models.word_vectors.space import SMALLEST, Space

SETS = Path(__file__).parent / "sets"
Rows = tuple[int, int]


def words_in(name: str) -> tuple[str, ...]:
    """The words of a list that comes with the project: "occupations", "gendered"."""
    lines = (SETS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines for word in line.partition("#")[0].split())


def axis_of(space: Space, pairs: Sequence[Rows]) -> tuple[np.ndarray, tuple[float, ...]]:
    """The first principal component of the pairs, float32 [d], and the shares of all components.

    Every pair is taken around its own middle. The axis has the length 1 and points to the first
    words of the pairs.
    """
    first, second = (space.units_at([pair[side] for pair in pairs]) for side in (0, 1))
    halves = (first - second).astype(np.float64) / 2
    _, sizes, axes = np.linalg.svd(halves, full_matrices=False)
    axis = axes[0] * (1 if (halves @ axes[0]).sum() >= 0 else -1)
    shares = sizes**2 / max(float((sizes**2).sum()), SMALLEST)
    return axis.astype(np.float32), tuple(shares.tolist())


class Debiased(Space):
    """A space after hard debiasing along `axis` [d]; rows are changed when they are asked for.

    `specific` rows keep their place, the words of `pairs` are equalized, all others neutralized.
    """

    def __init__(
        self, space: Space, axis: np.ndarray, specific: Iterable[int], pairs: Sequence[Rows]
    ) -> None:
        super().__init__(space.keyed, space.name)
        self.axis = axis
        self.is_specific = np.zeros(len(space), bool)
        self.is_specific[list(specific)] = True
        self.equalized = {row: vector for pair in pairs for row, vector in self._equal(pair)}

    def units(self, start: int, stop: int) -> np.ndarray:
        """As in Space, debiased."""
        return self._turned(super().units(start, stop), np.arange(start, stop))

    def units_at(self, indices: np.ndarray | list[int]) -> np.ndarray:
        """As in Space, debiased."""
        return self._turned(super().units_at(indices), np.asarray(indices, int))

    def _turned(self, units: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """Neutralize the vectors `units` [k, d] of `rows` [k], or put the equalized ones there."""
        along = units @ self.axis
        along[self.is_specific[rows]] = 0
        units -= along[:, None] * self.axis
        units /= np.sqrt(np.maximum(1 - along**2, SMALLEST))[:, None]
        for row, vector in self.equalized.items():
            units[rows == row] = vector
        return units

    def _equal(self, pair: Rows) -> list[tuple[int, np.ndarray]]:
        """Both words of a pair with the same middle, opposite along the axis, of the length 1."""
        words = super().units_at(list(pair))
        along = words @ self.axis
        middle = words.mean(axis=0)
        neutral = middle - (middle @ self.axis) * self.axis
        reach = np.sqrt(max(1 - float(neutral @ neutral), 0.0))
        sides = np.sign(along - along.mean())
        return [
            (row, (neutral + side * reach * self.axis).astype(np.float32))
            for row, side in zip(pair, sides, strict=True)
        ]
