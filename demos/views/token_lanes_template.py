"""The page of the token lanes: constant HTML and CSS. Text is set by token_lanes.js."""

HTML = """
<div class="lanes" role="group" aria-label="The text in tokens" data-lanes="0">
  <div class="layers" role="group" aria-label="What to show">
    <button type="button" data-layer="ids" aria-pressed="true">Numbers</button>
    <button type="button" data-layer="rings" aria-pressed="true">Ring what differs</button>
    <span class="size"></span>
    <span class="onwards"><button type="button" data-tab="sampler">What comes next? →</button>
      <button type="button" data-tab="ngrams">What would n-grams write? →</button></span>
  </div>
  <div class="list"></div>
  <section class="panel" aria-live="polite" hidden>
    <h3></h3>
    <p class="about"></p>
    <p class="words"></p>
    <div class="made"><div class="tree"></div><ol></ol></div>
  </section>
</div>
"""

CHIPS = """
.chips { display: flex; flex-wrap: wrap; gap: 5px 3px; align-items: flex-start; }
.chips br { display: block; flex-basis: 100%; width: 100%; height: 0; content: ""; }
.chip { display: inline-flex; flex-direction: column; align-items: center; gap: 1px; margin: 0;
  padding: 3px 6px 2px; min-width: 1.4rem; max-width: 100%; border: 1.5px solid transparent;
  border-radius: 6px; font: inherit; color: var(--uf-ink); cursor: pointer;
  background: color-mix(in srgb, var(--uf-accent) 13%, var(--uf-panel)); }
.chip:nth-of-type(2n) { background: color-mix(in srgb, var(--uf-soft) 20%, var(--uf-panel)); }
.chip .name { font-size: 1.1875rem; line-height: 1.35; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.chip .id { color: var(--uf-soft); font: 0.75rem/1.2 "IBM Plex Mono", monospace; }
.sign { color: var(--uf-soft); }
.raw { font: 0.9375rem/1.7 "IBM Plex Mono", monospace; }
.chip.special { border: 1.5px dashed var(--uf-ink); background: none; }
.chip.special .name { font: 0.9375rem/1.7 "IBM Plex Mono", monospace; }
.chip.unknown { background: repeating-linear-gradient(135deg,
  color-mix(in srgb, var(--uf-alarm) 26%, var(--uf-panel)) 0 5px, var(--uf-panel) 5px 10px); }
.token { padding: 0 6px; border-radius: 5px; white-space: pre-wrap; overflow-wrap: anywhere;
  background: color-mix(in srgb, var(--uf-accent) 13%, var(--uf-panel)); }
"""

OWN = """
.lanes { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; color: var(--uf-ink);
  font-size: 1rem; }
.layers { display: flex; flex-wrap: wrap; gap: 8px; }
.layers button { font: inherit; font-size: 0.9375rem; min-height: 34px; padding: 0 14px;
  cursor: pointer; color: var(--uf-soft); background: none; border: 1px solid var(--uf-line);
  border-radius: 999px; }
.layers button[aria-pressed="true"] { color: var(--uf-ink); border-color: var(--uf-ink); }
.layers .size { align-self: center; margin-left: 8px; color: var(--uf-soft);
  font-size: 0.9375rem; }
.layers .onwards { display: flex; flex-wrap: wrap; gap: 8px; margin-left: auto; }
.layers .onwards button { border-color: transparent; padding: 0 4px; color: var(--uf-accent); }
.layers .onwards button:hover { text-decoration: underline; }
.list { display: grid; grid-template-columns: minmax(0, 1fr); gap: 22px; }
.lane header { display: flex; flex-wrap: wrap; gap: 2px 16px; align-items: baseline;
  margin-bottom: 7px; }
h3 { margin: 0; font-size: 1.0625rem; font-weight: 700; color: var(--uf-ink); }
.facts { margin: 0; color: var(--uf-soft); font-size: 0.9375rem; }
.facts b { color: var(--uf-ink); font: 700 1.0625rem "IBM Plex Mono", monospace; }
.facts b:first-child { font-size: 1.375rem; }
.chip.differs { border-color: var(--uf-ink); }
.no-rings .chip.differs { border-color: transparent; }
.no-rings .chip.special { border-color: var(--uf-ink); }
.no-ids .chip .id { display: none; }
.chip.linked { background: var(--uf-accent); color: var(--uf-on-accent); }
.chip.linked :is(.id, .sign) { color: inherit; }
.chip[aria-pressed="true"] { outline: 3px solid var(--uf-accent); outline-offset: 1px; }
.chip:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
.gap { align-self: center; padding: 0 1px; color: var(--uf-soft); opacity: 0.75;
  white-space: pre-wrap; }
.rest { align-self: center; padding: 0 8px; color: var(--uf-soft); }
.shared { display: inline-flex; flex-direction: column; align-items: stretch; max-width: 100%; }
.shared .parts { display: flex; flex-wrap: wrap; gap: 2px; }
.shared .whole { margin-top: 3px; padding-top: 1px; text-align: center; font-size: 1.0625rem;
  line-height: 1.3; border: 1.5px solid var(--uf-soft); border-top: 0;
  border-radius: 0 0 7px 7px; }
.panel { padding-top: 16px; border-top: 1px solid var(--uf-line); }
.panel[hidden] { display: none; }
.panel .about { margin: 2px 0 0; color: var(--uf-soft); font-size: 0.9375rem; }
.panel .words { margin: 8px 0 0; max-width: 44rem; font-size: 1.0625rem; line-height: 1.5; }
.panel .words:empty { display: none; }
.made { display: flex; flex-wrap: wrap; gap: 12px 40px; align-items: flex-start; margin-top: 12px; }
.tree { display: flex; gap: 8px; max-width: 100%; overflow-x: auto; }
.tree svg { flex: none; display: block; }
.tree .edge { fill: none; stroke: var(--uf-soft); stroke-width: 1.5; opacity: 0.7; }
.tree .box { fill: color-mix(in srgb, var(--uf-accent) 13%, var(--uf-panel)); }
.tree .box.byte { fill: color-mix(in srgb, var(--uf-soft) 20%, var(--uf-panel)); }
.tree .name { fill: var(--uf-ink); font: 15px "IBM Plex Mono", monospace; white-space: pre; }
.tree .rank { fill: var(--uf-soft); font: 11.5px "IBM Plex Mono", monospace; }
.made ol { margin: 0; padding: 0; list-style: none; line-height: 1.9; font-size: 1rem; }
.made ol:empty { display: none; }
.made li { margin: 0; }
.made b { display: inline-block; min-width: 6.5rem; color: var(--uf-soft); font-weight: 400; }
@media (max-width: 900px) {
  .chip { min-height: 44px; padding: 4px 9px; justify-content: center; }
  .layers button { min-height: 44px; }
}
"""

CSS = CHIPS + OWN
