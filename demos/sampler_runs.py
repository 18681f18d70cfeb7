"""From the values of the controls to the messages of the views: what happens in a run."""

import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import gradio as gr

from demos.sampler_code import next_code, temperatures_code, text_code
from demos.sampler_settings import (
    THREE,
    TWO,
    generate_request,
    next_request,
    order_in,
    temperatures_request,
    vocabularies_in,
)
from demos.sampler_two import ask_both
from demos.sampler_words import next_in_words, temperatures_in_words, text_in_words
from demos.views import next_token, temperatures
from models import catalog, engine
from models.errors import InvalidRequest
from models.language.records import (
    Compared,
    Finished,
    Growing,
    NextToken,
    Started,
    Token,
    Vocabulary,
)
from models.language.requests import (
    GenerateRequest,
    NextTokenRequest,
    TemperaturesRequest,
    VocabularyRequest,
)
from models.records import Waiting

MESSAGES_PER_SECOND = 15
KEEP = gr.skip()

Values = tuple[Any, Any, Any, Any, Any, str]
"""One message: next token, three temperatures, two models, what you see, the code, a sentence."""


def run(settings: Mapping[str, Any]) -> Iterator[Values]:
    """The messages of one run in the mode that is on."""
    if settings["mode"] == THREE:
        yield from compare(temperatures_request(settings))
    elif settings["mode"] == TWO:
        yield from _two(settings)
    else:
        order = order_in(settings)
        if order.get("write"):
            yield from write(generate_request(settings, order))
        else:
            yield from look(next_request(settings, order), vocabularies_in(order), fresh=True)


def step(settings: Mapping[str, Any]) -> Iterator[Values]:
    """What comes after a token that was taken in the page."""
    if settings["mode"] == TWO:
        yield from _two(settings)
        return
    order = order_in(settings)
    yield from look(next_request(settings, order), vocabularies_in(order), fresh=False)


def program(settings: Mapping[str, Any]) -> Any:
    """The program of what is shown, for controls that were moved in the page."""
    try:
        return next_code(next_request(settings, order_in(settings)))
    except InvalidRequest:
        return KEEP


def look(request: NextTokenRequest, known: set[str], *, fresh: bool) -> Iterator[Values]:
    """One distribution, and all tokens of the model where the page does not know them."""
    vocabulary: Vocabulary | None = None
    if fresh:
        yield _just("Asking for the model.")
    if request.model not in known and _has_vocabulary(request.model):
        for record in engine.stream(VocabularyRequest.parse(model=request.model)):
            if isinstance(record, Waiting):
                yield _just(record.sentence)
            else:
                vocabulary = record
    for record in engine.stream(request):
        match record:
            case Waiting():
                yield _just(record.sentence)
            case NextToken():
                message = next_token.seen(request, record, vocabulary, fresh=fresh)
                words = next_in_words(request, record)
                yield message, KEEP, KEEP, words, next_code(request), " ".join(record.notes)


def write(request: GenerateRequest) -> Iterator[Values]:
    """A text, token by token; at its end the distribution of what might come then."""
    notes: tuple[str, ...] = ()
    tokens: list[Token] = []
    sent, last_time = 0, 0.0
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield _just(record.sentence)
                case Started():
                    notes, sent = record.notes, 0
                    tokens.clear()  # a run that ran out of memory begins again
                case Token():
                    tokens.append(record)
                    if time.monotonic() - last_time < 1 / MESSAGES_PER_SECOND:
                        continue
                    last_time = time.monotonic()
                    new, sent = tokens[sent:], len(tokens)
                    sentence = f"Token {len(tokens)} of {request.max_new_tokens}"
                    yield next_token.written(new), *_but_view(sentence)
                case Finished():
                    message = next_token.written(tokens[sent:])
                    words = text_in_words(request, record, tokens)
                    yield message, KEEP, KEEP, words, text_code(request), " ".join(notes)
    yield from _after(request, tokens)


def compare(request: TemperaturesRequest) -> Iterator[Values]:
    """The same prompt many times at each of the temperatures."""
    notes: tuple[str, ...] = ()
    last_time = 0.0
    yield KEEP, temperatures.opening(request), KEEP, KEEP, KEEP, "Asking for the model."
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield _just(record.sentence)
                case Started():
                    notes = record.notes
                case Growing():
                    if time.monotonic() - last_time < 1 / MESSAGES_PER_SECOND:
                        continue
                    last_time = time.monotonic()
                    value = temperatures.growing(request, record)
                    sentence = f"Token {record.index} of {request.max_new_tokens}"
                    yield KEEP, value, KEEP, KEEP, KEEP, sentence
                case Compared():
                    value = temperatures.whole(request, record)
                    words = temperatures_in_words(request, record)
                    yield KEEP, value, KEEP, words, temperatures_code(request), " ".join(notes)


def _two(settings: Mapping[str, Any]) -> Iterator[Values]:
    for view, words, code, sentence in ask_both(settings):
        yield KEEP, KEEP, view, words, code, sentence


def _after(request: GenerateRequest, tokens: list[Token]) -> Iterator[Values]:
    """What might come behind the tokens that were written."""
    values = request.model_dump(exclude={"max_new_tokens", "continuation"})
    ids = (*request.continuation, *(token.id for token in tokens))
    following = NextTokenRequest.parse(**values, continuation=ids)
    for record in engine.stream(following):
        if isinstance(record, NextToken):
            message = next_token.seen(following, record, None, fresh=False)
            yield message, *_but_view(_pace(tokens))


def _pace(tokens: list[Token]) -> str:
    seconds = tokens[-1].seconds
    return f"{len(tokens)} tokens in {seconds:.1f} s, {len(tokens) / seconds:.0f} a second."


def _has_vocabulary(model: str) -> bool:
    """Whether all tokens can be told: a server keeps them to itself."""
    return not catalog.find(model).server


def _just(sentence: str) -> Values:
    return KEEP, *_but_view(sentence)


def _but_view(sentence: str) -> tuple[Any, Any, Any, Any, str]:
    return KEEP, KEEP, KEEP, KEEP, sentence
