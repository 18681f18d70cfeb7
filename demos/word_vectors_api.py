"""The word vectors tab as functions for `gradio_client`.

/vector_arithmetic, /similarity and /analogy_benchmark.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import gradio as gr

from demos.endpoints import offer, paced, parsed
from models import engine
from models.requests import Request
from models.word_vectors.records import Arithmetic, Neighbour, Similarity
from models.word_vectors.requests import (
    ANALOGIES,
    ArithmeticRequest,
    BenchmarkRequest,
    SimilarityRequest,
)
from models.word_vectors.verdicts import BenchmarkFinished, BenchmarkStarted, Category, Score


def vector_arithmetic(
    expression: str, vectors: str, topn: int, exclude_inputs: bool
) -> Iterator[dict[str, Any]]:
    """Find the words that are nearest to a sum of words.

    Args:
        expression: "king - man + woman", "0.5*paris + tokyo"; at most 1,000 characters.
        vectors: A key of the catalog, "pocket-vectors".
        topn: How many words, 1 to 100.
        exclude_inputs: Whether the words of the expression are left out, as in gensim.

    Returns:
        A dictionary: `words`, a list of `word`, `cosine`, `dot`, `euclidean` and `place` among all
        words; `inputs`, the same of the words of the expression; `first_of_all`, the word that is
        nearest when all may answer; `is_zero`, whether the sum is the zero vector, which has no
        nearest word; `notes`; `seconds`.
    """
    request = parsed(
        ArithmeticRequest,
        expression=expression,
        vectors=vectors,
        topn=topn,
        exclude_inputs=exclude_inputs,
    )
    for record in _records(request):
        yield _answer(record) if isinstance(record, Arithmetic) else {}


def similarity(words: str, vectors: str) -> Iterator[dict[str, Any]]:
    """Compare every word of a list with every other.

    Args:
        words: "horse, cow, ocean", 2 to 60 words.
        vectors: A key of the catalog, "pocket-vectors".

    Returns:
        A dictionary: `words`, those that are known; `cosine`, `dot` and `euclidean`, a row for each
        of them; `odd_one_out`, empty for two words; `unknown`, with what may be meant.
    """
    for record in _records(parsed(SimilarityRequest, words=words, vectors=vectors)):
        yield _matrices(record) if isinstance(record, Similarity) else {}


def analogy_benchmark(vectors: str, questions: str) -> Iterator[dict[str, Any]]:
    """Ask a whole set of analogies, with the input words left out and with them.

    Args:
        vectors: A key of the catalog, "pocket-vectors".
        questions: "own" or "google", or questions: four words a line, a category after a colon.

    Returns:
        A dictionary: `excluded` and `included`, each with `right`, `total`, `share` and the ends
        `low` and `high` of its 95 % interval; `categories`, the same by `name`; `asked` and
        `covered` questions; `input_answers`, how often an input is nearest; `seconds`; `notes`.
    """
    known = questions.strip() in ANALOGIES[:2]
    request = parsed(
        BenchmarkRequest,
        vectors=vectors,
        analogies=questions.strip() if known else "yours",
        questions="" if known else questions,
    )
    notes: tuple[str, ...] = ()
    for record in _records(request):
        if isinstance(record, BenchmarkStarted):
            notes = record.notes
        yield _verdict(record, notes) if isinstance(record, BenchmarkFinished) else {}


def endpoints() -> None:
    """Add the end points."""
    expression = gr.Textbox("king - man + woman", visible=False, label="expression")
    words = gr.Textbox("horse, cow, ocean", visible=False, label="words")
    vectors = gr.Textbox("pocket-vectors", visible=False, label="vectors")
    topn = gr.Number(10, visible=False, label="topn", precision=0)
    exclude_inputs = gr.Checkbox(True, visible=False, label="exclude_inputs")
    questions = gr.Textbox("own", visible=False, label="questions")
    answer = gr.JSON(visible=False, label="answer")
    offer(vector_arithmetic, [expression, vectors, topn, exclude_inputs], [answer])
    offer(similarity, [words, vectors], [answer])
    offer(analogy_benchmark, [vectors, questions], [answer])


def _records(request: Request) -> Iterator[Any]:
    return paced(engine.stream(request))


def _answer(record: Arithmetic) -> dict[str, Any]:
    first = record.with_inputs[0].word if record.with_inputs else None
    return {
        "words": [_numbers(neighbour) for neighbour in record.ranking],
        "inputs": [_numbers(neighbour) for neighbour in record.inputs],
        "first_of_all": first,
        "is_zero": record.is_zero,
        "notes": list(record.notes),
        "seconds": record.seconds,
    }


def _numbers(neighbour: Neighbour) -> dict[str, Any]:
    names = ("word", "cosine", "dot", "euclidean", "place")
    return {name: getattr(neighbour, name) for name in names}


def _matrices(record: Similarity) -> dict[str, Any]:
    return {
        "words": list(record.words),
        "cosine": record.cosine.tolist(),
        "dot": record.dot.tolist(),
        "euclidean": record.euclidean.tolist(),
        "odd_one_out": record.odd_one_out,
        "unknown": {word.word: list(word.suggestions) for word in record.unknown},
    }


def _verdict(finished: BenchmarkFinished, notes: tuple[str, ...]) -> dict[str, Any]:
    return {
        "excluded": _score(finished.excluded),
        "included": _score(finished.included),
        "categories": [_category(category) for category in finished.categories],
        "asked": finished.asked,
        "covered": finished.covered,
        "input_answers": finished.input_answers,
        "seconds": finished.seconds,
        "notes": list(notes),
    }


def _category(category: Category) -> dict[str, Any]:
    return {
        "name": category.name,
        "asked": category.asked,
        "covered": category.covered,
        "excluded": _score(category.excluded),
        "included": _score(category.included),
        "input_answers": category.input_answers,
    }


def _score(score: Score) -> dict[str, Any]:
    return asdict(score) | {"share": score.share if score.total else None}
