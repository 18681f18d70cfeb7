"""The schedulers of diffusers that suit a Stable Diffusion pipeline, by their known names.

A scheduler decides how to go from one noise level to the next, given the network's prediction. It
needs no training, so one model runs with all of them. Second-order schedulers call the network
twice a step: compare at equal numbers of network evaluations (NFE), not at equal numbers of steps.
"""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from models.errors import InvalidRequest
from models.requests import shorten, suggestion


@dataclass(frozen=True)
class Sampler:
    """A scheduler class with its settings; `order` is how often a step calls the network."""

    name: str
    class_name: str
    order: int = 1
    stochastic: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)
    paper: str = ""


_TABLE = (
    Sampler("DDIM", "DDIMScheduler", paper="Song et al. 2021"),
    Sampler("DDPM", "DDPMScheduler", stochastic=True, paper="Ho et al. 2020"),
    Sampler("Euler", "EulerDiscreteScheduler", paper="Karras et al. 2022"),
    Sampler(
        "Euler ancestral",
        "EulerAncestralDiscreteScheduler",
        stochastic=True,
        paper="Karras et al. 2022",
    ),
    Sampler("Heun", "HeunDiscreteScheduler", order=2, paper="Karras et al. 2022"),
    Sampler("LMS", "LMSDiscreteScheduler", paper="Crowson 2022, k-diffusion"),
    Sampler("PNDM", "PNDMScheduler", settings={"skip_prk_steps": True}, paper="Liu et al. 2022"),
    Sampler("DPM++ 2M", "DPMSolverMultistepScheduler", paper="Lu et al. 2022"),
    Sampler(
        "DPM++ 2M Karras",
        "DPMSolverMultistepScheduler",
        settings={"use_karras_sigmas": True},
        paper="Lu et al. 2022, noise levels of Karras et al. 2022",
    ),
    Sampler(
        "DPM++ 2S",
        "DPMSolverSinglestepScheduler",
        settings={"lower_order_final": True},
        paper="Lu et al. 2022",
    ),
    Sampler("DPM2", "KDPM2DiscreteScheduler", order=2, paper="Karras et al. 2022"),
    Sampler(
        "DPM2 ancestral",
        "KDPM2AncestralDiscreteScheduler",
        order=2,
        stochastic=True,
        paper="Karras et al. 2022",
    ),
    Sampler("UniPC", "UniPCMultistepScheduler", paper="Zhao et al. 2023"),
    Sampler("DEIS", "DEISMultistepScheduler", paper="Zhang & Chen 2023"),
)

SAMPLERS: Mapping[str, Sampler] = MappingProxyType({sampler.name: sampler for sampler in _TABLE})

OWN: Mapping[str, Sampler] = MappingProxyType(
    {"LCM": Sampler("LCM", "LCMScheduler", stochastic=True, paper="Luo et al. 2023")}
)
"""Schedulers that only the models trained for them can use; nobody chooses them."""


def find(name: str) -> Sampler:
    """The sampler called `name`; InvalidRequest with the nearest name where there is none."""
    if name in OWN:
        return OWN[name]
    if name not in SAMPLERS:
        raise InvalidRequest(
            f"There is no scheduler called {shorten(name)}{suggestion(name, SAMPLERS)}"
        )
    return SAMPLERS[name]


def make(name: str, original_config: Mapping[str, Any]) -> Any:
    """A fresh diffusers scheduler, made from the configuration that the model was trained with.

    Always from the original: a configuration that went through another scheduler carries that
    one's settings along.
    """
    import diffusers

    sampler = find(name)
    scheduler_class = getattr(diffusers, sampler.class_name)
    return scheduler_class.from_config(dict(original_config), **sampler.settings)


def step_arguments(scheduler: Any, generator: Any) -> dict[str, Any]:
    """What `step` takes besides the prediction, decided as StableDiffusionPipeline does."""
    accepted = inspect.signature(scheduler.step).parameters
    offered = {"eta": 0.0, "generator": generator}
    return {name: value for name, value in offered.items() if name in accepted}
