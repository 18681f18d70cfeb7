"""The line under the strength: how many of the steps run, and where in the fog they start."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from demos.views.view import view

HTML = '<p class="plan" role="status"></p>'

CSS = """
.plan { margin: 0; color: var(--uf-soft); font-size: 0.9375rem; line-height: 1.4;
  font-variant-numeric: tabular-nums; }
.plan b { color: var(--uf-ink); }
"""


def plan(slug: str, timetable: Callable[[dict[str, Any]], list[Any]]) -> gr.HTML:
    """Draw the line; its value is a JSON list `[strength, steps, scheduler, model]`.

    `timetable`, called from the page as `server.timetable({model, scheduler, steps})`, returns t
    and √ᾱ_t of every possible start. The line tells what it knows in the window event
    `unfog:planned`: `{slug, run, of, starts}`.
    """
    return view(
        "plan",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-plan",
        server_functions=[timetable],
    )
