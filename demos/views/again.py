"""The replicability test: the same settings drawn again and again, compared byte for byte."""

import json
from collections.abc import Sequence
from typing import Any

import gradio as gr

from demos.views.look import PANELS
from demos.views.pack import pack
from demos.views.sheet import small
from demos.views.view import view
from models.diffusion.explorer.records import Draw, Verdict

HTML = """
<div class="again" role="group" aria-label="The replicability test" data-state="empty">
  <p class="verdict" role="status"></p>
  <div class="panels"></div>
  <p class="words"></p>
</div>
"""

OWN = """
.again { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; color: var(--uf-ink);
  font-size: 1rem; }
.verdict { margin: 0; min-height: 2.4rem; font-size: 1.75rem; font-weight: 700; line-height: 1.3;
  letter-spacing: -0.02em; }
.panels figure { position: relative; }
.panels figure + figure::before { content: "·"; position: absolute; z-index: 1; left: -9px;
  top: calc((100% - 9rem) / 2); transform: translate(-50%, -50%); width: 2.25rem; height: 2.25rem;
  border-radius: 50%; display: grid; place-items: center; background: var(--uf-paper);
  color: var(--uf-ink); font: 700 1.5rem/1 "IBM Plex Mono", monospace; }
.panels figure.equal + figure.equal::before { content: "="; }
.panels figure.equal + figure.unequal::before { content: "≠"; color: var(--uf-made); }
.panels code { display: block; margin-top: 8px; padding: 10px 12px; min-height: 6.1rem;
  box-sizing: border-box; border: 1px solid var(--uf-line); border-radius: var(--uf-radius);
  background: var(--uf-panel); color: var(--uf-ink); white-space: pre; letter-spacing: 0.02em;
  font: 0.9375rem/1.45 "IBM Plex Mono", monospace; overflow: hidden; }
.panels code mark { background: none; color: var(--uf-made); font-weight: 700;
  text-decoration: underline; }
.words { margin: 0; max-width: 62rem; font-size: 1.0625rem; line-height: 1.5; }
@media (max-width: 640px) {
  .panels { grid-template-columns: minmax(0, 1fr); }
  .panels figure + figure::before { left: 50%; top: -8px; }
  .panels code { white-space: normal; overflow-wrap: anywhere; min-height: 0; }
}
"""

CSS = PANELS + OWN
NAMES = ("drawn alone", "drawn alone again", "drawn as a cell of a sheet")


def again(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the view; its value is made by `again_value`."""
    return view(
        "again",
        HTML,
        CSS,
        slug=slug,
        names=json.dumps(NAMES),
        elem_classes="uf-again",
        **kwargs,
    )


def again_value(draws: Sequence[Draw], verdict: Verdict | None) -> str:
    """The test as far as it has come: what is drawn, and at the end the verdict."""
    header = {
        "names": [draw.how for draw in draws] + list(NAMES[len(draws) :]),
        "draws": [
            {"sha256": draw.sha256, "seconds": draw.seconds, "bytes": draw.raw.nbytes}
            for draw in draws
        ],
        "verdict": _told(verdict),
    }
    return pack(header, {f"draw:{index}": small(draw.picture) for index, draw in enumerate(draws)})


def _told(verdict: Verdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        "equal": verdict.equal,
        "pixels": verdict.pixels_differing,
        "largest": verdict.largest_difference,
    }
