"""What may be asked of the explorer, and within which limits. No torch here.

Every request is a run with settings of its own (`DenoiseRequest`) and an experiment around it. It
knows its runs and their network evaluations before anything is drawn: `explorer.cost` adds them up.
"""

import functools
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from models import catalog
from models.diffusion import evaluations
from models.diffusion.explorer import axes
from models.diffusion.explorer.axes import Axis
from models.diffusion.explorer.cells import cell_of, check_axes
from models.diffusion.explorer.images import StartPicture, remarks_about
from models.diffusion.requests import DenoiseRequest, Share, Steps
from models.errors import InvalidRequest
from models.requests import Prompt

SHEET_EVALUATIONS = 12_000
GLASSES = 16

AxisText = Annotated[
    str,
    Field(max_length=4000, description="a list or range such as 1-5, or one entry per line"),
]


class ImageToImageRequest(DenoiseRequest):
    """A picture put into fog as far as `strength` says, and unfogged with a prompt (Meng et al.
    2022, SDEdit).

    Of num_inference_steps N only M = int(N · strength) run, the last ones. Strength 0 returns the
    picture as the autoencoder sees it; at strength 1 only a trace of it is left in the fog.
    """

    topic: ClassVar[str] = "models.diffusion.explorer.image_to_image:image_to_image"

    image: StartPicture
    strength: Share = 0.6
    num_inference_steps: Steps = 40

    @model_validator(mode="before")
    @classmethod
    def _tell_about_the_image(cls, values: Any) -> Any:
        if not isinstance(values, dict) or values.get("image") is None:
            return values
        notes = (*values.get("notes", ()), *remarks_about(values["image"]))
        return {**values, "notes": notes}

    @property
    def steps_to_run(self) -> int:
        """M of the N steps: "runs M of N"."""
        return evaluations.steps_to_run(self.num_inference_steps, self.strength)


