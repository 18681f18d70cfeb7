"""The image-to-image tab: a drawing, a file or a picture of the world, and what becomes of it."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import gradio as gr

from demos import Demo, shell
from demos.drawings import drawing
from demos.image_to_image_api import endpoints
from demos.image_to_image_code import code
from demos.image_to_image_runs import run
from demos.image_to_image_sketches import CAT, SKETCHES
from demos.image_to_image_start import picture
from demos.image_to_image_texts import (
    BEFORE,
    EXPERIMENTS,
    HOW_IT_WORKS,
    IDEA,
    PROMPT,
    QUESTION,
    SEED,
)
from demos.model_choice import follow_model, model_field
from demos.views.film import film_file
from demos.views.journey import journey
from demos.views.pad import pad, pad_value
from demos.views.plan import plan
from models.diffusion import files, schedulers
from models.diffusion.explorer.requests import ImageToImageRequest
from models.diffusion.timetable import starts
from models.errors import VisitorError

SLUG = "image_to_image"
START = pad_value(CAT)
PLANNED = ("strength", "num_inference_steps", "scheduler", "model")
DOWNLOADS = (
    ("png", "Picture (PNG, settings inside)"),
    ("gif", "All steps (GIF)"),
    ("webp", "All steps (WebP)"),
    ("start", "Start picture"),
    ("restore", "Take settings from a PNG"),
)


def build() -> None:
    """Draw the tab and wire it; no model is loaded before somebody presses Unfog."""
    shell.heading(QUESTION, IDEA)
    with shell.columns():
        with shell.controls():
            named, planned, buttons = _controls()
        with shell.view():
            view = journey(SLUG, server_functions=[film_file])
    shell.try_this(buttons, EXPERIMENTS, named)
    see = shell.what_you_see(BEFORE)
    shell.how_it_works(HOW_IT_WORKS)
    first = ImageToImageRequest(prompt=PROMPT, seed=SEED, image=picture(START))
    panel = shell.code_panel(code(first, START), "unfog.py")
    shell.share(buttons, named, DOWNLOADS)
    shell.on_run(
        buttons,
        partial(_frames, tuple(named)),
        list(named.values()),
        [view, see, panel],
        also=[named["prompt"].submit],
    )
    _wire_plan(named, planned)
    _wire_restore(view, named, buttons)
    follow_model(named)
    endpoints(named)


DEMO = Demo(SLUG, "Image to image", QUESTION, build, models=("pocket-diffusion",))


def timetable(asked: Mapping[str, Any]) -> list[tuple[float, float]]:
    """t and √ᾱ_t of every start that `{model, scheduler, steps}` allows; empty where unknown."""
    steps = min(100, max(1, int(asked["steps"])))
    return starts(str(asked["model"]), str(asked["scheduler"]), steps)


def restored(names: Sequence[str], png: str) -> list[Any]:
    """The controls' values from a PNG (in base64) that was saved here, and a sentence about it."""
    try:
        settings = files.read_settings(base64.b64decode(png, validate=True))
        start = settings.get("start", START)
        values = {n: settings[n] for n in ImageToImageRequest.model_fields if n in settings}
        request = ImageToImageRequest.parse(**values, image=picture(start))
    except (VisitorError, ValueError) as error:
        return [*[gr.skip()] * len(names), _sentence("error", str(error))]
    values = request.model_dump(exclude={"image"}) | {"start": start}
    if "start" not in settings:
        values.pop("start")
    text = "These are the settings inside the picture: press Unfog to draw it again."
    sentence = _sentence("note", " ".join([*request.notes, text]))
    return [*(values.get(name, gr.skip()) for name in names), sentence]


def _frames(names: tuple[str, ...], *values: Any) -> Iterator[tuple[Any, ...]]:
    return run(dict(zip(names, values, strict=True)))


def _controls() -> tuple[dict[str, gr.Component], gr.HTML, shell.RunButtons]:
    """Draw the left column; returns the controls by the names of the request's fields."""
    fields = ImageToImageRequest.model_fields
    named: dict[str, gr.Component] = {"start": pad(SLUG, START, SKETCHES, drawing)}
    named["prompt"] = gr.Textbox(PROMPT, label="Prompt", lines=1, max_lines=4, max_length=1000)
    named["strength"] = gr.Slider(0, 1, fields["strength"].default, step=0.05, label="Strength")
    planned = plan(SLUG, timetable)
    buttons = shell.run_buttons(SLUG, "Unfog")
    with shell.more("seed, steps, guidance, scheduler, model"):
        with gr.Row():
            named["seed"] = shell.seed_field(SLUG, SEED)
            named["scheduler"] = gr.Dropdown(
                list(schedulers.SAMPLERS),
                value=fields["scheduler"].default,
                label="Scheduler",
                min_width=120,
            )
        named["num_inference_steps"] = gr.Slider(
            1, 100, fields["num_inference_steps"].default, step=1, label="Number of steps"
        )
        named["guidance_scale"] = gr.Slider(
            0, 15, fields["guidance_scale"].default, step=0.5, label="Guidance scale"
        )
        named["model"] = model_field(fields["model"].default)
        named["negative_prompt"] = gr.Textbox("", label="Negative prompt", max_length=1000)
        named["upscale"] = gr.Checkbox(True, label="Enlarge the last picture (upscaler)")
    return named, planned, buttons


def _wire_plan(named: Mapping[str, gr.Component], planned: gr.HTML) -> None:
    """Say what a strength means while it is dragged, all in the page."""
    controls = [named[name] for name in PLANNED]
    planned.value = json.dumps([control.value for control in controls])
    for control in controls:
        control.change(
            None,
            controls,
            planned,
            js="(...now) => JSON.stringify(now)",
            api_visibility="private",
        )


def _wire_restore(
    view: gr.HTML, named: Mapping[str, gr.Component], buttons: shell.RunButtons
) -> None:
    """Take the settings out of a PNG that was chosen under Share."""

    def restore(event: gr.EventData) -> list[Any]:
        return restored(list(named), str(event.png))

    view.restore(
        restore,
        None,
        [*named.values(), buttons.message],
        show_progress="hidden",
        concurrency_limit=4,
        api_visibility="private",
    )


def _sentence(kind: str, text: str) -> str:
    return json.dumps({"kind": kind, "text": text})
