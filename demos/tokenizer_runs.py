"""From the values of the controls to the messages of the views: what happens in a run."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

import gradio as gr

from demos.tokenizer_code import comparison_code, training_code
from demos.tokenizer_sentences import SENTENCES
from demos.tokenizer_texts import LANGUAGES, TRAIN, WITHOUT_HISTORY
from demos.tokenizer_words import languages_in_words, learned_in_words, tokens_in_words
from demos.views.languages import Row, languages_value
from demos.views.merging import merging_value
from demos.views.token_lanes import lanes_value
from models import engine
from models.errors import InvalidRequest, ModelError
from models.records import Waiting
from models.tokenization.records import Alphabet, LearnedAll, Merged, NotHere, Tokenized
from models.tokenization.requests import LearnRequest, TokenizeRequest

Values = tuple[Any, Any, Any, Any, Any, str]
"""One message: lanes, merging, languages, what you see, the code, and the sentence."""

KEEP = gr.skip()


def run(settings: Mapping[str, Any], *, download: bool = True) -> Iterator[Values]:
    """The messages of one run in the mode that is on."""
    if settings["mode"] == TRAIN:
        yield from train(learn_request(settings))
    elif settings["mode"] == LANGUAGES:
        plain = settings | {"special": False}
        yield from count_languages(tokenize_request(plain, download=download))
    else:
        yield from compare(tokenize_request(settings, download=download))


def live(settings: Mapping[str, Any]) -> Iterator[Values]:
    """The same while somebody writes or looks around: nothing is downloaded for that."""
    yield from run(settings, download=False)


def tokenize_request(settings: Mapping[str, Any], **changes: Any) -> TokenizeRequest:
    """The request of the controls; InvalidRequest in sentences where a value cannot be."""
    names = ("text", "tokenizers", "special", "training_text", "vocab_size")
    return TokenizeRequest.parse(**{name: settings[name] for name in names}, **changes)


def learn_request(settings: Mapping[str, Any]) -> LearnRequest:
    """The request of the training; InvalidRequest in sentences where a value cannot be."""
    if not settings["training_text"]:
        raise InvalidRequest("There is nothing to learn from: write a text first.")
    names = ("training_text", "vocab_size")
    return LearnRequest.parse(**{name: settings[name] for name in names})


def compare(request: TokenizeRequest) -> Iterator[Values]:
    """The text before every chosen tokenizer; what cannot be had is told, and the rest shown."""
    lanes: list[Tokenized] = []
    remarks: list[str] = list(request.notes)
    for key in request.tokenizers:
        try:
            for record in _alone(request, key):
                match record:
                    case Waiting():
                        yield KEEP, KEEP, KEEP, KEEP, KEEP, record.sentence
                    case NotHere():
                        remarks.append(_press(record))
                    case Tokenized():
                        lanes.append(record)
        except ModelError as error:
            remarks.append(str(error))
    if not lanes:
        raise ModelError(" ".join(remarks))
    shown = lanes_value(request.text, lanes, WITHOUT_HISTORY, _settings(request))
    words = tokens_in_words(request.text, lanes)
    yield shown, KEEP, KEEP, words, comparison_code(request), " ".join(remarks)


def train(request: LearnRequest) -> Iterator[Values]:
    """A tokenizer learns; the page plays it."""
    merges: list[Merged] = []
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield KEEP, KEEP, KEEP, KEEP, KEEP, record.sentence
                case Alphabet():
                    alphabet = record
                case Merged():
                    merges.append(record)
                case LearnedAll():
                    shown = merging_value(alphabet, merges, request.model_dump())
                    words = learned_in_words(alphabet, merges, record)
                    yield KEEP, shown, KEEP, words, training_code(request), record.note


def count_languages(request: TokenizeRequest) -> Iterator[Values]:
    """One sentence in all languages; what cannot be had is told, and the rest counted."""
    columns: dict[str, list[Tokenized]] = {}
    remarks: list[str] = []
    for key in request.tokenizers:
        lanes: list[Tokenized] = []
        try:
            for record in _in_every_language(request, key):
                match record:
                    case Waiting():
                        yield KEEP, KEEP, KEEP, KEEP, KEEP, record.sentence
                    case NotHere():
                        raise ModelError(_press(record))
                    case Tokenized():
                        lanes.append(record)
            columns[key] = lanes
        except ModelError as error:
            remarks.append(str(error))
    if not columns:
        raise ModelError(" ".join(remarks))
    rows = _rows(list(columns.values()))
    titles = [lanes[0].title.partition(" (")[0] for lanes in columns.values()]
    words = languages_in_words(titles, rows)
    code = comparison_code(request.model_copy(update={"text": SENTENCES[-1].text}))
    yield KEEP, KEEP, languages_value(titles, rows), words, code, " ".join(remarks)


def _in_every_language(request: TokenizeRequest, key: str) -> Iterator[Any]:
    for sentence in SENTENCES:
        yield from _alone(request.model_copy(update={"text": sentence.text}), key)


def _alone(request: TokenizeRequest, key: str) -> Iterator[Any]:
    """The records of one tokenizer of the request."""
    return engine.stream(request.model_copy(update={"tokenizers": (key,)}))


def _rows(columns: Sequence[Sequence[Tokenized]]) -> list[Row]:
    return [
        Row(
            language=sentence.language,
            code=sentence.code,
            text=sentence.text,
            bytes=columns[0][place].counts.bytes,
            tokens=tuple(lanes[place].counts.tokens for lanes in columns),
        )
        for place, sentence in enumerate(SENTENCES)
    ]


def _press(record: NotHere) -> str:
    return (
        f"{record.name} is not here yet ({record.megabytes:.1f} MB): press the button to bring it."
    )


def _settings(request: TokenizeRequest) -> dict[str, Any]:
    """What a file says about how it was made."""
    return request.model_dump(exclude={"download"})
