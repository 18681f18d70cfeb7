"""The words under the prompt: what may come next in this world, and what it does not know."""

import json
from collections.abc import Sequence

import gradio as gr

from demos.views.view import view
from models.pictures import suggest, unknown_words
from models.requests import PROMPT_LENGTH

CHIPS = 16
UNKNOWN = 8
ANYTHING = "This model has read captions from all over the web: say anything, in English."

HTML = """
<div class="words">
  <p class="unknown" role="status"></p>
  <div class="next" role="group" aria-label="Words that may come next"></div>
</div>
"""

CSS = """
.words { display: grid; gap: 6px; color: var(--uf-soft); font-size: 0.9375rem; line-height: 1.4; }
.unknown { margin: 0; color: var(--uf-ink); }
.unknown:empty { display: none; }
.unknown b { text-decoration: underline wavy var(--uf-made) 1.5px; text-underline-offset: 3px;
  font-weight: 700; }
.next { display: flex; flex-wrap: wrap; gap: 5px; max-height: 6.9rem; overflow: hidden; }
.next button { font: inherit; padding: 2px 10px; min-height: 32px; cursor: pointer;
  color: var(--uf-ink); background: none; border: 1px solid var(--uf-line); border-radius: 999px; }
.next button:hover { border-color: var(--uf-accent); color: var(--uf-accent); }
button:focus-visible { outline: 3px solid var(--uf-accent); outline-offset: 2px; }
@media (max-width: 900px) { .next button { min-height: 40px; padding: 2px 14px; } }
"""


def words(value: str) -> gr.HTML:
    """Draw chips that continue the prompt; picking one changes the value and fires `select`."""
    return view(
        "words",
        HTML,
        CSS,
        value,
        elem_classes="uf-words",
    )


def words_value(prompt: str) -> str:
    """Return the value of the view: unknown words of the prompt, and the words that may follow.

    `start` is what stays of the prompt when one is picked: a word that was only begun goes.
    """
    prompt = prompt[:PROMPT_LENGTH]
    start, following = continuations(prompt)
    begun = prompt[len(start) :].strip().lower()
    unknown = [word for word in unknown_words(prompt) if word != begun]
    shown = {"unknown": unknown[:UNKNOWN], "start": start, "next": _spread(following, CHIPS)}
    return json.dumps({"prompt": prompt, **shown})


def no_words(prompt: str) -> str:
    """Return the value of the view for a model that has no list of words."""
    value = {"prompt": prompt[:PROMPT_LENGTH], "unknown": [], "start": "", "next": []}
    return json.dumps(value | {"hint": ANYTHING})


def continuations(prompt: str) -> tuple[str, list[str]]:
    """Return what stays of the prompt, and what this world may say next.

    A last word that is the beginning of others is completed: "a ro" → "a", ["robot", "rocket"].
    """
    start, _, begun = prompt.lower().rpartition(" ")
    if begun and not prompt.endswith(" "):
        offered = suggest(start)
        completed = [word for word in offered if word.startswith(begun)]
        if completed and begun not in offered:
            return prompt[: len(start)], completed
    return prompt, suggest(prompt)


def _spread(words: Sequence[str], most: int) -> list[str]:
    """At most `most` of the words, taken evenly from the whole list."""
    step = max(1, len(words) / most)
    return [words[int(index * step)] for index in range(min(most, len(words)))]
