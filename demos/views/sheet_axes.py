"""The axes of a sheet: what changes from left to right, what from top to bottom, and to what."""

import json
from collections.abc import Mapping
from typing import Any

import gradio as gr

from demos.views.view import view
from models.diffusion.explorer.axes import AXES
from models.errors import InvalidRequest

NAMES = ("x_axis", "x_values", "y_axis", "y_values", "variation_seed", "image")

HTML = """
<div class="axes">
  <fieldset data-side="x">
    <legend>From left to right</legend>
    <select aria-label="Columns"></select>
    <div class="values"><textarea rows="1" spellcheck="false" aria-label="Values of the columns">
      </textarea><button type="button" class="dice" title="Draw random seeds"
      aria-label="Draw random seeds for the columns"></button></div>
  </fieldset>
  <fieldset data-side="y">
    <legend>From top to bottom
      <button type="button" class="swap" title="Swap columns and rows">swap</button></legend>
    <select aria-label="Rows"></select>
    <div class="values"><textarea rows="1" spellcheck="false" aria-label="Values of the rows">
      </textarea><button type="button" class="dice" title="Draw random seeds"
      aria-label="Draw random seeds for the rows"></button></div>
  </fieldset>
  <label class="second"><span>Variation seed</span>
    <input type="number" min="0" step="1" aria-label="Variation seed"></label>
  <div class="start">
    <span>Picture to begin with</span>
    <canvas width="128" height="128" class="blank" role="img" aria-label="Picture to begin with">
      </canvas>
    <button type="button" class="file">Choose a file</button>
    <button type="button" class="drawing">A drawing of this world</button>
    <input type="file" accept="image/png,image/jpeg,image/webp,image/gif,image/bmp" hidden
      aria-label="Picture file to begin with">
    <p class="message" role="status"></p>
  </div>
  <p class="hint"></p>
</div>
"""

CSS = """
.axes { display: grid; gap: 12px; color: var(--uf-soft); font-size: 0.875rem; }
fieldset { display: grid; gap: 6px; min-width: 0; margin: 0; padding: 0; border: 0; }
legend { display: flex; width: 100%; justify-content: space-between; padding: 0 0 5px;
  line-height: 1.5; }
select, textarea, input[type="number"] { box-sizing: border-box; width: 100%; margin: 0;
  padding: 0.5rem 0.75rem; color: var(--uf-ink); background: var(--uf-panel);
  border: 1px solid var(--uf-line); border-radius: var(--uf-radius); }
select { font: 1rem "IBM Plex Sans", system-ui, sans-serif; height: 2.75rem; cursor: pointer; }
textarea, input[type="number"] { font: 700 1rem/1.5 "IBM Plex Mono", monospace; }
textarea { display: block; resize: none; overflow-y: hidden; max-height: 11rem;
  overflow-wrap: anywhere; }
[data-written="line"] textarea { font: 1rem/1.5 "IBM Plex Sans", system-ui, sans-serif; }
:focus-visible { outline: 2px solid var(--uf-accent); outline-offset: -1px; }
.values { position: relative; }
[data-empty] .values, .values:not(.seeds) .dice { display: none; }
.seeds textarea { padding-right: 2.75rem; }
button { font: inherit; cursor: pointer; }
.swap { padding: 0; border: 0; background: none; color: var(--uf-soft);
  text-decoration: underline; text-underline-offset: 3px; }
.swap:hover { color: var(--uf-accent); }
.dice { position: absolute; right: 1px; top: 1px; width: 2.5rem; height: 2.5rem; padding: 0;
  border: 0; background: none; display: grid; place-items: center; }
.dice::before { content: ""; width: 1.125rem; height: 1.125rem; border-radius: 4px;
  border: 1.5px solid var(--uf-soft); background:
    radial-gradient(circle, var(--uf-soft) 1.6px, transparent 2px) 0 0 / 50% 50%,
    radial-gradient(circle, var(--uf-soft) 1.6px, transparent 2px) center / 100% 100% no-repeat; }
.dice:hover::before { border-color: var(--uf-accent); }
.second, .start { display: none; }
.varying .second { display: grid; gap: 5px; }
.starting .start { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: 6px 12px; }
.start span, .start p { grid-column: 1 / -1; }
.start canvas { grid-row: 2 / 4; width: 6rem; height: 6rem; border-radius: 8px; }
.start canvas.blank { border: 2px dashed var(--uf-line); }
.start button { min-height: 2.5rem; color: var(--uf-ink); background: var(--uf-panel);
  border: 1px solid var(--uf-line); border-radius: var(--uf-radius); font-size: 0.9375rem; }
.start button:hover { border-color: var(--uf-accent); }
.hint, .message { margin: 0; line-height: 1.45; }
.message:empty { display: none; }
.hint code { padding: 0; background: none; font: 0.875rem "IBM Plex Mono", monospace;
  color: var(--uf-ink); }
@media (max-width: 900px) { .swap { min-height: 2.75rem; } }
"""


def sheet_axes(slug: str, value: Mapping[str, Any], **kwargs: Any) -> gr.HTML:
    """Draw the control; its value is JSON text of NAMES, as `axes_value` makes it.

    From the page, `server.drawing({seed})` gives a drawing to begin with.
    """
    kinds = [
        {"name": kind.name, "label": kind.label, "written": kind.written, "example": kind.example}
        for kind in AXES.values()
    ]
    return view(
        "sheet_axes",
        HTML,
        CSS,
        axes_value(value),
        slug=slug,
        kinds=json.dumps(kinds),
        elem_classes="uf-axes",
        **kwargs,
    )


def axes_value(chosen: Mapping[str, Any]) -> str:
    """The axes as text; what is not said is left as it was first."""
    first = {"x_axis": "seed", "x_values": "1-4", "y_axis": "", "y_values": ""}
    return json.dumps(first | {"variation_seed": 0, "image": ""} | dict(chosen), ensure_ascii=False)


def read_axes(text: str) -> dict[str, Any]:
    """What the control says; InvalidRequest where it is not what the control writes."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(
        isinstance(found.get(name, ""), str) for name in NAMES if name != "variation_seed"
    ):
        raise InvalidRequest("These axes cannot be read: choose them anew.")
    return {name: found[name] for name in NAMES if name in found}