class SheetRequest(DenoiseRequest):
    """A sheet of pictures: columns along one axis, rows along another, everything else equal.

    The axes are named as in `axes.AXES` and written in their syntax; without a `y_axis` the sheet
    has one row. Dice are rolled here, so that `x_values` and `y_values` always say what is drawn.
    `image` is needed for the axis of strength; with it every cell is image-to-image.
    """

    topic: ClassVar[str] = "models.diffusion.explorer.sheet:sheet"

    x_axis: str = Field(default="seed", description=f"one of {', '.join(axes.AXES)}")
    x_values: AxisText = "1-4"
    y_axis: str = Field(default="", description="empty, or another axis")
    y_values: AxisText = ""
    image: StartPicture | None = None
    strength: Share = 0.6

    @model_validator(mode="before")
    @classmethod
    def _roll_the_dice(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        rolled = {
            f"{side}_values": axes.roll(values[f"{side}_values"])
            for side in "xy"
            if values.get(f"{side}_axis", "seed") == "seed"
            and isinstance(values.get(f"{side}_values"), str)
        }
        notes = remarks_about(values["image"]) if values.get("image") is not None else ()
        return {**values, **rolled, "notes": (*values.get("notes", ()), *notes)}

    @model_validator(mode="after")
    def _check_the_sheet(self) -> Self:
        try:
            check_axes(self.columns, self.rows, self.image is not None)
            cells = self.cells
        except InvalidRequest as error:
            raise ValueError(str(error)) from None
        nfe = sum(evaluations.of(cell) for cell in cells.values())
        most = evaluations.allowed(SHEET_EVALUATIONS)
        if nfe > most:
            raise ValueError(
                f"These {len(cells)} cells ask the network {nfe:,} times, but a sheet may ask "
                f"{most:,} times, so that others get their turn: fewer values, or "
                "fewer steps."
            )
        return self

    @functools.cached_property
    def columns(self) -> Axis:
        """The axis from left to right."""
        return axes.read(self.x_axis, self.x_values)

    @functools.cached_property
    def rows(self) -> Axis | None:
        """The axis from top to bottom; None where the sheet has one row."""
        return axes.read(self.y_axis, self.y_values) if self.y_axis else None

    @functools.cached_property
    def cells(self) -> Mapping[tuple[int, int], DenoiseRequest]:
        """The request of every cell by (row, column), in the order in which they are drawn: the
        axis that is cheaper to walk is walked first.
        """
        row_count = len(self.rows) if self.rows else 1
        places = [(row, column) for row in range(row_count) for column in range(len(self.columns))]
        if self.rows and self.rows.kind.rank < self.columns.kind.rank:
            places.sort(key=lambda place: place[::-1])
        run = _plain_run(self)
        return {
            (row, column): cell_of(run, ((self.columns, column), (self.rows, row)))
            for row, column in places
        }

    def remarks(self) -> tuple[str, ...]:
        """What the visitor should know about the request and its axes."""
        rows = self.rows.notes if self.rows else ()
        return (*self.notes, *self.columns.notes, *rows)


class GuidanceRequest(DenoiseRequest):
    """What guidance does at one step of a run: the predictions with and without the prompt, and
    the line through both, ε_uncond + w · (ε_cond - ε_uncond), for w from -2 to 20.

    `step` counts the noise levels of the run, from 0. The way there is walked with the run's own
    `guidance_scale`.
    """

    topic: ClassVar[str] = "models.diffusion.explorer.guidance:guidance"

    step: int = Field(
        default=5, ge=0, lt=200, description="a whole number below the number of steps"
    )

    @model_validator(mode="after")
    def _check_step(self) -> Self:
        levels = evaluations.noise_levels(self.scheduler, self.num_inference_steps)
        if self.step >= levels:
            raise ValueError(
                f"step is {self.step}, but this run has the steps 0 to {levels - 1}: "
                f"choose one of them, for example {levels // 3}."
            )
        return self


class ReplicateRequest(DenoiseRequest):
    """The replicability test: the same settings drawn alone, alone again, and as a cell of a sheet
    beside another. Are the pictures equal, byte for byte?
    """

    topic: ClassVar[str] = "models.diffusion.explorer.replicate:replicate"


class WineRequest(DenoiseRequest):
    """The challenge of the completely full wine glass: the same prompt with `pictures` seeds,
    counted up from `seed`, and how full each glass is.
    """

    topic: ClassVar[str] = "models.diffusion.explorer.wine:wine"

    prompt: Prompt = "a completely full wine glass"
    seed: Annotated[int, Field(ge=0, lt=2**31 - 64, description="a whole number from 0")] = 0
    pictures: int = Field(default=GLASSES, ge=1, le=64, description="a whole number from 1 to 64")

    @model_validator(mode="after")
    def _check_world(self) -> Self:
        if not catalog.find(self.model).world:
            raise ValueError(
                f"The ruler knows the glasses of the picture world, and {self.model} draws others: "
                "choose pocket-diffusion."
            )
        return self

    @functools.cached_property
    def cells(self) -> tuple[DenoiseRequest, ...]:
        """One run for each seed."""
        values = self.model_dump(exclude={"pictures", "seed"})
        first = DenoiseRequest.parse(**values, seed=self.seed)
        return tuple(first.model_copy(update={"seed": self.seed + k}) for k in range(self.pictures))


class PaceRequest(DenoiseRequest):
    """How fast this machine is with a model: a few short runs that nobody sees."""

    topic: ClassVar[str] = "models.diffusion.explorer.pace:measure"

    num_inference_steps: Steps = 5


def _plain_run(request: SheetRequest) -> DenoiseRequest:
    """The settings that all cells share, as a run of its own."""
    names = set(DenoiseRequest.model_fields) - {"notes"}
    values = {name: getattr(request, name) for name in names}
    if request.image is None:
        return DenoiseRequest.model_construct(**values)
    return ImageToImageRequest.model_construct(
        **values, image=request.image, strength=request.strength
    )
