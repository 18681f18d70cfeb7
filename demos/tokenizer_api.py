"""The tokenizer tab as a function for `gradio_client`: /tokenize."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from demos.endpoints import description, paced, parsed
from models import engine, tokenizers
from models.tokenization.records import Tokenized
from models.tokenization.requests import TokenizeRequest

AT_ONCE = 16


def tokenize(tokenizer: str, text: str) -> Iterator[dict[str, Any]]:
    """Cut a text into tokens.

    Args:
        tokenizer: "pocket-bpe", "bytes", "characters", "words", "gpt2", "cl100k_base",
            "o200k_base", "bert", "t5" or "llama-2"; those from "gpt2" on are downloaded when they
            are first asked for, 0.5 to 3.6 MB.
        text: At most 200,000 characters. Special tokens such as <|endoftext|> are read as text.

    Returns:
        A dictionary: `ids`; `strings`, each token as its vocabulary writes it; `spans`, where each
        begins and ends in the bytes of the text (UTF-8); `tokens`, `characters`, `bytes`,
        `unknown` and `characters_per_token` (null for an empty text); `vocab_size`; `round_trip`,
        whether decoding the ids gives exactly this text again.
    """
    request = parsed(TokenizeRequest, text=text, tokenizers=[tokenizer])
    for record in paced(engine.stream(request)):
        if isinstance(record, Tokenized):
            yield _numbers(record)
            return
        yield {}


def endpoints() -> None:
    """Add the end point; it hangs on a button that is never drawn, as do its values."""
    tokenizer = gr.Textbox("pocket-bpe", visible=False, label="tokenizer")
    text = gr.Textbox("", visible=False, label="text")
    numbers = gr.JSON(visible=False, label="numbers")
    gr.Button(visible=False).click(
        tokenize,
        [tokenizer, text],
        [numbers],
        api_name="tokenize",
        api_description=description(tokenize),
        concurrency_id="tokenize",
        concurrency_limit=AT_ONCE,
    )


def _numbers(record: Tokenized) -> dict[str, Any]:
    known = tokenizers.load(record.key)
    names = {token: known.written(token) for token in set(record.ids.tolist())}
    counts = record.counts
    return {
        "ids": record.ids.tolist(),
        "strings": [names[token] for token in record.ids.tolist()],
        "spans": record.spans.tolist(),
        "tokens": counts.tokens,
        "characters": counts.characters,
        "bytes": counts.bytes,
        "unknown": counts.unknown,
        "characters_per_token": counts.characters_per_token,
        "vocab_size": record.vocab_size,
        "round_trip": record.round_trip,
    }
