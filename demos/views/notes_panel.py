"""The controls of the game on pictures: what you do, and how the two players learn."""

import json
from collections.abc import Mapping
from typing import Any

import gradio as gr

from demos.views.view import view

HTML = """
<div class="panel">
  <div class="field" data-name="activity">
    <p class="label">What you do</p>
    <div class="options column" role="radiogroup" aria-label="What you do">
      <button type="button" data-value="watch"><b>Watch them learn</b>
        two networks, from nothing</button>
      <button type="button" data-value="detective"><b>You are the detective</b>
        real or forged? ten banknotes</button>
      <button type="button" data-value="criminal"><b>You are the criminal</b>
        paint a note that passes</button>
    </div>
  </div>
  <div class="training">
    <div class="field" data-name="data">
      <p class="label">What is forged</p>
      <div class="options" role="radiogroup" aria-label="What is forged">
        <button type="button" data-value="banknotes">banknotes</button>
        <button type="button" data-value="digits">digits</button>
      </div>
    </div>
    <div class="field" data-name="rule">
      <p class="label">Who learns</p>
      <div class="options" role="radiogroup" aria-label="Who learns">
        <button type="button" data-value="standard">both</button>
        <button type="button" data-value="loser_learns">only the loser</button>
      </div>
    </div>
    <div class="pair">
      <label>Seed<input type="text" inputmode="numeric" data-name="seed"></label>
      <button type="button" class="dice" aria-label="Draw a random seed"
        title="Draw a random seed"></button>
      <label>Rounds<input type="text" inputmode="numeric" data-name="rounds"></label>
    </div>
  </div>
</div>
"""

DICE = (
    'url(\'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
    '<rect x="1.75" y="1.75" width="16.5" height="16.5" rx="4" fill="none" stroke="black" '
    'stroke-width="1.5"/><circle cx="6.5" cy="6.5" r="1.6"/><circle cx="13.5" cy="6.5" r="1.6"/>'
    '<circle cx="10" cy="10" r="1.6"/><circle cx="6.5" cy="13.5" r="1.6"/>'
    '<circle cx="13.5" cy="13.5" r="1.6"/></svg>\')'
)

CSS = (
    """
.panel, .training { display: grid; gap: 0.875rem; }
.training[hidden] { display: none; }
.label, label { margin: 0; color: var(--uf-soft); font-size: 0.875rem; line-height: 1.5; }
.label { margin-bottom: 0.3125rem; }
.options { display: flex; overflow: hidden; border: 1px solid var(--uf-line);
  border-radius: var(--uf-radius); background: var(--uf-panel); }
button { flex: 1; font: inherit; font-size: 1rem; line-height: 1.5; min-height: 2.625rem;
  padding: 4px 8px; cursor: pointer; border: 0; background: none; color: var(--uf-soft); }
.options button + button { border-left: 1px solid var(--uf-line); }
.options button:hover { color: var(--uf-ink); }
.options button[aria-checked="true"] { background: var(--uf-ink); color: var(--uf-paper);
  font-weight: 700; }
.column { flex-direction: column; }
.options.column button + button { border-left: 0; border-top: 1px solid var(--uf-line); }
.column button { padding: 7px 14px; text-align: left; font-size: 0.9375rem; line-height: 1.35; }
.column button[aria-checked="true"] { font-weight: 400; }
.column b { display: block; color: var(--uf-ink); font-size: 1rem; }
.column [aria-checked="true"] b { color: inherit; }
.pair { display: grid; grid-template-columns: 1fr auto 1fr; gap: 0.625rem; align-items: end; }
.pair input { box-sizing: border-box; display: block; width: 100%; height: 2.8125rem;
  margin-top: 0.3125rem; padding: 0 2.6rem 0 0.75rem; border: 1px solid var(--uf-line);
  border-radius: var(--uf-radius); background: var(--uf-panel); color: var(--uf-ink);
  font: 700 1.0625rem/1.5 "IBM Plex Mono", monospace; }
.pair .dice { width: 2.6rem; height: 2.8125rem; min-height: 0; margin-left: -3.225rem; padding: 0;
  display: grid; place-items: center; }
.dice::before { content: ""; width: 1.25rem; height: 1.25rem; background: var(--uf-soft);
  mask: """
    + DICE
    + """ center / contain no-repeat; }
.dice:hover::before { background: var(--uf-accent); }
button:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: -3px; }
input:focus-visible { outline: 2px solid var(--uf-accent); outline-offset: -1px; }
@media (max-width: 900px) { button { min-height: 44px; } }
"""
)

WATCH = "watch"


def notes_panel(value: str) -> gr.HTML:
    """Draw the fields; the value, made by `panel_value`, is a JSON object of what they say."""
    return view(
        "notes_panel",
        HTML,
        CSS,
        value,
        elem_classes="uf-notes-panel",
    )


def panel_value(values: Mapping[str, Any]) -> str:
    """`values` as the value of the view; what the visitor does is to watch, if not said."""
    return json.dumps({"activity": WATCH} | {name: str(value) for name, value in values.items()})
