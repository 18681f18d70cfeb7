"""The page of the bias view: constant HTML and CSS. Text is set by leaning.js."""

from demos.views.vector_look import TOOLS

HTML = """
<div class="leaning" role="group" aria-label="Words along an axis" data-state="empty">
  <p class="equation" aria-live="polite"></p>
  <div class="tools">
    <p class="agree"></p>
    <div class="switch side" role="radiogroup" aria-label="Before or after hard debiasing">
      <button type="button" data-side="before">as trained</button>
      <button type="button" data-side="after">after hard debiasing</button>
    </div>
  </div>
  <div class="ends" aria-hidden="true"><span class="left"></span><span class="right"></span></div>
  <ol class="words" aria-label="Words from one end of the axis to the other"></ol>
  <dl class="facts">
    <div><dt>direct bias</dt><dd data-fact="direct"></dd></div>
    <div><dt>echo among neighbours</dt><dd data-fact="echo"></dd></div>
    <div><dt>analogies right</dt><dd data-fact="score"></dd></div>
  </dl>
  <p class="unknown"></p>
</div>
"""

CSS = (
    TOOLS
    + """
.leaning { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; color: var(--uf-ink);
  font-size: 1rem; }
.equation { margin: 0; min-height: 1.3em; font-size: 2rem; line-height: 1.3;
  letter-spacing: -0.02em; overflow-wrap: anywhere; }
.equation .sign { color: var(--uf-soft); }
[data-state="empty"] .equation { color: var(--uf-soft); }
[data-state="empty"] :is(.tools, .ends, .facts) { display: none; }
.ends { display: flex; justify-content: space-between; gap: 20px; font-weight: 700;
  font-size: 1.0625rem; border-bottom: 1px solid var(--uf-line); padding-bottom: 4px; }
.ends .left { color: var(--less); }
.ends .right { color: var(--more); }
.words { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2px; margin: 0; padding: 0;
  list-style: none; max-height: min(34rem, 62vh); overflow-y: auto; }
.words li { position: relative; display: grid; margin: 0; align-items: center; min-height: 1.75rem;
  grid-template-columns: minmax(0, 1fr) 11rem minmax(0, 1fr); }
.words span { text-align: center; font-size: 1.0625rem; line-height: 1.2; overflow-wrap: anywhere; }
.words i { display: block; height: 14px; border-radius: 3px;
  width: calc(var(--share) * (100% - 4.5rem)); transition: width 0.5s ease; min-width: 2px; }
.words .less { justify-self: end; display: flex; flex-direction: row-reverse; }
.words .half { display: flex; align-items: center; gap: 8px; min-width: 0; width: 100%; }
.words .half.less { flex-direction: row-reverse; }
.words .less i { background: var(--less); }
.words .more i { background: var(--more); }
.words em { font: 400 0.9375rem "IBM Plex Mono", monospace; color: var(--uf-soft);
  letter-spacing: -0.03em; }
.words .gap { color: var(--uf-soft); text-align: center; display: block; padding: 2px 0; }
.facts { display: grid; grid-template-columns: repeat(3, auto); gap: 8px 34px; margin: 6px 0 0;
  justify-content: start; }
.facts > div { display: flex; flex-direction: column-reverse; }
.facts dd { margin: 0; font: 700 1.5rem/1.2 "IBM Plex Mono", monospace; letter-spacing: -0.03em; }
.facts dd small { font-size: 1rem; font-weight: 400; color: var(--uf-soft); }
.facts dt { color: var(--uf-soft); font-size: 0.9375rem; }
.unknown { margin: 0; font-size: 1.0625rem; }
.unknown:empty { display: none; }
@media (max-width: 760px) {
  .equation { font-size: 1.5rem; }
  .words li { grid-template-columns: minmax(0, 1fr) 7.5rem minmax(0, 1fr); }
  .words i { width: calc(var(--share) * (100% - 3.4rem)); }
  .facts { grid-template-columns: minmax(0, 1fr); }
}
@media (prefers-reduced-motion: reduce) { .words i { transition: none; } }
"""
)
