"""The page of the training on pictures: constant HTML and CSS, filled by notes_show.js."""

from demos.views.look import CURVES, NOTICE, PLAY, TIME
from demos.views.notes_look import CARDS

HTML = (
    """
<div class="notes" role="group" aria-label="The game on pictures" data-state="empty">
  <div class="stage">
    <div class="watch" tabindex="0" role="group"
         aria-label="Real and forged. Arrow keys step through the rounds, space plays.">
      <h3><i class="dot"></i>real <small>and what the detective says of each</small></h3>
      <ol class="cards real"></ol>
      <h3><i class="tri"></i>forged <small data-fact="forger"></small></h3>
      <ol class="cards forged"></ol>
    </div>
    <div class="side">
      <dl class="score">
        <div><dt>kinds covered</dt><dd data-fact="covered">–</dd></div>
        <div><dt>variety, 1 as real</dt><dd data-fact="variety">–</dd></div>
        <div><dt>rounds won by detective : criminal</dt><dd data-fact="won">–</dd></div>
      </dl>
      <ul class="kinds"></ul>
      <figure class="curve" data-curve="belief"><figcaption><b>D(x) real and D(G(z)) forged</b>
        <span></span></figcaption><canvas role="img"></canvas></figure>
      <figure class="curve" data-curve="loss"><figcaption><b>Losses, dashed: perfect play</b>
        <span></span></figcaption><canvas role="img"></canvas></figure>
      <figure class="curve" data-curve="modes"><figcaption><b>Kinds covered</b>
        <span></span></figcaption><canvas role="img"></canvas></figure>
    </div>
  </div>
  <div class="progress">
    <h3>The criminal's progress <small>the same noise z, round after round</small></h3>
    <ol class="strip"></ol>
  </div>
  <div class="time">
    """
    + PLAY
    + """
    <input type="range" min="0" max="1" step="1" value="0" aria-label="Round" disabled>
    <span class="place">–</span>
    <button type="button" class="finished"
      title="Forgeries of pocket-gan, which was trained for longer">The finished forger</button>
  </div>
  <p class="notice" role="status"></p>
  <p class="live" aria-live="polite"></p>
</div>
"""
)

OWN = """
.uf-pictures:not([data-activity="watch"]) & { display: none; }
.notes { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; color: var(--uf-ink);
  font-size: 1rem; }
.stage { display: grid; grid-template-columns: minmax(0, 1.45fr) minmax(0, 1fr); gap: 12px 34px; }
.watch { border-radius: var(--uf-radius); min-width: 0; }
h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 8px; margin: 0 0 8px;
  font-size: 1.0625rem; font-weight: 700; line-height: 1.4; }
.cards + h3 { margin-top: 12px; }
h3 small { color: var(--uf-soft); font-size: 0.9375rem; font-weight: 400; }
h3 i { width: 11px; height: 11px; }
h3 .dot { border-radius: 50%; background: var(--uf-real); }
h3 .tri { width: 13px; background: var(--uf-made); clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.side { display: flex; flex-direction: column; gap: 10px; min-width: 0; }
.score { display: flex; justify-content: space-between; gap: 6px 16px; margin: 0; }
.score > div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.score dd { margin: 0; white-space: nowrap; letter-spacing: -0.03em;
  font: 700 1.5rem/1.2 "IBM Plex Mono", monospace; }
.score dd small { color: var(--uf-soft); font-size: 1em; font-weight: 400; }
.score dt { max-width: 8.5rem; color: var(--uf-soft); font-size: 0.875rem; line-height: 1.3; }
.kinds { display: flex; gap: 8px; margin: 0; padding: 0; list-style: none; }
.kinds li { flex: 1 1 0; min-width: 0; margin: 0; color: var(--uf-soft); font-size: 0.875rem;
  line-height: 1.3; }
.kinds b { color: var(--uf-ink); font: 700 0.9375rem "IBM Plex Mono", monospace; }
.kinds i { display: block; height: 6px; margin-top: 3px; border-radius: 3px;
  background: linear-gradient(var(--uf-made), var(--uf-made)) 0 / var(--part, 0%) 100% no-repeat
    var(--uf-line); }
.curve { min-height: 5rem; }
.curve canvas { min-height: 2.6rem; }
.strip { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); gap: 9px; margin: 0;
  padding: 3px; list-style: none; }
.strip li { margin: 0; min-width: 0; }
.strip button { display: block; width: 100%; min-height: 0; padding: 0; border: 0;
  border-radius: 3px; background: none; box-shadow: none; color: var(--uf-soft);
  font: 0.8125rem/1.5 "IBM Plex Mono", monospace; text-align: left; }
.strip canvas { display: block; width: 100%; aspect-ratio: 1; border-radius: 3px;
  background: var(--uf-line); image-rendering: pixelated; }
.strip [aria-pressed="true"] { color: var(--uf-ink); font-weight: 700; box-shadow: none; }
.strip [aria-pressed="true"] canvas { outline: 3px solid var(--uf-accent); outline-offset: 0; }
.place { min-width: 16ch; }
.notes[data-state="empty"] .progress, .notes[data-state="empty"] .curve { opacity: 0.45; }
@media (max-width: 1100px) {
  .stage { grid-template-columns: minmax(0, 1fr); }
  .curve canvas { height: 3.5rem; flex: none; }
}
@media (max-width: 640px) {
  .strip { grid-template-columns: repeat(6, minmax(0, 1fr)); }
  .strip li:nth-child(even) { display: none; }
  .score dd { font-size: 1.25rem; }
  .cards { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 8px; }
  .cards.real li:nth-child(n + 5) { display: none; }
  .words { font-size: 0.75rem; gap: 4px; }
  .kinds { flex-wrap: wrap; }
  .kinds li { flex: 1 1 15%; }
}
"""

CSS = TIME + CURVES + NOTICE + CARDS + OWN
