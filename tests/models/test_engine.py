"""The gate: one run at a time, in order, stopped at once, and every error a sentence."""

import itertools
import sys
import threading
import time
import types
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

import pytest

from models.engine import Engine, Limits
from models.errors import Busy, InvalidRequest, ModelError
from models.records import Waiting
from models.requests import Request


class Ask(Request):
    """A request to the topic of the test."""

    topic: ClassVar[str] = "topic_of_the_test:answer"


class LightAsk(Ask):
    """One that needs no device."""

    light: ClassVar[bool] = True


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable], None]:
    """`answer(function)` makes the function the topic."""
    module = types.ModuleType("topic_of_the_test")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return lambda function: setattr(module, "answer", function)


def count(_: Request) -> Iterator[int]:
    yield from itertools.count()


def test_closing_a_run_frees_the_device_at_once(answer) -> None:
    answer(count)
    engine = Engine(Limits())
    records = engine.stream(Ask())
    assert [next(records), next(records)] == [0, 1]
    assert len(engine.line) == 1
    records.close()
    assert len(engine.line) == 0


def test_a_run_may_move_between_threads(answer) -> None:
    answer(count)
    engine = Engine(Limits())
    records = engine.stream(Ask())
    for expected in range(3):
        with ThreadPoolExecutor(1) as thread:
            assert thread.submit(next, records).result() == expected
    with ThreadPoolExecutor(1) as thread:
        thread.submit(records.close).result()
    assert len(engine.line) == 0


def test_runs_do_not_overlap_and_come_in_order(answer) -> None:
    log: list[tuple[str, int]] = []

    def work(request: Request) -> Iterator[int]:
        for step in range(3):
            log.append((request.notes[0], step))
            time.sleep(0.001)
            yield step

    answer(work)
    engine = Engine(Limits())
    first = engine.line.join()
    threads = [
        threading.Thread(target=lambda n=name: list(engine.stream(Ask(notes=(n,)))))
        for name in "abc"
    ]
    for place, thread in enumerate(threads, start=1):
        thread.start()
        while len(engine.line) == place:
            time.sleep(0.001)
    engine.line.leave(first)
    for thread in threads:
        thread.join()
    assert log == [(name, step) for name in "abc" for step in range(3)]


def test_who_waits_is_told_and_may_leave(answer) -> None:
    answer(count)
    engine = Engine(Limits())
    first, second = engine.stream(Ask()), engine.stream(Ask())
    next(first)
    assert next(second) == Waiting("1 run is before yours.")
    second.close()
    third = engine.stream(Ask())
    first.close()
    assert next(third) == 0


def test_a_full_line_and_lost_patience_are_busy(answer) -> None:
    answer(count)
    engine = Engine(Limits(waiting=1, patience=0))
    first, second = engine.stream(Ask()), engine.stream(Ask())
    next(first)
    with pytest.raises(Busy, match="try again in a minute"):
        next(second)
    engine = Engine(Limits(waiting=1))
    first, second, third = (engine.stream(Ask()) for _ in range(3))
    next(first), next(second)
    with pytest.raises(Busy, match="1 runs are waiting"):
        next(third)
    assert next(first) == 1


def test_a_run_has_a_deadline(answer) -> None:
    answer(count)
    engine = Engine(Limits(deadline=0))
    with pytest.raises(ModelError, match="stopped after 0 seconds: ask for fewer steps"):
        list(engine.stream(Ask()))
    assert len(engine.line) == 0


@pytest.mark.parametrize(
    ("raised", "shown", "words"),
    [
        (InvalidRequest("no such thing"), InvalidRequest, "no such thing"),
        (OSError(28, "No space left on device"), ModelError, "disk is full.*free some space"),
        (MemoryError(), ModelError, "out of memory: ask for less"),
        (KeyError("secret"), ModelError, r"unexpected went wrong \(KeyError\)"),
    ],
)
def test_every_error_is_a_sentence(answer, caplog, raised, shown, words) -> None:
    def fail(_: Request) -> Iterator[int]:
        yield 1
        raise raised

    answer(fail)
    engine = Engine(Limits())
    with pytest.raises(shown, match=words) as error:
        list(engine.stream(Ask()))
    assert "secret" not in str(error.value)
    assert bool(caplog.records) == (shown is ModelError)
    answer(lambda _: iter([7]))
    assert list(engine.stream(LightAsk())) == [7]
    assert len(engine.line) == 0


def test_light_requests_do_not_wait(answer) -> None:
    answer(count)
    engine = Engine(Limits())
    held = engine.stream(Ask())
    next(held)
    assert next(engine.stream(LightAsk())) == 0


class OutOfMemoryError(RuntimeError):
    """By its name: torch's own is not imported for this."""


def test_out_of_memory_begins_once_more_and_then_is_a_sentence(answer) -> None:
    failures = [OutOfMemoryError(), None, OutOfMemoryError(), OutOfMemoryError()]

    def draw(_: Request) -> Iterator[str]:
        yield "begun"
        if failure := failures.pop(0):
            raise failure
        yield "done"

    answer(draw)
    engine = Engine(Limits())
    first, waiting, *rest = engine.stream(Ask())
    assert (first, rest) == ("begun", ["begun", "done"])
    assert "Memory ran out" in waiting.sentence and "begins again" in waiting.sentence
    with pytest.raises(ModelError, match="ran out of memory: ask for less"):
        list(engine.stream(Ask()))
    assert len(engine.line) == 0


def test_waiting_for_a_model_does_not_count_against_the_deadline(answer) -> None:
    def download(_: Request) -> Iterator[object]:
        for _ in range(5):
            time.sleep(0.02)
            yield Waiting("Downloading.")
        yield "drawn"

    answer(download)
    assert list(Engine(Limits(deadline=0.05)).stream(Ask()))[-1] == "drawn"
