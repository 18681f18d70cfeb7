"""How fast this machine is, measured: what turns network evaluations into seconds."""

import functools
import os
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models import catalog
from models.diffusion.explorer.records import PaceMeasured

if TYPE_CHECKING:
    from models.diffusion.explorer.requests import PaceRequest

WORKERS = 4
"""The most cells at a time: Python itself runs one thread after the other."""

FRESH = 0.3
"""How much a new measurement counts against the ones before."""


class Pace:
    """Seconds of wall time for an evaluation, by model and by how many cells run at a time.

    All that a picture costs beside the network, such as decoding it, is in the measurement.
    """

    def __init__(self) -> None:
        self._seconds: dict[tuple[str, int], float] = {}
        self._look = threading.Lock()

    def note(self, model: str, at_a_time: int, nfe: int, seconds: float) -> None:
        """Learn from a run: a few numbers per model, the newest counting most."""
        if nfe <= 0:
            return
        with self._look:
            key = (model, at_a_time)
            before = self._seconds.get(key, seconds / nfe)
            self._seconds[key] = before + FRESH * (seconds / nfe - before)

    def seconds(self, model: str, at_a_time: int, nfe: int) -> float | None:
        """What `nfe` evaluations take; None while this model was not timed in this process."""
        with self._look:
            known = {at: pace for (key, at), pace in self._seconds.items() if key == model}
        if not known:
            return None
        nearest = min(known, key=lambda at: abs(at - at_a_time))
        return nfe * known[nearest]


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


def measure(request: "PaceRequest") -> Iterator[PaceMeasured]:
    """A few evaluations alone and together, so that a cost can be told before the first run."""
    from models.diffusion.explorer import rehearsal

    yield from rehearsal.rehearse(request)
