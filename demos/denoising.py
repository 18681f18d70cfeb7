"""The denoising tab: fog, unfog, and the step ladder."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import gradio as gr
from gradio.layouts import Form

from demos import Demo, shell
from demos.denoising_api import endpoints
from demos.denoising_code import code
from demos.denoising_runs import FOG, LADDER, MODES, SWEEPS, UNFOG, run
from demos.denoising_texts import (
    BEFORE,
    EXPERIMENTS,
    HOW_IT_WORKS,
    IDEA,
    PROMPT,
    QUESTION,
)
from demos.drawings import drawing
from demos.model_choice import follow_model, model_field
from demos.restoring import wire_restore
from demos.views.film import film, film_file
from demos.views.fog import fog
from demos.views.ladder import ladder
from demos.views.modes import modes
from demos.views.words import no_words, words, words_value
from demos.visibility import all_but, hide_when
from models import catalog
from models.diffusion import files, schedulers
from models.diffusion.requests import DenoiseRequest

SLUG = "denoising"
DOWNLOADS = (
    ("png", "Picture (PNG, settings inside)"),
    ("gif", "All steps (GIF)"),
    ("webp", "All steps (WebP)"),
    ("restore", "Take settings from a PNG"),
)


def build() -> None:
    """Draw the tab and wire it; no model is loaded before somebody presses Unfog."""
    shell.heading(QUESTION, IDEA)
    mode = modes(MODES, "What to look at")
    with shell.columns():
        with shell.controls() as left:
            named, chips, buttons = _controls(mode)
        with shell.view():
            run_view = film(SLUG, server_functions=[film_file])
            ladder_view = ladder(SLUG, visible=False)
    fog_view = fog(SLUG, drawing, visible=False)
    shell.try_this(buttons, EXPERIMENTS, named)
    see = shell.what_you_see(BEFORE)
    shell.how_it_works(HOW_IT_WORKS)
    panel = shell.code_panel(code(DenoiseRequest(prompt=PROMPT)), "unfog.py")
    shell.share(buttons, named, DOWNLOADS)
    shell.on_run(
        buttons,
        partial(_frames, tuple(named)),
        list(named.values()),
        [run_view, ladder_view, see, panel],
        also=[named["prompt"].submit],
    )
    alone = ("num_inference_steps", "variation_strength", "variation_seed")
    only = {named[name]: UNFOG for name in alone} | {named["sweep"]: LADDER}
    views = {run_view: UNFOG, ladder_view: LADDER, fog_view: FOG}
    _wire_modes(mode, left, only | views)
    _wire_words(named["prompt"], named["model"], chips)
    wire_restore(run_view, named, buttons.message, settings_of)
    follow_model(named)
    endpoints(named)


DEMO = Demo(SLUG, "Denoising", QUESTION, build, models=("pocket-diffusion",))


def settings_of(png: bytes) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The settings inside a PNG that was saved here, and notes on them."""
    request = files.read_request(png)
    settings = request.model_dump() | {"mode": UNFOG}
    if request.scheduler in schedulers.OWN:  # its model's own: the menu does not offer it
        del settings["scheduler"]
    return settings, request.notes


def _frames(names: tuple[str, ...], *values: Any) -> Iterator[tuple[Any, ...]]:
    return run(dict(zip(names, values, strict=True)))


def _controls(mode: gr.HTML) -> tuple[dict[str, gr.Component], gr.HTML, shell.RunButtons]:
    """Draw the left column; returns the controls by the names of the request's fields."""
    defaults = DenoiseRequest()
    named: dict[str, gr.Component] = {"mode": mode}
    named["prompt"] = gr.Textbox(PROMPT, label="Prompt", lines=2, max_lines=4, max_length=1000)
    chips = words(words_value(PROMPT))
    named["num_inference_steps"] = gr.Slider(
        1, 100, defaults.num_inference_steps, step=1, label="Number of steps"
    )
    named["sweep"] = gr.Radio(
        list(SWEEPS), value=next(iter(SWEEPS)), label="Steps of the ladder", visible=False
    )
    named["guidance_scale"] = gr.Slider(
        0, 15, defaults.guidance_scale, step=0.5, label="Guidance scale"
    )
    with gr.Row():
        named["seed"] = shell.seed_field(SLUG, defaults.seed)
        named["scheduler"] = gr.Dropdown(
            list(schedulers.SAMPLERS), value=defaults.scheduler, label="Scheduler", min_width=120
        )
    buttons = shell.run_buttons(SLUG, "Unfog")
    with shell.more("model, negative prompt, upscaler, variation"):
        named["model"] = model_field(defaults.model)
        named["negative_prompt"] = gr.Textbox("", label="Negative prompt", max_length=1000)
        named["upscale"] = gr.Checkbox(
            defaults.upscale, label="Enlarge the last picture (upscaler)"
        )
        named |= _variation(defaults)
    return named, chips, buttons


def _variation(defaults: DenoiseRequest) -> dict[str, gr.Component]:
    """Draw the way from the noise of the seed to that of another one."""
    return {
        "variation_strength": gr.Slider(
            0,
            1,
            defaults.variation_strength,
            step=0.05,
            label="Variation strength",
            info="0 begins with the noise of the seed, 1 with that of the variation seed.",
        ),
        "variation_seed": gr.Number(defaults.variation_seed, label="Variation seed", precision=0),
    }


def _wire_modes(mode: gr.HTML, left: gr.Column, only: Mapping[gr.blocks.Block, str]) -> None:
    """Show what belongs to the mode: `only` to one, the rest of the left column to all but fog."""
    rules = {part: {"mode": [FOG]} for part in _shown_alone(left)}
    rules |= {part: {"mode": all_but(MODES, its)} for part, its in only.items()}
    hide_when({"mode": mode}, rules)


def _shown_alone(column: gr.Column) -> Iterator[gr.blocks.Block]:
    """The parts of a column; Gradio puts neighbouring fields into a form of its own making."""
    for block in column.children:
        yield from block.children if isinstance(block, Form) else [block]


def _wire_words(prompt: gr.Textbox, model: gr.Dropdown, chips: gr.HTML) -> None:
    """Look at the prompt while it is written; a chip adds its word.

    Only models of the picture world have a list of words; to others one may say anything.
    """
    for event in (prompt.change, model.change):
        event(
            _words_of,
            [prompt, model],
            chips,
            trigger_mode="always_last",
            show_progress="hidden",
            concurrency_limit=None,
            api_visibility="private",
        )
    chips.select(
        None, chips, prompt, js="(value) => JSON.parse(value).prompt", api_visibility="private"
    )


def _words_of(prompt: str, model: str) -> str:
    return words_value(prompt) if catalog.find(model).world else no_words(prompt)
