"""Memory against understanding: one row for each n, and two curves."""

import json
import math
from collections.abc import Sequence
from typing import Any

import gradio as gr

from demos.views.look import PLOTS
from demos.views.ngram_look import COPIES
from demos.views.view import view
from models.ngrams.corpora import named
from models.ngrams.records import Rung

HTML = """
<div class="ladder" data-state="empty" data-rungs="0">
  <div class="plots">
    <figure class="plot"><figcaption>Held-out perplexity against n, by smoothing</figcaption>
      <svg class="perplexity" role="img" aria-label="Not climbed yet"></svg></figure>
    <figure class="plot"><figcaption>Copied in runs of 20 characters or more, and held-out
      n-grams never seen</figcaption>
      <svg class="copies" role="img" aria-label="Not climbed yet"></svg></figure>
  </div>
  <p class="legend"></p>
  <ol></ol>
</div>
"""

OWN = """
.ladder { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; color: var(--uf-ink);
  font-size: 1rem; }
figure { margin: 0; min-width: 0; }
.plots { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 12px 30px; }
.plot svg { height: auto; aspect-ratio: 520 / 230; }
.plot figcaption { color: var(--uf-ink); font-weight: 700; font-size: 1rem; line-height: 1.4;
  min-height: 2.8em; }
.plot .line { stroke-width: 2.5; }
.plot .best { stroke: var(--uf-accent); stroke-width: 3.5; }
.plot .real { stroke: var(--uf-real); } .plot .made { stroke: var(--uf-made); }
.plot text.real { fill: var(--uf-real); stroke: none; }
.plot text.made { fill: var(--uf-made); stroke: none; }
.plot text { font-size: 15px; }
ol { margin: 0; padding: 0; list-style: none; border-top: 1px solid var(--uf-line); }
li { display: grid; grid-template-columns: 2rem minmax(0, 1fr) auto; gap: 4px 18px;
  align-items: start; margin: 0; padding: 10px 0; border-bottom: 1px solid var(--uf-line); }
.n { font: 700 1.5rem/1.3 "IBM Plex Mono", monospace; }
.sample { margin: 0; max-height: 5.1em; overflow: hidden; font-size: 1.0625rem; line-height: 1.7;
  overflow-wrap: anywhere; }
li dl { display: flex; gap: 22px; margin: 0; text-align: right; }
li dl div { display: flex; flex-direction: column-reverse; }
dd { margin: 0; min-width: 4.6rem; font: 700 1.25rem/1.3 "IBM Plex Mono", monospace;
  letter-spacing: -0.02em; white-space: nowrap; }
dt { color: var(--uf-soft); font-size: 0.875rem; }
@media (max-width: 760px) {
  .plots { grid-template-columns: minmax(0, 1fr); }
  .plot figcaption { min-height: 0; }
  li { grid-template-columns: 1.5rem minmax(0, 1fr); }
  li dl { grid-column: 2; justify-content: space-between; text-align: left; }
}
"""

CSS = PLOTS + COPIES + OWN


def ngram_ladder(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the ladder of the tab `slug`; its value is made by `ladder_value`."""
    return view(
        "ngram_ladder",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-ngram-ladder",
        **kwargs,
    )


def ladder_value(rungs: Sequence[Rung], unit: str, done: bool) -> str:
    """The rungs so far; infinite perplexities are null, which leave the plot at its top."""
    return json.dumps(
        {"units": named(unit), "done": done, "rungs": [_rung(rung) for rung in rungs]}
    )


def _rung(rung: Rung) -> dict[str, Any]:
    perplexity = {
        name: value if math.isfinite(value) else None for name, value in rung.perplexities.items()
    }
    return {
        "n": rung.n,
        "pieces": rung.pieces,
        "runs": rung.runs.tolist(),
        "copied": rung.copied_share,
        "perplexity": perplexity,
        "impossible": rung.impossible,
    }
