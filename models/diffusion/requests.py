"""What may be asked of a diffusion model, and within which limits. No torch here."""

from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
from PIL import Image
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from models import catalog
from models.diffusion import abilities, schedulers
from models.errors import InvalidRequest
from models.pixels import open_picture, square
from models.requests import Prompt, Request, Seed, found_by

LADDER_RUNGS = 20
LADDER_STEPS = 1000
TRAINING_STEPS = 1000
FOG_SIZE = 256

Schedule = Literal["linear", "scaled_linear", "squaredcos_cap_v2"]
SCHEDULES: tuple[str, ...] = ("linear", "scaled_linear", "squaredcos_cap_v2")


def _picture(source: object) -> Image.Image:
    try:
        return square(open_picture(source), FOG_SIZE)
    except InvalidRequest as error:
        raise ValueError(str(error)) from None


def _affordable(counts: tuple[int, ...]) -> tuple[int, ...]:
    if sum(counts) > LADDER_STEPS:
        raise ValueError(
            f"step_counts add up to {sum(counts):,} steps, but a ladder may have "
            f"{LADDER_STEPS:,}: leave the longest out."
        )
    return counts


Model = Annotated[str, Field(description="the key of a model"), found_by(catalog.find)]
Scheduler = Annotated[str, Field(description="the name of a scheduler"), found_by(schedulers.find)]
Steps = Annotated[int, Field(ge=1, le=100, description="a whole number from 1 to 100")]
Guidance = Annotated[float, Field(ge=0, le=15, description="a number from 0 to 15")]
Share = Annotated[float, Field(ge=0, le=1, description="a number from 0 to 1")]
Picture = Annotated[Image.Image, Field(description="a picture"), BeforeValidator(_picture)]


class ModelRequest(Request):
    """A request to a model: what the model ignores is set to what it does, its limits are kept."""

    model: Model = "pocket-diffusion"

    @model_validator(mode="before")
    @classmethod
    def _settle(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        found = abilities.settled(values, cls.model_fields["model"].default)
        own = values.keys() | cls.model_fields.keys()
        return {name: value for name, value in found.items() if name in own}

    @model_validator(mode="after")
    def _check_limits(self) -> Self:
        asked = {name: getattr(self, name, None) for name in ("num_inference_steps", "scheduler")}
        longest = max(getattr(self, "step_counts", ()), default=asked["num_inference_steps"])
        try:
            abilities.check(catalog.find(self.model), **asked | {"num_inference_steps": longest})
        except InvalidRequest as error:
            raise ValueError(str(error)) from None
        return self


class DenoiseRequest(ModelRequest):
    """One picture out of noise. An empty prompt is allowed: nothing then steers the picture.

    guidance_scale w mixes two predictions: ε_uncond + w · (ε_cond - ε_uncond). So 0 ignores the
    prompt (the picture of `negative_prompt`, or of no words at all), 1 follows it plainly, more
    exaggerates it (Ho & Salimans 2022).

    variation_strength walks from the noise of `seed` to that of `variation_seed` along the sphere
    on which both lie: 0 is the first, 1 the second, a little in between varies the picture.
    """

    topic: ClassVar[str] = "models.diffusion.denoise:denoise"

    prompt: Prompt = ""
    negative_prompt: Prompt = ""
    seed: Seed = 25
    num_inference_steps: Steps = 20
    guidance_scale: Guidance = 4.0
    scheduler: Scheduler = "DDIM"
    upscale: bool = Field(default=True, description="true or false")
    variation_seed: Seed = 0
    variation_strength: Share = 0.0


class LadderRequest(ModelRequest):
    """One seed and prompt with several numbers of steps: 1, 6, 11, … 96 is the lecture's sweep."""

    topic: ClassVar[str] = "models.diffusion.ladder:ladder"

    prompt: Prompt = ""
    negative_prompt: Prompt = ""
    seed: Seed = 25
    step_counts: Annotated[
        tuple[Steps, ...],
        Field(
            min_length=1,
            max_length=LADDER_RUNGS,
            description=f"1 to {LADDER_RUNGS} whole numbers, each from 1 to 100",
        ),
        AfterValidator(_affordable),
    ] = tuple(range(1, 97, 5))
    guidance_scale: Guidance = 4.0
    scheduler: Scheduler = "DDIM"
    upscale: bool = Field(default=True, description="true or false")


class FogRequest(Request):
    """A picture and a moment t of the forward process: 0 is almost the picture, 999 pure noise."""

    topic: ClassVar[str] = "models.diffusion.fog:fog"
    light: ClassVar[bool] = True

    image: Picture
    t: Annotated[
        int,
        Field(
            ge=0, lt=TRAINING_STEPS, description=f"a whole number from 0 to {TRAINING_STEPS - 1}"
        ),
    ] = 500
    schedule: Annotated[Schedule, Field(description=f"one of {', '.join(SCHEDULES)}")] = (
        "scaled_linear"
    )
    seed: Seed = 7

    def pixels(self) -> np.ndarray:
        """The picture x_0 as float32 [FOG_SIZE, FOG_SIZE, 3] in -1 … 1."""
        return np.asarray(self.image, dtype=np.float32) / 127.5 - 1
