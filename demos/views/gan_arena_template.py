"""The page of the arena: constant HTML and CSS. Text and points are set by gan_arena.js."""

from demos.views.look import CURVES, PLAY, TIME

HTML = (
    """
<div class="arena" role="group" aria-label="The game on points in the plane" data-state="empty">
  <div class="stage">
    <div class="watch">
      <div class="boards" tabindex="0" role="group"
           aria-label="The plane. Arrow keys step through rounds, space plays, Home and End jump.">
        <figure data-board="a" hidden>
          <figcaption><b>A</b> <span></span></figcaption>
          <canvas role="img" aria-label="Game A"></canvas>
        </figure>
        <figure data-board="b">
          <figcaption><b>B</b> <span></span></figcaption>
          <canvas role="img" aria-label="The game"></canvas>
        </figure>
      </div>
    </div>
    <div class="side">
      <dl class="score">
        <div class="count"><dt>modes covered</dt>
          <dd><span data-fact="modes">–</span><small data-fact="all"></small></dd></div>
        <div><dt data-fact="floor">divergence</dt><dd data-fact="divergence">–</dd></div>
        <div><dt>rounds won</dt><dd data-fact="won">–</dd></div>
      </dl>
      <p class="rule">Detective : criminal. The detective wins a round if it tells the batch apart
        better than 95 of 100 people who flip coins.</p>
      <figure class="curve" data-curve="belief"><figcaption><b>D(x) real and D(G(z)) forged</b>
        <span></span></figcaption><canvas role="img"></canvas></figure>
      <figure class="curve" data-curve="loss"><figcaption><b>Losses, dashed: perfect play</b>
        <span></span></figcaption><canvas role="img"></canvas></figure>
      <figure class="curve" data-curve="modes"><figcaption><b>Modes covered</b>
        <span></span></figcaption><canvas role="img"></canvas></figure>
      <figure class="curve" data-curve="divergence"><figcaption><b>Divergence,
        dashed: noise floor</b><span></span></figcaption><canvas role="img"></canvas></figure>
      <figure class="curve" data-curve="gradient"><figcaption><b>Gradient norms, powers of ten</b>
        <span></span></figcaption><canvas role="img"></canvas></figure>
    </div>
    <div class="duel" hidden>
      <h2></h2><p class="task"></p>
      <div class="answers"></div>
      <ol class="tally" aria-label="Your answers"></ol>
      <p class="verdict" role="status"></p>
      <div class="after"></div>
    </div>
  </div>
  <div class="under">
    <div class="layers" role="group" aria-label="What the plane shows">
      <button type="button" data-layer="real"><i class="dot"></i>real</button>
      <button type="button" data-layer="forged"><i class="tri"></i>forged</button>
      <button type="button" data-layer="verdict"
        title="The detective's verdict everywhere: blue says real, orange forged"
        ><i class="map"></i>verdict</button>
      <button type="button" data-layer="optimum"
        title="The best possible detective, p / (p + q), against these forgeries"
        ><i class="map best"></i>best verdict</button>
      <button type="button" data-layer="mesh" title="A grid laid over z, as the generator bends it"
        ><i class="mesh"></i>grid of z</button>
      <button type="button" data-layer="arrows"
        title="Where the criminal's gradient pulls each forged point"
        ><i class="arrow"></i>gradients</button>
    </div>
    <div class="acts pencil" hidden>
      <button type="button" class="undo">Undo</button>
      <button type="button" class="clear">Clear</button>
    </div>
    <div class="acts game">
      <button type="button" class="keep" disabled
        title="Keep this game on the left; the next one plays beside it">Keep as A</button>
      <button type="button" class="detective" disabled>You: the detective</button>
      <button type="button" class="criminal" disabled>You: the criminal</button>
    </div>
  </div>
  <ol class="round" aria-label="The five steps of a round">
    <li>take real points</li><li>forge as many</li><li>the detective learns</li>
    <li>the criminal learns</li><li>repeat</li>
  </ol>
  <div class="time">
    """
    + PLAY
    + """
    <input type="range" min="0" max="1" step="1" value="0" aria-label="Round" disabled>
    <span class="place">–</span>
  </div>
  <p class="live" aria-live="polite"></p>
</div>
"""
)

