"""The seeds and guidance tab: sheets, what guidance does, replicability, the full wine glass."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import gradio as gr
from gradio.layouts import Form

from demos import Demo, shell
from demos.drawings import drawing
from demos.model_choice import follow_model, model_field
from demos.seed_guidance_api import endpoints
from demos.seed_guidance_code import sheet_code
from demos.seed_guidance_race import BUTTON, RACE, race_controls
from demos.seed_guidance_requests import (
    AGAIN,
    GLASS,
    GUIDANCE,
    MODES,
    SHEET,
    labels_of,
    planned,
    sheet_request,
    time_model,
)
from demos.seed_guidance_runs import run
from demos.seed_guidance_texts import (
    BEFORE,
    EXPERIMENTS,
    FIRST_AXES,
    HOW_IT_WORKS,
    IDEA,
    PROMPT,
    QUESTION,
    WINES,
)
from demos.views import sheet as sheet_view
from demos.views.again import again
from demos.views.glass import glass
from demos.views.guidance import guidance
from demos.views.modes import modes
from demos.views.race import race
from demos.views.sheet_axes import axes_value, sheet_axes
from demos.visibility import all_but, hide_when, label_by_mode
from models.diffusion import schedulers
from models.diffusion.explorer.plan import plan_of
from models.diffusion.requests import DenoiseRequest

SLUG = "seed_guidance"
BUTTONS = {
    SHEET: "Draw the sheet",
    GUIDANCE: "Look at this step",
    AGAIN: "Draw it three times",
    GLASS: "Draw sixteen glasses",
    RACE: BUTTON,
}
DOWNLOADS = (
    ("png", "Sheet (PNG, settings inside)"),
    ("html", "Sheet (HTML page)"),
    ("restore", "Take settings from a PNG"),
)
ON_AXES = f"""const [mode, axes] = [now[0], JSON.parse(now[1])];
return {{mode, axis: mode === {SHEET!r} ? [axes.x_axis, axes.y_axis] : []}};"""


def build() -> None:
    """Draw the tab and wire it; no model is loaded before somebody presses the button."""
    first = first_request()
    shell.heading(QUESTION, IDEA)
    mode = modes(MODES, "What to look at")
    with shell.columns():
        with shell.controls():
            named, buttons = _controls(mode)
        with shell.view():
            plan = sheet_view.planned(plan_of(first), labels_of(first))
            # Hidden, not absent: Gradio forgets the settings of a view that it updates unseen.
            views = {SHEET: sheet_view.sheet(SLUG, plan)}
            views[GUIDANCE] = guidance(SLUG, visible="hidden")
            views[AGAIN] = again(SLUG, visible="hidden")
            views[GLASS] = glass(SLUG, visible="hidden")
            views[RACE] = race(SLUG, visible="hidden")
    shell.try_this(buttons, EXPERIMENTS, named)
    see = shell.what_you_see(BEFORE)
    shell.how_it_works(HOW_IT_WORKS)
    panel = shell.code_panel(sheet_code(first), "unfog_sheet.py")
    shell.share(buttons, named, DOWNLOADS)
    outputs = [*views.values(), see, panel]
    shell.on_run(
        buttons,
        partial(_frames, tuple(named)),
        list(named.values()),
        outputs,
        also=[named["prompt"].submit],
    )
    _wire_plan(named, views[SHEET], buttons)
    _wire_modes(mode, named, views, buttons)
    follow_model(named)
    endpoints(named)


DEMO = Demo(SLUG, "Seeds & guidance", QUESTION, build, models=("pocket-diffusion",))


def first_request():
    """The sheet as the tab opens."""
    return sheet_request({"prompt": PROMPT, "axes": axes_value(FIRST_AXES)})


def _frames(names: tuple[str, ...], *values: Any) -> Iterator[tuple[Any, ...]]:
    return run(dict(zip(names, values, strict=True)))


def _controls(mode: gr.HTML) -> tuple[dict[str, gr.Component], shell.RunButtons]:
    """Draw the left column; returns the controls by the names of the request's fields."""
    defaults = DenoiseRequest()
    named: dict[str, gr.Component] = {"mode": mode}
    named["prompt"] = gr.Textbox(PROMPT, label="Prompt", lines=2, max_lines=4, max_length=1000)
    named["wine"] = gr.Radio(list(WINES), value=WINES[0], label="Glasses of wine", visible="hidden")
    named["axes"] = sheet_axes(SLUG, FIRST_AXES, server_functions=[drawing])
    named["step"] = gr.Slider(
        0, defaults.num_inference_steps - 1, 7, step=1, label="Step to look at", visible="hidden"
    )
    named["num_inference_steps"] = gr.Slider(
        1, 100, defaults.num_inference_steps, step=1, label="Number of steps"
    )
    named["guidance_scale"] = gr.Slider(
        0, 15, defaults.guidance_scale, step=0.5, label="Guidance scale", visible="hidden"
    )
    named["seed"] = shell.seed_field(SLUG, defaults.seed)
    for part in _seed_parts(named["seed"]):
        part.visible = "hidden"  # it stands on an axis
    named["scheduler"] = gr.Dropdown(
        list(schedulers.SAMPLERS), value=defaults.scheduler, label="Scheduler"
    )
    named |= race_controls()
    buttons = shell.run_buttons(SLUG, BUTTONS[SHEET])
    with shell.more("model, negative prompt"):
        named["model"] = model_field(defaults.model)
        named["negative_prompt"] = gr.Textbox("", label="Negative prompt", max_length=1000)
    return named, buttons


