"""A line of text about words: completed from a vocabulary, marked where something is wrong."""

from collections.abc import Callable, Mapping
from typing import Any

import gradio as gr

from demos.views.view import view

Look = Callable[[Mapping[str, Any]], dict[str, Any]]
"""Answers `{text, start, end, vectors}`, where the word from `start` to `end` is being written:
`words` that complete it, and what is wrong: `mark`, a pair of positions or None, `sentence`, and
`instead`, words that may be meant there.
"""

HTML = """
<div class="field">
  <label></label>
  <div class="box">
    <div class="echo" aria-hidden="true"></div>
    <input type="text" role="combobox" aria-autocomplete="list" aria-expanded="false"
           autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go">
    <ul role="listbox" aria-label="Words of the vocabulary" hidden></ul>
  </div>
  <p class="problem" role="status"></p>
</div>
"""

CSS = """
label { display: block; margin: 0 0 0.3125rem; color: var(--uf-soft); font-size: 0.875rem;
  line-height: 1.5; }
.box { position: relative; }
.echo, input { width: 100%; margin: 0; padding: 0.625rem 0.75rem; border: 1px solid transparent;
  border-radius: var(--uf-radius); font: 1.1875rem/1.5 "IBM Plex Sans", sans-serif;
  letter-spacing: 0; white-space: pre; }
.echo { position: absolute; inset: 0; overflow: hidden; color: transparent; pointer-events: none; }
.echo u { text-decoration: underline wavy var(--uf-made) 2px; text-underline-offset: 5px; }
input { display: block; background: var(--uf-panel); border-color: var(--uf-line);
  color: var(--uf-ink); }
input:focus-visible { outline: 2px solid var(--uf-accent); outline-offset: -1px; }
.echo { z-index: 1; }
ul { position: absolute; z-index: 20; left: 0; right: 0; top: calc(100% + 4px); display: grid;
  grid-template-columns: 1fr 1fr; margin: 0; padding: 4px; list-style: none;
  border: 1px solid var(--uf-line); background: var(--uf-panel); border-radius: var(--uf-radius);
  box-shadow: 0 8px 24px rgb(0 0 0 / 14%); }
ul[hidden] { display: none; }
li { margin: 0; padding: 4px 10px; border-radius: 6px; cursor: pointer; color: var(--uf-ink);
  overflow: hidden; font-size: 1.0625rem; line-height: 1.4; text-overflow: ellipsis; }
li:hover, li[aria-selected="true"] { background: var(--uf-ink); color: var(--uf-paper); }
.problem { margin: 6px 0 0; color: var(--uf-ink); font-size: 0.9375rem; line-height: 1.7; }
.problem:empty { display: none; }
.problem button { font: inherit; margin: 0 4px 2px 0; padding: 1px 10px; min-height: 30px;
  cursor: pointer; color: var(--uf-ink); background: none; border: 1px solid var(--uf-line);
  border-radius: 999px; }
.problem button:hover { border-color: var(--uf-accent); color: var(--uf-accent); }
button:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
@media (max-width: 900px) { li { padding: 10px; } .problem button { min-height: 44px; } }
"""


def word_field(
    name: str, value: str, label: str, vectors: str, look: Look, **kwargs: Any
) -> gr.HTML:
    """Draw the field; its value is the text, and Enter fires `submit`.

    Args:
        name: Distinguishes the fields of a page.
        value: The text at first.
        label: What stands above it.
        vectors: The key of the word vectors whose vocabulary counts, a property that may change.
        look: Looks at the text while it is written; its name in the page is `look`.
    """
    return view(
        "word_field",
        HTML,
        CSS,
        value,
        name=name,
        label=label,
        vectors=vectors,
        server_functions=[look],
        elem_classes="uf-word-field",
        **kwargs,
    )
