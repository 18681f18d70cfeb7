"""Several trainings on the same words as one set of vectors, with fewer numbers."""

from collections.abc import Sequence

import numpy as np

DAMPING = 0.1


def join(trained: Sequence[np.ndarray], size: int, damping: float = DAMPING) -> np.ndarray:
    """float32 [n, size] of vectors [n, d] that were trained apart, on average of length 1.

    The directions of each training are centred, for what all words share says nothing of any of
    them (Mu & Viswanath 2018), and put side by side (Yin & Schütze 2016). Of that, the `size` first
    principal components are kept, each divided by its variance to the power of `damping`, so that
    the first do not drown the rest (Caron 2001). Every vector keeps its length in the trainings,
    relative to the others: words that are used often and in one sense are long.
    """
    joined = np.hstack([_centred(_directions(vectors)) for vectors in trained])
    variances, axes = np.linalg.eigh(joined.T @ joined / len(joined))
    largest = np.argsort(variances)[::-1][:size]
    components = joined @ axes[:, largest] * variances[largest] ** -damping
    lengths = np.exp(np.mean([np.log(_lengths(vectors)) for vectors in trained], axis=0))
    vectors = _directions(components) * lengths
    return (vectors / lengths.mean()).astype(np.float32)


def _lengths(vectors: np.ndarray) -> np.ndarray:
    """float64 [n, 1], never 0."""
    return np.maximum(np.linalg.norm(vectors.astype(np.float64), axis=1, keepdims=True), 1e-12)


def _directions(vectors: np.ndarray) -> np.ndarray:
    return vectors / _lengths(vectors)


def _centred(vectors: np.ndarray) -> np.ndarray:
    return vectors - vectors.mean(axis=0)
