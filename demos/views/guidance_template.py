"""The page of the guidance view: constant HTML and CSS. Text and pictures come from guidance.js."""

from demos.views.look import FACTS, PANELS, PLOTS, TIME

HTML = """
<div class="guidance" role="group" aria-label="What guidance does" data-state="empty">
  <div class="panels">
    <figure class="plane">
      <svg role="img" aria-label="The two predictions as arrows, to scale, in the plane they span">
      </svg>
      <figcaption><b>two predictions of the same noise</b>
        <span>to scale; true noise has the length of the circle</span></figcaption>
    </figure>
    <figure data-panel="noise"><canvas class="blank" role="img" aria-label="Predicted noise">
      </canvas><figcaption><b>ε at this w</b><span>press the button</span></figcaption></figure>
    <figure data-panel="x_0"><canvas class="blank" role="img" aria-label="Predicted clean picture">
      </canvas><figcaption><b>the picture it would mean</b><span></span></figcaption></figure>
    <div class="strip" role="group" aria-label="Pictures along w"></div>
  </div>
  <div class="time">
    <input type="range" min="-2" max="20" step="0.1" value="4" aria-label="Guidance w" disabled>
    <span class="place">w = 4</span>
  </div>
  <div class="facts">
    <dl>
      <div><dt>step looked at</dt><dd data-fact="step">–</dd></div>
      <div><dt>σ, noise level</dt><dd data-fact="sigma">–</dd></div>
      <div><dt>angle between</dt><dd data-fact="angle">–</dd></div>
      <div><dt>distance between</dt><dd data-fact="gap">–</dd></div>
    </dl>
    <figure class="plot steps">
      <svg role="img" aria-label="Distance between the two predictions at every step"></svg>
      <figcaption>how far apart the two predictions are, step by step</figcaption>
    </figure>
  </div>
</div>
"""

OWN = """
.guidance { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; color: var(--uf-ink);
  font-size: 1rem; }
.panels { grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr) minmax(0, 1fr); }
.plane { display: flex; flex-direction: column; min-height: 0; grid-row: 1 / 3; }
.plane svg { flex: 1; display: block; width: 100%; min-height: 15rem; overflow: hidden;
  touch-action: none; cursor: grab; border-radius: var(--uf-radius); background: var(--uf-panel);
  box-shadow: inset 0 0 0 1px var(--uf-line); }
.plane svg:active { cursor: grabbing; }
.guidance:not([data-state="seen"]) .plane svg { opacity: 0.45; cursor: default; }
.plane .circle { fill: none; stroke: var(--uf-line); stroke-width: 2; }
.plane .way { stroke: var(--uf-line); stroke-width: 2; stroke-dasharray: 2 5; }
.plane .mark { fill: var(--uf-soft); }
.plane line.uncond, .plane line.cond { stroke-width: 2.5; }
.plane .uncond { stroke: var(--uf-soft); }
.plane .cond { stroke: var(--uf-ink); }
.plane .guided { stroke: var(--uf-accent); stroke-width: 3.5; }
.plane .head { stroke: none; }
.plane .uncond.head { fill: var(--uf-soft); }
.plane .cond.head { fill: var(--uf-ink); }
.plane .guided.head { fill: var(--uf-accent); }
.plane .handle { fill: var(--uf-panel); stroke: var(--uf-accent); stroke-width: 3.5; }
.plane text { fill: var(--uf-soft); stroke: none; font: 0.8125rem "IBM Plex Mono", monospace; }
.plane text.uncond, .plane text.cond, .plane text.guided { stroke: var(--uf-panel);
  stroke-width: 5; paint-order: stroke; font: 400 0.9375rem "IBM Plex Sans", sans-serif; }
.plane text.cond { fill: var(--uf-ink); }
.plane text.guided { fill: var(--uf-accent); font-weight: 700; }
.panels .strip { grid-column: 2 / 4; align-self: end; }
.strip { display: grid; grid-template-columns: repeat(9, minmax(0, 1fr)); gap: 6px; }
.strip:empty { display: none; }
.strip button { display: block; padding: 0; min-height: 0; border: 0; border-radius: 8px;
  background: none; color: var(--uf-soft); font: 0.875rem/1.6 "IBM Plex Mono", monospace; }
.panels .strip canvas { width: 100%; aspect-ratio: 1; border-radius: 6px; }
.strip button[aria-pressed="true"] { box-shadow: none; font-weight: 700; }
.strip [aria-pressed="true"] canvas { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
.steps svg { height: 60px; }
.time .place { min-width: 8ch; }
@media (max-width: 640px) {
  .panels { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .plane { grid-column: 1 / -1; grid-row: auto; }
  .panels .strip { grid-column: 1 / -1; }
  .plane svg { min-height: 19rem; }
  .strip { grid-template-columns: repeat(5, minmax(0, 1fr)); }
}
"""

CSS = PANELS + TIME + FACTS + PLOTS + OWN