def _wire_plan(named: Mapping[str, gr.Component], view: gr.HTML, buttons: shell.RunButtons) -> None:
    """Tell what a run will cost whenever a control changes, before anything runs."""
    names = tuple(named)

    def plan(*values: Any) -> tuple[Any, str]:
        return planned(dict(zip(names, values, strict=True)))

    told = {
        "fn": plan,
        "inputs": list(named.values()),
        "outputs": [view, buttons.message],
        "show_progress": "hidden",
        "concurrency_limit": None,
        "api_visibility": "private",
    }
    gr.on([control.change for control in named.values()], trigger_mode="always_last", **told)
    measured = view.measure(
        time_model,
        named["model"],
        None,
        show_progress="hidden",
        concurrency_id=shell.DEVICE,
        concurrency_limit=1,
        api_visibility="private",
    )
    measured.then(**told)
    named["num_inference_steps"].change(
        None,
        [named["num_inference_steps"], named["step"]],
        named["step"],
        js="(steps, step) => ({maximum: Math.max(1, steps - 1), "
        "value: Math.min(step, steps - 1), __type__: 'update'})",
        api_visibility="private",
    )


def _wire_modes(
    mode: gr.HTML,
    named: Mapping[str, gr.Component],
    views: Mapping[str, gr.HTML],
    buttons: shell.RunButtons,
) -> None:
    """Show what counts in the mode that is on; what stands on an axis has no control beside it."""
    rules: dict[gr.blocks.Block, dict[str, list[str]]] = {
        part: {"mode": all_but(MODES, name)} for name, part in views.items()
    }
    rules[named["axes"]] = {"mode": all_but(MODES, SHEET)}
    rules[named["step"]] = {"mode": all_but(MODES, GUIDANCE)}
    rules[named["wine"]] = {"mode": all_but(MODES, GLASS)}
    rules[named["prompt"]] = {"mode": [GLASS], "axis": ["prompt"]}
    for name in ("nfe", "racers"):
        rules[named[name]] = {"mode": all_but(MODES, RACE)}
    for name in ("num_inference_steps", "scheduler"):
        rules[named[name]] = {"mode": [RACE], "axis": [name]}
    rules[named["guidance_scale"]] = {"axis": ["guidance_scale"]}
    rules |= {part: {"axis": ["seed"]} for part in _seed_parts(named["seed"])}
    hide_when({"mode": mode, "axes": named["axes"]}, rules, ON_AXES)
    label_by_mode(buttons.run, mode, BUTTONS)


def _seed_parts(seed: gr.Number) -> list[gr.blocks.Block]:
    """The field and its dice. The box around them cannot be hidden before it was seen once."""
    box = seed.parent.parent if isinstance(seed.parent, Form) else seed.parent
    return [seed, *(child for child in box.children if isinstance(child, gr.Button))]
