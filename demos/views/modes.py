"""The switch between the modes of a tab: a row of choices, one of them on."""

import json
from collections.abc import Sequence

import gradio as gr

from demos.views.view import view

HTML = '<div class="modes" role="radiogroup"></div>'

CSS = """
height: 0;
.modes { position: absolute; right: 9rem; top: -6.1rem; display: flex; gap: 4px; padding: 4px;
  border: 1px solid var(--uf-line); border-radius: var(--uf-radius); background: var(--uf-panel); }
button { font: inherit; font-size: 1rem; line-height: 1.5; min-height: 36px; padding: 4px 16px;
  cursor: pointer; border: 0; border-radius: calc(var(--uf-radius) - 4px); background: none;
  color: var(--uf-soft); white-space: nowrap; }
button:hover { color: var(--uf-ink); }
button[aria-checked="true"] { background: var(--uf-ink); color: var(--uf-paper); }
&.uf-low .modes { right: 0; top: -3.55rem; }
.uf-projector & { display: none; }
@media (max-width: 1100px) {
  height: auto;
  .modes { position: static; margin-bottom: 10px; }
  button { flex: 1; padding: 4px 8px; min-height: 44px; }
}
@media (max-width: 480px) {
  .modes { gap: 0; }
  button { padding: 4px; font-size: 0.9375rem; }
}
"""


def modes(names: Sequence[str], label: str, *, low: bool = False) -> gr.HTML:
    """Draw the switch; its value is the name of the mode that is on.

    It stands beside the question, or, where that is long, `low`: beside the idea.
    """
    return view(
        "modes",
        HTML,
        CSS,
        names[0],
        names=json.dumps(list(names)),
        label=label,
        elem_classes=["uf-modes", "uf-low"] if low else "uf-modes",
    )
