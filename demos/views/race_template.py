"""The page of the scheduler race: constant HTML and CSS. Text and pictures are set by race.js."""

from demos.views.look import PANELS, PLAY, PLOTS, TIME

HTML = (
    """
<div class="race" role="group" aria-label="The scheduler race" data-state="empty">
  <div class="boards" tabindex="0" role="group"
       aria-label="The race. Arrow keys step, space plays, Home and End jump.">
    <figure class="plot board">
      <figcaption><b>Distance to the 200-step run</b><span>lower is closer; the scale is
        logarithmic</span></figcaption>
      <svg class="distances" role="img" aria-label="Distance against network evaluations"></svg>
    </figure>
    <figure class="plot board">
      <figcaption><b>The same paths, seen from the side</b><span class="explained">two principal
        components of the latents</span></figcaption>
      <svg class="plane" role="img" aria-label="The paths in their common plane"></svg>
    </figure>
  </div>
  <div class="time">
    """
    + PLAY
    + """
    <input type="range" min="0" max="20" step="1" value="0" disabled
           aria-label="Network evaluations spent">
    <span class="place">–</span>
  </div>
  <ol class="lanes"></ol>
  <p class="words" aria-live="polite"></p>
</div>
"""
)

OWN = """
.race { --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #cc4c9a; --c4: #8a6d00; --c5: #1c8fd6;
  --c6: #6a4fc9; display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px;
  color: var(--uf-ink); font-size: 1rem; }
.dark & .race { --c0: #56a8e8; --c1: #f08a4b; --c2: #35c79a; --c3: #ee8fc6; --c4: #e0c04a;
  --c5: #8fd0ff; --c6: #b7a5ff; }
.boards { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 28px; }
.plot.board { gap: 8px; }
.plot.board svg { height: min(20rem, 38vh); }
.board figcaption b { display: block; color: var(--uf-ink); font-size: 1.0625rem; }
.board figcaption span { display: block; }
.plot .lane { fill: none; stroke: var(--colour); stroke-width: 2.5; stroke-linejoin: round;
  stroke-linecap: round; }
.plot .lane.ahead { opacity: 0.22; }
.plot .dot { fill: var(--colour); stroke: var(--uf-paper); stroke-width: 1.5; }
.plot .name { fill: var(--colour); font: 700 0.875rem "IBM Plex Sans", sans-serif; }
.plot .leader { stroke: var(--colour); stroke-width: 1; opacity: 0.6; }
.plot .reference { fill: none; stroke: var(--uf-soft); stroke-width: 6; opacity: 0.35;
  stroke-linecap: round; stroke-linejoin: round; }
.plot .goal { fill: var(--uf-ink); }
.plot .grid { stroke: var(--uf-line); stroke-width: 1; }
.plot .note { fill: var(--uf-soft); font: 0.875rem "IBM Plex Sans", sans-serif; }
.place { min-width: 16ch; }
.lanes { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(7rem, 1fr); gap: 12px;
  margin: 0; padding: 4px 4px 8px; list-style: none; overflow-x: auto; }
.lanes li { margin: 0; min-width: 0; }
.lanes canvas { display: block; width: 100%; aspect-ratio: 1; border-radius: 8px;
  background: var(--uf-line); box-shadow: inset 0 0 0 1px var(--uf-line); }
.lanes .key { display: block; width: 100%; height: 10px; margin-top: 8px; overflow: visible; }
.lanes .key path { fill: none; stroke: var(--colour); stroke-width: 4; stroke-linecap: round; }
.lanes b { display: block; margin-top: 4px; font-size: 1rem; line-height: 1.3; }
.lanes strong { display: block; margin-top: 4px; letter-spacing: -0.03em;
  font: 700 1.375rem/1.2 "IBM Plex Mono", monospace; }
.lanes span { display: block; color: var(--uf-soft); font-size: 0.875rem; line-height: 1.35; }
.lanes .first canvas { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
.words { margin: 0; max-width: 62ch; font-size: 1.0625rem; line-height: 1.5; }
.words:empty { display: none; }
@media (max-width: 760px) {
  .boards { grid-template-columns: minmax(0, 1fr); }
  .plot.board svg { height: 18rem; }
}
"""

CSS = PANELS + TIME + PLOTS + OWN
