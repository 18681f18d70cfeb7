"""The page of the image-to-image view: constant HTML and CSS. Text and pictures are set by
journey.js.
"""

from demos.views.look import FACTS, NOTICE, PANELS, PLOTS, RUN_FACTS, RUN_TIME, STRIP, TIME

HTML = (
    """
<div class="journey" role="group" aria-label="The run, from your picture to the new one"
     data-state="empty">
  <div class="panels">
    <figure data-panel="x_t">
      <canvas role="img" aria-label="The picture in fog"></canvas>
      <figcaption><b></b><span></span></figcaption>
    </figure>
    <figure data-panel="compare">
      <div class="wipe"><canvas role="img" aria-label="Before and after"></canvas>
        <i aria-hidden="true"></i><u class="left" aria-hidden="true">before</u
        ><u class="right" aria-hidden="true">after</u>
        <input type="range" class="seam" min="0" max="100" value="50" step="1"
               aria-label="Seam between before and after"></div>
      <figcaption><b></b><span></span></figcaption>
    </figure>
  </div>
  <div class="walk">
    <div class="skipped"></div>
    <div class="strip" aria-hidden="true"></div>
  </div>
  <div class="time">
    """
    + RUN_TIME
    + """
  </div>
  <div class="facts">
    """
    + RUN_FACTS
    + """
    <figure class="plot way">
      <svg role="img" aria-label="How much picture is left in the fog"></svg>
      <figcaption>√ᾱ<sub>t</sub>: how much picture is left; the run begins at the ring</figcaption>
    </figure>
  </div>
  <p class="notice" role="status"></p>
  <input type="file" class="brought" accept="image/png" hidden
         aria-label="A PNG that was saved here">
  <p class="live" aria-live="polite"></p>
</div>
"""
)

OWN = """
.journey { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; color: var(--uf-ink);
  font-size: 1rem; }
.panels { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.wipe { position: relative; border-radius: var(--uf-radius); overflow: hidden; }
.wipe canvas { border-radius: 0; }
.wipe i { position: absolute; top: 0; bottom: 0; left: var(--seam, 50%); width: 4px;
  margin-left: -2px; background: #fff; box-shadow: 0 0 0 1px #1c1d2155; pointer-events: none; }
.wipe i::after { content: ""; position: absolute; left: 50%; top: 50%; width: 40px; height: 40px;
  transform: translate(-50%, -50%); border-radius: 50%; border: 4px solid #fff;
  box-shadow: 0 0 0 1px #1c1d2155, inset 0 0 0 1px #1c1d2155; background: #1c1d2199; }
.wipe u { position: absolute; bottom: 10px; padding: 2px 10px; border-radius: 999px;
  background: #1c1d21cc; color: #fff; font-size: 0.9375rem; text-decoration: none;
  pointer-events: none; }
.wipe .left { left: 10px; }
.wipe .right { right: 10px; }
.wipe .seam { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0;
  cursor: ew-resize; touch-action: pan-y; }
.wipe:has(.seam:focus-visible) { outline: 3px solid var(--uf-accent); outline-offset: 3px; }
.wipe.alone :is(i, u, .seam) { display: none; }
.walk { display: flex; gap: 4px; }
.skipped { display: grid; place-items: center; min-width: 0; overflow: hidden; padding: 0 4px;
  border: 1px dashed var(--uf-soft); border-radius: 6px; color: var(--uf-soft);
  font-size: 0.875rem; line-height: 1.2; text-align: center; white-space: nowrap; }
.skipped[hidden] { display: none; }
.strip { flex: 1 1 0; min-width: 0; min-height: 2.5rem; }
.way svg { height: 64px; }
.way .skip { fill: none; stroke: var(--uf-soft); stroke-width: 2; stroke-dasharray: 2 6;
  stroke-linecap: round; opacity: 0.7; }
.way .line { stroke: var(--uf-ink); stroke-width: 2.5; }
.way .start { fill: var(--uf-paper); stroke: var(--uf-ink); stroke-width: 2.5; }
@media (max-width: 640px) {
  .panels { grid-template-columns: minmax(0, 1fr); }
  .panels [data-panel="compare"] { order: -1; }
}
"""

CSS = PANELS + TIME + FACTS + PLOTS + STRIP + NOTICE + OWN
