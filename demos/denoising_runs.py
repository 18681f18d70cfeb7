"""From the values of the controls to the messages of the views: what happens in a run."""

import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import gradio as gr

from demos.denoising_code import code
from demos.denoising_words import ladder_in_words, run_in_words
from demos.views import film
from demos.views.ladder import ladder_value
from models import catalog, engine
from models.diffusion import files
from models.diffusion.records import (
    Climbing,
    Finished,
    LadderStarted,
    Rung,
    Started,
    Step,
)
from models.diffusion.requests import DenoiseRequest, LadderRequest
from models.records import Waiting

UNFOG, FOG, LADDER = "Unfog", "Fog", "Step ladder"
MODES = (UNFOG, FOG, LADDER)
MESSAGES_PER_SECOND = 15

SHORT_SWEEP = (1, 6, 11, 16, 21, 31)
LECTURE_SWEEP = tuple(range(1, 97, 5))
DISTILLED_SWEEP = (1, 2, 3, 4, 6, 8)
"""For models that draw in a few steps."""

SWEEPS = {"1, 6, 11, 16, 21, 31": SHORT_SWEEP, "The lecture's 1, 6, 11, … 96": LECTURE_SWEEP}

Values = tuple[Any, Any, Any, Any, str]
"""One message: film, ladder, what you see, the code, and the sentence under the button."""

KEEP = gr.skip()


def run(settings: Mapping[str, Any]) -> Iterator[Values]:
    """The messages of one run in the mode that is on; nothing in the fog, which is in the page."""
    if settings["mode"] == LADDER:
        yield from climb(ladder_request(settings))
    elif settings["mode"] != FOG:
        yield from unfog(denoise_request(settings))


def denoise_request(settings: Mapping[str, Any]) -> DenoiseRequest:
    """The request of the controls; InvalidRequest in sentences where a value cannot be."""
    return DenoiseRequest.parse(**_of(DenoiseRequest, settings))


def ladder_request(settings: Mapping[str, Any]) -> LadderRequest:
    """The same seed and prompt with the step counts of the chosen sweep."""
    counts = SWEEPS.get(settings["sweep"], SHORT_SWEEP)
    spec = catalog.find(settings["model"])
    possible = tuple(count for count in counts if count <= spec.limits["num_inference_steps"])
    counts = possible if len(possible) > 2 else DISTILLED_SWEEP
    return LadderRequest.parse(**_of(LadderRequest, settings), step_counts=counts)


def unfog(request: DenoiseRequest) -> Iterator[Values]:
    """One picture out of noise, with every step of it."""
    run_name = secrets.token_hex(4)
    started: Started | None = None
    steps: list[Step] = []
    sent, last_time = 0, 0.0
    yield film.waiting(run_name), KEEP, KEEP, KEEP, "Asking for the model."
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield KEEP, KEEP, KEEP, KEEP, record.sentence
                case Started():
                    started = record
                    steps.clear()  # a run that ran out of memory begins again
                    sent = 0
                    yield film.opening(run_name, started, request.guidance_scale), *_just("")
                case Step():
                    steps.append(record)
                    if time.monotonic() - last_time < 1 / MESSAGES_PER_SECOND:
                        continue
                    last_time = time.monotonic()
                    new, sent = steps[sent:], len(steps)
                    message = film.advancing(run_name, started, new, request.guidance_scale)
                    yield message, *_just(f"Step {len(steps)} of {len(started.timesteps)}")
                case Finished():
                    yield _finished(run_name, request, started, steps, record)


def climb(request: LadderRequest) -> Iterator[Values]:
    """The step ladder, one rung after the other."""
    rungs: list[Rung] = []
    plan: LadderStarted | None = None
    yield KEEP, ladder_value(request.step_counts, ()), KEEP, KEEP, "Asking for the model."
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield KEEP, KEEP, KEEP, KEEP, record.sentence
                case LadderStarted():
                    plan = record
                    rungs.clear()
                    yield KEEP, KEEP, KEEP, KEEP, " ".join(plan.notes)
                case Climbing():
                    done = f"Evaluation {record.nfe} of {plan.nfe_total}"
                    yield KEEP, KEEP, KEEP, KEEP, done
                case Rung():
                    rungs.append(record)
                    value = ladder_value(request.step_counts, rungs)
                    sentence = f"Rung {len(rungs)} of {len(request.step_counts)}"
                    yield KEEP, value, KEEP, KEEP, sentence
    longest = denoise_request_of(request, request.step_counts[-1])
    yield KEEP, KEEP, ladder_in_words(rungs), code(longest), " ".join(plan.notes)


def denoise_request_of(request: LadderRequest, steps: int) -> DenoiseRequest:
    """One rung of a ladder as a request of its own."""
    values = request.model_dump(exclude={"step_counts"})
    return DenoiseRequest.parse(**values, num_inference_steps=steps)


def _finished(
    run_name: str,
    request: DenoiseRequest,
    started: Started,
    steps: list[Step],
    finished: Finished,
) -> Values:
    file = files.png(finished.picture, request)
    message = film.whole(run_name, started, steps, finished, request.guidance_scale, file)
    words = run_in_words(request, started, steps, finished)
    return message, KEEP, words, code(request), " ".join(started.notes)


def _just(sentence: str) -> tuple[Any, Any, Any, str]:
    return KEEP, KEEP, KEEP, sentence


def _of(request: type, settings: Mapping[str, Any]) -> dict[str, Any]:
    return {name: settings[name] for name in request.model_fields if name in settings}
