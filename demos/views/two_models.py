"""The same prompt before two models: counts of n-grams on the left, a transformer on the right."""

from typing import Any

import gradio as gr
import numpy as np

from demos.views.look import TIME
from demos.views.next_token import float64, of_all, told
from demos.views.next_token_template import BELOW, LINES, ROWS, TABLE
from demos.views.pack import Blob, float32, pack
from demos.views.view import view
from models import catalog
from models.language.records import NextToken, Vocabulary
from models.language.requests import NextTokenRequest
from models.ngrams.records import NextUnit

COLUMN = """
  <section data-model="{name}">
    <h3><b></b> <span></span></h3>
    <div class="line" data-line="after"><div></div></div>
    <div class="marks"></div>
    <div class="scroll">{rows}</div>
    <dl class="facts">
      <div><dt>entropy, bits</dt><dd data-fact="entropy">–</dd></div>
      <div><dt>can be drawn</dt><dd data-fact="kept">–</dd></div>
    </dl>
    <button type="button" class="draw" disabled>Draw from this one</button>
  </section>
"""

HTML = f"""
<div class="two" role="group" aria-label="Two models" data-state="empty">
  <div class="sheet"><p class="text">Ask, and both models read the same prompt.</p></div>
  <div class="acts"><button type="button" class="undo" disabled>Undo</button>
    <p class="say"></p></div>
  <div class="columns">
    {COLUMN.format(name="counts", rows=ROWS)}
    {COLUMN.format(name="transformer", rows=ROWS)}
  </div>
  <p class="live" aria-live="polite"></p>
</div>
"""

OWN = """
.two { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; color: var(--uf-ink);
  font-size: 1rem; }
.sheet { min-height: 4.75rem; max-height: 9rem; overflow-y: auto; padding: 0.75rem 1rem;
  border: 1px solid var(--uf-line); border-radius: var(--uf-radius); background: var(--uf-panel); }
.text { margin: 0; font-size: 1.25rem; line-height: 1.7; white-space: pre-wrap;
  overflow-wrap: anywhere; }
[data-state="empty"] .text { color: var(--uf-soft); font-size: 1.0625rem; }
[data-state="empty"] :is(.columns, .acts) { display: none; }
.text b { font-weight: 400; border-bottom: 3px solid var(--uf-accent); }
.text .counts { border-bottom: 3px dotted var(--uf-made); }
.acts { display: flex; gap: 16px; align-items: center; }
.say { margin: 0; color: var(--uf-soft); font-size: 0.9375rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
  gap: 24px 44px; }
section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; align-content: start;
  min-width: 0; }
h3 { min-height: 3rem; margin: 0; color: var(--uf-soft); font-size: 0.9375rem; font-weight: 400;
  line-height: 1.5; }
h3 b { display: block; color: var(--uf-ink); font-size: 1.1875rem; }
.line { grid-template-columns: minmax(0, 1fr); }
.marks { margin-left: 0; }
.marks .u { top: -1.875rem; height: 2.25rem; }
.detail { display: none; }
.key { display: none; }
.facts { padding-top: 4px; }
section > .draw { justify-self: start; }
[data-model="counts"] { --uf-accent: var(--uf-made); --uf-on-accent: var(--uf-panel); }
.two [data-line="after"] b.hit { color: var(--uf-paper); background: var(--uf-ink); }
.two .marks i { background: var(--uf-ink); }
.busy { cursor: progress; }
"""

CSS = TIME + LINES + TABLE + BELOW + OWN


def two_models(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the view; its value is made by `both`.

    When the primary button is pressed, and when the view fires `step`, its value is a JSON object:
    `vocabularies`, the models whose tokens the page knows, and, after tokens were taken, the
    `text` that both shall read.
    """
    return view(
        "two_models",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-two",
        **kwargs,
    )


def both(
    request: NextTokenRequest,
    said: NextToken,
    unit: NextUnit,
    vocabulary: Vocabulary | None,
    *,
    fresh: bool,
) -> str:
    """What both models say comes next; `fresh` begins a new text."""
    whole = len(said.logits) > 0
    header = {
        "fresh": fresh,
        "model": request.model,
        "name": catalog.find(request.model).name,
        "text": request.prompt,
        "untold": said.untold,
        "ids_read": said.context.ids.tolist(),
        "used": unit.used,
        "seen": int(unit.counts.sum()),
        "context": unit.context,
        "pieces": [piece.hex() for piece in unit.pieces],
        "context_pieces": sorted({piece.hex() for piece in said.context.pieces}),
        **({} if whole else told(said)),
    }
    blobs: dict[str, Blob] = {
        "counts": float32(np.log(unit.counts)),
        "logits": float32(said.logits if whole else said.top.logits),
        "draws": float64(said.draws),
    }
    if vocabulary:
        blobs |= of_all(vocabulary)
    return pack(header, blobs)
