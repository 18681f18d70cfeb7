"""What may be asked of a race of schedulers, and within which limits. No torch here."""

import functools
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator

from models import catalog
from models.diffusion import evaluations
from models.diffusion.requests import DenoiseRequest, Scheduler
from models.diffusion.schedulers import SAMPLERS

REFERENCE_STEPS = 200
REFERENCE_SCHEDULER = "DDIM"


def _different(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


class RaceRequest(DenoiseRequest):
    """A race of schedulers from the same noise: each gets as many steps as `nfe` network
    evaluations pay for, and is measured against a run of 200 steps.

    With guidance a look at one noise level costs two evaluations, and a second-order scheduler
    looks twice a step. `num_inference_steps` and `scheduler` are not used.
    """

    topic: ClassVar[str] = "models.diffusion.explorer.race:race"

    nfe: Annotated[int, Field(ge=8, le=200, description="a whole number from 8 to 200")] = 40
    schedulers: Annotated[
        tuple[Scheduler, ...],
        Field(
            min_length=2,
            max_length=len(SAMPLERS),
            description="two or more names of schedulers",
        ),
        AfterValidator(_different),
    ] = ("DDIM", "Euler", "Heun", "DPM++ 2M", "UniPC", "Euler ancestral")

    @model_validator(mode="after")
    def _check_lanes(self) -> Self:
        spec = catalog.find(self.model)
        if "scheduler" in spec.ignored or spec.limits["num_inference_steps"] < self.nfe // 2:
            raise ValueError(
                f"{spec.name} was distilled to draw in a few steps, so there is no way down to "
                "race on: choose another model."
            )
        if len(self.schedulers) < 2:
            raise ValueError("A race needs two different schedulers: choose another one.")
        return self

    @functools.cached_property
    def reference(self) -> DenoiseRequest:
        """The run that everybody is measured against."""
        return self._lane(REFERENCE_SCHEDULER, REFERENCE_STEPS)

    @functools.cached_property
    def lanes(self) -> tuple[DenoiseRequest, ...]:
        """One run for each scheduler, with the steps it can pay."""
        looks = self.nfe // evaluations.a_look(self.guidance_scale)
        return tuple(
            self._lane(name, evaluations.affordable_steps(name, looks)) for name in self.schedulers
        )

    def _lane(self, scheduler: str, steps: int) -> DenoiseRequest:
        values = self.model_dump(include=set(DenoiseRequest.model_fields))
        first = DenoiseRequest.parse(**values)
        return first.model_copy(update={"scheduler": scheduler, "num_inference_steps": steps})
