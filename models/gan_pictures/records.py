"""What the game on pictures reports: numpy and numbers, picklable, readable without torch.

Pictures are uint8 [K, S, S, C]: S × S pixels of C channels, 3 for banknotes and 1 for digits.
Verdicts are float32 [K]: how real the discriminator holds each picture, 0 … 1.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from models.adversaries import PerfectPlay, Readings

SHOWN_REAL = 6
SHOWN_FORGED = 12


@dataclass(frozen=True)
class Started:
    """The plan of a training.

    `real` are SHOWN_REAL real pictures, whose verdicts the frames carry; `kinds` the names of the
    kinds that there are to forge; `frames_total` the number of frames to come; `status` where it
    runs.
    """

    real: np.ndarray
    kinds: tuple[str, ...]
    frames_total: int
    rounds_total: int
    perfect: PerfectPlay
    notes: tuple[str, ...]
    status: str
    settings: dict[str, Any]


@dataclass(frozen=True)
class Count:
    """What a classifier reads in 256 forgeries.

    `shares` of each kind, float [n]; what is missing to 1 is like no real picture. `covered` is
    how many kinds get at least a quarter of their fair share. `variety` is the standard deviation
    of the forgeries, all pixels together, as a share of that of real pictures: 0 where all are the
    same, about 1 where they differ as real ones do.
    """

    shares: tuple[float, ...]
    covered: int
    variety: float


@dataclass(frozen=True)
class Frame:
    """One moment of the training.

    `forged` are SHOWN_FORGED forgeries, always of the same noise, so that one can be followed.
    `won` counts the rounds won by the discriminator and by the generator.
    """

    round: int
    forged: np.ndarray
    forged_verdicts: np.ndarray
    real_verdicts: np.ndarray
    readings: Readings
    count: Count
    won: tuple[int, int]


@dataclass(frozen=True)
class Finished:
    """The end of a training, also of one that was stopped; `settings` restore it."""

    round: int
    seconds: float
    stopped: str | None
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Stages:
    """One forgery of every stage of pocket-gan, uint8 [n, S, S, C], and the rounds it had seen."""

    forged: np.ndarray
    rounds: tuple[int, ...]


@dataclass(frozen=True)
class Forged:
    """Pictures of one stage of pocket-gan with the verdicts of its discriminator."""

    pictures: np.ndarray
    verdicts: np.ndarray
    round: int


@dataclass(frozen=True)
class Deal:
    """The cards of a quiz, uint8 [CARDS, S, S, C], some real and some forged, in no order."""

    cards: np.ndarray
    round: int


@dataclass(frozen=True)
class Answer:
    """What one card was, and how real the discriminator held it."""

    real: bool
    verdict: float


@dataclass(frozen=True)
class Verdict:
    """How real the discriminator holds a picture, and the kind it is like; "" for none."""

    verdict: float
    kind: str