OWN = """
.arena { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; color: var(--uf-ink);
  font-size: 1rem; }
figure { margin: 0; min-width: 0; }
.stage { display: grid; grid-template-columns: minmax(0, 30rem) minmax(0, 1fr); gap: 12px 26px; }
.boards { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; cursor: default;
  border-radius: var(--uf-radius); }
.boards canvas { display: block; width: 100%; aspect-ratio: 1; background: var(--uf-panel);
  border-radius: var(--uf-radius); box-shadow: inset 0 0 0 1px var(--uf-line); }
.boards figcaption { display: none; margin-bottom: 6px; font-size: 0.9375rem;
  color: var(--uf-soft); }
.boards figcaption b { color: var(--uf-ink); font-weight: 700; }
.layers { display: flex; flex-wrap: wrap; gap: 4px 14px; }
.layers button { display: inline-flex; align-items: center; gap: 6px; min-height: 30px; padding: 0;
  border: 0; border-radius: 4px; background: none; color: var(--uf-soft); font-size: 0.9375rem;
  opacity: 0.55; }
.layers button[aria-pressed="true"] { color: var(--uf-ink); font-weight: 400; box-shadow: none;
  opacity: 1; }
.layers button:disabled { text-decoration: line-through; }
.layers i { flex: none; width: 11px; height: 11px; }
.layers .dot { border-radius: 50%; background: var(--uf-real); }
.layers .tri { background: var(--uf-made); clip-path: polygon(50% 0, 100% 100%, 0 100%);
  width: 13px; }
.layers .map { width: 16px; border-radius: 3px; opacity: 0.75;
  background: linear-gradient(90deg, var(--uf-real), transparent 50%, var(--uf-made)); }
.layers .map.best { outline: 1.5px dashed var(--uf-soft); outline-offset: 1px; }
.layers .mesh { background:
  repeating-linear-gradient(0deg, var(--uf-soft) 0 1px, transparent 1px 5px),
  repeating-linear-gradient(90deg, var(--uf-soft) 0 1px, transparent 1px 5px); }
.layers .arrow { background: var(--uf-ink);
  clip-path: polygon(0 42%, 60% 42%, 60% 10%, 100% 50%, 60% 90%, 60% 58%, 0 58%); width: 15px; }

.side { display: flex; flex-direction: column; gap: 7px; min-width: 0; }
.score { display: flex; justify-content: space-between; gap: 8px 24px; margin: 0; }
.score > div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.score dd { margin: 0; white-space: nowrap; letter-spacing: -0.03em;
  font: 700 1.75rem/1.15 "IBM Plex Mono", monospace; }
.score dd small { color: var(--uf-soft); font-size: 1em; font-weight: 400; }
.score dt { max-width: 10.5rem; color: var(--uf-soft); font-size: 0.875rem; line-height: 1.3; }
.rule { margin: 0; color: var(--uf-soft); font-size: 0.875rem; line-height: 1.35; }
.curve { min-height: 4rem; }
.curve[hidden] { display: none; }
.curve canvas { min-height: 2.25rem; }

.under { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between;
  gap: 8px 18px; }
.round { display: flex; flex-wrap: wrap; gap: 4px 6px; margin: 0; padding: 0; list-style: none;
  counter-reset: step; font-size: 0.9375rem; color: var(--uf-soft); }
.round li { counter-increment: step; margin: 0; padding: 3px 9px 3px 7px; border-radius: 999px; }
.round li::before { content: counter(step) " "; font: 700 0.875rem "IBM Plex Mono", monospace; }
.round li.now { color: var(--uf-paper); background: var(--uf-ink); }
.acts { display: flex; flex-wrap: wrap; gap: 8px; }
.acts button { min-height: 36px; padding: 0 14px; font-size: 0.9375rem; }

.comparing .stage { grid-template-columns: minmax(0, 1fr); }
.comparing .boards { grid-template-columns: repeat(2, minmax(0, 1fr)); max-width: 43rem; }
.comparing .boards figcaption { display: block; min-height: 1.4em; }
.comparing .side { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr));
  gap: 8px 22px; }
.comparing .score, .comparing .rule { grid-column: 1 / -1; }
.comparing .rule { display: none; }
.comparing .score { justify-content: flex-start; gap: 8px 44px; }
.comparing .curve figcaption { flex-direction: column; gap: 0; }
.comparing .curve b { font-size: 0.8125rem; }
.uf-projector & .stage { grid-template-columns: minmax(0, 64vh) minmax(0, 1fr); }
.uf-projector & .comparing .stage { grid-template-columns: minmax(0, 1fr); }
.uf-projector & .comparing .boards { max-width: 96vh; }
.uf-projector & :is(.rule, .acts, [data-curve="loss"], [data-curve="gradient"]) { display: none; }
.uf-projector & .score dd { font-size: 1.25rem; }
.uf-projector & .score dt { font-size: 0.6875rem; }
.uf-projector & .curve b { font-size: 0.75rem; }
.uf-projector & .comparing .side { grid-template-columns: repeat(3, minmax(0, 1fr)); }

.side[hidden], .score > [hidden], .acts[hidden] { display: none; }
.duel { display: flex; flex-direction: column; gap: 14px; align-items: flex-start; }
.duel[hidden] { display: none; }
.duel h2 { margin: 0; font-size: 1.375rem; font-weight: 700; letter-spacing: -0.01em; }
.duel p { margin: 0; font-size: 1.0625rem; line-height: 1.5; }
.duel .answers, .duel .after { display: flex; flex-wrap: wrap; gap: 10px; }
.duel .answers button { min-height: 56px; padding: 0 28px; font-size: 1.1875rem; font-weight: 700; }
.duel .answers:empty, .duel .tally:empty { display: none; }
.duel .tally { display: flex; flex-wrap: wrap; gap: 6px; margin: 0; padding: 0; list-style: none; }
.duel .tally li { display: grid; place-items: center; min-width: 2rem; height: 2rem; margin: 0;
  border: 1px solid var(--uf-line); border-radius: 8px; font: 700 1rem "IBM Plex Mono", monospace;
  color: var(--uf-soft); }
.duel .tally .right { color: var(--uf-paper); background: var(--uf-ink);
  border-color: var(--uf-ink); }
.duel .tally .wrong { color: var(--uf-alarm); border-color: var(--uf-alarm); }
.duel .verdict b { font: 700 1.5rem "IBM Plex Mono", monospace; }
.duel .meter { display: block; width: 20rem; max-width: 100%; height: 12px; margin: 6px 0;
  border-radius: 6px; background: linear-gradient(var(--uf-real), var(--uf-real)) 0 /
  var(--part, 0%) 100% no-repeat var(--uf-line); }
[data-drawing="on"] .boards canvas, [data-duel="criminal"] .boards canvas { cursor: crosshair;
  touch-action: none; }
.place { min-width: 15ch; }
:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 3px; }
.live { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden;
  clip-path: inset(50%); }
@media (max-width: 1100px) {
  .stage { grid-template-columns: minmax(0, 1fr); }
  .boards { max-width: 40rem; }
  .curve { flex: none; }
  .curve canvas { height: 3.5rem; flex: none; }
  .comparing .side { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
@media (max-width: 640px) {
  .layers button { min-height: 44px; }
  .acts button { min-height: 44px; flex: 1 1 40%; }
  .score dd { font-size: 1.5rem; }
  .score { gap: 8px 12px; }
  .comparing .boards { gap: 8px; }
  .round { font-size: 0.875rem; }
}
"""

CSS = TIME + CURVES + OWN
