"""The page of the arithmetic view: constant HTML and CSS. Text is set by arithmetic.js."""

from demos.views.vector_look import PICTURE, STRIP, TOOLS

HTML = """
<div class="arithmetic" role="group" aria-label="The answer" data-state="empty">
  <p class="equation" aria-live="polite"></p>
  <div class="boards">
    <figure class="board">
      <div class="tools">
        <p class="kept"></p>
        <div class="switch centre" role="radiogroup" aria-label="What lies in the middle">
          <button type="button" data-centre="words">words</button>
          <button type="button" data-centre="zero">zero</button>
        </div>
        <div class="switch solid" role="radiogroup" aria-label="Dimensions of the picture">
          <button type="button" data-solid="">2-D</button>
          <button type="button" data-solid="on">3-D</button>
        </div>
      </div>
      <svg class="vectors" role="group" tabindex="0" aria-label="An empty picture"></svg>
      <figcaption></figcaption>
    </figure>
    <div class="answers">
      <table aria-label="The nearest words"></table>
      <p class="would"></p>
      <p class="guess"></p>
    </div>
  </div>
  <figure class="strip" hidden>
    <figcaption><b>Which coordinates moved?</b> <span class="moved"></span>
      <button type="button" class="sort" aria-pressed="false">Largest change first</button>
    </figcaption>
    <div class="rows"><ul></ul><canvas role="img" aria-label="The coordinates"></canvas></div>
  </figure>
</div>
"""

OWN = """
.arithmetic { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; color: var(--uf-ink);
  font-size: 1rem; }
.equation { margin: 0; min-height: 1.3em; font-size: 2rem; line-height: 1.3;
  letter-spacing: -0.02em; overflow-wrap: anywhere; }
.equation .sign { color: var(--uf-soft); }
.equation b { color: var(--uf-accent); font-weight: 700; }
[data-state="empty"] .equation, [data-state="asking"] .equation { color: var(--uf-soft); }
.boards { display: grid; grid-template-columns: minmax(0, 1.3fr) minmax(22rem, 1fr); gap: 34px; }
.answers { min-width: 0; }
[data-state="empty"] :is(.tools, figcaption) { display: none; }
[data-state="empty"] :is(.board, .answers) { position: relative; }
[data-state="empty"] .answers { border: 2px dashed var(--uf-line);
  border-radius: var(--uf-radius); }
[data-state="empty"] :is(.board, .answers)::after { position: absolute; inset: 0; display: grid;
  place-items: center; padding: 2rem; text-align: center; color: var(--uf-soft); }
[data-state="empty"] .board::after { content: "the words as arrows, drawn to scale"; }
[data-state="empty"] .answers::after { content: "the nearest words, and those left out"; }
table { width: 100%; border-collapse: collapse; border: 0; margin: 0; table-layout: auto; }
tr, td, th { border: 0; background: none; }
th { padding: 0 0 6px 8px; color: var(--uf-soft); font-weight: 400; font-size: 0.9375rem;
  line-height: 1.4; text-align: right; white-space: nowrap; }
th:nth-child(2) { text-align: left; }
td { padding: 0 0 0 8px; height: 2.125rem; vertical-align: middle; line-height: 1.2; }
td:nth-child(1) { width: 1.6rem; padding: 0; color: var(--uf-soft); text-align: right;
  font: 0.9375rem "IBM Plex Mono", monospace; }
td:nth-child(2) { font-size: 1.125rem; overflow-wrap: anywhere; }
td:nth-child(3) { width: 26%; }
td:nth-child(n + 4) { text-align: right; color: var(--uf-soft); white-space: nowrap;
  font: 0.9375rem "IBM Plex Mono", monospace; letter-spacing: -0.03em; }
td.by { color: var(--uf-ink); font-weight: 700; }
th.by { color: var(--uf-ink); }
td i { display: block; height: 12px; border-radius: 3px; background: var(--uf-soft); opacity: 0.55;
  width: calc(var(--share) * 100%); min-width: 2px; }
.first td:nth-child(2) { color: var(--uf-accent); font-weight: 700; font-size: 1.3125rem; }
.first td i { background: var(--uf-accent); opacity: 1; }
.typed td i { background: repeating-linear-gradient(135deg, var(--uf-ink) 0 3px,
  transparent 3px 6px); opacity: 0.8; }
.left-out td { color: var(--uf-soft); font-weight: 400; }
.left-out td i { background: none; border: 1.5px dashed var(--uf-soft); opacity: 1; }
td small { margin-left: 8px; color: var(--uf-soft); font-size: 0.8125rem; font-weight: 400; }
.would, .guess { margin: 12px 0 0; font-size: 1.0625rem; line-height: 1.5; }
.guess { margin-top: 6px; }
.would:empty, .guess:empty { display: none; }
@media (max-width: 1100px) {
  .boards { grid-template-columns: minmax(0, 1fr); gap: 20px; }
}
@media (max-width: 640px) {
  .equation { font-size: 1.5rem; }
  td small { display: block; margin: 0; }
  td:nth-child(3) { width: 18%; }
}
"""

CSS = TOOLS + PICTURE + STRIP + OWN
