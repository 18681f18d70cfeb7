"""The page of the next token: constant HTML and CSS. Text is set by next_token.js."""

from demos.views.look import TIME

ROWS = """
  <table>
    <thead><tr>
      <th scope="col">next token</th>
      <th scope="col" class="bars"><small></small><span class="key"><i class="before"></i>model
        <i class="after"></i>drawn from <i class="drawn"></i><em>of 100 drawn</em></span></th>
      <th scope="col" class="detail">logit</th>
      <th scope="col" class="detail">scaled</th>
      <th scope="col" class="detail">exp</th>
      <th scope="col">model</th>
      <th scope="col">drawn from</th>
    </tr></thead>
    <tbody></tbody>
    <tfoot></tfoot>
  </table>
"""
"""The table of tokens; next_rows.js fills it."""

HTML = (
    """
<div class="next" role="group" aria-label="The next token" data-state="empty">
  <div class="sheet">
    <p class="cut"></p>
    <div class="text" role="toolbar" tabindex="0" aria-label="The text, token by token.
      Arrow keys go back and forth, Enter draws, Backspace undoes."
      >Ask, and the text stands here, cut into tokens.</div>
  </div>
  <div class="others" role="group" aria-label="Other branches"></div>
  <div class="acts" role="group" aria-label="Go on">
    <button type="button" class="draw" disabled>Draw one token</button>
    <button type="button" class="best" disabled>Take the likeliest</button>
    <button type="button" class="write" disabled>Write on</button>
    <button type="button" class="undo" disabled>Undo</button>
    <button type="button" class="hundred" aria-pressed="false" disabled>Sample 100</button>
  </div>
  <figure class="lines" aria-label="The cumulative line">
    <figcaption><b>The line from 0 to 1</b> <span class="draw-words"></span></figcaption>
    <div class="line" data-line="before"><span>model</span><div></div></div>
    <div class="line" data-line="after"><span>drawn from</span><div></div></div>
    <div class="marks"></div>
  </figure>
  <div class="scroll">
"""
    + ROWS
    + """
  </div>
  <div class="below">
    <form class="find"><input type="search" aria-label="Find a token" placeholder="Find a token"
      autocomplete="off" spellcheck="false" disabled><span role="status"></span></form>
    <p class="on"><span>Take the text to</span>
      <button type="button" data-tab="tokenizer">Tokens</button>
      <button type="button" data-tab="ngrams">n-grams</button></p>
    <dl class="facts">
      <div><dt>entropy, bits</dt><dd data-fact="entropy">–</dd></div>
      <div><dt>perplexity</dt><dd data-fact="perplexity">–</dd></div>
      <div><dt>effective choices</dt><dd data-fact="choices">–</dd></div>
      <div><dt>can be drawn</dt><dd data-fact="kept">–</dd></div>
    </dl>
  </div>
  <p class="words"></p>
  <p class="live" aria-live="polite"></p>
</div>
"""
)

TEXT = """
.next { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; color: var(--uf-ink);
  font-size: 1rem; }
.sheet { position: relative; min-height: 5.5rem; max-height: 10.25rem; padding: 0.75rem 1rem;
  overflow-y: auto; border: 1px solid var(--uf-line); border-radius: var(--uf-radius);
  background: var(--uf-panel); }
.text { font-size: 1.25rem; line-height: 1.8; }
[data-state="empty"] .text { color: var(--uf-soft); font-size: 1.0625rem; }
.cut { margin: 0 0 4px; color: var(--uf-soft); font-size: 0.9375rem; }
.cut:empty { display: none; }
.text button { display: inline; min-height: 0; margin: 0 1px 0 0; padding: 0.0625rem 0.0625rem;
  border: 0; border-radius: 4px; color: var(--uf-ink); font: inherit; white-space: pre-wrap;
  text-align: left; cursor: pointer; overflow-wrap: anywhere;
  background: color-mix(in srgb, var(--uf-made) calc(var(--surprise) * 42%), transparent);
  box-shadow: inset 0 calc(-0.375rem * var(--surprise)) 0 var(--uf-made); }
.text button i { color: var(--uf-soft); font-style: normal; font-size: 0.875em; }
.text .prompt { box-shadow: inset 0 calc(-0.375rem * var(--surprise)) 0 var(--uf-soft);
  background: color-mix(in srgb, var(--uf-soft) calc(var(--surprise) * 22%), transparent); }
.text .special { border: 1px dashed var(--uf-soft); padding: 0 0.375rem; font-size: 0.9375rem;
  color: var(--uf-soft); }
.text .chosen { text-decoration: underline dotted var(--uf-ink) 2px; text-underline-offset: 4px; }
.text .ahead { opacity: 0.42; }
.text button:hover { outline: 2px solid var(--uf-line); }
.text .caret { display: inline-block; width: 3px; height: 1.3em; margin: 0 2px;
  vertical-align: -0.25em; border-radius: 2px; background: var(--uf-accent); }
.busy .caret { animation: uf-wait 0.8s ease-in-out infinite alternate; }
@keyframes uf-wait { to { opacity: 0.2; } }
.others { display: flex; flex-wrap: wrap; gap: 6px 8px; align-items: baseline;
  color: var(--uf-soft); font-size: 0.9375rem; }
.others:empty { display: none; }
.others button { min-height: 32px; max-width: 22rem; padding: 0 12px; overflow: hidden;
  font-size: 0.9375rem; text-overflow: ellipsis; }
.acts { display: flex; flex-wrap: wrap; gap: 8px; }
.acts .draw { color: var(--uf-paper); background: var(--uf-ink); border-color: var(--uf-ink);
  font-weight: 700; }
.acts .hundred { margin-left: auto; }
"""

