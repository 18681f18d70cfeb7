"""From the values of the controls to the messages of the views."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import gradio as gr

from demos.ngrams_code import ladder_code, writing_code
from demos.ngrams_texts import MEMORY
from demos.ngrams_words import ladder_in_words, text_in_words
from demos.views.ngram_ladder import ladder_value
from demos.views.ngram_page import written_value
from models import engine
from models.ngrams.records import Climbed, Rung, Written
from models.ngrams.requests import MemoryRequest, NgramRequest
from models.records import Waiting

KEEP = gr.skip()

Values = tuple[Any, Any, Any, Any, str]
"""One message: the page, the ladder, what you see, the code, and a sentence."""


def run(settings: Mapping[str, Any]) -> Iterator[Values]:
    """A text, or the ladder, as the mode has it."""
    yield from climb(settings) if settings["mode"] == MEMORY else write(settings)


def write(settings: Mapping[str, Any]) -> Iterator[Values]:
    """The messages of one text."""
    request = NgramRequest.parse(**_fields(NgramRequest, settings))
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield KEEP, KEEP, KEEP, KEEP, record.sentence
                case Written():
                    page = written_value(secrets.token_hex(4), record)
                    notes = " ".join(record.notes)
                    yield page, KEEP, text_in_words(record), writing_code(request), notes


def climb(settings: Mapping[str, Any]) -> Iterator[Values]:
    """The messages of one ladder, rung by rung."""
    request = MemoryRequest.parse(**_fields(MemoryRequest, settings))
    rungs: list[Rung] = []
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield KEEP, KEEP, KEEP, KEEP, record.sentence
                case Rung():
                    rungs.append(record)
                    value = ladder_value(rungs, request.unit, done=False)
                    yield KEEP, value, KEEP, KEEP, f"n = {record.n} of {request.longest}"
                case Climbed():
                    value = ladder_value(rungs, request.unit, done=True)
                    words = ladder_in_words(rungs, record)
                    yield KEEP, value, words, ladder_code(request), f"{record.seconds:.1f} s"


def _fields(kind: type[NgramRequest] | type[MemoryRequest], settings: Mapping[str, Any]) -> dict:
    return {name: settings[name] for name in kind.model_fields if name in settings}
