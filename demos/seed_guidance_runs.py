"""From the values of the controls to the messages of the views: what happens in a run."""

import base64
import binascii
import json
import logging
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import gradio as gr

from demos.seed_guidance_code import sheet_code
from demos.seed_guidance_programs import again_code, glass_code, guidance_code
from demos.seed_guidance_words import (
    again_in_words,
    caption_of,
    cell_link,
    glass_in_words,
    guidance_in_words,
    sheet_in_words,
    story,
)
from demos.views import again as again_view
from demos.views import glass as glass_view
from demos.views import guidance as guidance_view
from demos.views import sheet as sheet_view
from demos.views.sheet_axes import read_axes
from models import engine
from models.diffusion.explorer.cost import cost
from models.diffusion.explorer.memory import key_of
from models.diffusion.explorer.pace import pace
from models.diffusion.explorer.records import (
    Draw,
    Drawing,
    Glass,
    GuidanceSeen,
    SheetCell,
    SheetFinished,
    SheetPlanned,
    Verdict,
    WineMeasured,
)
from models.diffusion.explorer.requests import (
    GuidanceRequest,
    PaceRequest,
    ReplicateRequest,
    SheetRequest,
    WineRequest,
)
from models.diffusion.requests import DenoiseRequest
from models.errors import InvalidRequest, VisitorError
from models.records import Waiting

log = logging.getLogger(__name__)

SHEET, GUIDANCE, AGAIN, GLASS, RACE = "Sheet", "Guidance", "Again?", "Full glass", "Race"
MODES = (SHEET, GUIDANCE, AGAIN, GLASS, RACE)
MESSAGES_PER_SECOND = 15
ASKING = "Asking for the model."

Values = tuple[Any, ...]
"""One message: sheet, guidance, again, glass, what you see, the code, the sentence."""

VIEWS = (SHEET, GUIDANCE, AGAIN, GLASS)
KEEP = gr.skip()


def run(settings: Mapping[str, Any]) -> Iterator[Values]:
    """The messages of one run in the mode that is on."""
    mode = settings["mode"]
    if mode == SHEET:
        yield from draw_sheet(sheet_request(settings), settings)
    elif mode == GUIDANCE:
        yield from look(guidance_request(settings))
    elif mode == AGAIN:
        yield from draw_again(request_of(ReplicateRequest, settings))
    elif mode == GLASS:
        yield from fill(wine_request(settings))


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


def plan_of(request: SheetRequest) -> SheetPlanned:
    """What a sheet will look like and cost, told at once and without any model."""
    height = len(request.rows) if request.rows else 1
    keys = {place: key_of(cell) for place, cell in request.cells.items()}
    return SheetPlanned(
        x=request.x_axis,
        y=request.y_axis,
        columns=request.columns.labels,
        rows=request.rows.labels if request.rows else ("",),
        keys=tuple(
            tuple(keys[row, column] for column in range(len(request.columns)))
            for row in range(height)
        ),
        cost=cost(request),
        notes=request.remarks(),
        status="",
    )


def planned(settings: Mapping[str, Any]) -> tuple[Any, str]:
    """The view of the sheet and the line under the button, before anything is drawn."""
    try:
        if settings["mode"] == SHEET:
            request = sheet_request(settings)
            plan = plan_of(request)
            return sheet_view.planned(plan, labels_of(request)), note(" ".join(plan.notes))
        request = _lone_request(settings)
    except VisitorError as error:
        return KEEP, json.dumps({"kind": "error", "text": str(error)})
    return KEEP, note(cost(request).sentence if request else "")


