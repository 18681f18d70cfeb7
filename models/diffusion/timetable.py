"""When a run that skips its first steps would start: asked while the strength is dragged."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from models import catalog
from models.diffusion import schedulers, schedules

STRAIGHT = ("linear", "scaled_linear")
SPACINGS = ("leading", "trailing")


def starts(model: str, scheduler: str, steps: int) -> list[tuple[float, float]]:
    """t and √ᾱ_t, the share of the picture left there, where the last m of `steps` steps begin.

    Entry m - 1 is that of m steps, m = 1 … `steps`. No weights are loaded; empty where the model's
    configuration is not in a folder of this machine yet.
    """
    folder = catalog.find(model).folder
    if folder is None:
        return []
    config = json.loads((folder / "scheduler" / "scheduler_config.json").read_text("utf-8"))
    if scheduler == "DDIM" and _is_simple(config):
        return _of_ddim(config, steps)
    from models.diffusion import predictions

    order = schedulers.find(scheduler).order
    walker = schedulers.make(scheduler, config)
    walker.set_timesteps(steps)
    sigmas = predictions.planned_sigmas(walker)
    first = [(steps - m) * order for m in range(1, steps + 1)]
    return [
        (float(walker.timesteps[place]), float(1 + sigmas[place] ** 2) ** -0.5) for place in first
    ]


def _of_ddim(config: Mapping[str, Any], steps: int) -> list[tuple[float, float]]:
    """The same for DDIM by hand, told before a library is loaded (Song et al. 2021)."""
    betas = schedules.BETAS[config["beta_schedule"]](
        config["num_train_timesteps"], config["beta_start"], config["beta_end"]
    )
    alphas = np.cumprod(1 - betas, dtype=np.float32)
    return [(float(t), float(alphas[t]) ** 0.5) for t in _places(config, steps)]


def _is_simple(config: Mapping[str, Any]) -> bool:
    return config["beta_schedule"] in STRAIGHT and config["timestep_spacing"] in SPACINGS


def _places(config: Mapping[str, Any], steps: int) -> np.ndarray:
    """The timesteps of `steps` steps, ascending: from the first one on, or up to the last one."""
    total = config["num_train_timesteps"]
    if config["timestep_spacing"] == "leading":
        return np.arange(steps) * (total // steps) + config["steps_offset"]
    return np.round(np.arange(total, 0, -total / steps))[::-1].astype(int) - 1
