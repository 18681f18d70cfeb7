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
  <div class="wings">
    <ol class="less" aria-label="Words that lean to the left end, most first"></ol>
    <ol class="more" aria-label="Words that lean to the right end, most first"></ol>
  </div>
  <p class="between"></p>
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
[data-state="empty"] :is(.tools, .ends, .wings, .facts) { display: none; }
.ends { display: flex; justify-content: space-between; gap: 20px; font-weight: 700;
  font-size: 1.0625rem; border-bottom: 1px solid var(--uf-line); padding-bottom: 4px; }
.ends .left { color: var(--less); }
.ends .right { color: var(--more); }
.wings { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
.wings ol { margin: 0; padding: 4px 0; list-style: none; }
.wings .less { border-right: 2px solid var(--uf-ink); }
.wings li { display: flex; align-items: center; gap: 10px; margin: 0; min-height: 1.75rem; }
.wings .less li { flex-direction: row-reverse; }
.wings i { flex: none; display: block; height: 16px; min-width: 1px;
  width: calc(var(--share) * (100% - 13rem)); transition: width 0.6s ease; }
.wings .less i { background: var(--less); border-radius: 3px 0 0 3px; }
.wings .more i { background: var(--more); border-radius: 0 3px 3px 0; }
.wings em { flex: none; font: 400 0.9375rem "IBM Plex Mono", monospace; color: var(--uf-soft);
  letter-spacing: -0.03em; }
.wings span { overflow: hidden; font-size: 1.125rem; line-height: 1.2; text-overflow: ellipsis;
  white-space: nowrap; }
.between { margin: 0; color: var(--uf-soft); text-align: center; }
.between:empty { display: none; }
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
  .wings i { width: calc(var(--share) * (100% - 8.5rem)); }
  .wings li { gap: 5px; }
  .wings span { font-size: 1rem; }
  .facts { grid-template-columns: minmax(0, 1fr); }
}
@media (prefers-reduced-motion: reduce) { .wings i { transition: none; } }
"""
)
