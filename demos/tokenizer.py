"""The tokenizer tab: a text in tokens, a tokenizer that learns, and what languages cost."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import gradio as gr

from demos import Demo, shell
from demos.tokenizer_api import endpoints
from demos.tokenizer_code import comparison_code
from demos.tokenizer_runs import learn_request, live, run
from demos.tokenizer_texts import (
    BEFORE,
    BUTTONS,
    CHOSEN,
    EXPERIMENTS,
    HOW_IT_WORKS,
    IDEA,
    LANGUAGES,
    MODES,
    QUESTION,
    TEXT,
    TOKENS,
    TRAIN,
    TRAINING_TEXT,
    VOCAB_SIZE,
)
from demos.views.languages import languages
from demos.views.merging import merging
from demos.views.modes import modes
from demos.views.token_lanes import token_lanes
from demos.visibility import hide_when
from models import tokenizers
from models.tokenization.requests import (
    LARGEST_VOCABULARY,
    LEAST_VOCABULARY,
    MAX_TEXT,
    MAX_TOKENIZERS,
    MAX_TRAINING_TEXT,
    OWN,
    TokenizeRequest,
)

SLUG = "tokenizer"
AT_ONCE = 64
"""Visitors at once: no model is used, so that nobody waits for the device."""

DOWNLOADS = (
    ("tokens", "The tokens (JSON)"),
    ("tokenizer", "Your own tokenizer (tokenizer.json)"),
)


def build() -> None:
    """Draw the tab and wire it; the first text is cut when the tab is opened."""
    shell.heading(QUESTION, IDEA)
    mode = modes(MODES, "What to look at")
    with shell.columns():
        with shell.controls():
            named, buttons, more = _controls(mode)
        with shell.view():
            lanes = token_lanes(SLUG)
            learning = merging(SLUG, TOKENS, (OWN, "pocket-bpe"), tokenizer_file, visible=False)
            costs = languages(SLUG, TOKENS, visible=False)
    shell.try_this(buttons, EXPERIMENTS, named)
    see = shell.what_you_see(BEFORE)
    shell.how_it_works(HOW_IT_WORKS)
    request = TokenizeRequest(text=TEXT, tokenizers=CHOSEN)
    panel = shell.code_panel(comparison_code(request), "tokens.py")
    shell.share(buttons, named, DOWNLOADS)
    inputs, outputs = list(named.values()), [lanes, learning, costs, see, panel]
    shell.on_run(buttons, partial(_frames, tuple(named), run), inputs, outputs, together=AT_ONCE)
    _wire_writing(named, outputs, buttons)
    only = {
        named["text"]: TOKENS,
        named["training_text"]: TRAIN,
        named["vocab_size"]: TRAIN,
        more: TOKENS,
        lanes: TOKENS,
        learning: TRAIN,
        costs: LANGUAGES,
    }
    _wire_modes(mode, buttons, named["tokenizers"], only)
    endpoints()


DEMO = Demo(SLUG, "Tokens", QUESTION, build)


def tokenizer_file(settings: Mapping[str, Any]) -> str:
    """The tokenizer of a training as a `tokenizer.json`, for the page to save."""
    from models.tokenizers.own import as_json

    request = learn_request(settings)
    return as_json(request.training_text, request.vocab_size)


def _frames(names: tuple[str, ...], frames: Any, *values: Any) -> Iterator[tuple[Any, ...]]:
    return frames(dict(zip(names, values, strict=True)))


def _controls(
    mode: gr.HTML,
) -> tuple[dict[str, gr.Component], shell.RunButtons, gr.Accordion]:
    """Draw the left column; returns the controls by the names of the request's fields."""
    named: dict[str, gr.Component] = {"mode": mode}
    named["text"] = gr.Textbox(TEXT, label="Text", lines=5, max_lines=12, max_length=MAX_TEXT)
    named["training_text"] = gr.Textbox(
        TRAINING_TEXT,
        label="Text to learn from",
        lines=10,
        max_lines=16,
        max_length=MAX_TRAINING_TEXT,
        visible=False,
    )
    named["vocab_size"] = gr.Slider(
        LEAST_VOCABULARY,
        LARGEST_VOCABULARY,
        VOCAB_SIZE,
        step=1,
        label="Vocabulary size",
        info="256 bytes, and a token for each merge.",
        visible=False,
    )
    named["tokenizers"] = gr.CheckboxGroup(
        [*((entry.name, entry.key) for entry in tokenizers.offered()), ("Your own", OWN)],
        value=list(CHOSEN),
        label="Tokenizers",
        info=f"Up to {MAX_TOKENIZERS}, compared with the first.",
        elem_classes="uf-tokenizers",
    )
    buttons = shell.run_buttons(SLUG, BUTTONS[TOKENS])
    with shell.more("special tokens") as more:
        named["special"] = gr.Checkbox(
            False,
            label="Read special tokens",
            info="As a model would: <|endoftext|> is one token, BERT adds [CLS] and [SEP].",
        )
    return named, buttons, more


def _wire_writing(
    named: Mapping[str, gr.Component], outputs: list[gr.Component], buttons: shell.RunButtons
) -> None:
    """Run again while the text is written, in another mode, or with other tokenizers.

    What is pasted over a text is told by `change` only, not by `input`.
    """
    frames = shell.show_errors_in_page(partial(_frames, tuple(named), live), len(outputs))
    gr.on(
        [
            named["mode"].change,
            named["text"].change,
            named["tokenizers"].input,
            named["special"].input,
        ],
        frames,
        list(named.values()),
        [*outputs, buttons.message],
        trigger_mode="always_last",
        show_progress="hidden",
        concurrency_limit=AT_ONCE,
        api_visibility="private",
    )


def _wire_modes(
    mode: gr.HTML,
    buttons: shell.RunButtons,
    compared: gr.CheckboxGroup,
    only: Mapping[gr.blocks.Block, str],
) -> None:
    """Show what belongs to the mode, and let the button say what it does there.

    Each part of `only` belongs to one mode, and `compared` to all but the training.
    """
    rules = {part: [other for other in MODES if other != own] for part, own in only.items()}
    rules[compared] = [TRAIN]
    hide_when({"mode": mode}, {part: {"mode": hidden} for part, hidden in rules.items()})
    label = f"(mode) => ({{value: {json.dumps(BUTTONS)}[mode], __type__: 'update'}})"
    mode.change(None, mode, buttons.run, js=label, api_visibility="private")
