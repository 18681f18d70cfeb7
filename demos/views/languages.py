"""One sentence in several languages, and what it costs in tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from demos.views.pack import pack
from demos.views.view import view

HTML = """
<div class="languages" role="table" aria-label="Tokens by language" data-rows="0"></div>
"""

CSS = """
.languages { display: grid; grid-template-columns: minmax(0, 1fr); color: var(--uf-ink);
  font-size: 1rem; }
.row { display: grid; gap: 4px 28px; align-items: center; padding: 9px 0;
  grid-template-columns: minmax(0, 2fr) repeat(var(--columns, 1), minmax(6.5rem, 1fr));
  border-bottom: 1px solid var(--uf-line); }
.row.head { padding-top: 0; color: var(--uf-soft); font-size: 0.9375rem; }
.row.head b { font-weight: 400; }
.about { min-width: 0; }
.about b { font-size: 1.0625rem; }
.size { margin-left: 10px; color: var(--uf-soft); font-size: 0.875rem; }
.sentence { display: block; width: 100%; padding: 0; border: 0; background: none; cursor: pointer;
  font: inherit; font-size: 1rem; line-height: 1.45; text-align: start; color: var(--uf-soft); }
.sentence:hover { color: var(--uf-accent); }
.sentence:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 3px; }
.cell .title { display: none; }
.cell b { font: 700 1.375rem/1.2 "IBM Plex Mono", monospace; letter-spacing: -0.03em; }
.ratio { margin-left: 8px; color: var(--uf-soft); font-size: 0.9375rem; }
.cell i { display: block; height: 8px; margin-top: 5px; border-radius: 4px;
  background: linear-gradient(var(--uf-accent), var(--uf-accent)) 0 / var(--part, 0%) 100%
    no-repeat color-mix(in srgb, var(--uf-line) 55%, transparent); }
@media (max-width: 900px) {
  .row { grid-template-columns: minmax(0, 1fr); }
  .row.head { display: none; }
  .cell .title { display: inline-block; min-width: 8rem; color: var(--uf-soft); }
  .sentence { min-height: 44px; }
}
"""


@dataclass(frozen=True)
class Row:
    """A sentence in one language: `tokens` has a count for each tokenizer."""

    language: str
    code: str
    text: str
    bytes: int
    tokens: tuple[int, ...]


def languages(slug: str, compare: str, **kwargs: Any) -> gr.HTML:
    """Draw the view; its value is made by `languages_value`.

    A sentence that is clicked is opened in the mode `compare`.
    """
    return view(
        "languages",
        HTML,
        CSS,
        slug=slug,
        compare=compare,
        elem_classes="uf-languages",
        **kwargs,
    )


def languages_value(tokenizers: Sequence[str], rows: Sequence[Row]) -> str:
    """The table: a column for each tokenizer; the other rows are compared with the first."""
    told = [
        {
            "language": row.language,
            "code": row.code,
            "text": row.text,
            "characters": len(row.text),
            "bytes": row.bytes,
            "tokens": row.tokens,
        }
        for row in rows
    ]
    return pack({"tokenizers": list(tokenizers), "rows": told}, {})
