"""What the two players want: the losses of five kinds of GAN, with their gradients.

The discriminator gives every point a score s; the losses are means over a batch of n real and n
forged points, and each function returns the loss with its derivative by every score.

    minimax         D: -log σ(s_real) - log(1 - σ(s_fake))   G: log(1 - σ(s_fake))   Goodfellow 2014
    non_saturating  D as above                               G: -log σ(s_fake)       Goodfellow 2014
    least_squares   D: ½(s_real - 1)² + ½ s_fake²            G: ½(s_fake - 1)²       Mao 2017
    hinge           D: max(0, 1 - s_real) + max(0, 1 + s_fake)   G: -s_fake          Lim & Ye 2017
    wasserstein_gp  D: s_fake - s_real + λ(‖∇s‖ - 1)²        G: -s_fake         Gulrajani 2017

One-sided label smoothing (Salimans 2016) moves the target of real points from 1 to α < 1 in the
first three.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from models.adversaries import PerfectPlay

Scores = np.ndarray
"""float32 [n, 1]."""

DiscriminatorLoss = tuple[float, np.ndarray, np.ndarray]
GeneratorLoss = tuple[float, np.ndarray]


@dataclass(frozen=True)
class Objective:
    """A kind of GAN.

    `discriminator(real, fake, α)` returns (loss, dL/d real, dL/d fake); `generator(fake)` returns
    (loss, dL/d fake). `belief(scores)` is how real the points are held, 0 … 1. `perfect(α)` are
    the values where the forgeries are perfect; `undecided(α)` is the score of a point that may as
    well be real as forged, None where scores have no zero of their own. `optimal(p/(p+q), α)` is
    the belief of the best possible discriminator, None where it has no closed form. `smooths`
    tells whether α matters, `penalized` whether the discriminator's slope is held at 1.
    """

    discriminator: Callable[[Scores, Scores, float], DiscriminatorLoss]
    generator: Callable[[Scores], GeneratorLoss]
    belief: Callable[[Scores], np.ndarray]
    perfect: Callable[[float], PerfectPlay]
    undecided: Callable[[float], float] | None
    optimal: Callable[[np.ndarray, float], np.ndarray] | None
    smooths: bool = False
    penalized: bool = False


def _mean(values: np.ndarray) -> float:
    return float(values.sum()) / len(values)


def _log_discriminator(real: Scores, fake: Scores, alpha: float) -> DiscriminatorLoss:
    n = np.float32(len(real))
    # -log σ(s) = log(1 + e^-s), and log(1 - σ(s)) = log σ(s) - s.
    of_real = np.logaddexp(0, -real) + np.float32(1 - alpha) * real
    loss = _mean(of_real) + _mean(np.logaddexp(0, fake))
    return loss, (expit(real) - np.float32(alpha)) / n, expit(fake) / n


def _minimax_generator(fake: Scores) -> GeneratorLoss:
    return -_mean(np.logaddexp(0, fake)), -expit(fake) / np.float32(len(fake))


def _non_saturating_generator(fake: Scores) -> GeneratorLoss:
    return _mean(np.logaddexp(0, -fake)), -expit(-fake) / np.float32(len(fake))


def _squares_discriminator(real: Scores, fake: Scores, alpha: float) -> DiscriminatorLoss:
    n = np.float32(len(real))
    miss = real - np.float32(alpha)
    return 0.5 * _mean(miss * miss) + 0.5 * _mean(fake * fake), miss / n, fake / n


def _squares_generator(fake: Scores) -> GeneratorLoss:
    miss = fake - np.float32(1)
    return 0.5 * _mean(miss * miss), miss / np.float32(len(fake))


def _hinge_discriminator(real: Scores, fake: Scores, alpha: float) -> DiscriminatorLoss:
    n = np.float32(len(real))
    loss = _mean(np.maximum(0, 1 - real)) + _mean(np.maximum(0, 1 + fake))
    return loss, (real < 1) / -n, (fake > -1) / n


def _wasserstein_discriminator(real: Scores, fake: Scores, alpha: float) -> DiscriminatorLoss:
    share = np.full_like(real, 1 / len(real))
    return _mean(fake) - _mean(real), -share, share


def _score_generator(fake: Scores) -> GeneratorLoss:
    return -_mean(fake), np.full_like(fake, -1 / len(fake))


def _ratio(ratio: np.ndarray, alpha: float) -> np.ndarray:
    return alpha * ratio


def _log_perfect(alpha: float, generator_loss: float) -> PerfectPlay:
    """D is α/2 everywhere; the discriminator's loss is twice the entropy of a coin of α/2."""
    half = alpha / 2
    entropy = -half * np.log(half) - (1 - half) * np.log1p(-half)
    return PerfectPlay(float(2 * entropy), float(generator_loss), half)


def _squares_perfect(alpha: float) -> PerfectPlay:
    return PerfectPlay(alpha**2 / 4, (alpha / 2 - 1) ** 2 / 2, alpha / 2)


OBJECTIVES: dict[str, Objective] = {
    "minimax": Objective(
        _log_discriminator,
        _minimax_generator,
        expit,
        lambda alpha: _log_perfect(alpha, np.log1p(-alpha / 2)),
        lambda alpha: float(logit(alpha / 2)),
        _ratio,
        smooths=True,
    ),
    "non_saturating": Objective(
        _log_discriminator,
        _non_saturating_generator,
        expit,
        lambda alpha: _log_perfect(alpha, -np.log(alpha / 2)),
        lambda alpha: float(logit(alpha / 2)),
        _ratio,
        smooths=True,
    ),
    "least_squares": Objective(
        _squares_discriminator,
        _squares_generator,
        lambda scores: np.clip(scores, 0, 1),
        _squares_perfect,
        lambda alpha: alpha / 2,
        _ratio,
        smooths=True,
    ),
    "hinge": Objective(
        _hinge_discriminator,
        _score_generator,
        lambda scores: np.clip((scores + 1) / 2, 0, 1),
        lambda alpha: PerfectPlay(2.0, 0.0, 0.5),
        lambda alpha: 0.0,
        lambda ratio, alpha: np.where(ratio == 0.5, 0.5, ratio > 0.5),
    ),
    "wasserstein_gp": Objective(
        _wasserstein_discriminator,
        _score_generator,
        expit,
        lambda alpha: PerfectPlay(0.0, None, 0.5),
        None,
        None,
        penalized=True,
    ),
}
