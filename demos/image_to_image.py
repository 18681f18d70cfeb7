"""The image-to-image tab: a drawing, a file or a picture of the world, and what becomes of it."""

import json
from collections.abc import Iterator, Mapping
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
from demos.restoring import wire_restore
from demos.views.film import film_file
from demos.views.journey import journey
from demos.views.pad import pad, pad_value
from demos.views.plan import plan
from models.diffusion import files, schedulers
from models.diffusion.explorer.requests import ImageToImageRequest
from models.diffusion.timetable import starts

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
    wire_restore(view, named, buttons.message, settings_of)
    follow_model(named)
    endpoints(named)


DEMO = Demo(SLUG, "Image to image", QUESTION, build, models=("pocket-diffusion",))


def timetable(asked: Mapping[str, Any]) -> list[tuple[float, float]]:
    """t and √ᾱ_t of every start that `{model, scheduler, steps}` allows; empty where unknown."""
    steps = min(100, max(1, int(asked["steps"])))
    return starts(str(asked["model"]), str(asked["scheduler"]), steps)


def settings_of(png: bytes) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The settings inside a PNG that was saved here, and notes on them."""
    settings = files.read_settings(png)
    start = settings.get("start", START)
    known = {n: settings[n] for n in ImageToImageRequest.model_fields if n in settings}
    request = ImageToImageRequest.parse(**known, image=picture(start))
    drawn = {"start": start} if "start" in settings else {}
    return request.model_dump(exclude={"image"}) | drawn, request.notes


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
