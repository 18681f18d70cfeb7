"""What a race of schedulers reports: numpy, text and numbers, picklable, readable without torch.

Pictures are uint8 [height, width, 3], RGB: `raw` as the model draws them, `picture` enlarged where
an upscaler is there and wanted.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from models.diffusion.explorer.records import Cost


@dataclass(frozen=True)
class LanePlan:
    """One racer: `nfe` is what its steps cost, `looks` how many noise levels it sees."""

    scheduler: str
    num_inference_steps: int
    looks: int
    nfe: int
    order: int
    stochastic: bool
    paper: str


@dataclass(frozen=True)
class RacePlanned:
    """The plan of a race."""

    lanes: tuple[LanePlan, ...]
    reference: LanePlan
    cost: Cost
    notes: tuple[str, ...]
    status: str


@dataclass(frozen=True)
class LaneFinished:
    """A racer at the end. `distance` float32 [looks + 1]: how far its predicted clean latents are
    from the reference's last ones after each look, relative to their size, its own last latents at
    the end; `nfe` int [looks + 1], the evaluations spent by then. `frames` uint8 [looks, H, W, 3]
    are the predicted pictures.
    """

    index: int
    plan: LanePlan
    picture: np.ndarray
    raw: np.ndarray
    nfe: np.ndarray
    distance: np.ndarray
    frames: np.ndarray
    seconds: float
    settings: dict[str, Any]


@dataclass(frozen=True)
class RaceFinished:
    """All paths in the plane of their two largest principal components.

    `paths` holds float32 [looks + 1, 2] for each lane, `reference` the same for the reference;
    `explained` is the share of the variance along the two axes, `picture` the reference's picture.
    """

    paths: tuple[np.ndarray, ...]
    reference: np.ndarray
    explained: tuple[float, float]
    picture: np.ndarray
    raw: np.ndarray
    seconds: float
