"""How fast this machine is, measured: what turns network evaluations into seconds."""

import functools
import os
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from models import catalog
from models.diffusion.explorer.records import PaceMeasured

if TYPE_CHECKING:
    from models.diffusion.explorer.requests import PaceRequest

WORKERS = 4
"""The most cells at a time: Python itself runs one thread after the other."""

A_PICTURE = 4
"""Decoding a picture, enlarging and judging it takes as long as about so many evaluations."""

FRESH = 0.3
"""How much a new measurement counts against the ones before."""


class Pace:
    """Seconds of wall time for a unit of work, by model and by how many pictures run at a time.

    A unit is a network evaluation; a picture counts A_PICTURE more for decoding and judging it.
    """

    def __init__(self) -> None:
        self._seconds: dict[tuple[str, int], float] = {}
        self._look = threading.Lock()

    def note(self, model: str, at_a_time: int, nfe: int, pictures: int, seconds: float) -> None:
        """Learn from a run: a few numbers per model, the newest counting most."""
        if nfe == 0:
            return
        unit = seconds / (nfe + A_PICTURE * pictures)
        with self._look:
            before = self._seconds.get((model, at_a_time), unit)
            self._seconds[model, at_a_time] = before + FRESH * (unit - before)

    def seconds(self, model: str, at_a_time: int, nfe: int, pictures: int) -> float | None:
        """What this work takes; None while the model was not timed in this process."""
        with self._look:
            known = {at: unit for (key, at), unit in self._seconds.items() if key == model}
        if not known:
            return None
        nearest = min(known, key=lambda at: abs(at - at_a_time))
        return (nfe + A_PICTURE * pictures) * known[nearest]


@functools.cache
def pace() -> Pace:
    """The measurements of this process."""
    return Pace()


def cells_at_a_time(model: str) -> int:
    """How many cells are drawn at a time: one for each core where a pocket model takes one core."""
    if not catalog.find(model).world:
        return 1
    return max(1, min(_cores(), WORKERS))


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def measure(request: "PaceRequest") -> Iterator[Any]:
    """Short runs, alone and together, so that a cost can be told before the first run.

    The very first is not counted: it sets up what all later ones use.
    """
    from models.diffusion.explorer import workshop
    from models.diffusion.explorer.loans import lent

    with lent(request) as loan:
        at_a_time = cells_at_a_time(request.model)
        for count, timed in ((1, False), (1, True), (at_a_time, True)):
            jobs = [workshop.Job(k, request) for k in range(count)]
            for _ in workshop.draw(loan.model, jobs, count, timed):
                continue
        yield PaceMeasured(
            alone=pace().seconds(request.model, 1, 1, 0),
            together=pace().seconds(request.model, at_a_time, 1, 0),
            workers=at_a_time,
        )
