"""The page of the film view: constant HTML and CSS. Text and pictures are set by film.js."""

from demos.views.look import FACTS, NOTICE, PANELS, PLOTS, RUN_FACTS, RUN_TIME, STRIP, TIME

HTML = (
    """
<div class="film" role="group" aria-label="The run, step by step" data-state="empty">
  <div class="panels" tabindex="0" role="group"
       aria-label="Three views of one step. Arrow keys step, space plays, Home and End jump.">
    <figure data-panel="x_t">
      <canvas role="img" aria-label="The noisy picture x t"></canvas>
      <figcaption><b>x<sub>t</sub>, what there is</b><span></span></figcaption>
    </figure>
    <figure data-panel="x_0">
      <canvas role="img" aria-label="The predicted clean picture x 0"></canvas>
      <figcaption><b>predicted x<sub>0</sub>, what it expects</b><span></span></figcaption>
    </figure>
    <figure data-panel="noise">
      <canvas role="img" aria-label="The predicted noise"></canvas>
      <figcaption><b>predicted noise, what it takes away</b><span></span></figcaption>
    </figure>
    <figure data-panel="final">
      <canvas role="img" aria-label="The finished picture"></canvas>
      <figcaption><b>all the steps</b><span></span></figcaption>
    </figure>
  </div>
  <div class="strip" aria-hidden="true"></div>
  <div class="time">
    """
    + RUN_TIME
    + """
    <button type="button" class="stop-here" aria-pressed="false">Stop here?</button>
  </div>
  <div class="facts">
    """
    + RUN_FACTS
    + """
    <figure class="plot schedule">
      <svg role="img" aria-label="The noise schedule"></svg>
      <figcaption>√ᾱ<sub>t</sub>: how much picture is left in the fog</figcaption>
    </figure>
  </div>
  <div class="plots">
    <figure class="plot reading">
      <figcaption>What a judge reads in predicted x<sub>0</sub>, and how sure it is
      </figcaption>
      <svg role="img" aria-label="The judge's reading over the steps"></svg>
      <ul></ul></figure>
    <figure class="plot change">
      <figcaption>How much predicted x<sub>0</sub> still changes</figcaption>
      <svg role="img" aria-label="Change of predicted x 0 per step"></svg><p></p></figure>
  </div>
  <p class="notice" role="status"></p>
  <input type="file" accept="image/png" hidden aria-label="A PNG that was saved here">
  <p class="live" aria-live="polite"></p>
</div>
"""
)

OWN = """
.film { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; color: var(--uf-ink);
  font-size: 1rem; }
.panels { touch-action: pan-y; border-radius: var(--uf-radius); cursor: ew-resize; }
[data-state="empty"] .panels { cursor: default; }
.film[data-state="empty"] .plots, .film[data-state="waiting"] .plots { display: none; }
.film[data-state="waiting"] [data-panel="x_t"] canvas { opacity: 0.6; }
[data-panel="final"] { display: none; }
.comparing .panels { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.comparing [data-panel="x_t"], .comparing [data-panel="noise"] { display: none; }
.comparing [data-panel="final"] { display: block; }

.strip { justify-content: space-between; }

.schedule svg { height: 64px; }
.plots { display: grid; grid-template-columns: minmax(0, 1.75fr) minmax(0, 1fr); gap: 18px 34px;
  border-top: 1px solid var(--uf-line); padding-top: 14px; }
.plots .plot[hidden] { display: none; }
.plots figcaption { color: var(--uf-ink); font-weight: 700; }
.reading .line { stroke: var(--uf-ink); stroke-width: 2.5; }
.reading .line.second { stroke: var(--uf-real); stroke-dasharray: 9 5; }
.reading .line.third { stroke: var(--uf-made); stroke-dasharray: 2 5; stroke-linecap: round;
  stroke-width: 3.5; }
.reading .settled { fill: var(--uf-panel); stroke: var(--uf-ink); stroke-width: 2.5; }
.reading .settled.second { stroke: var(--uf-real); }
.reading .settled.third { stroke: var(--uf-made); }
.reading ul { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 2px 18px;
  margin: 0; padding: 0; list-style: none; }
.reading li { display: grid; grid-template-columns: 28px 1fr; gap: 0 8px; align-items: center;
  margin: 0; color: var(--uf-soft); font-size: 0.9375rem; }
.reading li svg { height: 10px; width: 28px; }
.reading li b { color: var(--uf-ink); font-weight: 700; overflow-wrap: anywhere; }
.reading li span { grid-column: 2; }
@media (max-width: 640px) {
  [data-panel="x_0"] { grid-column: 1 / -1; order: -1; }
  .comparing .panels, .plots, .reading ul { grid-template-columns: minmax(0, 1fr); }
}
"""

CSS = PANELS + TIME + FACTS + PLOTS + STRIP + NOTICE + OWN
