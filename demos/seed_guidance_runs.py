"""From the values of the controls to the messages of the views: what happens in a run."""

import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from demos.seed_guidance_code import sheet_code
from demos.seed_guidance_programs import again_code, glass_code, guidance_code
from demos.seed_guidance_race import RACE, race_request, run_race
from demos.seed_guidance_requests import (
    AGAIN,
    GLASS,
    GUIDANCE,
    KEEP,
    MODES,
    SHEET,
    guidance_request,
    labels_of,
    request_of,
    sheet_request,
    wine_request,
)
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
from models.diffusion.explorer.plan import plan_of
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
    ReplicateRequest,
    SheetRequest,
    WineRequest,
)
from models.records import Waiting

MESSAGES_PER_SECOND = 15
ASKING = "Asking for the model."

Values = tuple[Any, ...]
"""One message: a value for each view, in the order of MODES, what you see, the code, a sentence."""


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
    elif mode == RACE:
        for message, words, code, sentence in run_race(race_request(settings)):
            yield _of(RACE, message, sentence, words, code)


def draw_sheet(request: SheetRequest, settings: Mapping[str, Any]) -> Iterator[Values]:
    """A sheet, cell by cell as they come; the last message carries all of them."""
    name, labels, plan = secrets.token_hex(4), labels_of(request), plan_of(request)
    picture = read_axes(settings["axes"]).get("image", "")
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
                    plan = record
                case SheetCell():
                    cells.append(record)
                case SheetFinished():
                    yield _sheet_finished(name, request, settings, plan, cells, record)
                    return
            if time.monotonic() - told < 1 / MESSAGES_PER_SECOND:
                continue
            told, new, sent = time.monotonic(), cells[sent:], len(cells)
            links = [cell_link(cell, picture) for cell in new]
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


def _sheet_finished(
    name: str,
    request: SheetRequest,
    settings: Mapping[str, Any],
    plan: SheetPlanned,
    cells: list[SheetCell],
    finished: SheetFinished,
) -> Values:
    picture = read_axes(settings["axes"]).get("image", "")
    links = [cell_link(cell, picture) for cell in cells]
    told = {
        "sentence": story(request, finished),
        "caption": caption_of(request),
        "settings": settings,
    }
    message = sheet_view.whole(name, plan, labels_of(request), cells, links, finished, told)
    words = sheet_in_words(request, cells, finished)
    return _of(SHEET, message, " ".join(plan.notes), words, sheet_code(request, picture))


def _progress(record: object, done: int, total: int) -> str:
    if isinstance(record, Drawing):
        return f"Cell {done} of {total}, evaluation {record.nfe} of {record.nfe_total}"
    return f"Cell {done} of {total}"


def _sheet(message: Any, sentence: str) -> Values:
    return _of(SHEET, message, sentence)


def _of(mode: str, message: Any, sentence: str, words: Any = KEEP, code: Any = KEEP) -> Values:
    views = [message if view == mode else KEEP for view in MODES]
    return (*views, words, code, sentence)
