"""The cells of a sheet: whether two axes go together, and what each cell changes of the run."""

from collections.abc import Iterable
from typing import Any

from models.diffusion.explorer.axes import Axis
from models.diffusion.requests import DenoiseRequest
from models.errors import InvalidRequest

SHEET_CELLS = 256


def check_axes(columns: Axis, rows: Axis | None, has_image: bool) -> None:
    """InvalidRequest where the axes cannot make a sheet, or make too large a one."""
    chosen = [axis.kind for axis in (columns, rows) if axis]
    settings = [kind.setting for kind in chosen]
    if len({kind.name for kind in chosen}) < len(chosen):
        raise InvalidRequest(
            f"Both axes are {chosen[0].label}: choose another one for the rows, or none."
        )
    if len(set(settings)) < len(settings):
        raise InvalidRequest(
            f"{chosen[0].label} and {chosen[1].label} both change the {settings[0]}: "
            "keep one of them."
        )
    if "strength" in settings and not has_image:
        raise InvalidRequest(
            "Strength says how far a picture goes into the fog: give a picture to begin with, or "
            "choose another axis."
        )
    if has_image and "variation_strength" in settings:
        raise InvalidRequest(
            "A variation begins with noise, not with a picture: take the picture away, or choose "
            "another axis."
        )
    count = len(columns) * (len(rows) if rows else 1)
    if count > SHEET_CELLS:
        raise InvalidRequest(
            f"{len(columns)} × {len(rows)} are {count:,} cells, but a sheet may have "
            f"{SHEET_CELLS}: leave some values out."
        )


def cell_of(run: DenoiseRequest, places: Iterable[tuple[Axis | None, int]]) -> DenoiseRequest:
    """`run` with the values that stand at these places of the axes, judged by its own rules."""
    changes = {axis.kind.setting: _value(axis, index, run.prompt) for axis, index in places if axis}
    settings = run.model_dump(include=set(DenoiseRequest.model_fields)) | changes
    strength = settings.pop("strength", None)
    checked = DenoiseRequest.parse(**settings)
    judged = {name: getattr(checked, name) for name in changes if name != "strength"}
    if strength is not None:
        judged["strength"] = _share(strength)
    return run.model_copy(update=judged)


def _share(value: float) -> float:
    if not 0 <= value <= 1:
        raise InvalidRequest(f"strength is {value:g}, but must be a number from 0 to 1: change it.")
    return value


def _value(axis: Axis, index: int, prompt: str) -> Any:
    value = axis.values[index]
    if axis.kind.written != "replace":
        return value
    searched = axis.values[0]
    if searched not in prompt:
        raise InvalidRequest(
            f"The prompt has no “{searched[:60]}” to replace: begin the axis with a word of it."
        )
    return prompt.replace(searched, value)
