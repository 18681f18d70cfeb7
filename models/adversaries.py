"""What the GAN games have in common: who learns, who wins a round, what is measured of both.

The players are the generator (the criminal) and the discriminator (the detective).
"""

from dataclasses import dataclass
from typing import Literal, get_args

RuleName = Literal["standard", "loser_learns"]
RULES: tuple[str, ...] = get_args(RuleName)

COIN_95 = 1.645
"""Of 100 people who flip coins, 95 stay within so many standard deviations above half."""


def winning(n: int) -> float:
    """The detective wins a round if more of its 2n verdicts, on n real and n forged, are right.

    That is more than 95 of 100 people who flip a coin would get right: n + 1.645 √(n/2).
    """
    return n + COIN_95 * (n / 2) ** 0.5


@dataclass(frozen=True)
class PerfectPlay:
    """The values that the curves have when the forgeries are perfect and the detective knows it.

    A loss is None where it is only defined up to a constant.
    """

    discriminator_loss: float | None
    generator_loss: float | None
    belief: float


@dataclass(frozen=True)
class Readings:
    """Means over the rounds since the frame before, of each step as it was taken.

    `real_belief` D(x) and `fake_belief` D(G(z)) are how real the discriminator holds real and
    forged examples, 0 … 1. NaN where a player took no step.
    """

    discriminator_loss: float
    generator_loss: float
    real_belief: float
    fake_belief: float


@dataclass(frozen=True)
class Stopped:
    """The game diverged and was stopped: `reason` says where and why. Its frames stay valid."""

    round: int
    reason: str
