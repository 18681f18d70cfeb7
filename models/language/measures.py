"""What is measured on texts that were written: variety, repetition, perplexity."""

from collections.abc import Iterator, Sequence

import numpy as np


def perplexity(log_probabilities: np.ndarray) -> float:
    """exp(-mean log p) of tokens with these log-probabilities in nats [N]; NaN for none."""
    if not len(log_probabilities):
        return float("nan")
    return float(np.exp(-np.mean(log_probabilities)))


def distinct(texts: Sequence[np.ndarray], n: int) -> float:
    """The share of different n-grams among all n-grams of the texts, each int [N].

    Li, Galley, Brockett, Gao, Dolan, "A diversity-promoting objective function for neural
    conversation models" (2016). NaN where no text has n tokens.
    """
    grams = [gram for text in texts for gram in _n_grams(text, n)]
    return len(set(grams)) / len(grams) if grams else float("nan")


def repetition(texts: Sequence[np.ndarray], n: int = 4) -> float:
    """The mean over the texts of the share of n-grams that stood in the same text before.

    Welleck et al., "Neural text generation with unlikelihood training" (2020). Texts with fewer
    than n tokens do not count; NaN where all are that short.
    """
    shares = []
    for text in texts:
        grams = list(_n_grams(text, n))
        if grams:
            shares.append(1 - len(set(grams)) / len(grams))
    return float(np.mean(shares)) if shares else float("nan")


def _n_grams(text: np.ndarray, n: int) -> Iterator[tuple[int, ...]]:
    ids = text.tolist()
    return zip(*(ids[k:] for k in range(n)), strict=False)
