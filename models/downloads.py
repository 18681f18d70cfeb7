"""A download beside the generator that tells of it: how far it is, and how it is stopped."""

import logging
import threading
import time
from collections.abc import Callable, Iterator

from models.records import Waiting

log = logging.getLogger(__name__)

SECONDS_BETWEEN_NEWS = 0.5
MEGABYTE = 1e6


class Stopped(Exception):  # noqa: N818, it is no error
    """The visitor went away; raised inside the thread that downloads."""


class Progress:
    """What the downloading thread tells, and how it is told to stop.

    `kept` says what a Stop leaves: "Stop keeps the files that are whole."
    """

    def __init__(self, kept: str, doing: str) -> None:
        self.kept = kept
        self.doing = doing
        self.done = 0
        self.total = 0
        self.stopping = threading.Event()
        self._begin = time.monotonic()

    def add(self, count: int) -> None:
        """Note that `count` bytes have arrived; raises Stopped where nobody wants them any more."""
        if self.stopping.is_set():
            raise Stopped
        self.done += count

    def sentence(self, title: str) -> str:
        """How far it is, such as "Downloading Stable Diffusion 1.5: 312 of 2,742 MB, 45 MB/s."."""
        if not self.total:
            return f"{self.doing} {title}."
        rate = self.done / max(0.1, time.monotonic() - self._begin)
        return (
            f"{self.doing} {title}: {self.done / MEGABYTE:,.0f} of "
            f"{self.total / MEGABYTE:,.0f} MB, {rate / MEGABYTE:,.0f} MB/s. {self.kept}"
        )


def in_a_thread(name: str, progress: Progress, work: Callable[[], None]) -> Iterator[Waiting]:
    """Run `work` beside the generator, which tells `progress` until it is done.

    Close the generator to stop: the next `progress.add` of the thread ends it. What `work` raises,
    the generator raises.
    """
    failures: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Stopped:
            log.info("the download of %s was stopped", name)
        except Exception as error:
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True, name=f"download {name}")
    thread.start()
    try:
        while thread.is_alive():
            yield Waiting(progress.sentence(name))
            thread.join(SECONDS_BETWEEN_NEWS)
    finally:
        progress.stopping.set()
    if failures:
        raise failures[0]
