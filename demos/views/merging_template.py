"""The page of the learning tokenizer: constant HTML and CSS. Text is set by merging.js."""

from demos.views.look import FACTS, PANELS, PLAY, PLOTS, TIME
from demos.views.token_lanes_template import CHIPS

HTML = f"""
<div class="merging" role="group" aria-label="A tokenizer learns" tabindex="0" data-merges="0">
  <div class="time">{PLAY}
    <input type="range" min="0" max="1" value="0" aria-label="Merge">
    <span class="place">–</span>
  </div>
  <div class="text chips" aria-label="The text in tokens"></div>
  <div class="below">
    <section class="pairs">
      <h3 class="decision" aria-live="off">Press Train, and watch the merges.</h3>
      <ol class="rivals" aria-label="The most frequent pairs at this moment"></ol>
    </section>
    <section class="course">
      <dl>
        <div><dt>tokens known</dt><dd data-fact="vocabulary">256</dd></div>
        <div><dt>tokens in the text</dt><dd data-fact="tokens">–</dd></div>
        <div><dt>bytes per token</dt><dd data-fact="bytes">–</dd></div>
      </dl>
      <figure class="plot"><svg role="img" aria-label="Tokens in the text"></svg>
        <figcaption>tokens in the text, merge after merge</figcaption></figure>
      <button type="button" class="use" disabled>Use it in the comparison</button>
    </section>
  </div>
</div>
"""

OWN = """
.merging { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; color: var(--uf-ink);
  font-size: 1rem; }
.text { gap: 3px 2px; min-height: 7rem; max-height: 22rem; overflow-y: auto; padding: 2px; }
.uf-projector & .text { max-height: 10rem; }
.text .chip { display: inline-block; cursor: default; padding: 2px 4px; min-width: 0.9rem;
  border: 0; text-align: center; font-size: 1.125rem; line-height: 1.4; white-space: pre-wrap; }
.text .chip.new { background: var(--uf-accent); color: var(--uf-on-accent); }
.text .chip.new .sign { color: inherit; }
.below { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 20px 40px; }
.pairs, .course { min-width: 0; }
h3 { margin: 0 0 10px; min-height: 2.1rem; font-size: 1.1875rem; font-weight: 700;
  line-height: 1.6; color: var(--uf-ink); }
h3 .token { font-weight: 400; }
.rivals { display: grid; gap: 7px; margin: 0; padding: 0; list-style: none; }
.rivals li { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr) 4ch; gap: 12px;
  align-items: center; margin: 0; line-height: 1.5; }
.rivals .pair { text-align: right; white-space: nowrap; overflow: hidden; }
.rivals i { height: 14px; border-radius: 4px; background: linear-gradient(var(--uf-soft),
  var(--uf-soft)) 0 / var(--part, 0%) 100% no-repeat; opacity: 0.6; }
.rivals b { font: 700 1.0625rem "IBM Plex Mono", monospace; text-align: right; }
.rivals .won i { opacity: 1; background-image: linear-gradient(var(--uf-accent),
  var(--uf-accent)); }
.course dl { display: flex; flex-wrap: wrap; gap: 8px 34px; margin: 0 0 14px; }
.course dl > div { display: flex; flex-direction: column-reverse; }
.course dd { margin: 0; letter-spacing: -0.03em; font: 700 1.75rem/1.2 "IBM Plex Mono", monospace; }
.course dt { color: var(--uf-soft); font-size: 0.9375rem; }
.course .plot { margin: 0 0 14px; }
.rest { color: var(--uf-soft); }
@media (max-width: 900px) {
  .below { grid-template-columns: minmax(0, 1fr); }
  .rivals li { grid-template-columns: 7rem minmax(0, 1fr) 4ch; }
  button { min-height: 44px; }
}
"""

CSS = PANELS + TIME + FACTS + PLOTS + CHIPS + OWN