def timed(settings: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    """The same once this machine has been timed: a few short runs that nobody sees."""
    model = settings["model"]
    if pace().seconds(model, 1, 1, 0) is None:
        try:
            with closing(engine.stream(PaceRequest.parse(model=model, upscale=False))) as records:
                for _ in records:
                    yield KEEP, KEEP
        except VisitorError as error:
            log.info("no pace of %s: %s", model, error)
            return
    yield planned(settings)


def note(text: str) -> str:
    """A sentence for the line under the button."""
    return json.dumps({"kind": "note", "text": text})


def labels_of(request: SheetRequest) -> tuple[str, str]:
    """The names of the axes as they stand at the corner of the sheet."""
    columns, rows = request.columns.kind.label, request.rows.kind.label if request.rows else ""
    return columns.partition(",")[0], rows.partition(",")[0]


def draw_sheet(request: SheetRequest, settings: Mapping[str, Any]) -> Iterator[Values]:
    """A sheet, cell by cell as they come; the last message carries all of them."""
    name, labels, plan = secrets.token_hex(4), labels_of(request), plan_of(request)
    cells: list[SheetCell] = []
    sent, told, total = 0, 0.0, plan.cost.runs
    yield _sheet(sheet_view.advancing(name, plan, labels, (), ()), ASKING)
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield _sheet(KEEP, record.sentence)
                    continue
                case SheetPlanned():
                    plan = record if record.rows else _with_one_row(record)
                case SheetCell():
                    cells.append(record)
                case SheetFinished():
                    yield _sheet_finished(name, request, settings, plan, cells, record)
                    return
            if time.monotonic() - told < 1 / MESSAGES_PER_SECOND:
                continue
            told, new, sent = time.monotonic(), cells[sent:], len(cells)
            links = [cell_link(cell) for cell in new]
            message = sheet_view.advancing(name, plan, labels, new, links)
            yield _sheet(message, _progress(record, len(cells), total))


def look(request: GuidanceRequest) -> Iterator[Values]:
    """The two predictions at one step."""
    yield _of(GUIDANCE, guidance_view.looking(), ASKING)
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield _of(GUIDANCE, KEEP, record.sentence)
                case GuidanceSeen():
                    words, code = guidance_in_words(request, record), guidance_code(request)
                    told = " ".join(record.notes)
                    yield _of(GUIDANCE, guidance_view.seen(record), told, words, code)


def draw_again(request: ReplicateRequest) -> Iterator[Values]:
    """The same settings drawn three times, and the verdict."""
    draws: list[Draw] = []
    yield _of(AGAIN, again_view.again_value((), None), ASKING)
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield _of(AGAIN, KEEP, record.sentence)
                case Draw():
                    draws.append(record)
                    yield _of(AGAIN, again_view.again_value(draws, None), f"Drawn {record.how}.")
                case Verdict():
                    words = again_in_words(request, draws, record)
                    value = again_view.again_value(draws, record)
                    yield _of(AGAIN, value, " ".join(record.notes), words, again_code(request))


def fill(request: WineRequest) -> Iterator[Values]:
    """Glasses, one for each seed, and how full they are."""
    glasses: list[Glass] = []
    yield _of(GLASS, glass_view.glass_value(request.pictures, (), None), ASKING)
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield _of(GLASS, KEEP, record.sentence)
                case Drawing():
                    told = f"Evaluation {record.nfe} of {record.nfe_total}"
                    yield _of(GLASS, KEEP, told)
                case Glass():
                    glasses.append(record)
                    glasses.sort(key=lambda glass: glass.index)
                    value = glass_view.glass_value(request.pictures, glasses, None)
                    yield _of(GLASS, value, f"Glass {len(glasses)} of {request.pictures}")
                case WineMeasured():
                    words = glass_in_words(request, glasses, record)
                    value = glass_view.glass_value(request.pictures, glasses, record)
                    told = " ".join(request.notes)
                    yield _of(GLASS, value, told, words, glass_code(request))


def _start_picture(picture: str) -> bytes:
    if not picture:
        raise InvalidRequest("Strength needs a picture to begin with: choose one under the axes.")
    try:
        return base64.b64decode(picture, validate=True)
    except (ValueError, binascii.Error):
        raise InvalidRequest("The picture to begin with cannot be read: choose it anew.") from None


def _lone_request(settings: Mapping[str, Any]) -> DenoiseRequest | None:
    """The request of a mode that draws no sheet."""
    mode = settings["mode"]
    if mode == GUIDANCE:
        return guidance_request(settings)
    if mode == AGAIN:
        return request_of(ReplicateRequest, settings)
    return wine_request(settings) if mode == GLASS else None


def _sheet_finished(
    name: str,
    request: SheetRequest,
    settings: Mapping[str, Any],
    plan: SheetPlanned,
    cells: list[SheetCell],
    finished: SheetFinished,
) -> Values:
    links = [cell_link(cell) for cell in cells]
    told = {
        "sentence": story(request, finished),
        "caption": caption_of(request),
        "settings": settings,
    }
    message = sheet_view.whole(name, plan, labels_of(request), cells, links, finished, told)
    words = sheet_in_words(request, cells, finished)
    return _of(SHEET, message, " ".join(plan.notes), words, sheet_code(request))


def _progress(record: object, done: int, total: int) -> str:
    if isinstance(record, Drawing):
        return f"Cell {done} of {total}, evaluation {record.nfe} of {record.nfe_total}"
    return f"Cell {done} of {total}"


def _with_one_row(plan: SheetPlanned) -> SheetPlanned:
    return SheetPlanned(**{**vars(plan), "rows": ("",)})


def _sheet(message: Any, sentence: str) -> Values:
    return _of(SHEET, message, sentence)


def _of(mode: str, message: Any, sentence: str, words: Any = KEEP, code: Any = KEEP) -> Values:
    views = [message if view == mode else KEEP for view in VIEWS]
    return (*views, words, code, sentence)
