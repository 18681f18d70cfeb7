"""The page of the wine glass view: constant HTML and CSS. Text and pictures come from glass.js."""

from demos.views.look import PANELS, PLOTS

HTML = """
<div class="glass" role="group" aria-label="The completely full wine glass" data-glasses="0">
  <ol class="glasses" aria-label="Glasses, one for each seed"></ol>
  <div class="side">
    <p class="verdict" role="status"></p>
    <figure class="plot histogram">
      <svg role="img" aria-label="How full the glasses are"></svg>
      <figcaption><span class="key model"></span>drawn by the model
        <span class="key drawings"></span>drawings it learned from
        <span class="key world"></span>the limits they were drawn within</figcaption>
    </figure>
    <p class="words"></p>
  </div>
</div>
"""

OWN = """
.glass { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 28px;
  color: var(--uf-ink); font-size: 1rem; align-items: start; }
.glasses { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 12px 12px;
  margin: 0; padding: 0; list-style: none; }
.glasses li { position: relative; margin: 0; min-width: 0; }
.glasses canvas { display: block; width: 100%; aspect-ratio: 1; border-radius: 8px;
  background: var(--uf-line); }
.glasses canvas.blank { background: none; border: 2px dashed var(--uf-line);
  box-sizing: border-box; }
.glasses i { display: block; height: 6px; margin-top: 6px; border-radius: 3px;
  background: linear-gradient(var(--uf-made), var(--uf-made)) 0 / var(--part, 0%) 100% no-repeat
    var(--uf-line); }
.glasses b { font: 700 1.0625rem/1.4 "IBM Plex Mono", monospace; }
.glasses span { float: right; color: var(--uf-soft); font-size: 0.875rem; line-height: 1.7; }
.side { display: grid; gap: 16px; }
.verdict { margin: 0; min-height: 4.55rem; font-size: 1.75rem; font-weight: 700; line-height: 1.3;
  letter-spacing: -0.02em; }
.plot.histogram svg { height: 17rem; }
.histogram .world { fill: var(--uf-line); opacity: 0.45; }
.histogram .model { fill: var(--uf-made); }
.histogram .drawings { fill: var(--uf-real); }
.histogram .limit { stroke: var(--uf-soft); stroke-width: 1.5; stroke-dasharray: 4 4; }
.key { display: inline-block; width: 0.8rem; height: 0.8rem; border-radius: 3px;
  margin: 0 6px 0 14px; }
.key.model { margin-left: 0; background: var(--uf-made); }
.key.drawings { background: var(--uf-real); }
.key.world { background: var(--uf-line); }
.words { margin: 0; font-size: 1.0625rem; line-height: 1.5; }
@media (max-width: 900px) { .glass { grid-template-columns: minmax(0, 1fr); } }
"""

CSS = PANELS + PLOTS + OWN
