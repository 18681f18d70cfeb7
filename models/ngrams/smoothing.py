"""Probabilities of a text by counts, without smoothing and with three kinds of it.

Each function gives p(unit | the n − 1 units before it) for every id [units] of a text; its first
ids have less before them. Chen & Goodman (1999) compare them.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import numpy as np

from models.ngrams import kneser_ney
from models.ngrams.counts import Counts

SHORTENED = 0.4
"""What each shorter context is worth in stupid back-off (Brants et al. 2007)."""


def maximum_likelihood(counts: Counts, ids: np.ndarray) -> np.ndarray:
    """c(context, unit) / c(context): 0 for what was never seen."""
    p = np.zeros(len(ids))
    for n, (seen, total, _) in enumerate(_levels(counts, ids), start=1):
        p[n - 1 :] = np.divide(seen, total, out=np.zeros(len(seen)), where=total > 0)
    return p


def laplace(counts: Counts, ids: np.ndarray) -> np.ndarray:
    """(c(context, unit) + 1) / (c(context) + V): every unit was seen once more."""
    p = np.zeros(len(ids))
    for n, (seen, total, _) in enumerate(_levels(counts, ids), start=1):
        p[n - 1 :] = (seen + 1) / (total + counts.vocab_size)
    return p


def stupid_backoff_scores(counts: Counts, ids: np.ndarray) -> np.ndarray:
    """c(context, unit) / c(context), or 0.4 times the score after a shorter context: scores that
    add up to more than one.
    """
    return _backed_off(counts, ids)[0]


def stupid_backoff(counts: Counts, ids: np.ndarray) -> np.ndarray:
    """The same scores, divided by their sum over all units, so that they are probabilities."""
    scores, sums = _backed_off(counts, ids)
    return scores / sums


NONE = "none"
SMOOTHINGS: Mapping[str, Callable[[Counts, np.ndarray], np.ndarray]] = MappingProxyType(
    {
        NONE: maximum_likelihood,
        "Laplace": laplace,
        "stupid back-off": stupid_backoff,
        "Kneser–Ney": kneser_ney.probabilities,
    }
)


def perplexity(p: np.ndarray) -> float:
    """exp of the mean of −log p; infinite where a probability is 0."""
    if not p.all():
        return float("inf")
    return float(np.exp(-np.log(p).mean()))


def _backed_off(counts: Counts, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The score of every id, and the sum of the scores that all units would have there."""
    scores, sums = np.zeros(len(ids)), np.ones(len(ids))
    of_context = np.ones(1)
    for n, (seen, total, contexts) in enumerate(_levels(counts, ids), start=1):
        of_context = _sums(counts, n, of_context)
        share = np.divide(seen, total, out=np.zeros(len(seen)), where=total > 0)
        shorter = SHORTENED if n > 1 else 1.0
        scores[n - 1 :] = np.where(seen > 0, share, shorter * scores[n - 1 :])
        known = of_context[np.maximum(contexts, 0)]
        sums[n - 1 :] = np.where(contexts >= 0, known, shorter * sums[n - 1 :])
    return scores, sums


def _sums(counts: Counts, n: int, shorter: np.ndarray) -> np.ndarray:
    """What the scores of all units add up to after each (n − 1)-gram, from the sums after each
    (n − 2)-gram: 1 for the units that followed, and 0.4 of the rest of the shorter context.
    """
    if n == 1:
        return np.ones(1)
    level, below = counts.levels[n - 1], counts.levels[n - 2]
    rests = below.shorter
    totals = np.bincount(counts.parents(n - 1), below.counts, counts.contexts(n - 1))
    again = below.counts[level.shorter] / totals[counts.parents(n - 1)[level.shorter]]
    followed = np.bincount(counts.parents(n), again, counts.contexts(n))
    continued = np.bincount(counts.parents(n), minlength=counts.contexts(n)) > 0
    return SHORTENED * (shorter[rests] - followed) + continued


def _levels(counts: Counts, ids: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """For n = 1 … order, of every id that has n − 1 before it: how often the n-gram occurs, how
    often its context is continued, and the context's index, −1 where it is unknown.
    """
    contexts = np.zeros(len(ids), dtype=np.int64)
    for n, places in enumerate(counts.places(ids), start=1):
        level = counts.levels[n - 1]
        contexts = contexts[: len(places)]
        totals = np.bincount(counts.parents(n), level.counts, counts.contexts(n))
        total = np.where(contexts < 0, 0, totals[np.maximum(contexts, 0)])
        seen = np.where(places < 0, 0, level.counts[np.maximum(places, 0)])
        yield seen, total, contexts
        contexts = places
