"""The page of the step ladder: constant HTML and CSS. Text and pictures are set by ladder.js."""

from demos.views.look import PANELS, TIME

HTML = """
<div class="ladder" role="group" aria-label="The step ladder">
  <div class="panels">
    <figure data-panel="chosen"><canvas role="img" aria-label="The chosen rung"></canvas>
      <figcaption><b></b><span></span></figcaption></figure>
    <figure data-panel="longest"><canvas role="img" aria-label="The longest rung"></canvas>
      <figcaption><b></b><span></span></figcaption></figure>
    <p class="words" aria-live="polite"></p>
  </div>
  <ol class="rungs"></ol>
</div>
"""

OWN = """
.ladder { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; color: var(--uf-ink);
  font-size: 1rem; }
.rungs { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(6.5rem, 1fr); gap: 10px;
  margin: 0; padding: 6px; list-style: none; overflow-x: auto; }
.rungs li { margin: 0; }
.rungs button { display: block; width: 100%; min-height: 0; padding: 0; border: 0; text-align: left;
  border-radius: 8px; background: none; box-shadow: none; white-space: normal; font-weight: 400; }
.rungs canvas { display: block; width: 100%; aspect-ratio: 1; border-radius: 8px;
  background: var(--uf-line); }
.rungs [aria-pressed="true"] { color: inherit; box-shadow: none; font-weight: 400; }
.rungs [aria-pressed="true"] canvas { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
.rungs b { display: block; margin-top: 8px; font: 700 1.375rem/1.2 "IBM Plex Mono", monospace; }
.rungs span { display: block; color: var(--uf-soft); font-size: 0.9375rem; line-height: 1.35; }
.rungs i { display: block; height: 6px; margin-top: 6px; border-radius: 3px;
  background: linear-gradient(var(--uf-made), var(--uf-made)) 0 / var(--part, 0%) 100% no-repeat
    var(--uf-line); }
.words { margin: 0; align-self: center; font-size: 1.1875rem; line-height: 1.5; }
@media (max-width: 640px) { .words { grid-column: 1 / -1; } }
"""

CSS = PANELS + TIME + OWN
