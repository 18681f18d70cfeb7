"""A field with a few choices side by side, one of them on: the arrow keys move along it."""

import json
from collections.abc import Sequence

import gradio as gr

from demos.views.view import view

HTML = '<div class="choice"><p class="label"></p><div class="modes" role="radiogroup"></div></div>'

CSS = """
.label { margin: 0 0 0.3125rem; color: var(--uf-soft); font-size: 0.875rem; line-height: 1.5; }
.modes { display: flex; overflow: hidden; border: 1px solid var(--uf-line);
  border-radius: var(--uf-radius); background: var(--uf-panel); }
button { flex: 1; font: inherit; font-size: 1rem; line-height: 1.5; min-height: 2.625rem;
  padding: 4px 8px; cursor: pointer; border: 0; background: none; color: var(--uf-soft); }
button + button { border-left: 1px solid var(--uf-line); }
button:hover { color: var(--uf-ink); }
button[aria-checked="true"] { background: var(--uf-ink); color: var(--uf-paper); font-weight: 700; }
button:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: -3px; }
@media (max-width: 900px) { button { min-height: 44px; } }
"""


def choice(names: Sequence[str], label: str) -> gr.HTML:
    """Draw the field; its value is the name that is on, the first one at the beginning."""
    return view(
        "choice",
        HTML,
        CSS,
        names[0],
        names=json.dumps(list(names)),
        label=label,
        elem_classes="uf-choice",
    )
