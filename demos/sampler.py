"""The sampler tab: the next token, temperature and its kin, three temperatures, two models."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import gradio as gr

from demos import Demo, shell
from demos.model_choice import follow_model, model_field
from demos.sampler_api import endpoints
from demos.sampler_code import next_code
from demos.sampler_runs import program, run, step
from demos.sampler_settings import MODES, NEXT, THREE, TWO, knobs_of
from demos.sampler_texts import (
    BEFORE,
    BUTTONS,
    EXPERIMENTS,
    HOW_IT_WORKS,
    IDEA,
    QUESTION,
    STORY,
)
from demos.sampler_two import CORPORA
from demos.views.knobs import knobs
from demos.views.modes import modes
from demos.views.next_token import next_token
from demos.views.temperatures import temperatures
from demos.views.two_models import two_models
from demos.visibility import all_but, hide_when, label_by_mode
from models.language.requests import KIND, GenerateRequest, NextTokenRequest, TemperaturesRequest
from models.ngrams.requests import NextUnitRequest

SLUG = "sampler"
DOWNLOADS = (
    ("txt", "Text (TXT)"),
    ("json", "Text, all branches and numbers (JSON)"),
    ("csv", "Whole distribution (CSV)"),
    ("texts", "Texts of three temperatures (JSON)"),
)


def build() -> None:
    """Draw the tab and wire it; no model is loaded before somebody presses the button."""
    shell.heading(QUESTION, IDEA)
    mode = modes(MODES, "What to look at")
    with shell.columns():
        with shell.controls():
            named, buttons = _controls(mode)
        with shell.view():
            # Hidden, not absent: Gradio forgets the settings of a view that it updates unseen.
            views = {NEXT: next_token(SLUG)}
            views[THREE] = temperatures(SLUG, visible="hidden")
            views[TWO] = two_models(SLUG, visible="hidden")
    shell.try_this(buttons, EXPERIMENTS, named)
    see = shell.what_you_see(BEFORE)
    shell.how_it_works(HOW_IT_WORKS)
    panel = shell.code_panel(next_code(NextTokenRequest(prompt=STORY)), "next_token.py")
    shell.share(buttons, named, DOWNLOADS)
    names = (*named, "next", "two")
    inputs = [*named.values(), views[NEXT], views[TWO]]
    outputs = [*views.values(), see, panel]
    shell.on_run(buttons, partial(_frames, run, names), inputs, outputs)
    for view in (views[NEXT], views[TWO]):
        _wire_steps(view, names, inputs, [*outputs, buttons.message])
    _wire_program(named["knobs"], views[NEXT], names, inputs, panel)
    _wire_modes(mode, named, views, buttons)
    _wire_seed(named["seed"])
    follow_model({name: named[name] for name in ("model", "max_new_tokens")}, KIND)
    endpoints(named)


DEMO = Demo(SLUG, "Next word", QUESTION, build, models=("pocket-gpt",))


def _controls(mode: gr.HTML) -> tuple[dict[str, gr.Component], shell.RunButtons]:
    """Draw the left column; returns the controls by their names in links."""
    named: dict[str, gr.Component] = {"mode": mode}
    named["prompt"] = gr.Textbox(STORY, label="Prompt", lines=2, max_lines=6, max_length=20_000)
    named["temperatures"] = gr.Textbox(
        ", ".join(f"{t:g}" for t in TemperaturesRequest().temperatures),
        label="Three temperatures",
        max_length=40,
        visible="hidden",
    )
    with gr.Row():
        named["corpus"] = gr.Dropdown(
            list(CORPORA), value=next(iter(CORPORA)), label="Counted in", visible="hidden"
        )
        named["n"] = gr.Slider(
            1, 8, NextUnitRequest().n, step=1, label="n of the n-grams", visible="hidden"
        )
    named["knobs"] = knobs(SLUG, knobs_of())
    named["seed"] = shell.seed_field(SLUG, GenerateRequest().seed)
    buttons = shell.run_buttons(SLUG, BUTTONS[NEXT])
    with shell.more("model, length of the text"):
        named["model"] = model_field("pocket-gpt")
        named["max_new_tokens"] = gr.Slider(
            1, 100, GenerateRequest().max_new_tokens, step=1, label="Tokens to write"
        )
    return named, buttons


def _frames(what: Any, names: tuple[str, ...], *values: Any) -> Iterator[tuple[Any, ...]]:
    return what(dict(zip(names, values, strict=True)))


def _wire_steps(
    view: gr.HTML,
    names: tuple[str, ...],
    inputs: list[gr.Component],
    outputs: list[gr.Component],
) -> None:
    """Answer when the view goes on by one token: as a run, but Stop stays away."""
    stepped = view.step(
        shell.show_errors_in_page(partial(_frames, step, names), len(outputs) - 1),
        inputs,
        outputs,
        show_progress="hidden",
        concurrency_id=shell.DEVICE,
        concurrency_limit=1,
        api_visibility="private",
    )
    told = f"() => unfog.tell('stepped', {{slug: {json.dumps(SLUG)}}})"
    stepped.then(None, js=told, api_visibility="private")


def _wire_program(
    controls: gr.HTML,
    view: gr.HTML,
    names: tuple[str, ...],
    inputs: list[gr.Component],
    panel: gr.HTML,
) -> None:
    """Let the program follow the controls: the view says what it shows when one came to rest."""
    told = f"() => unfog.tell('settled', {{slug: {json.dumps(SLUG)}}})"
    controls.change(None, js=told, api_visibility="private")
    view.settle(
        lambda *values: program(dict(zip(names, values, strict=True))),
        inputs,
        panel,
        show_progress="hidden",
        concurrency_limit=None,
        api_visibility="private",
    )


def _wire_modes(
    mode: gr.HTML,
    named: Mapping[str, gr.Component],
    views: Mapping[str, gr.HTML],
    buttons: shell.RunButtons,
) -> None:
    """Show what counts in the mode that is on."""
    rules: dict[gr.blocks.Block, dict[str, list[str]]] = {
        part: {"mode": all_but(MODES, name)} for name, part in views.items()
    }
    rules[named["temperatures"]] = {"mode": all_but(MODES, THREE)}
    rules |= {named[name]: {"mode": all_but(MODES, TWO)} for name in ("corpus", "n")}
    rules[named["max_new_tokens"]] = {"mode": [TWO]}
    hide_when({"mode": mode}, rules)
    label_by_mode(buttons.run, mode, BUTTONS)


def _wire_seed(seed: gr.Number) -> None:
    """Tell the view of another seed: the random numbers that it holds are of the old one."""
    told = f"(seed) => unfog.tell('seed', {{slug: {json.dumps(SLUG)}, seed}})"
    seed.change(None, seed, None, js=told, api_visibility="private")
