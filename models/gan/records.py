"""What a GAN game reports: small arrays and numbers, picklable, ready to be sent to a page.

All points are in the plane [-EXTENT, EXTENT]². Maps have CELLS × CELLS cells, row 0 at the top
(the largest y), column 0 at the left, each the value at the middle of its cell as uint8: 0 means
"surely forged", 255 "surely real".
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from models import adversaries
from models.adversaries import PerfectPlay

CELLS = 40
SHOWN = 256
"""Forged points in a frame; the same z in every frame, so that a point can be followed."""

MESH = 17
"""Lines of the grid laid over z, in each direction."""

MESH_CURVE = 129
"""Points along z where z has one dimension."""


@dataclass(frozen=True)
class Started:
    """The plan of a game.

    The plane reaches from -`extent` to `extent`. `real` float16 [SHOWN, 2] are real points to
    show; `modes` float32 [N, 2] the centres of the modes (N = 0 where the data has none), and
    `mode_radius` how near a point must be to count, 3σ; `divergence_floor` is what a perfect
    generator would score, for 20,000 points differ from 20,000 others; `perfect` the lines to draw
    into the curves. A frame comes every `stride` rounds, a
    power of two: a longer timeline is thinned by keeping the frames whose round is a multiple.
    `first_round` is 0, or the round from which a game goes on; `restarted` says that it could not
    go on. `rounds_total` is the last round to come. `settings` are the fields of the request.
    """

    extent: float
    real: np.ndarray
    modes: np.ndarray
    mode_radius: float
    divergence_floor: float
    perfect: PerfectPlay
    stride: int
    first_round: int
    rounds_total: int
    restarted: bool
    notes: tuple[str, ...]
    status: str
    settings: dict[str, Any]


@dataclass(frozen=True)
class Readings(adversaries.Readings):
    """The same, and more: `accuracy` is the share of the discriminator's verdicts that are right.

    Gradients are the Euclidean norms over all parameters of a player.
    """

    accuracy: float
    discriminator_gradient: float
    generator_gradient: float


@dataclass(frozen=True)
class Evaluation:
    """What 20,000 forged points look like beside 20,000 real ones.

    `modes` covered, None where the data has none; `divergence` Jensen–Shannon between the two
    histograms in bits, 0 … 1; `precision` the share of forged points that fall where real points
    are, `recall` the share of real points that fall where forged points are; `optimal` uint8
    [CELLS, CELLS], the map of the best possible discriminator against this generator, which is
    p/(p+q) for most objectives; None for the Wasserstein critic, whose optimum has no formula.
    """

    modes: int | None
    divergence: float
    precision: float
    recall: float
    optimal: np.ndarray | None


@dataclass(frozen=True)
class Frame:
    """One moment of a game, complete: what a page needs to show it, and often to go on from it.

    `stage` is "round" after a whole round, else the player that has just taken a step,
    "discriminator" or "generator"; "" at the very beginning. `fakes` float16 [SHOWN, 2] forged
    points; `arrows` float16 [SHOWN, 2] where the generator would like each of them to go: minus
    the gradient of its loss at the point. `judgement` uint8 [CELLS, CELLS] the map of the
    discriminator. `mesh` float16 [MESH, MESH, 2] is the grid over z as the generator bends it, or
    [1, MESH_CURVE, 2] where z has one dimension. `won` counts the rounds won by the discriminator
    and by the generator. `state` goes into GameRequest.resume; frames without one are reached from
    the last that has it, with `from_round`.
    """

    round: int
    stage: str
    discriminator_steps: int
    generator_steps: int
    won: tuple[int, int]
    fakes: np.ndarray
    arrows: np.ndarray
    judgement: np.ndarray
    mesh: np.ndarray
    readings: Readings
    evaluation: Evaluation | None
    state: str | None


@dataclass(frozen=True)
class Update:
    """The frames since the last update, oldest first, never none; about 20 updates come a second.

    The last frame is the one to show live; all of them belong into the timeline.
    """

    frames: tuple[Frame, ...]
    rounds_per_second: float


@dataclass(frozen=True)
class Finished:
    """The end of a game, also of one that was stopped.

    `curve` has a list for every field of Readings, for "round", and for "modes", "divergence",
    "precision" and "recall" (NaN or None where they were not evaluated), an entry a frame.
    """

    round: int
    won: tuple[int, int]
    readings: Readings
    evaluation: Evaluation
    divergence_floor: float
    seconds: float
    stopped: str | None
    curve: dict[str, list[float | None]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
