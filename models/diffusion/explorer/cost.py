"""What a request costs, told before it runs: pictures, network evaluations, seconds. Instant."""

from models.diffusion import evaluations
from models.diffusion.explorer.memory import key_of, memory
from models.diffusion.explorer.pace import cells_at_a_time, pace
from models.diffusion.explorer.race_requests import RaceRequest
from models.diffusion.explorer.records import Cost
from models.diffusion.explorer.requests import (
    GuidanceRequest,
    ReplicateRequest,
    SheetRequest,
    WineRequest,
)
from models.diffusion.requests import DenoiseRequest

REPLICAS = 4
"""Drawn alone, alone again, and in a sheet of two."""


def cost(request: DenoiseRequest) -> Cost:
    """The cost of any request of the explorer, or of a plain run.

    Cells that were drawn before cost nothing. The seconds come from this machine's own measured
    pace; None where the model has not been timed in this process.
    """
    match request:
        case SheetRequest():
            runs = list(request.cells.values())
            new = [run for run in runs if key_of(run) not in memory()]
        case WineRequest():
            runs = list(request.cells)
            new = [run for run in runs if key_of(run) not in memory()]
        case RaceRequest():
            runs = new = [request.reference, *request.lanes]
        case ReplicateRequest():
            runs = new = [request] * REPLICAS
        case _:
            runs = new = [request]
    return _sum(request, len(runs), new)


def _sum(request: DenoiseRequest, runs: int, new: list[DenoiseRequest]) -> Cost:
    nfe = sum(evaluations.of(run) for run in new)
    if isinstance(request, GuidanceRequest):
        nfe = 2 * evaluations.looks_of(request)
    at_a_time = min(cells_at_a_time(request.model), max(len(new), 1))
    seconds = pace().seconds(request.model, at_a_time, nfe, len(new))
    return Cost(runs, len(new), nfe, seconds, _sentence(runs, len(new), nfe, seconds))


def _sentence(runs: int, new: int, nfe: int, seconds: float | None) -> str:
    drawn = f"{runs} picture{'s' * (runs != 1)}"
    if new < runs:
        drawn += f", {new} of them new" if new else ", all of them drawn before"
    if not new:
        return f"{drawn}: no network evaluation."
    return f"{drawn}: {nfe:,} network evaluations, {in_words(seconds)}."


def in_words(seconds: float | None) -> str:
    """An estimate as one says it: "about 7 seconds"."""
    if seconds is None:
        return "this machine has not been timed yet"
    if seconds < 1:
        return "less than a second"
    if seconds < 90:
        whole = round(seconds)
        return f"about {whole} second{'s' * (whole != 1)}"
    return f"about {seconds / 60:.1f} minutes"
