"""From the values of the controls to the messages of the views: a training on pictures."""

import secrets
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import gradio as gr

from demos.gan_pictures_code import code
from demos.gan_pictures_words import training_in_words
from demos.values import json_object
from demos.views import notes_show
from demos.views.notes_panel import WATCH
from models import engine
from models.adversaries import Stopped
from models.gan_pictures.records import Finished, Frame, Started
from models.gan_pictures.requests import PicturesRequest
from models.records import Waiting

MESSAGES_PER_SECOND = 15

Values = tuple[Any, Any, Any, str]
"""One message: the view, what you see, the program, and the sentence under the button."""

KEEP = gr.skip()


def request_of(panel: str, rates: str) -> PicturesRequest:
    """The request of the controls; InvalidRequest in sentences where a value cannot be."""
    values = json_object(panel, "these settings") | json_object(rates, "the learning rates")
    return PicturesRequest.parse(
        **{name: values[name] for name in PicturesRequest.model_fields if name in values}
    )


def run(panel: str, rates: str) -> Iterator[Values]:
    """A training; nothing where the visitor plays himself, which needs no run."""
    if json_object(panel, "these settings").get("activity", WATCH) == WATCH:
        yield from watch(request_of(panel, rates))


def watch(request: PicturesRequest) -> Iterator[Values]:
    """The messages of one training: its plan, its frames as the clock allows, its end."""
    name = secrets.token_hex(4)
    frames: list[Frame] = []
    new: list[Frame] = []
    told, stopped = time.monotonic(), None
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield KEEP, KEEP, KEEP, record.sentence
                case Started():
                    began = time.monotonic()
                    opening = notes_show.opening(name, record)
                    yield opening, KEEP, code(request), " ".join(record.notes)
                case Frame():
                    frames.append(record)
                    new.append(record)
                    if time.monotonic() - told < 1 / MESSAGES_PER_SECOND:
                        continue
                    told = time.monotonic()
                    pace = record.round / max(told - began, 1e-3)
                    advancing = notes_show.advancing(name, new)
                    yield advancing, KEEP, KEEP, _progress(request, record, pace)
                    new = []
                case Stopped():
                    stopped = record.reason
                case Finished():
                    words = training_in_words(request, frames, record)
                    yield notes_show.ending(name, new, stopped), words, KEEP, stopped or ""


def _progress(request: PicturesRequest, frame: Frame, pace: float) -> str:
    return f"Round {frame.round:,} of {request.rounds:,} · {pace:.0f} rounds/s"
