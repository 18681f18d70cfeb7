"""Interpolated modified Kneser–Ney smoothing.

Kneser & Ney, "Improved backing-off for m-gram language modeling" (1995); Chen & Goodman, "An
empirical study of smoothing techniques for language modeling" (1999), equations 12 to 17.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.ngrams.counts import Counts


@dataclass(frozen=True)
class Smoothed:
    """One length n: `kept` [types] is (a − D(a)) / Σa, what an n-gram with the adjusted count a
    keeps of its context; `left` [contexts] is the share that the shorter context gets, 1 where
    nothing follows the context.
    """

    kept: np.ndarray
    left: np.ndarray


def discounts(adjusted: np.ndarray) -> np.ndarray:
    """D₁, D₂ and D₃₊ from how many n-grams have the adjusted counts 1, 2, 3 and 4.

    A text too small to have all four gets ½ for each.
    """
    n = np.bincount(np.minimum(adjusted, 5), minlength=6).astype(float)
    if not n[1:5].all():
        return np.full(3, 0.5)
    y = n[1] / (n[1] + 2 * n[2])
    estimated = [k - (k + 1) * y * n[k + 1] / n[k] for k in (1, 2, 3)]
    return np.clip(estimated, 0.05, [0.95, 1.95, 2.95])


def adjusted_counts(counts: Counts, n: int) -> np.ndarray:
    """What Kneser–Ney counts: at the highest order how often an n-gram occurs, below it how many
    different units precede it; an n-gram that nothing precedes keeps its count. int64 [types].
    """
    level = counts.levels[n - 1]
    if n == counts.order:
        return level.counts
    preceding = np.bincount(counts.levels[n].shorter, minlength=len(level.keys))
    return np.where(preceding, preceding, level.counts)


def smooth(counts: Counts, n: int, discount: np.ndarray | None = None) -> Smoothed:
    """The n-grams of one length; `discount` [3] replaces the estimated D₁, D₂, D₃₊."""
    adjusted = adjusted_counts(counts, n)
    taken = (discounts(adjusted) if discount is None else discount)[np.minimum(adjusted, 3) - 1]
    parents, contexts = counts.parents(n), counts.contexts(n)
    totals = np.bincount(parents, weights=adjusted, minlength=contexts)
    left = np.bincount(parents, weights=taken, minlength=contexts)
    left = np.divide(left, totals, out=np.ones(contexts), where=totals > 0)
    return Smoothed((adjusted - taken) / totals[parents], left)


def probabilities(
    counts: Counts, ids: np.ndarray, given: Sequence[np.ndarray] | None = None
) -> np.ndarray:
    """p(unit | the order − 1 units before it) of every id [units]; the first ids have less before
    them. Below the single units lies the uniform distribution.

    `given` are D₁, D₂, D₃₊ for each length, instead of estimated ones.
    """
    p = np.full(len(ids), 1 / counts.vocab_size)
    contexts = np.zeros(len(ids), dtype=np.int64)
    for n, places in enumerate(counts.places(ids), start=1):
        smoothed = smooth(counts, n, given[n - 1] if given else None)
        contexts = contexts[: len(places)]
        kept = np.where(places < 0, 0.0, smoothed.kept[places])
        left = np.where(contexts < 0, 1.0, smoothed.left[contexts])
        p[n - 1 :] = kept + left * p[n - 1 :]
        contexts = places
    return p
