"""The one gate between visitors and models: admission, turns, a deadline, errors as sentences."""

import functools
import importlib
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from models import catalog
from models.errors import Busy, ModelError, VisitorError
from models.records import Waiting
from models.registry import is_disk_full, is_out_of_memory, registry
from models.requests import Request

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """How many may wait, for how many seconds, and how many seconds a run may hold the device."""

    waiting: int = 16
    patience: float = 90.0
    deadline: float = 180.0


class Line:
    """A waiting line in order of arrival; whoever stands first holds the device.

    A place in it is an object, not a thread: a generator is resumed by one thread after another,
    and a lock that belongs to a thread could not be released. It can be left from anywhere, at any
    time, twice.
    """

    def __init__(self, length: int) -> None:
        self.length = length
        self._places: list[object] = []
        self._moved = threading.Condition()

    def join(self) -> object:
        """A place at the end; Busy where `length` visitors wait already."""
        with self._moved:
            if len(self._places) > self.length:
                raise Busy(f"{self.length} runs are waiting already: try again in a minute.")
            place = object()
            self._places.append(place)
            return place

    def before(self, place: object, seconds: float) -> int:
        """How many stand before `place`, after up to `seconds` of waiting; 0 means go."""
        with self._moved:
            self._moved.wait_for(lambda: self._places[0] is place, seconds)
            return self._places.index(place)

    def leave(self, place: object) -> None:
        """Give the place up; the next visitor's turn begins at once."""
        with self._moved:
            if place in self._places:
                self._places.remove(place)
                self._moved.notify_all()

    def __len__(self) -> int:
        with self._moved:
            return len(self._places)


class Engine:
    """Runs requests, one at a time on the device."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.line = Line(limits.waiting)

    def stream(self, request: Request) -> Iterator[Any]:
        """The records that answer `request`, as they come. Close the generator to stop the run.

        Yields `Waiting` while there is nothing to see. Raises Busy (the line is full, or took too
        long), ModelError (the model is broken, the run took too long, or something unexpected
        happened) and InvalidRequest.
        """
        if request.light:
            yield from self._answer(request)
            return
        place = self.line.join()
        try:
            yield from self._turn(place)
            yield from self._in_time(self._answer(request))
        finally:
            self.line.leave(place)

    def _turn(self, place: object) -> Iterator[Waiting]:
        """Wait until `place` is first, saying so whenever that changes; Busy when patience ends."""
        end = time.monotonic() + self.limits.patience
        told, pause = 0, 0.0
        while ahead := self.line.before(place, pause):
            if time.monotonic() > end:
                raise Busy("The device stayed busy with other runs: try again in a minute.")
            if ahead != told:
                yield Waiting(f"{ahead} {'run is' if ahead == 1 else 'runs are'} before yours.")
            told, pause = ahead, 0.5

    def _in_time(self, records: Iterator[Any]) -> Iterator[Any]:
        """`records` until the deadline, which is looked at between two of them.

        It counts from when the model is there: a download takes as long as it takes.
        """
        end = time.monotonic() + self.limits.deadline
        try:
            for record in records:
                yield record
                if isinstance(record, Waiting):
                    end = time.monotonic() + self.limits.deadline
                elif time.monotonic() > end:
                    limit = f"{self.limits.deadline:.0f} seconds"
                    raise ModelError(f"The run was stopped after {limit}: ask for fewer steps.")
        finally:
            records.close()

    def _answer(self, request: Request) -> Iterator[Any]:
        """The topic's generator, with whatever goes wrong in it told as a sentence."""
        try:
            module, function = request.topic.split(":")
            if module not in sys.modules and not request.light:
                yield Waiting("Waking up: the first run of a process loads its libraries.")
            topic: Callable[[Request], Iterator[Any]] = getattr(
                importlib.import_module(module), function
            )
            yield from self._twice_if_memory_ran_out(topic, request)
        except VisitorError:
            raise
        except Exception as error:
            log.exception("answering %s failed", type(request).__name__)
            raise ModelError(_explain(error)) from error

    def _twice_if_memory_ran_out(
        self, topic: Callable[[Request], Iterator[Any]], request: Request
    ) -> Iterator[Any]:
        """The topic's records; from the start once more, without other models, if need be."""
        try:
            yield from topic(request)
            return
        except Exception as error:
            if not is_out_of_memory(error):
                raise
        log.warning("%s ran out of memory, and begins again", type(request).__name__)
        registry().drop_idle(keep=_models_of(request))
        yield Waiting("Memory ran out: other models were put away, and the run begins again.")
        yield from topic(request)


@functools.cache
def engine() -> Engine:
    """The engine of this process; UNFOG_WAITING, _PATIENCE_S and _DEADLINE_S are its limits."""
    default = Limits()
    return Engine(
        Limits(
            waiting=int(os.environ.get("UNFOG_WAITING", default.waiting)),
            patience=float(os.environ.get("UNFOG_PATIENCE_S", default.patience)),
            deadline=float(os.environ.get("UNFOG_DEADLINE_S", default.deadline)),
        )
    )


def stream(request: Request) -> Iterator[Any]:
    """The records that answer `request`: see Engine.stream."""
    return engine().stream(request)


def status() -> str:
    """The line at the top of the page, such as "cpu · float32 · pocket-diffusion 45 MB"."""
    held = registry().status()
    if not held:
        return "no model in memory yet"
    from models.placement import choose

    place = choose(pocket=True)
    where = str(place) if registry().holds_pocket_models() else place.device
    return f"{where} · {held}"


def warm_up(*keys: str) -> None:
    """Load these models of the catalog, and their companions, before anybody asks.

    Meant for a background thread: a failure is logged, and the first visitor who needs the model
    gets the sentence.
    """
    for key in keys:
        try:
            for spec in catalog.with_companions(key):
                with registry().use(spec):
                    log.info("%s is warm", spec.key)
        except VisitorError as error:
            log.warning("%s stays cold: %s", key, error)


def _models_of(request: Request) -> set[str]:
    """The keys of the models that `request` needs."""
    key = getattr(request, "model", None)
    return {spec.key for spec in catalog.with_companions(key)} if key else set()


def rehearse(request: Request) -> None:
    """Run a request that nobody waits for; where it fails, the first visitor will hear why."""
    try:
        for _ in stream(request):
            continue
    except VisitorError as error:
        log.warning("%s was not rehearsed: %s", type(request).__name__, error)


def _explain(error: Exception) -> str:
    if is_out_of_memory(error):
        registry().drop_idle()
        return "The device ran out of memory: ask for less at once, or choose a smaller model."
    if is_disk_full(error):
        return "The disk is full, so nothing can be stored: free some space and try again."
    return (
        f"Something unexpected went wrong ({type(error).__name__}): try again; the log says more."
    )
