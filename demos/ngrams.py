"""The n-gram tab: a machine that only counts, and writes."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import gradio as gr

from demos import Demo, shell
from demos.ngrams_api import endpoints
from demos.ngrams_code import writing_code
from demos.ngrams_runs import run
from demos.ngrams_texts import (
    BEFORE,
    BUTTONS,
    CORPORA,
    EXPERIMENTS,
    HOW_IT_WORKS,
    IDEA,
    MEMORY,
    MODES,
    OWN_TEXT,
    QUESTION,
    WRITE,
)
from demos.views.modes import modes
from demos.views.ngram_ladder import ngram_ladder
from demos.views.ngram_page import ngram_page
from demos.visibility import all_but, hide_when, label_by_mode
from models import tokenizers
from models.errors import VisitorError
from models.ngrams.requests import MAX_BYTES, MAX_N, MAX_PROMPT, NOT_TOKENS, NgramRequest, of_file
from models.ngrams.units import CHARACTERS, LETTERS, WORDS

SLUG = "ngrams"
AT_ONCE = 64
"""Visitors at once: counting uses no model, so that nobody waits for the device."""

LONGEST = 1000
DOWNLOADS = (
    ("txt", "The text (TXT, settings inside)"),
    ("json", "The text with every count (JSON)"),
    ("rungs", "The ladder (JSON)"),
)
UNITS = {"Letters, A to Z": LETTERS, "Characters": CHARACTERS, "Words": WORDS}


def build() -> None:
    """Draw the tab and wire it; nothing is counted before somebody presses the button."""
    shell.heading(QUESTION, IDEA)
    mode = modes(MODES, "What to look at")
    with shell.columns():
        with shell.controls():
            named, buttons, upload, more = _controls(mode)
        with shell.view():
            page = ngram_page(SLUG)
            ladder = ngram_ladder(SLUG, visible="hidden")
    shell.try_this(buttons, EXPERIMENTS, named)
    see = shell.what_you_see(BEFORE)
    shell.how_it_works(HOW_IT_WORKS)
    panel = shell.code_panel(writing_code(NgramRequest()), "ngrams.py")
    shell.share(buttons, named, DOWNLOADS)
    outputs = [page, ladder, see, panel]
    frames = partial(_frames, tuple(named))
    shell.on_run(buttons, frames, list(named.values()), outputs, together=AT_ONCE)
    _wire_file(upload, named["text"], buttons)
    _wire_modes(named, buttons, {page: WRITE, ladder: MEMORY, more: WRITE}, upload)
    endpoints()


DEMO = Demo(SLUG, "n-grams", QUESTION, build)


def _frames(names: tuple[str, ...], *values: Any) -> Iterator[tuple[Any, ...]]:
    yield from run(dict(zip(names, values, strict=True)))


def _controls(
    mode: gr.HTML,
) -> tuple[dict[str, gr.Component], shell.RunButtons, gr.UploadButton, gr.Accordion]:
    """Draw the left column; returns the controls by their names in links."""
    request = NgramRequest()
    named: dict[str, gr.Component] = {"mode": mode}
    corpora = list(CORPORA.items())
    named["corpus"] = gr.Dropdown(corpora, value=request.corpus, label="Counted in")
    named["text"] = gr.Textbox(
        OWN_TEXT,
        label="Text to count in",
        lines=6,
        max_lines=10,
        max_length=MAX_BYTES,
        visible="hidden",
    )
    upload = gr.UploadButton(
        "Read a text file", file_count="single", type="binary", visible="hidden", size="sm"
    )
    with gr.Row():
        named["unit"] = gr.Dropdown(_units(), value=request.unit, label="Units", min_width=120)
        named["n"] = gr.Slider(1, MAX_N, request.n, step=1, label="n of the n-grams", min_width=120)
    named["temperature"] = gr.Slider(0, 5, request.temperature, step=0.05, label="Temperature")
    named["prompt"] = gr.Textbox(
        request.prompt,
        label="Prompt",
        placeholder="What it goes on from; may be empty",
        lines=1,
        max_lines=3,
        max_length=MAX_PROMPT,
    )
    with gr.Row():
        named["seed"] = shell.seed_field(SLUG, request.seed)
        named["length"] = gr.Slider(
            20, LONGEST, request.length, step=10, label="Units to write", min_width=120
        )
    buttons = shell.run_buttons(SLUG, BUTTONS[WRITE])
    with shell.more("a second text, mixed in") as more:
        named["second"] = gr.Dropdown(corpora, value=request.second, label="Second text")
        named["mix"] = gr.Slider(
            0, 1, request.mix, step=0.05, label="Share of the second text", info="0: none of it."
        )
    return named, buttons, upload, more


def _units() -> list[tuple[str, str]]:
    tokens = [entry for entry in tokenizers.offered() if entry.key not in NOT_TOKENS]
    return [*UNITS.items(), *((f"Tokens: {entry.name}", entry.key) for entry in tokens)]


def read_file(data: bytes) -> tuple[Any, str]:
    """The text of a file for the field, and nothing to say; or the sentence why not."""
    try:
        return of_file(data), json.dumps({"kind": "note", "text": "Read. Now press the button."})
    except VisitorError as error:
        return gr.skip(), json.dumps({"kind": "error", "text": str(error)})


def _wire_file(upload: gr.UploadButton, text: gr.Textbox, buttons: shell.RunButtons) -> None:
    upload.upload(
        read_file,
        upload,
        [text, buttons.message],
        show_progress="hidden",
        concurrency_limit=AT_ONCE,
        api_visibility="private",
    )


def _wire_modes(
    named: Mapping[str, gr.Component],
    buttons: shell.RunButtons,
    only: Mapping[gr.blocks.Block, str],
    upload: gr.UploadButton,
) -> None:
    """Show what belongs to the mode and to the text, and let the button say what it does."""
    rules: dict[gr.blocks.Block, dict[str, list[str]]] = {
        part: {"mode": all_but(MODES, own)} for part, own in only.items()
    }
    rules |= {named[name]: {"mode": [MEMORY]} for name in ("n", "prompt")}
    rules |= {named["text"]: {"own": ["no"]}, upload: {"own": ["no"]}}
    watched = {name: named[name] for name in ("mode", "corpus", "second", "mix")}
    read = (
        "const [mode, corpus, second, mix] = now;"
        "const own = corpus === 'own' || (second === 'own' && mix > 0);"
        "return {mode, own: own ? 'yes' : 'no'};"
    )
    hide_when(watched, rules, read)
    label_by_mode(buttons.run, named["mode"], BUTTONS)
