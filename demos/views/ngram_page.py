"""The page that n-grams write: the text, the counts of each step, the place in the source."""

from dataclasses import asdict
from typing import Any

import gradio as gr
import numpy as np

from demos.views.look import FACTS, PLAY, TIME
from demos.views.ngram_look import COPIES
from demos.views.pack import pack
from demos.views.view import view
from models.ngrams.copying import in_runs
from models.ngrams.corpora import named
from models.ngrams.records import Written
from models.ngrams.units import CHARACTERS, LETTERS

HTML = f"""
<div class="page" data-state="empty">
  <div class="text" role="group" tabindex="0"
    aria-label="What was written; the arrow keys go from unit to unit"
    ><span class="hint">Press Write, and the machine writes here.</span></div>
  <p class="legend"></p>
  <div class="time">
    {PLAY}
    <input type="range" min="0" max="1" value="0" disabled aria-label="Unit">
    <span class="place">–</span>
  </div>
  <div class="two">
    <section class="counts" aria-label="The counts used here">
      <h3>What has followed <span class="context"></span></h3>
      <p class="counted"></p>
      <table>
        <thead><tr><th scope="col">next</th><th scope="col">times</th>
          <th scope="col" class="bar">chance, and its share of the times (stroke)</th><th></th>
        </tr></thead>
        <tbody></tbody>
      </table>
      <p class="others"></p>
      <p class="draw"></p>
      <p class="backed"></p>
    </section>
    <section class="source" aria-label="The reading head">
      <h3>Where it stands in the source</h3>
      <p class="where"></p>
      <div class="rail" aria-hidden="true" hidden></div>
      <blockquote class="snippet" hidden></blockquote>
    </section>
  </div>
  <div class="facts">
    <dl>
      <div><dt>in verbatim runs of 20 characters or more</dt><dd data-fact="copied">–</dd></div>
      <div><dt data-name="longest">in the longest copy</dt><dd data-fact="longest">–</dd></div>
      <div><dt data-name="types">different n-grams counted</dt><dd data-fact="types">–</dd></div>
      <div><dt>times backed off</dt><dd data-fact="shorter">–</dd></div>
    </dl>
    <p class="onwards"><button type="button" data-tab="tokenizer" disabled>As tokens →</button>
      <button type="button" data-tab="sampler" disabled>A transformer goes on →</button></p>
  </div>
</div>
"""

