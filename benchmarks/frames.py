"""How long the page is busy at a time while a GAN game is played: the tasks of its main thread.

    python -m benchmarks.frames

A page that moves 60 times a second has 16.7 ms for all that happens in a frame; this one is to stay
under 12. What is counted is CPU time, so a busy machine lengthens it less than the clock.
"""

import json
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from benchmarks.chromium import Chromium, chromium
from benchmarks.speed import APP, served

LIMIT_MS = 12.0
TURNS = 3
SETTLED = 8.0
CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
STATE = "document.querySelector('.arena')?.dataset.state"


def whole(page: Chromium, address: str) -> None:
    """A game of 2,000 rounds, from the press of Play until its words stand below."""
    arrive(page, address)
    begin(page)
    page.run("document.querySelector('#gan_game-run').click()")
    until(page, f"{STATE} === 'finished'")
    time.sleep(2)


def story(page: Chromium, address: str) -> None:
    """The first story of the tab, from the prediction that is made until its answer is told."""
    arrive(page, address)
    page.run("document.querySelector('#gan_game-try .list button').click()")
    time.sleep(1)
    begin(page)
    page.run("document.querySelector('#gan_game-try .choices button').click()")
    until(page, f"{STATE} === 'finished'")
    time.sleep(2)


def full_speed(page: Chromium, address: str) -> None:
    """Three seconds out of 20,000 rounds, which begin as soon as the page is there."""
    page.open(f"{address}/?tab=gan_game#{urlencode({'deck': json.dumps({'rounds': 20_000})})}")
    until(page, f"{STATE} === 'running'")
    time.sleep(2)
    begin(page)
    time.sleep(3)
    if page.run(STATE) != "running":
        raise RuntimeError("the game was over before the three seconds were")


def arrive(page: Chromium, address: str) -> None:
    """Open the tab, and let it come to rest."""
    page.open(f"{address}/?tab=gan_game")
    until(page, "Boolean(document.querySelector('#gan_game-run')?.offsetParent)")
    time.sleep(SETTLED)


def until(page: Chromium, script: str) -> None:
    """Wait until an expression is true in the page."""
    while not page.run(script):
        time.sleep(0.25)


def begin(page: Chromium) -> None:
    """Note every task from now on."""
    page.ask("Tracing.start", traceConfig={"includedCategories": CATEGORIES})


def tasks(address: str, play: Callable[[Chromium, str], None]) -> list[float]:
    """CPU milliseconds of every task while something is played, sorted."""
    with chromium() as page:
        play(page, address)
        page.ask("Tracing.end")
        page.wait(lambda message: message.get("method") == "Tracing.tracingComplete")
        parts = page.told["Tracing.dataCollected"]
        return sorted(main_thread([event for part in parts for event in part["value"]]))


def main_thread(events: list[dict[str, Any]]) -> list[float]:
    """CPU milliseconds of the tasks in the busiest main thread of a page."""
    mains = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    for event in events:
        thread = event["pid"], event["tid"]
        if event["name"] == "RunTask" and event["ph"] == "X" and thread in mains:
            found[thread].append(event.get("tdur", event["dur"]) / 1000)
    return max(found.values(), key=sum)


def main() -> None:
    """Measure and print; every turn has a browser of its own."""
    with served(APP) as address:
        time.sleep(SETTLED)  # the app warms its imports up
        for play in (whole, story, full_speed):
            print(play.__doc__)
            for _ in range(TURNS):
                found = tasks(address, play)
                over = [f"{task:.1f}" for task in found if task > LIMIT_MS]
                print(
                    f"  {len(found):,} tasks, 99 % under {found[int(0.99 * len(found))]:.1f} ms, "
                    f"longest {found[-1]:.1f}; over {LIMIT_MS:.0f}: {', '.join(over) or 'none'}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
