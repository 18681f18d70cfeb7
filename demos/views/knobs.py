"""The controls between logits and a draw, in the order in which they are applied."""

import json
from collections.abc import Mapping
from typing import Any

import gradio as gr

from demos.views.look import SLIDERS
from demos.views.view import view

HTML = """
<div class="knobs" role="group" aria-label="From logits to probabilities">
  <ol></ol>
  <button type="button" class="reorder" aria-pressed="false">Change the order</button>
</div>
"""

OWN = """
.knobs { color: var(--uf-ink); font-size: 1rem; }
ol { display: grid; gap: 0.5rem; margin: 0; padding: 0; list-style: none; }
li { display: grid; grid-template-columns: 1fr auto; gap: 0 0.625rem; align-items: center;
  margin: 0; }
label { display: block; grid-column: 1 / 3; color: var(--uf-soft); font-size: 0.875rem;
  line-height: 1.4; }
label small { margin-left: 0.375rem; font-size: 0.8125rem; opacity: 0.85; }
li.on label { color: var(--uf-ink); }
.move { display: none; }
.moving li { grid-template-columns: 1fr auto auto; }
.moving label { grid-column: 1 / 4; }
.moving .move { display: flex; gap: 2px; }
.move button { width: 2rem; height: 2rem; padding: 0; border: 1px solid var(--uf-line);
  border-radius: 6px; background: var(--uf-panel); color: var(--uf-ink); font: inherit;
  line-height: 1; cursor: pointer; }
.move button:hover:not(:disabled) { border-color: var(--uf-accent); }
.move button:disabled { opacity: 0.35; cursor: default; }
.reorder { margin-top: 0.375rem; padding: 2px 0; border: 0; background: none; cursor: pointer;
  color: var(--uf-soft); font: inherit; font-size: 0.875rem; text-decoration: underline;
  text-decoration-color: var(--uf-line); text-underline-offset: 4px; }
.reorder:hover { color: var(--uf-ink); }
input[type="range"] { --thumb: 18px; min-width: 0; width: 100%; height: 1.1875rem; }
li:not(.on) { --uf-accent: var(--uf-soft); }
input[type="text"] { width: 5ch; padding: 2px 0; border: 0; border-radius: 4px; background: none;
  color: var(--uf-ink); text-align: right; font: 700 1.0625rem/1.1 "IBM Plex Mono", monospace; }
li:not(.on) input[type="text"] { color: var(--uf-soft); font-weight: 400; }
:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
.gradio-container:has(.uf-modes [data-mode="Three temperatures"],
  .uf-modes[data-mode="Three temperatures"]) & li[data-name="temperature"] { display: none; }
@media (max-width: 900px) {
  input[type="range"], .move button { height: 2.75rem; }
  .move button { width: 2.75rem; }
  input[type="text"], .reorder { min-height: 2.75rem; }
}
"""

CSS = SLIDERS + OWN


def knobs(slug: str, value: str) -> gr.HTML:
    """Draw the sliders; `value` is made by `knobs_value`.

    While one is dragged the page tells of it with the window event `unfog:knobs` (`{slug,
    settings}`), and again whoever asks with `unfog:asked` (`{slug}`); the value changes when the
    slider is let go. Anything can be typed beside a slider, and a request judges it.
    """
    return view(
        "knobs",
        HTML,
        CSS,
        value,
        slug=slug,
        elem_classes="uf-knobs",
    )


def knobs_value(settings: Mapping[str, Any]) -> str:
    """The value of the view: numbers by name, and `order`, the names in their order."""
    order = list(settings["order"])
    return json.dumps({"order": order} | {name: settings[name] for name in order})
