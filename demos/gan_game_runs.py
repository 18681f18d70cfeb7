"""From the values of the controls to the messages of the arena: what happens in a game."""

import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

import gradio as gr

from demos.gan_game_code import code
from demos.gan_game_settings import FAST, SPEEDS, Speed, game_request, order_of
from demos.gan_game_words import game_in_words
from demos.views import gan_arena
from models import engine
from models.adversaries import Stopped
from models.gan.records import Finished, Frame, Started, Update
from models.gan.requests import GameRequest
from models.records import Waiting

SLICE = 0.25
"""Seconds between two looks at whether somebody has pressed Pause."""


Values = tuple[Any, Any, Any, str]
"""One message: the arena, what you see, the code, and the sentence under the button."""

Moment = tuple[Frame, str]
"""A frame, and the player whose step it shows; "" when it shows whole rounds."""

KEEP = gr.skip()


def play(settings: Mapping[str, Any]) -> Iterator[Values]:
    """The messages of one game, or of its going on; the arena's value says what to play."""
    order = order_of(settings)
    request, remarks = game_request(settings, order)
    speed = SPEEDS.get(settings["speed"], SPEEDS[FAST])
    run_name = str(order.get("run")) if request.resume else secrets.token_hex(4)
    yield KEEP, KEEP, KEEP if "play" in order else code(request), " ".join(remarks)
    alone = request.play != "rounds"
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield KEEP, KEEP, KEEP, record.sentence
                case Started():
                    started = record
                    run_name = secrets.token_hex(4) if record.restarted else run_name
                    notes = " ".join((*remarks, *record.notes))
                    message = gan_arena.opening(run_name, record, slow=speed.slow)
                    yield message, KEEP, KEEP, notes
                case Update():
                    for moments in _at_speed(record, request, speed):
                        message = gan_arena.advancing(run_name, moments, alone=alone)
                        sentence = notes or _pace(record, speed)
                        yield message if moments else KEEP, KEEP, KEEP, sentence
                case Stopped():
                    notes = record.reason
                case Finished():
                    words = game_in_words(request, started, record)
                    ending = gan_arena.ending(run_name, record.stopped)
                    yield ending, words, KEEP, notes or _summary(record)


def _at_speed(update: Update, request: GameRequest, speed: Speed) -> Iterator[list[Moment]]:
    """The moments of an update, all at once, or one after the other as the speed has it.

    Between them come empty lists, so that a game can be paused in the middle of a long rest.
    """
    if request.frames == "timeline" and not speed.a_round:
        yield [(frame, "") for frame in update.frames]
        return
    before = update.frames[0].round - 1
    for frame, step in _by_steps(update.frames):
        yield [(frame, step)]
        for _ in _rest(speed.seconds(step, frame.round - before)):
            yield []
        before = frame.round


def _by_steps(frames: tuple[Frame, ...]) -> Iterator[Moment]:
    """One moment for each step: the end of a round is one with its last step."""
    held: Moment | None = None
    for frame in frames:
        step = frame.stage if frame.stage in ("discriminator", "generator") else ""
        if held and frame.stage == "round" and held[0].stage != "round":
            yield _at_its_end(frame, held[0]), held[1]
            held = None
            continue
        if held:
            yield held
        held = frame, step
    if held:
        yield held


def _at_its_end(end: Frame, last: Frame) -> Frame:
    """The end of a round, with the readings of the step that ended it."""
    return replace(end, readings=last.readings, evaluation=end.evaluation or last.evaluation)


def _rest(seconds: float) -> Iterator[None]:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(SLICE, left))
        yield


def _pace(update: Update, speed: Speed) -> str:
    """How fast it goes; nothing where it is slowed down."""
    return f"{update.rounds_per_second:,.0f} rounds a second" if speed == Speed() else ""


def _summary(finished: Finished) -> str:
    return f"Round {finished.round:,} after {finished.seconds:.1f} s. Play goes on."
