"""From logits to the next token: the controls in their order, then one draw. Plain numpy.

The controls do what transformers' logits processors of the same names do; a test holds them to it.
They take and return scores z float64 [V]; a token that is out has -inf.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import default_rng

from models.language.records import TOP, Shape, Top
from models.language.requests import Sampling

NEARLY_ZERO = 1e-9
"""Temperatures below this are 0: logits divided by them might not be finite."""

HEADS = (64, 2048)
"""How many of the likeliest tokens are put in order before all are."""

OUT = -np.inf

Pieces = Callable[[np.ndarray], tuple[bytes, ...]]


def softmax(z: np.ndarray) -> np.ndarray:
    """Probabilities p = exp(z) / Σ exp(z) of scores float64 [V]."""
    e = np.exp(z - z.max())
    return e / e.sum()


def process(logits: np.ndarray, seen: np.ndarray, settings: Sampling) -> np.ndarray:
    """The scores float64 [V] that are left of `logits` [V] when all controls were applied.

    `seen` int [N] are the ids of the tokens in the context.
    """
    z = logits.astype(np.float64)
    for name in settings.order:
        z = PROCESSORS[name](z, seen, settings)
    return z


def repetition_penalty(z: np.ndarray, seen: np.ndarray, settings: Sampling) -> np.ndarray:
    """Make tokens less likely that the context holds; more likely with a penalty below 1."""
    penalty = settings.repetition_penalty
    if penalty == 1 or not len(seen):
        return z
    z = z.copy()
    old = z[seen]
    z[seen] = np.where(old < 0, old * penalty, old / penalty)
    return z


def temperature(z: np.ndarray, _seen: np.ndarray, settings: Sampling) -> np.ndarray:
    """z / T; for T = 0 only the largest is left, and of equal ones the first."""
    if settings.temperature >= NEARLY_ZERO:
        return z if settings.temperature == 1 else z / settings.temperature
    alone = np.full_like(z, OUT)
    alone[z.argmax()] = z.max()
    return alone


def top_k(z: np.ndarray, _seen: np.ndarray, settings: Sampling) -> np.ndarray:
    """Keep the k largest, and all that equal the last of them."""
    k = settings.top_k
    if k == 0 or k >= len(z):
        return z
    return np.where(z < np.partition(z, -k)[-k], OUT, z)


def top_p(z: np.ndarray, _seen: np.ndarray, settings: Sampling) -> np.ndarray:
    """Keep the fewest of the likeliest tokens that have the probability p together."""
    if settings.top_p == 1:
        return z
    rising = np.argsort(-z, kind="stable")[::-1]
    removed = np.cumsum(softmax(z)[rising]) <= 1 - settings.top_p
    removed[-1] = False
    z = z.copy()
    z[rising[removed]] = OUT
    return z


def min_p(z: np.ndarray, _seen: np.ndarray, settings: Sampling) -> np.ndarray:
    """Keep what has at least the share min_p of the largest probability."""
    if settings.min_p == 0:
        return z
    p = softmax(z)
    return np.where(p < settings.min_p * p.max(), OUT, z)


def typical_p(z: np.ndarray, _seen: np.ndarray, settings: Sampling) -> np.ndarray:
    """Keep the tokens whose surprise is nearest to the entropy, up to a mass of typical_p."""
    if settings.typical_p == 1:
        return z
    p = softmax(z)
    with np.errstate(divide="ignore"):
        surprise = -np.log(p)
    entropy = _entropy_bits(p) * np.log(2)
    distance = np.abs(surprise - entropy)
    nearest = np.argsort(distance, kind="stable")
    enough = int((np.cumsum(p[nearest]) < settings.typical_p).sum())
    farthest = distance[nearest[min(enough, len(z) - 1)]]
    return np.where(distance > farthest, OUT, z)


PROCESSORS: dict[str, Callable[[np.ndarray, np.ndarray, Sampling], np.ndarray]] = {
    "repetition_penalty": repetition_penalty,
    "temperature": temperature,
    "top_k": top_k,
    "top_p": top_p,
    "min_p": min_p,
    "typical_p": typical_p,
}


@dataclass(frozen=True)
class Distribution:
    """What may come next: `logits` float32 [K] of the tokens `ids` [K].

    `before` and `after` float64 [K] are their probabilities without and with the controls.
    `untold` is the probability of tokens that are not among them, where a server tells only some.
    """

    ids: np.ndarray
    logits: np.ndarray
    before: np.ndarray
    after: np.ndarray
    untold: float = 0.0

    def shapes(self) -> tuple[Shape, Shape]:
        """How wide it is, without and with the controls. What is untold counts as one token."""
        before = shape(self.before, self.untold)
        return before, before if self.after is self.before else shape(self.after)

    def top(self, pieces: Pieces) -> Top:
        """The TOP likeliest; `pieces` spells ids."""
        score = np.where(self.after > 0, self.after, self.logits - (self.logits.max() + 1.0))
        best = _largest(score, TOP)
        ids = self.ids[best]
        return Top(
            ids.astype(np.int32),
            pieces(ids),
            self.logits[best],
            self.before[best],
            self.after[best],
        )


@dataclass(frozen=True)
class Draw:
    """A token that was drawn, by its place in the distribution: see records.Token."""

    place: int
    u: float
    lower: float
    rank: int


def distribution(logits: np.ndarray, seen: np.ndarray, settings: Sampling) -> Distribution:
    """The distribution over the whole vocabulary: `logits` float32 [V], `seen` the context."""
    before = softmax(logits.astype(np.float64))
    z = process(logits, seen, settings)
    after = before if np.array_equal(z, logits) else softmax(z)
    return Distribution(np.arange(len(logits)), logits, before, after)


def draws(seed: int, position: int, count: int) -> np.ndarray:
    """The random numbers float64 [count] in 0 … 1 of a position in a text of this seed."""
    return default_rng([seed, position]).random(count)


def draw(what: Distribution, u: float) -> Draw:
    """The token in whose part of the cumulative line, from the likeliest down, `u` falls."""
    kept = np.flatnonzero(what.after)
    p = what.after[kept]
    for count in (*HEADS, len(kept)):
        order = _largest(p, count)
        line = np.cumsum(p[order])
        if u < line[-1]:
            break
    k = min(int(np.searchsorted(line, u, side="right")), len(order) - 1)
    place = int(kept[order[k]])
    return Draw(place, u, float(line[k - 1]) if k else 0.0, rank(what, place))


def rank(what: Distribution, place: int) -> int:
    """1 for the likeliest token without the controls; equal ones have the same rank."""
    return 1 + int((what.logits > what.logits[place]).sum())


def shape(p: np.ndarray, untold: float = 0.0) -> Shape:
    """How wide the probabilities float64 [K] are."""
    p = p[p > 0]
    entropy = _entropy_bits(np.append(p, untold) if untold else p)
    largest = np.partition(p, -TOP)[-TOP:] if len(p) > TOP else p
    return Shape(
        entropy=entropy,
        perplexity=2**entropy,
        choices=float(1 / (p @ p + untold**2)),
        kept=len(p),
        tail=max(0.0, 1.0 - float(largest.sum())),
    )


def _entropy_bits(p: np.ndarray) -> float:
    """H = -Σ p log2 p, in which what has no probability counts nothing."""
    return max(0.0, -float(p @ np.log2(np.where(p > 0, p, 1.0))))


def _largest(values: np.ndarray, count: int) -> np.ndarray:
    """The places of about `count` largest values, largest first, of equal ones the first first.

    Values that equal the first one left out are left out too, unless all are equal.
    """
    if len(values) <= count:
        return np.argsort(-values, kind="stable")
    bound = np.partition(values, -count - 1)[-count - 1]
    places = np.flatnonzero(values > bound)
    if not len(places):
        places = np.flatnonzero(values == bound)
    return places[np.argsort(-values[places], kind="stable")][:count]
