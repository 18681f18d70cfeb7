"""The same prompt at three temperatures: twenty texts each, and what is measured on them."""

from typing import Any

import gradio as gr

from demos.views.look import TIME
from demos.views.pack import pack
from demos.views.view import view
from models.language.records import Column, Compared, Growing
from models.language.requests import TemperaturesRequest

HTML = """
<div class="three" role="group" aria-label="Three temperatures" data-state="empty">
  <div class="top">
    <p class="prompt">Twenty texts each stand here, side by side.</p>
    <button type="button" class="whole" aria-pressed="false">Whole texts</button>
  </div>
  <div class="columns"></div>
  <p class="live" aria-live="polite"></p>
</div>
"""

OWN = """
.three { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; color: var(--uf-ink);
  font-size: 1rem; }
.top { display: flex; gap: 16px; justify-content: space-between; align-items: center; }
.prompt { margin: 0; font-size: 1.1875rem; font-weight: 700; overflow-wrap: anywhere; }
[data-state="empty"] .prompt { color: var(--uf-soft); font-weight: 400; font-size: 1.0625rem; }
[data-state="empty"] .whole { display: none; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 28px; }
section { min-width: 0; }
h3 { display: flex; gap: 10px; align-items: baseline; margin: 0 0 8px; font-size: 1rem;
  font-weight: 400; color: var(--uf-soft); }
h3 b { color: var(--uf-ink); letter-spacing: -0.03em;
  font: 700 1.75rem/1.15 "IBM Plex Mono", monospace; }
dl { display: grid; grid-template-columns: auto minmax(3rem, 1fr) auto; gap: 4px 10px; margin: 0;
  padding: 8px 0 12px; border-top: 3px solid var(--uf-accent); align-items: center; }
dt { color: var(--uf-soft); font-size: 0.9375rem; }
dl i { display: block; height: 6px; border-radius: 3px;
  background: linear-gradient(var(--uf-accent), var(--uf-accent)) 0 / var(--part, 0%) 100%
    no-repeat var(--uf-line); }
dd { margin: 0; min-width: 5ch; text-align: right;
  font: 700 1.0625rem/1.4 "IBM Plex Mono", monospace; }
ol { display: grid; margin: 0; padding: 0; list-style: none; }
li { margin: 0; padding: 5px 0; border-top: 1px solid var(--uf-line); }
li button { display: -webkit-box; width: 100%; min-height: 0; padding: 0; overflow: hidden;
  border: 0; border-radius: 0; background: none; font-size: 1rem; line-height: 1.4;
  text-align: left; white-space: pre-wrap; overflow-wrap: anywhere;
  -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.open li button { -webkit-line-clamp: unset; }
li button:hover:not(:disabled) { color: var(--uf-accent); }
li button:disabled { opacity: 1; }
li .same { color: var(--uf-soft); }
.live { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden;
  clip-path: inset(50%); }
:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
@media (max-width: 900px) { li button { min-height: 44px; } }
"""

CSS = TIME + OWN


def temperatures(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the view; its value is made by one of the functions below."""
    return view(
        "temperatures",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-three",
        **kwargs,
    )


def opening(request: TemperaturesRequest) -> str:
    """Empty columns."""
    columns = [{"temperature": t, "texts": []} for t in request.temperatures]
    return pack(_plan(request, "running") | {"columns": columns}, {})


def growing(request: TemperaturesRequest, record: Growing) -> str:
    """All texts as far as they are written."""
    columns = [
        {"temperature": t, "texts": texts}
        for t, texts in zip(request.temperatures, record.texts, strict=True)
    ]
    return pack(_plan(request, "running") | {"columns": columns}, {})


def whole(request: TemperaturesRequest, record: Compared) -> str:
    """All texts and their measures; the ids let the page open one of them token by token."""
    columns = [_column(column) for column in record.columns]
    return pack(_plan(request, "finished") | {"columns": columns, "seeds": record.seeds}, {})


def _plan(request: TemperaturesRequest, state: str) -> dict[str, Any]:
    settings = request.model_dump(include={*type(request).model_fields} - {"notes"})
    return {"state": state, "settings": settings}


def _column(column: Column) -> dict[str, Any]:
    return {
        "temperature": column.temperature,
        "texts": column.texts,
        "ids": [ids.tolist() for ids in column.ids],
        "distinct": column.distinct,
        "repetition": column.repetition,
        "perplexity": column.perplexity,
        "ended": column.ended,
    }
