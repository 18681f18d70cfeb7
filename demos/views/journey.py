"""The view of image-to-image: the picture in fog, and before and after with a seam to drag.

It is a film without the predicted noise, fed with the same messages; the picture that was given
travels along as a still.
"""

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr

from demos.views import film
from demos.views.journey_template import CSS, HTML
from demos.views.pack import Blob, pack, png
from demos.views.view import view
from models.diffusion.explorer.records import ImageStarted
from models.diffusion.records import Finished, Step


def journey(slug: str, server_functions: Sequence[Callable[..., Any]] = ()) -> gr.HTML:
    """Draw the view; its value is made by `film.waiting` or by one of the functions below.

    Before a run it shows the start: it hears `unfog:picture` and `unfog:planned`. From the page it
    fires `restore` with `{png}`, a file in base64 that a visitor brought.
    """
    return view(
        "journey",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-journey",
        server_functions=list(server_functions),
    )


def opening(run: str, started: ImageStarted, guidance_scale: float) -> str:
    """The plan of the run and the pictures it begins with."""
    return pack(*_message(run, "running", started, (), guidance_scale))


def whole(
    run: str,
    started: ImageStarted,
    steps: Sequence[Step],
    finished: Finished,
    guidance_scale: float,
    file: bytes,
) -> str:
    """The complete run; `file` is its last picture as PNG, settings inside."""
    header, blobs = _message(run, "finished", started, steps, guidance_scale)
    film.finish(header, blobs, finished, file)
    return pack(header, blobs)


def _message(
    run: str, state: str, started: ImageStarted, steps: Sequence[Step], guidance_scale: float
) -> tuple[dict[str, Any], dict[str, Blob]]:
    header, blobs = film.message(run, state, started, steps, guidance_scale)
    header["skipped"] = started.num_inference_steps - started.steps_to_run
    header["of"] = started.num_inference_steps
    blobs["still:given"] = png(started.given_picture)
    blobs["still:fogged"] = png(started.fogged)
    return header, blobs
