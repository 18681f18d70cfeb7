"""The page of the drawing pad: constant HTML and CSS. Colours and widths are set by pad.js."""

from demos.views.look import PANELS, TIME

HTML = """
<div class="pad" role="group" aria-label="The picture to start from">
  <div class="row">
    <span class="label">Start from</span>
    <button type="button" data-source="sketch" title="The next of our sketches"
            >Sketch</button>
    <button type="button" data-source="world" title="A drawing of the model's world"
            >World</button>
    <button type="button" data-source="file">File</button>
    <input type="file" accept="image/png,image/jpeg,image/webp,image/gif,image/bmp" hidden
           aria-label="Picture file">
  </div>
  <div class="sheet">
    <div class="paper">
      <canvas width="512" height="512" tabindex="0" role="application"
              aria-label="Drawing pad"></canvas>
      <i class="pen" aria-hidden="true"></i>
    </div>
    <div class="inks" role="radiogroup" aria-label="Colour"></div>
  </div>
  <div class="row">
    <div class="widths" role="radiogroup" aria-label="Brush"></div>
    <button type="button" class="fill" aria-pressed="false"
            title="Fill what the next strokes enclose">Fill</button>
    <button type="button" class="undo">Undo</button>
    <button type="button" class="clear">Clear</button>
  </div>
  <p class="help">Draw, or drop a picture here. By keyboard: arrows move the pen, space puts it down
    and lifts it, z takes a stroke back.</p>
  <p class="notice" role="status"></p>
</div>
"""

OWN = """
.pad { display: grid; gap: 10px; color: var(--uf-ink); font-size: 1rem; }
.row { display: flex; gap: 6px; align-items: center; }
.label { flex: 1; color: var(--uf-soft); font-size: 0.875rem; white-space: nowrap; }
.row button { min-height: 36px; padding: 0 12px; border-radius: 8px; font-size: 0.9375rem; }
.row > :is(.fill, .undo, .clear) { flex: 1; padding: 0 4px; }
.sheet { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 10px; }
.paper { position: relative; }
.paper canvas { display: block; width: 100%; aspect-ratio: 1; touch-action: none;
  cursor: crosshair; border-radius: var(--uf-radius); box-shadow: 0 0 0 1px var(--uf-line); }
.pen { display: none; position: absolute; border-radius: 50%; transform: translate(-50%, -50%);
  border: 2px solid #fff; box-shadow: 0 0 0 2px #1c1d21; pointer-events: none; }
.paper canvas:focus-visible + .pen.moved { display: block; }
.inks { display: grid; grid-template-columns: repeat(2, 28px); gap: 4px 6px;
  align-content: space-between; }
.inks button { position: relative; width: 28px; min-height: 28px; padding: 0;
  border-radius: 50%; border: 1px solid var(--uf-soft); background: var(--ink); }
.inks button[aria-checked="true"] { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
.inks button.eraser { grid-column: 1 / 3; width: auto; border-radius: 14px;
  background: linear-gradient(135deg, var(--ink) 44%, var(--uf-alarm) 44% 56%, var(--ink) 56%); }
.widths { display: flex; gap: 2px; }
.widths button { display: grid; place-items: center; width: 36px; padding: 0; border: 0;
  background: none; }
.widths button::after { content: ""; width: var(--size); height: var(--size); border-radius: 50%;
  background: var(--uf-ink); }
.widths button[aria-checked="true"] { background: var(--uf-panel);
  box-shadow: inset 0 0 0 2px var(--uf-accent); }
.help { margin: 0; color: var(--uf-soft); font-size: 0.875rem; line-height: 1.4; }
.pad:not(:has(canvas:focus-visible)) .help { position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%); }
.notice { margin: 0; font-size: 1rem; border-left: 4px solid var(--uf-made); padding-left: 12px; }
.notice:empty { display: none; }
@media (max-width: 900px) {
  .row button, .widths button { min-height: 44px; }
  .widths button { width: 40px; }
  .inks { grid-template-columns: repeat(2, 34px); }
  .inks button { width: 34px; min-height: 34px; }
}
"""

CSS = PANELS + TIME + OWN
