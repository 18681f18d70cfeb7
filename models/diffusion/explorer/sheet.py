"""A sheet of pictures along two axes, cell by cell; what was drawn before is not drawn again."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import replace

import torch

from models import catalog
from models.diffusion import evaluations
from models.diffusion.denoise import loading
from models.diffusion.explorer import workshop
from models.diffusion.explorer.loans import Loan, lent
from models.diffusion.explorer.memory import Remembered, key_of, memory
from models.diffusion.explorer.pace import cells_at_a_time
from models.diffusion.explorer.plan import plan_of
from models.diffusion.explorer.readings import summarise
from models.diffusion.explorer.records import Drawing, SheetCell, SheetFinished, SheetPlanned
from models.diffusion.explorer.requests import SheetRequest
from models.diffusion.notes import remarks_on_words
from models.diffusion.requests import DenoiseRequest
from models.records import Waiting

Place = tuple[int, int]


@torch.inference_mode()
def sheet(
    request: SheetRequest,
) -> Iterator[Waiting | SheetPlanned | SheetCell | Drawing | SheetFinished]:
    """SheetPlanned, a SheetCell for every cell with Drawing between them, SheetFinished.

    Close the generator to stop; what was drawn until then is remembered.
    """
    yield from loading(catalog.find(request.model))
    begin = time.monotonic()
    with lent(request) as loan:
        yield replace(plan_of(request), notes=_notes(request, loan), status=loan.status)
        cells: list[SheetCell] = []
        for record in _cells(request, loan):
            if isinstance(record, SheetCell):
                cells.append(record)
            yield record
    columns, rows = summarise(request, cells)
    new = [cell for cell in cells if not cell.remembered]
    yield SheetFinished(
        columns=columns,
        rows=rows,
        drawn=len(new),
        remembered=len(cells) - len(new),
        nfe=sum(cell.nfe for cell in new),
        seconds=time.monotonic() - begin,
    )


def _notes(request: SheetRequest, loan: Loan) -> tuple[str, ...]:
    """Remarks on the request, and once on each of its prompts."""
    notes = list(request.remarks())
    prompts = {(run.prompt, run.negative_prompt): run for run in request.cells.values()}
    for run in prompts.values():
        notes += remarks_on_words(run, loan.model)
    return tuple(dict.fromkeys(notes))


def _cells(request: SheetRequest, loan: Loan) -> Iterator[SheetCell | Drawing]:
    """First what is remembered, then what must be drawn, as it gets ready."""
    new: list[workshop.Job] = []
    for place, run in request.cells.items():
        known = memory().find(key_of(run))
        if known:
            yield _cell(place, run, known, loan, remembered=True)
        else:
            new.append(workshop.Job(place, run))
    nfe_total, drawn = sum(evaluations.of(job.run) for job in new), 0
    for result in workshop.draw(loan.model, new, cells_at_a_time(request.model)):
        if isinstance(result, workshop.Done):
            drawn += 1
            yield _cell(result.name, result.run, _remember(result, loan), loan, remembered=False)
        else:
            yield Drawing(result, nfe_total, drawn, len(new))


def _remember(done: workshop.Done, loan: Loan) -> Remembered:
    reading = loan.reading(done.run.prompt, done.raw)
    cell = Remembered(done.raw, done.nfe, done.seconds, reading, done.blocked)
    memory().keep(key_of(done.run), cell)
    return cell


def _cell(
    place: Place, run: DenoiseRequest, known: Remembered, loan: Loan, remembered: bool
) -> SheetCell:
    return SheetCell(
        row=place[0],
        column=place[1],
        key=key_of(run),
        picture=loan.enlarge(known.raw),
        raw=known.raw,
        sha256=hashlib.sha256(known.raw.tobytes()).hexdigest(),
        nfe=known.nfe,
        seconds=known.seconds,
        remembered=remembered,
        reading=known.reading,
        settings=run.model_dump(exclude={"image"}),
        blocked=known.blocked,
    )
