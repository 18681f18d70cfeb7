"""Network evaluations, counted before a run: what a picture costs on every machine.

A scheduler looks at a number of noise levels; with guidance each look asks the network twice, with
the prompt and without it. Everything here is arithmetic and equal to what the schedulers do.
"""

from typing import TYPE_CHECKING

from models import catalog
from models.diffusion import schedulers
from models.specs import is_public

PUBLIC_EVALUATIONS = 2_000
"""About a minute of the pocket model on two cores."""

if TYPE_CHECKING:
    from models.diffusion.requests import DenoiseRequest


def a_look(guidance_scale: float, embeds_guidance: bool = False) -> int:
    """How often the network is asked at one noise level: with the prompt, without it, or both.

    ε_uncond + w (ε_cond - ε_uncond) needs only the first at w = 0 and only the second at w = 1; a
    network that was told w answers at once.
    """
    return 1 if embeds_guidance or guidance_scale in (0, 1) else 2


def noise_levels(scheduler: str, steps: int) -> int:
    """At how many noise levels the scheduler looks in `steps` steps.

    A second-order one looks twice a step but the last; PNDM looks once more at the beginning.
    """
    if schedulers.find(scheduler).order == 2:
        return 2 * steps - 1
    return steps + 1 if scheduler == "PNDM" and steps > 1 else steps


def steps_to_run(steps: int, strength: float) -> int:
    """How many of `steps` image-to-image runs: the last int(steps · strength)."""
    return min(int(steps * strength), steps)


def allowed(most: int) -> int:
    """The most that one request may cost here: less than `most` where strangers share a machine."""
    return min(most, PUBLIC_EVALUATIONS) if is_public() else most


def affordable_steps(scheduler: str, looks: int) -> int:
    """The most steps that take no more than `looks` looks, at least one."""
    if schedulers.find(scheduler).order == 2:
        return max((looks + 1) // 2, 1)
    return max(looks - 1 if scheduler == "PNDM" and looks > 1 else looks, 1)


def of(run: "DenoiseRequest") -> int:
    """The network evaluations of one run."""
    told = catalog.find(run.model).embeds_guidance
    return looks_of(run) * a_look(run.guidance_scale, told)


def looks_of(run: "DenoiseRequest") -> int:
    """The noise levels at which a run asks the network."""
    steps = run.num_inference_steps
    levels = noise_levels(run.scheduler, steps)
    strength = getattr(run, "strength", None)
    if strength is None:
        return levels
    skipped = steps - steps_to_run(steps, strength)
    return max(levels - skipped * schedulers.find(run.scheduler).order, 0)
