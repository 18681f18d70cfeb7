"""What the views of word vectors have in common on the page: the picture, its tools, the strip."""

COLOURS = """
& { --less: #9a3d85; --more: #00795a; }
.dark & { --less: #ee8fc6; --more: #35c79a; }
"""
"""The two directions of an axis: orange and blue mean generated and real in this gallery."""

TOOLS = (
    COLOURS
    + """
figure { margin: 0; min-width: 0; }
button { font: inherit; cursor: pointer; }
:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
.tools { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; min-height: 2.25rem;
  margin-bottom: 8px; }
.tools p { flex: 1 1 10rem; margin: 0; color: var(--uf-soft); font-size: 0.9375rem;
  line-height: 1.35; }
[data-state="empty"] :is(.switch, .legend) { visibility: hidden; }
.tools p b { color: var(--uf-ink); font-size: 1.125rem; }
.switch { display: flex; overflow: hidden; border: 1px solid var(--uf-line);
  border-radius: 999px; background: var(--uf-panel); }
.switch[hidden] { display: none; }
.switch button { padding: 4px 14px; min-height: 2.25rem; border: 0; background: none;
  color: var(--uf-soft); font-size: 0.9375rem; line-height: 1.4; white-space: nowrap; }
.switch button:hover { color: var(--uf-ink); }
.switch button[aria-checked="true"] { background: var(--uf-ink); color: var(--uf-paper); }
.switch button:focus-visible { outline-offset: -3px; border-radius: 999px; }
@media (max-width: 900px) { .switch button { min-height: 44px; } }
"""
)

PICTURE = """
.vectors { display: block; width: 100%; height: min(24rem, 48vh); min-height: 18rem;
  overflow: hidden; background: var(--uf-panel); border-radius: var(--uf-radius);
  box-shadow: inset 0 0 0 1px var(--uf-line); font-size: 1.0625rem; }
[data-state="empty"] .vectors { background: none; box-shadow: none;
  border: 2px dashed var(--uf-line); }
.vectors.solid { cursor: grab; touch-action: pan-y; }
.vectors.solid:active { cursor: grabbing; }
.vectors .name { cursor: grab; touch-action: none; }
.vectors .name:active { cursor: grabbing; }
.vectors .name:focus-visible { outline: 2px solid var(--uf-accent); outline-offset: 2px;
  border-radius: 4px; }
.vectors text { fill: var(--uf-ink); stroke: var(--uf-panel); stroke-width: 5; paint-order: stroke;
  stroke-linejoin: round; font: 400 1em "IBM Plex Sans", sans-serif; }
.vectors .neighbour text, .vectors .zero text { fill: var(--uf-soft); font-size: 0.9375em; }
.vectors .input text { font-weight: 700; }
.vectors .answer text { fill: var(--uf-accent); font-weight: 700; font-size: 1.125em; }
.vectors .sum text { fill: var(--uf-accent); }
.vectors .leader { stroke: var(--uf-soft); stroke-width: 1; stroke-dasharray: 2 3; }
.vectors .dot { fill: var(--uf-soft); stroke: var(--uf-panel); stroke-width: 1.5; }
.vectors .dot.input { fill: var(--uf-ink); }
.vectors .dot.answer { fill: var(--uf-accent); }
.vectors .dot.sum { fill: var(--uf-panel); stroke: var(--uf-accent); stroke-width: 2.5; }
.vectors .dot.partial { fill: var(--uf-line); }
.vectors .dot.away { fill: var(--uf-panel); stroke: var(--uf-soft); stroke-width: 2; }
.vectors .dot.input.away { stroke: var(--uf-ink); }
.vectors .dot.answer.away { stroke: var(--uf-accent); }
.vectors .arrow { stroke-width: 2.5; stroke: var(--uf-soft); }
.vectors .arrow.shift { stroke: var(--uf-accent); stroke-width: 3.5; }
.vectors .arrow.side { stroke: var(--uf-soft); stroke-width: 1.75; stroke-dasharray: 3 6; }
.vectors .head { fill: var(--uf-soft); }
.vectors .head.shift { fill: var(--uf-accent); }
.board figcaption { margin-top: 8px; color: var(--uf-soft); font-size: 0.9375rem;
  line-height: 1.4; }
"""

STRIP = """
.strip figcaption { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center;
  margin-bottom: 8px; color: var(--uf-soft); font-size: 0.9375rem; line-height: 1.4; }
.strip figcaption b { color: var(--uf-ink); font-size: 1.0625rem; }
.strip figcaption span { flex: 1 1 20rem; }
.strip figcaption button { padding: 4px 14px; min-height: 2.25rem; border-radius: 999px;
  border: 1px solid var(--uf-line); background: var(--uf-panel); color: var(--uf-ink);
  font-size: 0.9375rem; }
.strip figcaption button[aria-pressed="true"] { border-color: var(--uf-accent);
  color: var(--uf-accent); box-shadow: inset 0 0 0 1px var(--uf-accent); }
.strip[hidden] { display: none; }
.rows { display: grid; grid-template-columns: minmax(4rem, max-content) minmax(0, 1fr); gap: 12px;
  border-top: 1px solid var(--uf-line); padding-top: 10px; }
.rows ul { margin: 0; padding: 0; list-style: none; max-width: 16rem; }
.rows li { overflow: hidden; height: 22px; margin: 0 0 5px; line-height: 22px; font-size: 1rem;
  text-overflow: ellipsis; white-space: nowrap; }
.rows canvas { display: block; width: 100%; }
@media (max-width: 640px) { .rows ul { max-width: 7rem; } }
"""
