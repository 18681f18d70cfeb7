"""From the values of the controls to requests, and what they will cost before anything runs."""

import base64
import binascii
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import gradio as gr

from demos.seed_guidance_race import RACE, race_request
from demos.views import sheet as sheet_view
from demos.views.sheet_axes import read_axes
from models import engine
from models.diffusion.explorer.cost import cost as cost_of
from models.diffusion.explorer.pace import pace
from models.diffusion.explorer.plan import plan_of
from models.diffusion.explorer.records import Cost
from models.diffusion.explorer.requests import (
    GuidanceRequest,
    PaceRequest,
    ReplicateRequest,
    SheetRequest,
    WineRequest,
)
from models.diffusion.requests import DenoiseRequest
from models.errors import InvalidRequest, VisitorError

log = logging.getLogger(__name__)

SHEET, GUIDANCE, AGAIN, GLASS = "Sheet", "Guidance", "Again?", "Full glass"
MODES = (SHEET, GUIDANCE, AGAIN, GLASS, RACE)
KEEP = gr.skip()


def sheet_request(settings: Mapping[str, Any]) -> SheetRequest:
    """The request of the controls; InvalidRequest in sentences where a value cannot be."""
    axes = read_axes(settings["axes"])
    picture = axes.pop("image", "")
    if "strength" in (axes.get("x_axis"), axes.get("y_axis")):
        axes["image"] = _start_picture(picture)
    if "variation_strength" not in (axes.get("x_axis"), axes.get("y_axis")):
        axes.pop("variation_seed", None)
    return request_of(SheetRequest, settings, **axes)


def guidance_request(settings: Mapping[str, Any]) -> GuidanceRequest:
    """One step of the run that the controls describe."""
    return request_of(GuidanceRequest, settings, step=settings["step"])


def wine_request(settings: Mapping[str, Any]) -> WineRequest:
    """Sixteen glasses; the words are those of the glass, not those of the prompt."""
    return request_of(WineRequest, settings, prompt=settings["wine"])


def request_of(kind: type, settings: Mapping[str, Any], **values: Any) -> Any:
    """A request of this kind from the controls and `values`; nothing is enlarged here."""
    fields = DenoiseRequest.model_fields.keys() - {"notes"}
    chosen = {name: settings[name] for name in fields if name in settings}
    return kind.parse(**chosen | {"upscale": False} | values)


def planned(settings: Mapping[str, Any]) -> tuple[Any, str]:
    """The view of the sheet and the line under the button, before anything is drawn."""
    try:
        if settings["mode"] == SHEET:
            request = sheet_request(settings)
            plan = plan_of(request)
            notes = [*plan.notes, *_about_the_deadline(plan.cost)]
            return sheet_view.planned(plan, labels_of(request)), note(" ".join(notes))
        request = _lone_request(settings)
    except VisitorError as error:
        return KEEP, json.dumps({"kind": "error", "text": str(error)})
    return KEEP, note(cost_of(request).sentence)


def time_model(model: str) -> Iterator[None]:
    """Learn how fast this machine is with a model, by a few short runs that nobody sees."""
    if pace().seconds(model, 1, 1, 0) is not None:
        return
    try:
        with closing(engine.stream(PaceRequest.parse(model=model, upscale=False))) as records:
            for _ in records:
                yield
    except VisitorError as error:
        log.info("%s was not timed: %s", model, error)


def note(text: str) -> str:
    """A sentence for the line under the button."""
    return json.dumps({"kind": "note", "text": text})


def labels_of(request: SheetRequest) -> tuple[str, str]:
    """The names of the axes as they stand at the corner of the sheet."""
    columns, rows = request.columns.kind.label, request.rows.kind.label if request.rows else ""
    return columns.partition(",")[0], rows.partition(",")[0]


def _about_the_deadline(cost: Cost) -> list[str]:
    longest = engine.engine().limits.deadline
    if cost.seconds is None or cost.seconds <= longest:
        return []
    return [
        f"A run may take {longest:.0f} seconds, so that others get their turn: press again for the "
        "cells that are missing then. What is drawn is never drawn twice."
    ]


def _start_picture(picture: str) -> bytes:
    if not picture:
        raise InvalidRequest("Strength needs a picture to begin with: choose one under the axes.")
    try:
        return base64.b64decode(picture, validate=True)
    except (ValueError, binascii.Error):
        raise InvalidRequest("The picture to begin with cannot be read: choose it anew.") from None


def _lone_request(settings: Mapping[str, Any]) -> DenoiseRequest:
    """The request of a mode that draws no sheet."""
    mode = settings["mode"]
    if mode == GUIDANCE:
        return guidance_request(settings)
    if mode == AGAIN:
        return request_of(ReplicateRequest, settings)
    return wine_request(settings) if mode == GLASS else race_request(settings)
