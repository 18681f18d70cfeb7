"""What a diffusion run reports: numpy, text and numbers, picklable, readable without torch.

Pictures are uint8 [height, width, 3], RGB. T is the number of network calls in a run,
`len(Started.timesteps)`: equal to num_inference_steps for first-order schedulers, about twice that
for second-order ones. A run has T + 1 positions to look at: T steps, and the finished picture.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Started:
    """The plan of a run, known before the first step.

    `timesteps` float32 [T], descending; `sigmas` float32 [T], the noise level √((1-ᾱ)/ᾱ) at each
    of them; `alphas_cumprod` float32 [training steps], the whole noise schedule ᾱ, for drawing it;
    `nfe_total` the network evaluations to come; `notes` sentences that the visitor should read;
    `status` where and how it runs, such as "cpu · float32 · pocket-diffusion 15 MB".
    """

    timesteps: np.ndarray
    sigmas: np.ndarray
    alphas_cumprod: np.ndarray
    nfe_total: int
    seed: int
    notes: tuple[str, ...]
    status: str


@dataclass(frozen=True)
class Step:
    """One look at the fog: x_t *before* the scheduler moves on, and what the network sees in it.

    `sigma` = √((1-ᾱ)/ᾱ), `snr` = ᾱ/(1-ᾱ), the signal-to-noise ratio; `nfe` evaluations so far,
    `seconds` since the start; `x_0_change` is the RMS change of the predicted latents x_0 against
    the step before, relative to their RMS; None at index 0. `x_t` and `x_0` are decoded by the
    preview decoder; `noise_pred` shows three of the latent channels of the predicted noise ε, -3
    as black and +3 as full colour, at latent size. `blocked`: the safety checker hid a picture.
    """

    index: int
    timestep: float
    sigma: float
    snr: float
    nfe: int
    seconds: float
    x_0_change: float | None
    x_t: np.ndarray
    x_0: np.ndarray
    noise_pred: np.ndarray
    blocked: bool = False


@dataclass(frozen=True)
class Reading:
    """What the judge sees over a run: `probabilities` float32 [T + 1, len(labels)].

    A row for each position. Subjects are independent of one another, for a picture may show two;
    the rows of colours and settings sum to 1.
    """

    labels: tuple[str, ...]
    probabilities: np.ndarray


@dataclass(frozen=True)
class Finished:
    """The end of a run.

    `raw` is what the full VAE decodes, exactly as plain diffusers returns it; `picture` is what
    people see: upscaled if the request says so and an upscaler is there, else `raw` itself.
    `sha256` is the hexadecimal digest of the bytes of `raw`. `readings` has the keys "subject",
    "colour", "setting" (none where the model has no judge); `settings` restores the run: the
    fields of its request. `blocked`: the safety checker hid the picture, and `raw` is the tile.
    """

    picture: np.ndarray
    raw: np.ndarray
    seconds: float
    nfe: int
    sha256: str
    readings: dict[str, Reading] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    blocked: bool = False


@dataclass(frozen=True)
class LadderStarted:
    """The plan of a step ladder."""

    step_counts: tuple[int, ...]
    nfe_total: int
    seed: int
    notes: tuple[str, ...]
    status: str


@dataclass(frozen=True)
class Climbing:
    """Between two rungs: `nfe` evaluations of the ladder are done, rung `index` is being drawn."""

    index: int
    nfe: int


@dataclass(frozen=True)
class Rung:
    """A finished picture of the ladder, with what it cost: seconds and network evaluations."""

    index: int
    num_inference_steps: int
    seconds: float
    nfe: int
    raw: np.ndarray
    picture: np.ndarray


@dataclass(frozen=True)
class Fogged:
    """x_t = √ᾱ_t · x_0 + √(1-ᾱ_t) · ε, with its numbers; `picture` is x_t clipped to -1 … 1."""

    picture: np.ndarray
    t: int
    alphas_cumprod: float
    sqrt_alphas_cumprod: float
    sqrt_one_minus_alphas_cumprod: float
    snr: float
    sigma: float
