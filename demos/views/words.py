"""The words under the prompt: what may come next in this world, and what it does not know."""

import json
from collections.abc import Sequence

import gradio as gr

from demos.views.script import script

HTML = """
<div class="words">
  <p class="unknown" role="status"></p>
  <div class="next" role="group" aria-label="Words that may come next"></div>
</div>
"""

CSS = """
.words { display: grid; gap: 6px; color: var(--uf-soft); font-size: 0.9375rem; line-height: 1.4; }
.unknown { margin: 0; color: var(--uf-ink); }
.unknown:empty { display: none; }
.unknown b { text-decoration: underline wavy var(--uf-made) 1.5px; text-underline-offset: 3px;
  font-weight: 700; }
.next { display: flex; flex-wrap: wrap; gap: 5px; max-height: 4.6rem; overflow: hidden; }
.next button { font: inherit; padding: 2px 10px; min-height: 32px; cursor: pointer;
  color: var(--uf-ink); background: none; border: 1px solid var(--uf-line); border-radius: 999px; }
.next button:hover { border-color: var(--uf-accent); color: var(--uf-accent); }
button:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
@media (max-width: 900px) { .next button { min-height: 40px; padding: 2px 14px; } }
"""


def words(value: str) -> gr.HTML:
    """Draw chips that continue the prompt; picking one changes the value and fires `select`."""
    return gr.HTML(
        value,
        html_template=HTML,
        css_template=CSS,
        js_on_load=script("words.js"),
        apply_default_css=False,
        elem_classes="uf-words",
    )


def words_value(prompt: str, unknown: Sequence[str], following: Sequence[str]) -> str:
    """Return the value of the view: the prompt, its unknown words, the words that may follow."""
    return json.dumps({"prompt": prompt, "unknown": list(unknown), "next": list(following)})
