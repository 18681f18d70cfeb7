"""The page of the benchmark view: constant HTML and CSS. Text is set by analogies.js."""

HTML = """
<div class="analogies" role="group" aria-label="The benchmark" data-state="empty">
  <p class="equation" aria-live="polite"></p>
  <progress hidden aria-label="Questions answered"></progress>
  <div class="scroll"><table aria-label="Right answers by category"></table></div>
  <p class="legend" hidden><i class="out"></i> inputs left out, as it is usually told
    <i class="in"></i> inputs may answer <i class="ci"></i> 95 % interval (Wilson)</p>
  <section class="failed" aria-live="polite" hidden><h3></h3><ul></ul></section>
</div>
"""

CSS = """
.analogies { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; color: var(--uf-ink);
  font-size: 1rem; }
.equation { margin: 0; min-height: 1.3em; font-size: 2rem; line-height: 1.3;
  letter-spacing: -0.02em; }
.equation b { color: var(--uf-accent); font-weight: 700; }
.equation .sign { color: var(--uf-soft); }
[data-state="empty"] .equation { color: var(--uf-soft); }
:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
progress { appearance: none; -webkit-appearance: none; width: 100%; height: 6px; border: 0;
  border-radius: 3px; overflow: hidden; background: var(--uf-line); }
progress[hidden] { display: none; }
progress::-webkit-progress-bar { background: var(--uf-line); }
progress::-webkit-progress-value { background: var(--uf-accent); }
progress::-moz-progress-bar { background: var(--uf-accent); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; border: 0; margin: 0; }
tr, td, th { border: 0; background: none; }
thead th { padding: 0 0 6px 20px; color: var(--uf-soft); font-weight: 400; font-size: 0.9375rem;
  text-align: right; line-height: 1.3; }
thead th:first-child { padding-left: 0; text-align: left; }
tbody tr { border-top: 1px solid var(--uf-line); }
tbody td, tbody th { padding: 5px 0; height: 2.25rem; vertical-align: middle; line-height: 1.25; }
tbody th { width: 15rem; max-width: 15rem; text-align: left; font-weight: 400; }
th button { font: inherit; font-size: 1.0625rem; padding: 0; border: 0; background: none;
  color: var(--uf-ink); text-align: left; cursor: pointer; }
th button:not(:disabled) { text-decoration: underline; text-decoration-color: var(--uf-line);
  text-underline-offset: 4px; text-decoration-thickness: 2px; }
th button:hover:not(:disabled), th button[aria-expanded="true"] {
  text-decoration-color: var(--uf-accent); }
th button:disabled { cursor: default; color: var(--uf-soft); }
td.bars { width: 38%; padding: 0 18px 0 12px; }
td.bars svg { display: block; width: 100%; height: 2rem; overflow: visible; }
td.number { text-align: right; white-space: nowrap; letter-spacing: -0.03em; padding-left: 20px;
  font: 700 1.0625rem "IBM Plex Mono", monospace; }
td.soft { color: var(--uf-soft); font-weight: 400; font-size: 0.9375rem; }
tr.sum td, tr.sum th { font-weight: 700; }
tr.sum { border-top: 2px solid var(--uf-ink); }
.bars .out { fill: var(--uf-accent); }
.bars .in { fill: var(--uf-soft); opacity: 0.45; }
.bars .interval { stroke: var(--uf-ink); stroke-width: 1.75; }
.bars .track { fill: var(--uf-line); opacity: 0.5; }
.legend { margin: 0; color: var(--uf-soft); font-size: 0.9375rem; line-height: 1.6; }
.legend[hidden] { display: none; }
.legend i { display: inline-block; width: 22px; height: 10px; margin: 0 5px 0 14px;
  border-radius: 2px; background: var(--uf-accent); }
.legend i:first-child { margin-left: 0; }
.legend .in { background: var(--uf-soft); opacity: 0.45; }
.legend .ci { height: 10px; background: none; border: solid var(--uf-ink);
  border-width: 0 1.75px; border-radius: 0;
  background: linear-gradient(var(--uf-ink), var(--uf-ink)) center / 100% 1.75px no-repeat; }
.failed { border-top: 1px solid var(--uf-line); padding-top: 10px; }
.failed[hidden] { display: none; }
.failed h3 { margin: 0 0 6px; font-size: 1.0625rem; font-weight: 700; }
.failed ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr));
  gap: 6px 28px; margin: 0; padding: 0; list-style: none; }
.failed li { margin: 0; font-size: 1.0625rem; line-height: 1.4; }
.failed li b { color: var(--uf-made); }
.failed li small { display: block; color: var(--uf-soft); font-size: 0.9375rem; }
@media (max-width: 760px) {
  .equation { font-size: 1.5rem; }
  tbody th { width: 8rem; }
  td.bars { width: 30%; padding: 0 4px 0 6px; }
  td.number { padding-left: 6px; font-size: 0.9375rem; }
  .failed ul { grid-template-columns: minmax(0, 1fr); }
  .wide { display: none; }
}
"""
