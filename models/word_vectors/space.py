"""Word vectors as a space: rows by their index, and products of a vector with all of them."""

from typing import TYPE_CHECKING

import numpy as np

from models.word_vectors.records import About

if TYPE_CHECKING:
    from gensim.models import KeyedVectors

BLOCK = 4096
"""Rows that are worked on at once: their products stay in the processor's cache."""

SMALLEST = 1e-12


class Space:
    """n words and their vectors of d dimensions, most frequent first, around gensim's KeyedVectors.

    With `unit_length` every vector counts as if it had the length 1; the vectors themselves are
    neither changed nor copied, whichever is asked for. `name` is for the visitor.
    """

    def __init__(self, keyed: "KeyedVectors", name: str, unit_length: bool = True) -> None:
        self.keyed = keyed
        self.name = name
        self.unit_length = unit_length

    def __len__(self) -> int:
        return len(self.keyed.index_to_key)

    @property
    def about(self) -> About:
        """What a record says of these vectors."""
        count, size = self.keyed.vectors.shape
        return About(
            name=self.name,
            words=count,
            dimensions=size,
            unit_length=self.unit_length,
            status=f"cpu · float32 · {self.name} {self.keyed.vectors.nbytes / 1e6:,.0f} MB",
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a visitor should know of the file that the vectors came from."""
        return getattr(self.keyed, "remarks", ())

    @property
    def norms(self) -> np.ndarray:
        """Euclidean lengths float32 [n], never 0; they stay with the vectors, as gensim's do."""
        if self.keyed.norms is None:
            vectors = self.keyed.vectors
            lengths = np.sqrt(np.einsum("nd,nd->n", vectors, vectors))
            self.keyed.norms = np.maximum(lengths, SMALLEST)
        return self.keyed.norms

    @property
    def lengths(self) -> np.ndarray:
        """The lengths that count, float32 [n]: the norms, or 1."""
        return np.broadcast_to(np.float32(1), len(self)) if self.unit_length else self.norms

    def word(self, index: int) -> str:
        """The word of a row."""
        return self.keyed.index_to_key[index]

    def rows(self, indices: np.ndarray | list[int]) -> np.ndarray:
        """float32 [k, d], as they are or with the length 1."""
        indices = np.asarray(indices, int)
        vectors = self.keyed.vectors[indices].astype(np.float32)
        return vectors / self.norms[indices, None] if self.unit_length else vectors

    def units(self, start: int, stop: int) -> np.ndarray:
        """The rows from `start` to before `stop` with the length 1: float32 [stop - start, d]."""
        return self.keyed.vectors[start:stop] / self.norms[start:stop, None]

    def units_at(self, indices: np.ndarray | list[int]) -> np.ndarray:
        """Chosen rows with the length 1: float32 [k, d]."""
        indices = np.asarray(indices, int)
        return self.keyed.vectors[indices] / self.norms[indices, None]

    def cosines(self, vectors: np.ndarray) -> np.ndarray:
        """Of every word with each of `vectors` [d] or [k, d]: float32 [n] or [k, n].

        A row at a time: at the speed of the memory, in less than half the time of BLAS's gemv.
        """
        lengths = np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), SMALLEST)
        directions = (vectors / lengths).astype(np.float32)
        products = np.vecdot(self.keyed.vectors, directions[..., None, :])
        products /= self.norms
        return products
