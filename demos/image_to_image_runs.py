"""From the values of the controls to the messages of the view: what happens in a run."""

import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import gradio as gr

from demos.image_to_image_code import code
from demos.image_to_image_start import picture
from demos.image_to_image_words import run_in_words
from demos.views import film, journey
from models import engine
from models.diffusion import files
from models.diffusion.explorer.records import ImageStarted
from models.diffusion.explorer.requests import ImageToImageRequest
from models.diffusion.records import Finished, Step
from models.records import Waiting

MESSAGES_PER_SECOND = 15
LONGEST_START = 60_000
"""Letters of a start picture that a PNG carries along; a larger one is left out."""

Values = tuple[Any, Any, Any, str]
"""One message: the view, what you see, the code, and the sentence under the button."""

KEEP = gr.skip()


def request_of(settings: Mapping[str, Any]) -> ImageToImageRequest:
    """The request of the controls; InvalidRequest in sentences where a value cannot be."""
    values = {name: settings[name] for name in ImageToImageRequest.model_fields if name in settings}
    return ImageToImageRequest.parse(**values, image=picture(settings["start"]))


def run(settings: Mapping[str, Any]) -> Iterator[Values]:
    """The messages of one run, from the picture on the pad to the new one."""
    request, start = request_of(settings), settings["start"]
    name = secrets.token_hex(4)
    started: ImageStarted | None = None
    steps: list[Step] = []
    sent, last_time = 0, 0.0
    yield film.waiting(name), *_just("Asking for the model.")
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield KEEP, *_just(record.sentence)
                case ImageStarted():
                    started = record
                    opening = journey.opening(name, started, request.guidance_scale)
                    yield opening, *_just("")
                case Step():
                    steps.append(record)
                    if time.monotonic() - last_time < 1 / MESSAGES_PER_SECOND:
                        continue
                    last_time = time.monotonic()
                    new, sent = steps[sent:], len(steps)
                    message = film.advancing(name, started, new, request.guidance_scale)
                    yield message, *_just(f"Step {len(steps)} of {len(started.timesteps)}")
                case Finished():
                    yield _finished(name, request, start, started, steps, record)


def _finished(
    name: str,
    request: ImageToImageRequest,
    start: str,
    started: ImageStarted,
    steps: list[Step],
    finished: Finished,
) -> Values:
    carried = {"start": start} if len(start) <= LONGEST_START else {}
    file = files.png(finished.picture, request, **carried)
    message = journey.whole(name, started, steps, finished, request.guidance_scale, file)
    words = run_in_words(request, started, steps, finished)
    return message, words, code(request, start), " ".join(started.notes)


def _just(sentence: str) -> tuple[Any, Any, str]:
    return KEEP, KEEP, sentence
