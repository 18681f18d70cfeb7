"""From requests to the messages of the views: what happens in a run of the word vectors tab."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import gradio as gr

from demos.views import analogies as analogies_view
from demos.views import arithmetic as arithmetic_view
from demos.views import comparison as comparison_view
from demos.views import leaning as leaning_view
from demos.word_vectors_code import (
    arithmetic_code,
    benchmark_code,
    bias_code,
    comparison_code,
)
from demos.word_vectors_comparison import (
    comparison_headline,
    comparison_in_words,
    comparison_sentences,
)
from demos.word_vectors_requests import (
    ARITHMETIC,
    BENCHMARK,
    BIAS,
    COMPARE,
    LEAST_OF_A_MAP,
    MODES,
    arithmetic_request,
    benchmark_request,
    bias_request,
    list_requests,
)
from demos.word_vectors_verdicts import (
    benchmark_headline,
    benchmark_in_words,
    bias_in_words,
    bias_sentences,
)
from demos.word_vectors_words import answer_in_words, places, written
from models import engine
from models.records import Waiting
from models.requests import Request
from models.word_vectors.records import Arithmetic, Map, Similarity
from models.word_vectors.requests import ArithmeticRequest, BenchmarkRequest, BiasRequest
from models.word_vectors.verdicts import (
    BenchmarkFinished,
    BenchmarkProgress,
    BenchmarkStarted,
    Bias,
    Category,
)

KEEP = gr.skip()
ASKING = "Asking for the vectors."

Values = tuple[Any, ...]
"""One message: a value for each view, in the order of MODES, what you see, the code, a sentence."""


def run(settings: Mapping[str, Any]) -> Iterator[Values]:
    """The messages of one run in the mode that is on."""
    mode = settings["mode"]
    if mode == ARITHMETIC:
        yield from calculate(arithmetic_request(settings))
    elif mode == COMPARE:
        yield from compare(list_requests(settings))
    elif mode == BENCHMARK:
        yield from examine(benchmark_request(settings))
    elif mode == BIAS:
        yield from lean(bias_request(settings))


def calculate(request: ArithmeticRequest) -> Iterator[Values]:
    """The words nearest to a sum."""
    yield _of(ARITHMETIC, arithmetic_view.asking(request.expression), ASKING)
    for record in _records(request):
        match record:
            case Waiting():
                yield _of(ARITHMETIC, KEEP, record.sentence)
            case Arithmetic():
                value = arithmetic_view.answered(
                    record, written(record.terms), places(record), _settings(request)
                )
                words, code = answer_in_words(record), arithmetic_code(request, record)
                yield _of(ARITHMETIC, value, _told(record), words, code)


def compare(requests: tuple[Request, ...]) -> Iterator[Values]:
    """A list of words: each with each, and on a map."""
    similarity: Similarity | None = None
    drawn: Map | None = None
    yield _of(COMPARE, comparison_view.comparing(), ASKING)
    for request in requests:
        if similarity and len(similarity.words) <= LEAST_OF_A_MAP:  # the others are unknown
            break
        for record in _records(request):
            match record:
                case Waiting():
                    yield _of(COMPARE, KEEP, record.sentence)
                case Similarity():
                    similarity = record
                case Map():
                    drawn = record
    value = comparison_view.compared(
        similarity,
        drawn,
        comparison_headline(similarity, drawn),
        comparison_sentences(similarity, drawn),
        _settings(requests[-1]),
    )
    known = (similarity or drawn).words
    words, code = comparison_in_words(similarity, drawn), comparison_code(requests[-1], known)
    yield _of(COMPARE, value, _told(similarity or drawn), words, code)


def examine(request: BenchmarkRequest) -> Iterator[Values]:
    """A whole set of analogies, category by category as they are answered."""
    started: BenchmarkStarted | None = None
    categories: list[Category] = []
    done = 0
    yield _of(BENCHMARK, _scored(request, None, (), None, 0), ASKING)
    for record in _records(request):
        match record:
            case Waiting():
                yield _of(BENCHMARK, KEEP, record.sentence)
                continue
            case BenchmarkStarted():
                started = record
            case BenchmarkProgress():
                done = record.done
            case Category():
                categories.append(record)
                done = max(done, sum(category.covered for category in categories))
            case BenchmarkFinished():
                value = _scored(request, started, record.categories, record, record.covered)
                words, code = benchmark_in_words(started, record), benchmark_code(request)
                yield _of(BENCHMARK, value, _told(started), words, code)
                return
        total = started.covered if started else 0
        told = f"Question {done:,} of {total:,}"
        yield _of(BENCHMARK, _scored(request, started, categories, None, done), told)


def lean(request: BiasRequest) -> Iterator[Values]:
    """Words along an axis, before and after hard debiasing."""
    yield _of(BIAS, leaning_view.measuring(), ASKING)
    for record in _records(request):
        match record:
            case Waiting():
                yield _of(BIAS, KEEP, record.sentence)
            case BenchmarkProgress():
                told = f"Analogy {record.done:,} of {record.total:,}, before and after"
                yield _of(BIAS, KEEP, told)
            case Bias():
                value = leaning_view.measured(record, bias_sentences(record), _settings(request))
                words, code = bias_in_words(record), bias_code(request, record.words)
                yield _of(BIAS, value, _told(record), words, code)


def _scored(
    request: BenchmarkRequest,
    started: BenchmarkStarted | None,
    categories: Any,
    finished: BenchmarkFinished | None,
    done: int,
) -> str:
    headline = benchmark_headline(started, categories, finished)
    return analogies_view.scored(started, categories, finished, done, headline, _settings(request))


def _records(request: Request) -> Iterator[Any]:
    """The records of a request; closing this closes the run."""
    with closing(engine.stream(request)) as records:
        yield from records


def _settings(request: Request) -> dict[str, Any]:
    """What was asked, without the place of a visitor's file on this machine."""
    return request.model_dump(mode="json", exclude={"file"})


def _told(record: Any) -> str:
    """What the line under the button says in the end."""
    return " ".join(record.notes)


def _of(mode: str, view: Any, sentence: str, words: Any = KEEP, code: Any = KEEP) -> Values:
    """A message to the view of one mode; the others keep what they show."""
    views = [view if name == mode else KEEP for name in MODES]
    return (*views, words, code, sentence)
