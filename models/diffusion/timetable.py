"""When a run that skips its first steps would start: asked while the strength is dragged."""

import json

from models import catalog
from models.diffusion import schedulers


def starts(model: str, scheduler: str, steps: int) -> list[tuple[float, float]]:
    """t and √ᾱ_t, the share of the picture left there, where the last m of `steps` steps begin.

    Entry m - 1 is that of m steps, m = 1 … `steps`. No weights are loaded; empty where the model's
    configuration is not in a folder of this machine yet.
    """
    folder = catalog.find(model).folder
    if folder is None:
        return []
    from models.diffusion import predictions

    config = json.loads((folder / "scheduler" / "scheduler_config.json").read_text("utf-8"))
    order = schedulers.find(scheduler).order
    walker = schedulers.make(scheduler, config)
    walker.set_timesteps(steps)
    sigmas = predictions.planned_sigmas(walker)
    first = [(steps - m) * order for m in range(1, steps + 1)]
    return [
        (float(walker.timesteps[place]), float(1 + sigmas[place] ** 2) ** -0.5) for place in first
    ]
