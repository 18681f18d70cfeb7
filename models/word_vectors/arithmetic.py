"""Sums of words: the nearest words, with the inputs and without, and the picture of the sum."""

import time
from collections.abc import Iterator, Sequence

import numpy as np

from models import lending
from models.records import Waiting
from models.registry import registry
from models.word_vectors import lookup, plane
from models.word_vectors.expression import Parsed, Written, parse
from models.word_vectors.ranking import Ranking, is_zero, rank, total
from models.word_vectors.records import Arithmetic, Moved, Neighbour, Term
from models.word_vectors.requests import ArithmeticRequest
from models.word_vectors.source import spec_of
from models.word_vectors.space import Space
from models.word_vectors.tokens import ExpressionError

MAX_SHOWN = 12
"""The answer and its neighbours in a picture, at most."""


def calculate(request: ArithmeticRequest) -> Iterator[Waiting | Arithmetic]:
    """The answer to an expression.

    Raises:
        ExpressionError: where a word is not there; it says which, and what could be meant.
    """
    spec = spec_of(request)
    yield from lending.prepare(spec)
    with registry().use(spec) as keyed:
        yield answer(Space(keyed, spec.name, request.unit_length), request)


def answer(space: Space, request: ArithmeticRequest) -> Arithmetic:
    """The same, from vectors that are in memory."""
    begin = time.perf_counter()
    parsed = parse(request.expression, is_word=space.keyed.key_to_index.__contains__)
    terms = tuple(_term(written, space) for written in parsed.terms)
    settings = {
        "about": space.about,
        "expression": request.expression,
        "terms": terms,
        "exclude_inputs": request.exclude_inputs,
        "method": request.method,
        "measure": request.measure,
        "notes": (*request.notes, *space.remarks, *_notes(terms, request)),
    }
    target = total(space, terms)
    if is_zero(space, terms, target):
        found = _nowhere()
    else:
        found = _found(rank(space, terms, request.measure, request.method), terms, parsed, request)
    return Arithmetic(
        **settings,
        **found,
        length=float(np.linalg.norm(target)),
        seconds=time.perf_counter() - begin,
    )


def _found(
    ranking: Ranking, terms: tuple[Term, ...], parsed: Parsed, request: ArithmeticRequest
) -> dict[str, object]:
    """What an Arithmetic record says of the words that were found."""
    space = ranking.space
    nearest = ranking.first(max(request.topn, MAX_SHOWN) + len(ranking.inputs))
    without = tuple(word for word in nearest if not word.is_input)
    inputs = sorted(map(ranking.neighbour, ranking.inputs), key=lambda word: word.place)
    near = without[:MAX_SHOWN]
    return {
        "is_zero": False,
        "with_inputs": nearest[: request.topn],
        "without_inputs": without[: request.topn],
        "inputs": tuple(inputs),
        "expected": parsed.guess and ranking.neighbour(_term(parsed.guess, space).index),
        "through_zero": plane.through_zero(space, terms, near),
        "through_words": plane.through_words(space, terms, near),
        "moved": _moved(space, terms, ranking.target, near),
    }


def _nowhere() -> dict[str, object]:
    """The same for a sum without a direction."""
    return {
        "is_zero": True,
        "with_inputs": (),
        "without_inputs": (),
        "inputs": (),
        "expected": None,
        "through_zero": None,
        "through_words": None,
        "moved": None,
    }


def _term(written: Written, space: Space) -> Term:
    """A term with its row; ExpressionError where there is none."""
    index = lookup.find(written.word, space.keyed.key_to_index)
    if index is None:
        missing = lookup.unknown(written.word, space)
        sentence = lookup.sentence(missing, space)
        place = written.start, written.end
        raise ExpressionError(sentence, *place, missing.suggestions, missing.related)
    return Term(written.weight, space.word(index), written.word, written.start, written.end, index)


def _moved(
    space: Space, terms: Sequence[Term], target: np.ndarray, near: Sequence[Neighbour]
) -> Moved:
    """The coordinates of the inputs, the sum and the answer, and how the sum left the first."""
    start = next((term for term in terms if term.weight > 0), terms[0])
    distinct = {term.index: term.word for term in terms}
    answers = {word.index: word.word for word in near[:1]}
    change = target - space.rows([start.index])[0]
    squares = np.sort(change**2)[::-1]
    half = int(np.searchsorted(np.cumsum(squares), squares.sum() / 2)) + 1 if squares.any() else 0
    return Moved(
        names=(*distinct.values(), plane.names_of_sums(terms)[-1], *answers.values()),
        values=np.vstack(
            [space.rows(list(distinct)), target[None], space.rows(list(answers))]
        ).astype(np.float32),
        change=change.astype(np.float32),
        order=np.argsort(-np.abs(change), kind="stable"),
        half=half,
    )


def _notes(terms: Sequence[Term], request: ArithmeticRequest) -> Iterator[str]:
    for term in terms:
        if term.word != term.written:
            yield f"“{term.written}” was looked up as “{term.word}”."
    if request.method == "3CosMul" and any(abs(term.weight) != 1 for term in terms):
        yield "3CosMul multiplies cosines, so it takes weights as exponents."
