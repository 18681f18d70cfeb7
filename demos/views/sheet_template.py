"""The page of the sheet: constant HTML and CSS. Text and pictures are set by sheet.js."""

from demos.views.look import NOTICE, PANELS, TIME

HTML = """
<div class="sheet" role="group" aria-label="The sheet of pictures" data-state="empty">
  <div class="top"><p class="sum" role="status"></p><progress hidden
    aria-label="Cells drawn"></progress></div>
  <div class="body">
    <div class="scroll"><table aria-label="The sheet. Arrow keys choose a cell."></table></div>
    <aside class="chosen" aria-label="The chosen cell">
      <canvas class="blank" role="img" aria-label="The chosen cell"></canvas>
      <div>
        <h3></h3>
        <p class="numbers"></p>
        <p class="sha"></p>
        <a class="open" hidden>See how it was made</a>
      </div>
      <p class="words"></p>
    </aside>
  </div>
  <p class="notice" role="alert"></p>
  <input type="file" accept="image/png" hidden aria-label="A PNG of a sheet that was saved here">
  <p class="live" aria-live="polite"></p>
</div>
"""

OWN = """
.sheet { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; color: var(--uf-ink);
  font-size: 1rem; --cell: 4rem; }
.top { display: flex; align-items: center; gap: 18px; min-height: 1.75rem; }
.sum { margin: 0; color: var(--uf-soft); font-size: 1.0625rem; }
.sum b { color: var(--uf-ink); font: 700 1.0625rem "IBM Plex Mono", monospace; }
progress { appearance: none; -webkit-appearance: none; flex: 1; min-width: 60px; height: 6px;
  border: 0; border-radius: 3px; overflow: hidden; background: var(--uf-line); }
progress::-webkit-progress-bar { background: var(--uf-line); }
progress::-webkit-progress-value { background: var(--uf-accent); transition: width 0.2s; }
progress::-moz-progress-bar { background: var(--uf-accent); }
.body { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px 28px; align-items: start; }
.beside .body { grid-template-columns: minmax(0, max-content) minmax(17rem, 1fr); }
.scroll { overflow-x: auto; padding: 4px; margin: -4px; }
table { border-collapse: separate; border-spacing: 4px; margin: -4px; padding: 0; }
td, th { padding: 0; font-weight: 400; text-align: left; }
tbody th, tfoot th { padding-right: 10px; }
thead th, thead td { vertical-align: bottom; padding-bottom: 2px; }
th span { display: block; overflow: hidden; text-overflow: ellipsis;
  font: 700 1.0625rem/1.25 "IBM Plex Mono", monospace; }
thead th:not(.measure) span { max-width: var(--cell); }
thead th:not(.long):not(.measure) span { font-size: min(1.0625rem, calc(var(--cell) / 3.5)); }
th.long span { font: 400 0.875rem/1.25 "IBM Plex Sans", sans-serif; display: -webkit-box;
  -webkit-box-orient: vertical; -webkit-line-clamp: 3; }
tbody th.long span { width: 9rem; }
tfoot th span, th.measure span { font: 400 0.9375rem/1.3 "IBM Plex Sans", sans-serif;
  color: var(--uf-soft); display: block; }
.corner span { display: block; color: var(--uf-soft); font-size: 0.875rem; line-height: 1.3;
  white-space: nowrap; padding-right: 10px; }
td button { display: block; width: var(--cell); height: var(--cell); min-height: 0; padding: 0;
  border: 0; border-radius: 6px; background: none; box-shadow: none; overflow: visible; }
td button canvas { display: block; width: 100%; height: 100%; border-radius: 6px; }
td button:not([data-drawn]) canvas { border: 1.5px dashed var(--uf-line); }
td button[aria-pressed="true"] { box-shadow: 0 0 0 3px var(--uf-accent); }
td button:hover { box-shadow: 0 0 0 2px var(--uf-soft); }
td button[aria-pressed="true"]:hover { box-shadow: 0 0 0 3px var(--uf-accent); }
tfoot td.measure { vertical-align: bottom; height: 2.6rem; }
tfoot .measure i { display: block; height: calc(var(--share) * 1.2rem); min-height: 2px; }
.measure i { border-radius: 3px; background: var(--uf-made); }
.measure.unknown i { background: var(--uf-line); }
.measure.unknown span { color: var(--uf-soft); }
.measure span { display: block; font: 0.875rem/1.35 "IBM Plex Mono", monospace;
  letter-spacing: -0.03em; white-space: nowrap; }
tbody td.measure { width: 6rem; padding-left: 8px; vertical-align: middle; }
tbody .measure i { display: block; width: calc(var(--share) * 100%); min-width: 2px;
  height: 10px; }
thead th.measure { padding-left: 8px; }
.chosen { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; min-width: 0; }
.beside .chosen { max-width: 20rem; }
.sheet:not(.beside) .chosen { grid-template-columns: 11rem minmax(0, 1fr); align-items: start; }
.chosen canvas { display: block; width: 100%; aspect-ratio: 1; border-radius: var(--uf-radius);
  background: var(--uf-line); }
.chosen canvas.blank { background: none; border: 2px dashed var(--uf-line); }
.chosen h3 { margin: 0; font-size: 1.0625rem; font-weight: 700; line-height: 1.35;
  overflow-wrap: anywhere; }
.chosen p { margin: 4px 0 0; color: var(--uf-soft); font-size: 0.9375rem; line-height: 1.4; }
.chosen .sha { font: 0.8125rem/1.5 "IBM Plex Mono", monospace; overflow-wrap: anywhere; }
.chosen p:empty { display: none; }
.open { display: inline-block; margin-top: 10px; padding: 8px 16px; border-radius: 999px;
  border: 1px solid var(--uf-line); background: var(--uf-panel); color: var(--uf-ink);
  text-decoration: none; }
.open:hover { border-color: var(--uf-accent); color: var(--uf-accent); }
.open[hidden] { display: none; }
.chosen .words { grid-column: 1 / -1; margin: 0; color: var(--uf-ink); font-size: 1.0625rem;
  line-height: 1.5; }
.beside .chosen .words { padding-top: 12px; border-top: 1px solid var(--uf-line); }
@media (max-width: 640px) {
  .sheet:not(.beside) .chosen { grid-template-columns: minmax(0, 1fr); }
}
"""

CSS = PANELS + TIME + NOTICE + OWN
