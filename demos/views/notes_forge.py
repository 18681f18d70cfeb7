"""You are the criminal: paint a banknote, and a detective that does not learn judges it live."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr

from demos.views.look import TIME
from demos.views.notes_look import CARDS, STAGES
from demos.views.view import view

HTML = """
<div class="forge" role="group" aria-label="You are the criminal">
  <div class="board" tabindex="0" role="group"
       aria-label="A banknote of 16 by 16 pixels. Arrow keys move, space paints, Ctrl Z undoes.">
    <canvas class="sheet" role="img" aria-label="Your banknote"></canvas>
    <i class="cursor" aria-hidden="true"></i>
  </div>
  <div class="bench">
    <div class="judged">
      <canvas class="small" aria-hidden="true"></canvas>
      <div>
        <h3>The detective says</h3>
        <p class="says" data-fact="verdict" role="status">–</p>
        <i class="meter" aria-hidden="true"></i>
        <p class="like"></p>
      </div>
    </div>
    <div class="tools" role="radiogroup" aria-label="Tool">
      <button type="button" data-tool="pen">Pen</button>
      <button type="button" data-tool="fill">Fill</button>
      <button type="button" data-tool="pick">Pick a colour</button>
    </div>
    <div class="colours">
      <div class="palette" role="radiogroup" aria-label="Inks of the real banknotes"></div>
      <label>other<input type="color"></label>
    </div>
    <div class="acts">
      <button type="button" class="undo" disabled>Undo</button>
      <button type="button" class="blank">Blank paper</button>
      <button type="button" class="forgery" title="Begin with a forgery of this stage">
        A forgery to improve</button>
    </div>
    <div>
      <h4>The detective <small>after how many rounds of training</small></h4>
      <div class="stages" role="radiogroup" aria-label="The detective"></div>
    </div>
    <p class="say" role="status"></p>
  </div>
</div>
"""

OWN = """
.uf-pictures:not([data-activity="criminal"]) & { display: none; }
.forge { display: grid; grid-template-columns: minmax(0, 34rem) minmax(0, 1fr); gap: 20px 36px;
  color: var(--uf-ink); font-size: 1rem; align-items: start; }
.board { position: relative; border-radius: 6px; box-shadow: 0 0 0 1px var(--uf-line);
  overflow: hidden; }
.sheet { display: block; width: 100%; aspect-ratio: 1; image-rendering: pixelated;
  cursor: crosshair; touch-action: none; }
.cursor { position: absolute; left: 0; top: 0; width: 6.25%; height: 6.25%; display: none;
  pointer-events: none; box-shadow: inset 0 0 0 2px #fff, inset 0 0 0 4px #1c1d21; }
.board:focus-visible .cursor { display: block; }
.bench { display: grid; gap: 18px; }
.judged { display: flex; gap: 18px; align-items: center; }
.judged > div { flex: 1; min-width: 0; }
.small { flex: none; width: 6rem; aspect-ratio: 1; image-rendering: pixelated; border-radius: 3px;
  box-shadow: 0 0 0 1px var(--uf-line); }
h3 { margin: 0; color: var(--uf-soft); font-size: 0.9375rem; font-weight: 400; }
h4 { margin: 0 0 8px; font-size: 1.0625rem; font-weight: 700; }
h4 small { color: var(--uf-soft); font-size: 0.9375rem; font-weight: 400; }
p { margin: 0; line-height: 1.45; }
.says { font: 700 1.75rem/1.2 "IBM Plex Mono", monospace; letter-spacing: -0.03em; }
.judged .meter { height: 10px; border-radius: 5px; }
.like { margin-top: 6px; color: var(--uf-soft); font-size: 0.9375rem; }
.say:empty { display: none; }
.tools, .acts { display: flex; flex-wrap: wrap; gap: 8px; }
.tools [aria-checked="true"] { background: var(--uf-ink); color: var(--uf-paper); }
.colours { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; }
.palette { display: flex; flex-wrap: wrap; gap: 7px; }
.palette button { width: 40px; min-height: 40px; padding: 0; border-radius: 8px; }
.palette [aria-checked="true"] { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
.colours label { display: flex; align-items: center; gap: 8px; color: var(--uf-soft);
  font-size: 0.9375rem; }
input[type="color"] { width: 44px; height: 40px; padding: 2px; border: 1px solid var(--uf-line);
  border-radius: 8px; background: var(--uf-panel); cursor: pointer; }
@media (max-width: 1100px) { .forge { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 640px) {
  .tools button, .acts button { flex: 1; min-height: 46px; padding: 0 10px; }
}
"""

CSS = TIME + CARDS + STAGES + OWN


def notes_forge(
    palette: Sequence[str],
    paper: str,
    server_functions: Sequence[Callable[..., Any]],
    **kwargs: Any,
) -> gr.HTML:
    """Draw the bench. It asks for `stages({})`, `judge({stage, pixels})`, `forge({stage, seed})`.

    `palette` and `paper` are colours, "#rrggbb".
    """
    return view(
        "notes_forge",
        HTML,
        CSS,
        palette=json.dumps(list(palette)),
        paper=paper,
        elem_classes="uf-notes-forge",
        server_functions=list(server_functions),
        **kwargs,
    )
