"""You are the detective: ten banknotes, some forged at a chosen stage of the training."""

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr
import numpy as np

from demos.views.look import TIME
from demos.views.notes_look import CARDS, STAGES
from demos.views.pack import pack, uint8
from demos.views.view import view

HTML = """
<div class="quiz" role="group" aria-label="You are the detective">
  <div class="top">
    <div>
      <h3>Real or forged?</h3>
      <p class="say" role="status"></p>
    </div>
    <dl class="score">
      <div><dt>you</dt><dd data-fact="you">–</dd></div>
      <div><dt>the detective</dt><dd data-fact="detective">–</dd></div>
    </dl>
  </div>
  <ol class="cards"></ol>
  <p class="end" role="status"></p>
  <div class="below">
    <div>
      <h3>The forger <small>after how many rounds of training</small></h3>
      <div class="stages" role="radiogroup" aria-label="The forger"></div>
    </div>
    <button type="button" class="again">Ten new banknotes</button>
  </div>
</div>
"""

OWN = """
.uf-pictures:not([data-activity="detective"]) & { display: none; }
.quiz { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; color: var(--uf-ink);
  font-size: 1rem; }
.top { display: flex; justify-content: space-between; gap: 12px 30px; align-items: flex-start; }
h3 { margin: 0 0 4px; font-size: 1.375rem; font-weight: 700; letter-spacing: -0.01em; }
h3 small { color: var(--uf-soft); font-size: 0.9375rem; font-weight: 400; letter-spacing: 0; }
p { margin: 0; line-height: 1.5; font-size: 1.0625rem; }
.end { font-weight: 700; font-size: 1.1875rem; }
.end:empty { display: none; }
.score { display: flex; gap: 8px 34px; margin: 0; text-align: right; }
.score > div { display: flex; flex-direction: column-reverse; }
.score dd { margin: 0; white-space: nowrap; letter-spacing: -0.03em;
  font: 700 1.75rem/1.15 "IBM Plex Mono", monospace; }
.score dt { color: var(--uf-soft); font-size: 0.875rem; white-space: nowrap; }
.quiz .cards { grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 16px 18px;
  max-width: 50rem; }
.quiz .words { flex-wrap: wrap; min-height: 3.1rem; gap: 0 8px; align-items: flex-start;
  margin-top: 8px; align-content: flex-start; }
.quiz .words::before { display: none; }
.words b::before { content: ""; display: inline-block; width: 11px; height: 11px;
  margin-right: 6px; border-radius: 50%; background: var(--uf-real); }
.words .forged::before { border-radius: 0; background: var(--uf-made);
  clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.quiz .words button { flex: 1; min-height: 40px; padding: 0 6px; border-radius: var(--uf-radius); }
.quiz .words button:first-child { margin-right: 2px; }
.words b { color: var(--uf-ink); font-size: 1rem; }
.words em { margin-left: auto; font-style: normal; font-weight: 700; font-size: 0.9375rem; }
.right em { color: var(--uf-ink); }
.wrong em { color: var(--uf-alarm); }
.words small { flex: 1 0 100%; font-size: 0.875rem; }
.below { display: flex; flex-wrap: wrap; gap: 14px 44px; align-items: flex-end;
  border-top: 1px solid var(--uf-line); padding-top: 14px; }
.below h3 { font-size: 1.0625rem; margin-bottom: 8px; }
@media (max-width: 640px) {
  .quiz .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 14px; }
  .quiz .words button { min-height: 48px; }
  .top { flex-direction: column; }
  .score { text-align: left; }
}
"""

CSS = TIME + CARDS + STAGES + OWN


def notes_quiz(server_functions: Sequence[Callable[..., Any]], **kwargs: Any) -> gr.HTML:
    """Draw the quiz. It asks for `stages({})`, `deal({stage, seed})`, `answer({…, card})`."""
    return view(
        "notes_quiz",
        HTML,
        CSS,
        elem_classes="uf-notes-quiz",
        server_functions=list(server_functions),
        **kwargs,
    )


def stages_value(forged: np.ndarray, rounds: Sequence[int]) -> str:
    """One forgery of each stage, and after how many rounds."""
    return pack({"rounds": list(rounds)}, {"forged": uint8(forged)})


def deal_value(cards: np.ndarray) -> str:
    """The cards, and nothing about what they are."""
    return pack({}, {"cards": uint8(cards)})
