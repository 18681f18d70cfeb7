"""The deck under Play: one round, one step of a player, reset; and the workshop of networks."""

import json
from collections.abc import Mapping
from typing import Any

import gradio as gr

from demos.views.rates import short
from demos.views.view import view

HTML = """
<div class="deck">
  <div class="single" role="group" aria-label="Play by hand">
    <button type="button" data-play="rounds" title="Both players, one round">1 round</button>
    <button type="button" data-play="discriminator" title="One step of the detective alone"
      >D step</button>
    <button type="button" data-play="generator" title="One step of the criminal alone"
      >G step</button>
    <button type="button" class="reset" title="Forget this game; Play begins a new one"
      >Reset</button>
  </div>
  <details>
    <summary>More: networks, batch, noise, regularisation</summary>
    <table>
      <thead><tr><th scope="col"></th><th scope="col">detective</th><th scope="col">criminal</th>
        </tr></thead>
      <tbody>
        <tr><th scope="row">hidden layers</th>
          <td><input data-name="discriminator_depth" aria-label="Detective's hidden layers"></td>
          <td><input data-name="generator_depth" aria-label="Criminal's hidden layers"></td></tr>
        <tr><th scope="row">units in each</th>
          <td><input data-name="discriminator_width" aria-label="Detective's units"></td>
          <td><input data-name="generator_width" aria-label="Criminal's units"></td></tr>
        <tr><th scope="row">steps a round</th>
          <td><input data-name="discriminator_steps" aria-label="Detective's steps a round"></td>
          <td><input data-name="generator_steps" aria-label="Criminal's steps a round"></td></tr>
      </tbody>
    </table>
    <div class="fields">
      <label>activation<select data-name="activation">
        <option value="leaky_relu">leaky ReLU</option><option value="relu">ReLU</option>
        <option value="tanh">tanh</option></select></label>
      <label>optimizer<select data-name="optimizer">
        <option value="adam">Adam</option><option value="sgd">SGD</option></select></label>
      <label>Adam β₁<input data-name="beta_1"></label>
      <label>Adam β₂<input data-name="beta_2"></label>
      <label>noise z<select data-name="noise">
        <option value="gaussian">Gaussian</option><option value="uniform">uniform</option>
        </select></label>
      <label>dimensions of z<select data-name="noise_dim">
        <option value="2">2</option><option value="1">1</option></select></label>
      <label>batch<input data-name="batch_size"></label>
      <label>rounds a Play<input data-name="rounds"></label>
      <label>label smoothing<input data-name="label_smoothing"></label>
      <label>gradient penalty λ<input data-name="gradient_penalty"></label>
    </div>
  </details>
</div>
"""

CSS = """
.single { display: grid; grid-template-columns: repeat(4, 1fr); gap: 8px; }
button { font: inherit; font-size: 0.9375rem; min-height: 40px; padding: 0 4px; cursor: pointer;
  color: var(--uf-ink); background: var(--uf-panel); border: 1px solid var(--uf-line);
  border-radius: var(--uf-radius); white-space: nowrap; }
button:hover { border-color: var(--uf-soft); }
details { margin-top: 14px; }
summary { cursor: pointer; color: var(--uf-soft); font-size: 0.9375rem; line-height: 1.5; }
summary:hover { color: var(--uf-ink); }
table { width: 100%; margin: 10px 0 12px; border-collapse: collapse; }
th, td { padding: 3px 0 3px 8px; border: 0; background: none; color: var(--uf-soft);
  font-size: 0.875rem; font-weight: 400; text-align: left; }
th[scope="row"] { width: 1%; padding-left: 0; white-space: nowrap; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
label { display: block; color: var(--uf-soft); font-size: 0.875rem; line-height: 1.5; }
input, select { display: block; width: 100%; min-width: 0; min-height: 38px; margin-top: 2px;
  padding: 4px 10px; border: 1px solid var(--uf-line); border-radius: 8px;
  background: var(--uf-panel); color: var(--uf-ink);
  font: 1rem/1.4 "IBM Plex Mono", monospace; }
select { padding-right: 28px; font-family: inherit; appearance: none;
  background-image: linear-gradient(45deg, transparent 50%, var(--uf-soft) 50%),
    linear-gradient(-45deg, transparent 50%, var(--uf-soft) 50%);
  background-position: right 16px center, right 11px center; background-size: 5px 5px;
  background-repeat: no-repeat; }
:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
@media (max-width: 900px) { button, input, select { min-height: 44px; } }
"""


def deck(slug: str, value: str) -> gr.HTML:
    """Draw the deck of the tab `slug`; `value` is made by `deck_value`.

    Its buttons press the tab's Play, having told the arena in the window event `unfog:next` what
    is to be played: `{slug, play, rounds}`; Reset tells `unfog:reset`.
    """
    return view(
        "gan_deck",
        HTML,
        CSS,
        value,
        slug=slug,
        elem_classes="uf-deck",
    )


def deck_value(values: Mapping[str, Any]) -> str:
    """The value of the view: what stands in its fields, as text."""
    texts = {n: short(v) if isinstance(v, float) else str(v) for n, v in values.items()}
    return json.dumps(texts)
