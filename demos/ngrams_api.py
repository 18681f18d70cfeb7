"""The n-gram tab as a function for `gradio_client`: /ngram_generate."""

from collections.abc import Iterator
from typing import Any

import gradio as gr
import numpy as np

from demos.endpoints import offer, paced, parsed
from models import engine
from models.ngrams.copying import in_runs
from models.ngrams.records import Written
from models.ngrams.requests import NgramRequest

AT_ONCE = 16


def ngram_generate(
    corpus: str, text: str, unit: str, n: int, length: int, temperature: float, seed: int
) -> Iterator[dict[str, Any]]:
    """Write a text with the counts of n-grams.

    Args:
        corpus: "moby-dick", "story", or "own" for `text`.
        text: At most 200,000 bytes; not read for the other corpora.
        unit: "letters" (A to Z and the space), "characters", "words", or the key of a tokenizer:
            "pocket-bpe", "gpt2", "cl100k_base", …
        n: 1 to 8; of Moby-Dick at most 8 letters, 6 characters, 4 words or 3 pocket-bpe tokens.
        length: How many units to write, 1 to 2,000.
        temperature: 0 (always the most frequent) to 5.
        seed: 0 to 2147483647; the same seed and settings give the same text.

    Returns:
        A dictionary: `text`; `units`, what each unit adds to it; for each unit its `probabilities`
        (the chance it was drawn with), `counts` (how often it followed the context), `contexts`
        (how many units of the context were used) and `copied` (the length of the verbatim run it
        is in, in units); `copied_share` in runs of 20 characters or more, null where only counts
        are here; `types`, different n-grams in the corpus; `notes`; `settings`.
    """
    request = parsed(
        NgramRequest,
        corpus=corpus,
        text=text,
        unit=unit,
        n=n,
        length=length,
        temperature=temperature,
        seed=seed,
    )
    for record in paced(engine.stream(request)):
        if isinstance(record, Written):
            yield _numbers(record)
            return
        yield {}


def endpoints() -> None:
    """Add the end point."""
    offer(
        ngram_generate,
        [
            gr.Textbox("moby-dick", visible=False, label="corpus"),
            gr.Textbox("", visible=False, label="text"),
            gr.Textbox("letters", visible=False, label="unit"),
            gr.Number(3, visible=False, label="n"),
            gr.Number(300, visible=False, label="length"),
            gr.Number(1.0, visible=False, label="temperature"),
            gr.Number(25, visible=False, label="seed"),
        ],
        [gr.JSON(visible=False, label="written")],
        queue="ngram_generate",
        at_once=AT_ONCE,
    )


def _numbers(found: Written) -> dict[str, Any]:
    steps = found.steps
    copied = in_runs(np.array([step.copied for step in steps]))
    return {
        "text": found.text,
        "units": [step.text for step in steps],
        "probabilities": [step.chance for step in steps],
        "counts": [step.options[step.drawn].counts[0] for step in steps],
        "contexts": [step.used[0] for step in steps],
        "copied": copied.tolist(),
        "copied_share": found.copied_share,
        "types": found.sources[0].types,
        "notes": list(found.notes),
        "settings": found.settings,
    }
