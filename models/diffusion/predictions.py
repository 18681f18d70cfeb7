"""What a network's output says about the clean picture and about the noise, for any scheduler.

Schedulers keep x in one of two scales. Variance-preserving ones (DDIM, DPM++) hold x_t = √ᾱ x_0 +
√(1-ᾱ) ε; the others (Euler, Heun, LMS, DPM2) hold x_0 + σ ε and divide by √(1 + σ²) before they
ask the network (Karras et al. 2022). So the network itself always sees the first scale, with ᾱ =
1/(1 + σ²), and one formula serves all.
"""

import copy
from typing import Any

import numpy as np
import torch

from models.errors import ModelError


def sigma_of(scheduler: Any, timestep: torch.Tensor) -> float:
    """σ = √((1-ᾱ)/ᾱ) of the state that the network is about to see.

    To be called between the scheduler's `scale_model_input` and its `step`. Second-order
    schedulers stand between two of their noise levels half of the time; only their own scaling
    knows where, so a one is sent through it.
    """
    one = torch.ones((), dtype=torch.float64)
    scale = float(scheduler.scale_model_input(one, timestep))
    if scale != 1:
        return (1 / scale**2 - 1) ** 0.5
    if not hasattr(scheduler, "sigmas"):
        alpha = float(scheduler.alphas_cumprod[int(timestep)])
        return ((1 - alpha) / alpha) ** 0.5
    index = scheduler.step_index
    if index is None:
        index = scheduler.begin_index
    if index is None:
        index = scheduler.index_for_timestep(timestep)
    return float(scheduler.sigmas[index])


def as_seen(scheduler: Any, x: torch.Tensor, timestep: torch.Tensor) -> torch.Tensor:
    """`x` in the scale of the network, before the first step. The scheduler notices nothing."""
    return copy.deepcopy(scheduler).scale_model_input(x, timestep)


def planned_sigmas(scheduler: Any) -> np.ndarray:
    """σ at each of the scheduler's timesteps, float32 [T], known before the run.

    The scheduler's own list where it has one for every timestep. Some round their timesteps, and
    the second-order ones look between their noise levels: there, log σ is interpolated in t.
    """
    timesteps = scheduler.timesteps.float().cpu().numpy()
    if hasattr(scheduler, "sigmas") and not hasattr(scheduler, "sigmas_interpol"):
        return scheduler.sigmas[: len(timesteps)].float().cpu().numpy()
    alphas = scheduler.alphas_cumprod.double().cpu().numpy()
    log_sigma = np.log((1 - alphas) / alphas) / 2
    interpolated = np.interp(timesteps, np.arange(len(alphas)), log_sigma)
    return np.exp(interpolated).astype(np.float32)


def split(
    x_t: torch.Tensor, output: torch.Tensor, sigma: float, prediction_type: str
) -> tuple[torch.Tensor, torch.Tensor]:
    """The predicted clean latents x_0 and noise ε, from x_t in the network's scale and its output.

    `prediction_type` says what the network was trained to answer: the noise ("epsilon", Ho et al.
    2020), the picture ("sample"), or v = √ᾱ ε - √(1-ᾱ) x_0 ("v_prediction", Salimans & Ho 2022).
    """
    signal = (1 + sigma**2) ** -0.5
    noise = sigma * signal
    if prediction_type == "epsilon":
        return (x_t - noise * output) / signal, output
    if prediction_type == "v_prediction":
        return signal * x_t - noise * output, signal * output + noise * x_t
    if prediction_type == "sample":
        return output, (x_t - signal * output) / noise
    raise ModelError(f"The model predicts {prediction_type!r}, which Unfog cannot read.")


def relative_change(now: torch.Tensor, before: torch.Tensor) -> float:
    """RMS of the change, relative to the RMS of `now`."""
    return float(
        (now - before).square().mean().sqrt() / now.square().mean().sqrt().clamp_min(1e-12)
    )
