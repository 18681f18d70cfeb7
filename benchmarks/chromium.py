"""A browser for measurements: told what to do over a pipe, and watched by its own clock only.

The libraries that drive browsers for tests also watch the network, and then the page unpacks every
answer in its main thread. Here nothing is switched on but what is asked for.
"""

import json
import os
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.conftest import FLAGS, find_browser

SIZE = (1440, 900)

Message = dict[str, Any]


class Chromium:
    """Speaks the DevTools protocol (chromedevtools.github.io) with a browser that has one page."""

    def __init__(self, read: int, write: int) -> None:
        self.write, self.messages = write, _messages(read)
        self.count = 0
        self.told: dict[str, list[Message]] = defaultdict(list)
        (page,) = [
            target
            for target in self.ask("Target.getTargets")["targetInfos"]
            if target["type"] == "page"
        ]
        attached = self.ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self.page = {"sessionId": attached["sessionId"]}

    def open(self, address: str) -> None:
        """Lead the page to an address."""
        self.ask("Page.navigate", self.page, url=address)

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        found = self.ask("Runtime.evaluate", self.page, expression=script)["result"]
        return found.get("value")

    def ask(self, method: str, target: Message | None = None, **params: Any) -> Message:
        """Send one command and wait for its answer; events that come before it are kept."""
        self.count += 1
        number = self.count
        message = {"id": number, "method": method, "params": params, **(target or {})}
        os.write(self.write, json.dumps(message).encode() + b"\0")
        return self.wait(lambda answer: answer.get("id") == number)["result"]

    def wait(self, is_it: Callable[[Message], bool]) -> Message:
        """The next message that is it; the params of all events go into `told`, by method."""
        for message in self.messages:
            if "method" in message:
                self.told[message["method"]].append(message["params"])
            if is_it(message):
                return message
        raise RuntimeError("the browser has gone")


@contextmanager
def chromium() -> Iterator[Chromium]:
    """A headless Chromium with a new profile; it ends with the block."""
    path = find_browser()
    if path is None:
        raise RuntimeError("no Chromium was found: install it, or name it in CHROMIUM")
    its_in, write = os.pipe()
    read, its_out = os.pipe()
    redirected = f'exec "$@" 3<&{its_in} 4>&{its_out}'  # the descriptors that it reads and writes
    size = "--window-size={},{}".format(*SIZE)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ["--headless", "--remote-debugging-pipe", size, f"--user-data-dir={profile}"]
        process = subprocess.Popen(
            ["bash", "-c", redirected, "bash", path, *FLAGS, *options, "about:blank"],
            pass_fds=(its_in, its_out),
            stderr=subprocess.DEVNULL,
        )
        os.close(its_in)
        os.close(its_out)
        try:
            yield Chromium(read, write)
        finally:
            process.terminate()
            process.wait()
            os.close(read)
            os.close(write)


def _messages(read: int) -> Iterator[Message]:
    held = b""
    while part := os.read(read, 1 << 20):
        *whole, held = (held + part).split(b"\0")
        yield from (json.loads(message) for message in whole)