OWN = """
.page { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; color: var(--uf-ink);
  font-size: 1rem; }
.text { position: relative; height: 11.5rem; overflow-y: auto; padding: 14px 18px;
  border: 1px solid var(--uf-line); border-radius: var(--uf-radius);
  background: var(--uf-panel); font-size: 1.25rem; line-height: 1.75; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.text.even { font: 1.1875rem/1.75 "IBM Plex Mono", monospace; }
.text:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
.hint, .prompt { color: var(--uf-soft); }
.prompt { font-weight: 700; }
.text .unit { cursor: pointer; padding: 2px 0; }
.text .later { opacity: 0.16; }
.second { text-decoration: underline dotted 2px; text-underline-offset: 5px; }
.text .now { outline: 2px solid var(--uf-accent); outline-offset: 0; }
h3 { margin: 0; font-size: 1.0625rem; font-weight: 700; line-height: 1.5; color: var(--uf-ink); }
.two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 14px 40px; }
.two:has(.without) { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); }
.page[data-state="empty"] :is(.two, .legend) { visibility: hidden; }
.two p { margin: 0; color: var(--uf-soft); font-size: 0.9375rem; line-height: 1.5; }
.two p:empty { display: none; }
.context b, .context s { display: inline-block; margin-right: 3px; padding: 0 7px;
  border-radius: 5px; font: 700 1.0625rem/1.5 "IBM Plex Mono", monospace; }
.context b { background: var(--uf-ink); color: var(--uf-paper); }
.context s { background: var(--uf-line); color: var(--uf-soft); }
.context { font-weight: 400; }
table { width: 100%; margin: 6px 0 2px; border-collapse: collapse; }
th, td { padding: 2px 0; border: 0; background: none; font-size: 1rem; line-height: 1.4;
  text-align: left; white-space: nowrap; color: var(--uf-ink); }
thead th { color: var(--uf-soft); font-size: 0.8125rem; font-weight: 400; }
tbody th { width: 1%; min-width: 3rem; max-width: 9rem; padding-right: 14px; overflow: hidden;
  text-overflow: ellipsis; font: 1rem/1.4 "IBM Plex Mono", monospace; }
td, thead th:nth-child(2) { width: 1%; padding-right: 14px; text-align: right; }
td { font: 1rem/1.4 "IBM Plex Mono", monospace; }
td:last-child { padding-right: 0; }
td.bar, th.bar { width: auto; white-space: normal; }
.bar div { position: relative; }
.bar i { display: block; height: 0.9rem; min-width: 1px; border-radius: 3px;
  background: color-mix(in srgb, var(--uf-soft) 45%, transparent); }
.bar u { position: absolute; top: -0.15rem; bottom: -0.15rem; width: 2px; margin-left: -1px;
  background: var(--uf-ink); }
.drawn th, .drawn td { color: var(--uf-accent); font-weight: 700; }
.drawn i { background: var(--uf-accent); }
.drawn th::before { content: "▸ "; }
.rail { position: relative; height: 18px; margin: 8px 0 10px; border-radius: 4px;
  background: linear-gradient(var(--uf-line), var(--uf-line)) 0 50% / 100% 4px no-repeat; }
.rail i { position: absolute; top: 3px; bottom: 3px; width: 2px; margin-left: -1px;
  background: var(--uf-soft); }
.rail .head { top: 0; bottom: 0; width: 6px; margin-left: -3px; border-radius: 3px;
  background: var(--uf-accent); }
.snippet { height: 10.2rem; margin: 0; padding: 0; overflow: hidden; border: 0;
  color: var(--uf-soft); font-size: 1.0625rem; line-height: 1.6; }
.snippet em { font-style: normal; color: var(--uf-ink);
  background: color-mix(in srgb, var(--uf-real) 22%, transparent); }
.snippet b { color: var(--uf-ink); background: color-mix(in srgb, var(--uf-real) 22%, transparent);
  box-shadow: inset 0 -2px 0 var(--uf-ink); }
.snippet mark { padding: 1px 0; border-radius: 3px; color: var(--uf-on-accent);
  background: var(--uf-accent); }
.facts { border-top: 1px solid var(--uf-line); padding-top: 12px; }
.facts .onwards { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0;
  justify-content: flex-end; }
.onwards button { min-height: 34px; padding: 0; border: 0; background: none;
  color: var(--uf-accent); }
.onwards button:hover:not(:disabled) { text-decoration: underline; }
.facts dt { white-space: normal; max-width: 11rem; line-height: 1.35; }
@media (max-width: 1100px) { .facts .onwards { justify-content: flex-start; } }
@media (max-width: 760px) {
  .two, .two:has(.without) { grid-template-columns: minmax(0, 1fr); }
  .text { height: 15rem; padding: 10px 12px; font-size: 1.125rem; }
  .snippet { height: auto; }
  .onwards button { min-height: 44px; }
}
"""

CSS = TIME + FACTS + COPIES + OWN


def ngram_page(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the page of the tab `slug`; its value is made by `written_value`."""
    return view(
        "ngram_page",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-ngram-page",
        **kwargs,
    )


def written_value(name: str, found: Written) -> str:
    """A text with all its steps; `name` tells one run from another."""
    lengths = np.array([step.copied for step in found.steps])
    header = {
        "run": name,
        "n": found.settings["n"],
        "units": named(found.settings["unit"]),
        "even": found.settings["unit"] in (LETTERS, CHARACTERS),
        "prompt": found.prompt,
        "steps": [asdict(step) for step in found.steps],
        "runs": in_runs(lengths).tolist(),
        "longest": int(lengths.max()),
        "sources": [asdict(source) for source in found.sources],
        "limit": found.limit,
        "copied_share": found.copied_share,
        "settings": {key: value for key, value in found.settings.items() if key != "text"},
    }
    return pack(header, {})