LINES = """
.lines { position: relative; display: grid; gap: 4px; margin: 0; }
.lines figcaption { color: var(--uf-soft); font-size: 0.9375rem; min-height: 1.5em; }
.lines figcaption b { color: var(--uf-ink); }
.line { display: grid; grid-template-columns: 5.25rem minmax(0, 1fr); align-items: center; }
.line > span { color: var(--uf-soft); font-size: 0.875rem; }
.line > div { position: relative; height: 1.625rem; overflow: hidden; border-radius: 4px;
  background: repeating-linear-gradient(135deg, var(--uf-line) 0 3px, transparent 3px 7px); }
.line b { position: absolute; inset: 0 auto 0 0; overflow: hidden; padding: 0 5px;
  border-right: 1px solid var(--uf-panel); font: 400 0.8125rem/1.625rem "IBM Plex Mono", monospace;
  text-overflow: ellipsis; white-space: pre; }
.line b i { font-style: normal; opacity: 0.7; }
[data-line="before"] b { color: var(--uf-ink);
  background: color-mix(in srgb, var(--uf-soft) 30%, var(--uf-panel)); }
[data-line="after"] b { color: var(--uf-on-accent); background: var(--uf-accent); }
[data-line="after"] b:nth-child(even) {
  background: color-mix(in srgb, var(--uf-accent) 82%, var(--uf-panel)); }
[data-line="after"] b.hit { color: var(--uf-panel); background: var(--uf-made); font-weight: 700; }
.dark & [data-line="after"] b.hit { color: #15161a; }
[data-line] em { position: absolute; right: 6px; top: 0; padding: 0 5px; border-radius: 3px;
  background: var(--uf-panel); color: var(--uf-soft); font-style: normal; font-size: 0.8125rem;
  line-height: 1.625rem; }
.marks { position: relative; height: 1.25rem; margin-left: 5.25rem; }
.marks i { position: absolute; top: 0; width: 1px; height: 0.5rem; background: var(--uf-made); }
.marks .u { top: -2rem; width: 3px; height: 2.375rem; margin-left: -1.5px; border-radius: 2px;
  box-shadow: 0 0 0 2px var(--uf-paper); transition: left 0.35s ease-out; }
.marks .number { position: absolute; top: 0.25rem; transform: translateX(-50%);
  color: var(--uf-ink); font: 700 0.875rem/1 "IBM Plex Mono", monospace;
  transition: left 0.35s ease-out; }
"""

