"""The real pictures: banknotes drawn by this project, and the digits of scikit-learn."""

from dataclasses import dataclass

import numpy as np
from numpy.random import default_rng

from models.gan_pictures import banknotes

NOTES = 3000
NOTES_SEED = 16


@dataclass(frozen=True)
class Dataset:
    """Real pictures uint8 [N, side, side, channels], the kind of each int64 [N], and their names.

    `kinds` are the names in order: "5", "10", "50" or the ten digits.
    """

    pictures: np.ndarray
    labels: np.ndarray
    kinds: tuple[str, ...]

    @property
    def side(self) -> int:
        return self.pictures.shape[1]

    @property
    def channels(self) -> int:
        return self.pictures.shape[3]

    def examples(self, count: int) -> np.ndarray:
        """`count` pictures that show every kind as often as possible, [count, side, side, C]."""
        of_kind = [np.flatnonzero(self.labels == kind) for kind in range(len(self.kinds))]
        rows = [of_kind[index % len(of_kind)][index // len(of_kind)] for index in range(count)]
        return self.pictures[rows]


def load(name: str, count: int = NOTES) -> Dataset:
    """The data called "banknotes" (the first `count` notes) or "digits", always the same."""
    return draw_banknotes(count) if name == "banknotes" else read_digits()


def draw_banknotes(count: int, seed: int = NOTES_SEED) -> Dataset:
    """Notes 16 × 16 in colour; another `seed` draws notes that no training has seen."""
    notes = banknotes.sample(default_rng(seed), count)
    pictures = np.stack([banknotes.draw(note) for note in notes])
    kinds = tuple(str(kind.value) for kind in banknotes.KINDS)
    return Dataset(pictures, np.array([note.kind for note in notes]), kinds)


def read_digits() -> Dataset:
    """1,797 handwritten digits, 8 × 8 in grey (Alpaydin and Kaynak 1998, UCI, CC BY 4.0)."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    pictures = (digits.images * (255 / 16)).round().astype(np.uint8)[..., None]
    return Dataset(pictures, digits.target, tuple("0123456789"))
