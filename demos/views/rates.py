"""Numbers on a logarithmic slider, several under one another: learning rates."""

import json
from collections.abc import Mapping

import gradio as gr

from demos.views.look import SLIDERS
from demos.views.view import view

HTML = '<div class="rates"></div>'

OWN = """
.rates { display: grid; gap: 0.625rem; }
label { display: block; color: var(--uf-soft); font-size: 0.875rem; line-height: 1.4; }
.row { display: flex; gap: 0.625rem; align-items: center; }
input[type="range"] { --thumb: 18px; flex: 1; min-width: 0; height: 1.1875rem; }
input[type="text"] { width: 5ch; padding: 2px 0; border: 0; border-radius: 4px; background: none;
  color: var(--uf-ink); text-align: right; font: 700 1.0625rem/1.1 "IBM Plex Mono", monospace; }
:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
@media (max-width: 900px) { input[type="range"] { height: 2.75rem; }
  input[type="text"] { min-height: 2.75rem; } }
"""

CSS = SLIDERS + OWN


def rates(labels: Mapping[str, str], value: str, powers: tuple[int, int]) -> gr.HTML:
    """Draw a slider for each of `labels`, from 10 to the one power to 10 to the other.

    `value` is made by `rates_value`: a JSON object of what stands in the fields, as text. Anything
    can be typed there, and a request judges it.
    """
    return view(
        "rates",
        HTML,
        CSS,
        value,
        labels=json.dumps(dict(labels)),
        powers=json.dumps(powers),
        elem_classes="uf-rates",
    )


def rates_value(values: Mapping[str, float]) -> str:
    """The value of the view: short texts such as "5e-4"."""
    return json.dumps({name: short(value) for name, value in values.items()})


def short(value: float) -> str:
    """`value` as the field shows it: 0.0005 is "5e-4", 0.25 is "0.25"."""
    if value == 0 or 0.1 <= abs(value) < 1e4:
        return f"{value:g}"
    digits, power = f"{value:e}".split("e")
    return f"{float(digits):g}e{int(power)}"