TABLE = """
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { padding: 0 0 4px 14px; color: var(--uf-soft); font-size: 0.875rem; font-weight: 400;
  text-align: right; white-space: nowrap; }
th:first-child, td:first-child { padding-left: 0; text-align: left; }
th.bars { width: 60%; text-align: left; }
th.bars small { float: right; font-size: 0.8125rem; }
td { height: 1.875rem; padding: 0 0 0 14px; text-align: right; white-space: nowrap;
  border: 0; font: 0.9375rem "IBM Plex Mono", monospace; }
td.detail, .prior { color: var(--uf-soft); }
td:last-child { font-weight: 700; }
td button { min-height: 1.625rem; max-width: 11rem; padding: 0 8px; overflow: hidden;
  border-radius: 6px; font: 0.9375rem/1.5rem "IBM Plex Mono", monospace; text-overflow: ellipsis;
  white-space: pre; }
td button i { color: var(--uf-soft); font-style: normal; }
tr.taken td button { color: var(--uf-accent); border-color: var(--uf-accent);
  box-shadow: inset 0 0 0 1px var(--uf-accent); font-weight: 700; }
tr.out td button, tr.out td:last-child { color: var(--uf-soft); font-weight: 400; }
tfoot td { border-top: 1px solid var(--uf-line); }
tfoot td:first-child { font: 0.9375rem/1.3 "IBM Plex Sans", sans-serif; color: var(--uf-soft); }
.bar { position: relative; display: block; height: 1.25rem; min-width: 7rem; overflow: hidden; }
.bar i { position: absolute; left: 0; top: 0; bottom: 0; width: calc(100% * var(--before));
  min-width: 1px; border-radius: 0 3px 3px 0; border: 1.5px solid var(--uf-soft); border-left: 0;
  background: color-mix(in srgb, var(--uf-soft) 16%, transparent); }
.bar b { position: absolute; left: 0; top: 0.3125rem; height: 0.625rem;
  width: calc(100% * var(--after)); border-radius: 0 3px 3px 0; background: var(--uf-accent); }
.bar u { position: absolute; top: 0; bottom: 0; left: calc(100% * var(--drawn)); width: 4px;
  margin-left: -2px; border-radius: 2px; background: var(--uf-made);
  box-shadow: 0 0 0 1.5px var(--uf-paper); }
.beyond::after { content: "»"; position: absolute; right: 0; top: 0; padding: 0 4px;
  background: var(--uf-paper); color: var(--uf-soft); line-height: 1.25rem; }
.key { display: flex; flex-wrap: wrap; gap: 0 6px; align-items: center; }
.key i { display: inline-block; width: 18px; height: 12px; border-radius: 0 3px 3px 0; }
.key .before { border: 1.5px solid var(--uf-soft); border-left: 0;
  background: color-mix(in srgb, var(--uf-soft) 16%, transparent); }
.key .after { height: 8px; margin-left: 8px; background: var(--uf-accent); }
.key .drawn { width: 4px; height: 14px; margin-left: 8px; border-radius: 2px;
  background: var(--uf-made); }
.key em { font-style: normal; }
.next:not(.sampling) .key :is(.drawn, em) { display: none; }
"""

BELOW = """
.below { display: flex; flex-wrap: wrap; gap: 12px 34px; align-items: end;
  justify-content: space-between; }
.on { display: flex; flex-wrap: wrap; gap: 6px 8px; align-items: center; margin: 0; }
.on[hidden] { display: none; }
.on span { color: var(--uf-soft); font-size: 0.9375rem; }
.find { display: flex; gap: 10px; align-items: center; }
.find input { width: 10.5rem; min-height: 40px; padding: 0 12px; border: 1px solid var(--uf-line);
  border-radius: 999px; background: var(--uf-panel); color: var(--uf-ink); font: inherit; }
.find span { color: var(--uf-soft); font-size: 0.9375rem; }
.facts { display: flex; flex-wrap: wrap; gap: 8px 34px; margin: 0; }
.facts > div { display: flex; flex-direction: column-reverse; }
.facts dd { margin: 0; white-space: nowrap; letter-spacing: -0.03em;
  font: 700 1.5rem/1.2 "IBM Plex Mono", monospace; }
.facts dd small { color: var(--uf-soft); font: inherit; font-weight: 400; font-size: 1.125rem; }
.facts dt { color: var(--uf-soft); font-size: 0.9375rem; white-space: nowrap; }
.words { max-width: 62rem; margin: 0; font-size: 1.0625rem; line-height: 1.5; }
.words:empty { display: none; }
.live { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden;
  clip-path: inset(50%); }
:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
@media (max-width: 900px) {
  .detail { display: none; }
  .acts button, .others button { min-height: 44px; }
  td button { min-height: 2.25rem; }
  td { height: 2.5rem; }
}
@media (max-width: 640px) {
  .acts .hundred { margin-left: 0; }
  .acts button { flex: 1 1 40%; padding: 0 8px; }
  .facts { width: 100%; justify-content: space-between; gap: 8px 16px; }
  .line { grid-template-columns: minmax(0, 1fr); }
  .marks { margin-left: 0; }
  .marks .u { top: -1.75rem; height: 2.25rem; }
  th.bars { width: 40%; }
  .key { display: none; }
  .bar { min-width: 4rem; }
  td, th { padding-left: 8px; }
  td button { max-width: 7.5rem; }
}
"""

CSS = TIME + TEXT + LINES + TABLE + BELOW
