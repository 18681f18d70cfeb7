"""The page of the comparison view: constant HTML and CSS. Text is set by comparison.js."""

from demos.views.vector_look import PICTURE, STRIP, TOOLS

HTML = """
<div class="comparison" role="group" aria-label="The comparison" data-state="empty">
  <p class="equation" aria-live="polite"></p>
  <div class="boards">
    <figure class="matrix">
      <div class="tools">
        <p class="cell">the fuller, the nearer</p>
        <div class="switch measure" role="radiogroup" aria-label="Measure">
          <button type="button" data-measure="cosine">cosine</button>
          <button type="button" data-measure="dot">dot</button>
          <button type="button" data-measure="euclidean">distance</button>
        </div>
      </div>
      <div class="scroll"><table aria-label="Each word with each"></table></div>
      <figcaption class="odd-one"></figcaption>
    </figure>
    <figure class="board">
      <div class="tools">
        <p class="kept"></p>
        <div class="switch solid" role="radiogroup" aria-label="Dimensions of the map">
          <button type="button" data-solid="">2-D</button>
          <button type="button" data-solid="on">3-D</button>
        </div>
      </div>
      <svg class="vectors" role="group" tabindex="0" aria-label="An empty map"></svg>
      <figcaption class="legend"></figcaption>
    </figure>
  </div>
  <p class="unknown"></p>
  <figure class="strip" hidden>
    <figcaption><b>Their coordinates</b> <span class="moved"></span></figcaption>
    <div class="rows"><ul></ul><canvas role="img" aria-label="The coordinates"></canvas></div>
  </figure>
</div>
"""

OWN = """
.comparison { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px;
  color: var(--uf-ink); font-size: 1rem; }
.equation { margin: 0; min-height: 1.3em; font-size: 2rem; line-height: 1.3;
  letter-spacing: -0.02em; overflow-wrap: anywhere; }
.equation b { color: var(--uf-accent); font-weight: 700; }
.equation .sign { color: var(--uf-soft); }
[data-state="empty"] .equation, [data-state="asking"] .equation { color: var(--uf-soft); }
[data-state="empty"] .boards { display: none; }
.boards { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 34px; }
.alone .boards { grid-template-columns: minmax(0, 1fr); }
.alone .matrix { display: none; }
.alone .vectors { height: min(34rem, 62vh); }
.scroll { overflow: auto; }
table { border-collapse: separate; border-spacing: 3px; border: 0; margin: 0; width: 100%;
  table-layout: fixed; }
tr, td, th { border: 0; background: none; }
th, td { padding: 0; line-height: 1.25; font-weight: 400; }
th[scope="row"] { width: 6.5rem; text-align: right; padding-right: 8px; font-size: 1.0625rem; }
tr:first-child td { width: 6.5rem; }
th[scope="col"] { padding-bottom: 4px; font-size: 1.0625rem; text-align: center; }
th span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
th.odd span { color: var(--less); font-weight: 700; text-decoration: underline dotted 2px;
  text-underline-offset: 4px; }
td[style] { height: 3rem; border-radius: 6px; text-align: center;
  background: color-mix(in srgb, var(--uf-accent) calc(var(--full) * 92% + 4%), var(--uf-panel));
  font: 700 1.0625rem "IBM Plex Mono", monospace; letter-spacing: -0.03em; color: var(--uf-ink); }
td.strong { color: var(--uf-on-accent); }
td.same { background: none; color: var(--uf-soft); font-weight: 400; }
.dense { border-spacing: 1px; table-layout: auto; width: auto; }
.dense { --cell: min(0.875rem, 22.5rem / var(--n)); }
.dense td[style] { width: var(--cell); min-width: var(--cell); height: var(--cell);
  border-radius: 2px; font-size: 0; }
.dense td.same { background: var(--uf-line); }
.dense th[scope] { font-size: min(0.8125rem, var(--cell)); line-height: 1; }
.dense th[scope="col"] { vertical-align: bottom; }
.dense th[scope="col"] span { writing-mode: vertical-rl; rotate: 180deg; max-height: 6rem;
  margin: 0 auto; line-height: 1; }
.odd-one { margin-top: 8px; font-size: 1.0625rem; line-height: 1.5; color: var(--uf-ink); }
.odd-one b { color: var(--less); }
.legend span { margin-right: 16px; white-space: nowrap; }
.legend svg { display: inline-block; width: 14px; height: 14px; margin-right: 5px;
  vertical-align: -2px; overflow: visible; }
.unknown { margin: 0; font-size: 1.0625rem; }
.unknown:empty { display: none; }
.comparison { --g0: #0072b2; --g1: #d55e00; --g2: #009e73; --g3: #b5469a; --g4: #8a6d00;
  --g5: #5d626b; }
.dark & .comparison { --g0: #56b4e9; --g1: #e69f00; --g2: #35c79a; --g3: #ee8fc6; --g4: #e0c04a;
  --g5: #a4a8b1; }
.group { stroke: var(--uf-panel); stroke-width: 1.5; fill: var(--colour); }
.vectors .name.group text { font-weight: 400; }
.vectors .name.odd text { fill: var(--less); font-weight: 700; }
@media (max-width: 1000px) { .boards { grid-template-columns: minmax(0, 1fr); gap: 20px; } }
@media (max-width: 640px) {
  .equation { font-size: 1.5rem; }
  th[scope="row"], tr:first-child td { width: 4.5rem; }
  td[style] { font-size: 0.9375rem; }
}
"""

CSS = TOOLS + PICTURE + STRIP + OWN
