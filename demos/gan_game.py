"""The GAN tab: a generator (the criminal) against a discriminator (the detective)."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import gradio as gr
import numpy as np

from demos import Demo, gan_pictures, shell
from demos.gan_game_api import endpoints
from demos.gan_game_code import code
from demos.gan_game_runs import play
from demos.gan_game_settings import DATA, OBJECTIVES, POINTS, RATES, RULES, SPEEDS, controls
from demos.gan_game_texts import BEFORE, EXPERIMENTS, HOW_IT_WORKS, IDEA, QUESTION
from demos.views.choice import choice
from demos.views.gan_arena import arena
from demos.views.gan_deck import deck
from demos.views.modes import modes
from demos.views.rates import rates
from models.gan.data import SHAPES, distribution
from models.gan.requests import GameRequest

SLUG = "gan_game"
GAMES_AT_ONCE = 64
"""Games that are played together: as many as may wait in the page's queue, so that nobody waits."""

SHOWN = 256
DOWNLOADS = (
    ("png", "What is seen (PNG, settings inside)"),
    ("json", "The numbers of the game (JSON)"),
)


def build() -> None:
    """Draw the tab and wire it; nothing is trained before somebody presses Play."""
    shell.heading(QUESTION, IDEA)
    mode = modes((POINTS, gan_pictures.MODE), "Which arena", low=True)
    with gr.Column(elem_id=f"{SLUG}-points"), shell.columns():
        with shell.controls():
            named, buttons = _controls(mode)
        with shell.view():
            view = arena(SLUG, [shape])
    pictures = gan_pictures.draw(SLUG)
    everything = named | pictures.named
    shell.try_this(buttons, (*EXPERIMENTS, *gan_pictures.EXPERIMENTS), everything)
    with gr.Column(elem_id=f"{SLUG}-words"):
        see = shell.what_you_see(BEFORE)
    words, see_pictures = gan_pictures.draw_words(pictures)
    shell.how_it_works(HOW_IT_WORKS)
    with gr.Column(elem_id=f"{SLUG}-program"):
        panel = shell.code_panel(code(GameRequest()), "gan.py")
    program = gan_pictures.draw_program(pictures, see_pictures)
    shell.share(buttons, everything, DOWNLOADS)
    names = (*named, "arena")
    inputs = [*named.values(), view]
    shell.on_run(
        buttons, partial(_frames, names), inputs, [view, see, panel], together=GAMES_AT_ONCE
    )
    _wire_modes(mode, pictures.box, words, program)
    _wire_changes(named)
    endpoints(named)


DEMO = Demo(SLUG, "GAN game", QUESTION, build)


def shape(asked: Mapping[str, Any]) -> list[float]:
    """Points of the data called `asked["data"]`, x and y in turn, for a plane without a game."""
    if asked["data"] not in SHAPES:
        return []
    points = distribution(asked["data"]).sample(SHOWN, np.random.default_rng(0))
    return points.round(3).ravel().tolist()


def _frames(names: tuple[str, ...], *values: Any) -> Iterator[tuple[Any, ...]]:
    settings = dict(zip(names, values, strict=True))
    if settings["mode"] == POINTS:  # a link may name the other arena
        yield from play(settings)


def _controls(mode: gr.HTML) -> tuple[dict[str, gr.Component], shell.RunButtons]:
    """Draw the left column; returns the controls by their names in links."""
    request = GameRequest()
    values = controls(request)
    named: dict[str, gr.Component] = {"mode": mode}
    named["rule"] = choice(tuple(RULES), "Who learns")
    named["data"] = gr.Dropdown(
        [(label, name) for label, name in DATA.items()], value=values["data"], label="Data"
    )
    named["objective"] = gr.Dropdown(
        [(label, name) for label, name in OBJECTIVES.items()],
        value=values["objective"],
        label="Objective",
    )
    named["rates"] = rates(RATES, values["rates"], (-5, 0))
    with gr.Row():
        named["seed"] = shell.seed_field(SLUG, request.seed)
        named["speed"] = gr.Dropdown(
            list(SPEEDS), value=values["speed"], label="Speed", min_width=120
        )
    buttons = shell.run_buttons(SLUG, "Play", "Pause")
    named["deck"] = deck(SLUG, values["deck"])
    return named, buttons


def _wire_modes(mode: gr.HTML, *pictures: gr.Column) -> None:
    """Show the arena that the switch names.

    The other one is made when it is first seen. What is hidden afterwards is hidden by the page,
    because a box that Gradio hides keeps its padding.
    """
    points = [f"{SLUG}-{part}" for part in ("points", "words", "program")]
    ids = json.dumps([points, [box.elem_id for box in pictures]])
    shown = f"""(mode) => {{
      const points = mode === {json.dumps(POINTS)};
      const [ours, theirs] = {ids}.map((ids) => ids.map((id) => document.getElementById(id)));
      for (const box of ours) box.hidden = !points;
      for (const box of theirs) if (box) box.hidden = points;
      return theirs.map((box) => ({{visible: !points || Boolean(box), __type__: "update"}}));
    }}"""
    mode.change(None, mode, list(pictures), js=shown, api_visibility="private")


def _wire_changes(named: Mapping[str, gr.Component]) -> None:
    """A game takes up a changed setting while it is played; the plane follows the data."""
    again = f"() => unfog.again({json.dumps(SLUG)})"
    for name in ("rule", "objective", "rates", "speed", "deck"):
        named[name].change(None, None, None, js=again, api_visibility="private")
    slug = json.dumps(SLUG)
    tell = f"(name) => {{ unfog.tell('data', {{slug: {slug}, name}}); unfog.again({slug}); }}"
    named["data"].change(None, named["data"], None, js=tell, api_visibility="private")
