"""A whole set of analogies, category by category, with the input words and without them."""

import time
from collections.abc import Iterator, Sequence

import numpy as np

from models import lending
from models.records import Waiting
from models.registry import registry
from models.word_vectors.analogies import SEARCHED, Coverage, Covered, cover, read
from models.word_vectors.requests import BenchmarkRequest
from models.word_vectors.search import Search
from models.word_vectors.source import spec_of
from models.word_vectors.space import Space
from models.word_vectors.verdicts import (
    BenchmarkFinished,
    BenchmarkProgress,
    BenchmarkStarted,
    Category,
    Failure,
    Score,
)

MAX_FAILURES = 8
SECONDS_BETWEEN_NEWS = 0.1
Z = 1.959964
"""Of the normal distribution, for 95 %."""

News = BenchmarkStarted | BenchmarkProgress | Category | BenchmarkFinished


def benchmark(request: BenchmarkRequest) -> Iterator[Waiting | News]:
    """Started, a Category after every category, progress on the way, Finished."""
    questions = read(request.analogies, request.questions)
    spec = spec_of(request)
    yield from lending.prepare(spec)
    with registry().use(spec) as keyed:
        space = Space(keyed, spec.name)
        coverage = cover(questions.sections, space)
        notes = (*request.notes, *space.remarks, *questions.notes, *_notes(space))
        yield _started(space, coverage, request, notes)
        yield from ask_all(space, coverage, request.method)


def ask_all(
    space: Space, coverage: Coverage, method: str
) -> Iterator[BenchmarkProgress | Category | BenchmarkFinished]:
    """Every category of `coverage`, and their sum."""
    begin = told = time.perf_counter()
    done, total = 0, sum(len(section.rows) for section in coverage.sections)
    categories: list[Category] = []
    for section in coverage.sections:
        search = Search(space, section.rows[:, :3], coverage.twins, method)
        for share in search.blocks():
            if time.perf_counter() - told > SECONDS_BETWEEN_NEWS:
                told = time.perf_counter()
                yield BenchmarkProgress(done + int(share * len(section.rows)), total)
        done += len(section.rows)
        categories.append(_category(section, search, coverage.twins))
        yield categories[-1]
    yield _finished(categories, time.perf_counter() - begin)


def score(right: int, total: int) -> Score:
    """With the interval of Wilson (1927), which also holds near 0 and 1."""
    if not total:
        return Score(0, 0, 0.0, 1.0)
    share, size = right / total, 1 + Z**2 / total
    middle = (share + Z**2 / (2 * total)) / size
    reach = Z / size * (share * (1 - share) / total + Z**2 / (4 * total**2)) ** 0.5
    return Score(right, total, max(middle - reach, 0.0), min(middle + reach, 1.0))


def _started(
    space: Space, coverage: Coverage, request: BenchmarkRequest, notes: tuple[str, ...]
) -> BenchmarkStarted:
    categories = tuple((s.name, s.asked, len(s.rows)) for s in coverage.sections)
    return BenchmarkStarted(
        about=space.about,
        analogies=request.analogies,
        categories=categories,
        asked=sum(asked for _, asked, _ in categories),
        covered=sum(covered for _, _, covered in categories),
        unknown=coverage.missing,
        notes=notes,
    )


def _category(section: Covered, search: Search, twins: dict[int, tuple[int, ...]]) -> Category:
    expected = section.rows[:, 3]
    wrong = np.nonzero(_in_one_case(search.without_inputs, twins) != expected)[0]
    right_too = _in_one_case(search.with_inputs, twins) == expected
    inputs = (search.with_inputs[:, None] == search.barred).any(axis=1)
    count = len(expected)
    return Category(
        name=section.name,
        asked=section.asked,
        covered=count,
        excluded=score(count - len(wrong), count),
        included=score(int(np.count_nonzero(right_too)), count),
        input_answers=int(np.count_nonzero(inputs)),
        failures=_failures(search, expected, _spread(wrong, MAX_FAILURES)),
    )


def _failures(search: Search, expected: np.ndarray, chosen: np.ndarray) -> tuple[Failure, ...]:
    """What was answered to the `chosen` questions [k]."""
    word = search.space.word
    places = search.places(chosen, expected[chosen])
    return tuple(
        Failure(
            *(word(row) for row in search.questions[number].tolist()),
            expected=word(int(expected[number])),
            answered=word(int(search.without_inputs[number])),
            place=int(place),
            unrestricted=word(int(search.with_inputs[number])),
        )
        for number, place in zip(chosen.tolist(), places, strict=True)
    )


def _finished(categories: Sequence[Category], seconds: float) -> BenchmarkFinished:
    covered = sum(category.covered for category in categories)
    return BenchmarkFinished(
        categories=tuple(categories),
        excluded=score(sum(category.excluded.right for category in categories), covered),
        included=score(sum(category.included.right for category in categories), covered),
        input_answers=sum(category.input_answers for category in categories),
        asked=sum(category.asked for category in categories),
        covered=covered,
        seconds=seconds,
    )


def _in_one_case(rows: np.ndarray, twins: dict[int, tuple[int, ...]]) -> np.ndarray:
    """The rows of the same words in the case that questions are asked in."""
    asked = {other: row for row, others in twins.items() for other in others}
    return np.array([asked.get(row, row) for row in rows.tolist()], int) if asked else rows


def _spread(numbers: np.ndarray, count: int) -> np.ndarray:
    """At most `count` of `numbers`, from the whole range."""
    if len(numbers) <= count:
        return numbers
    return numbers[np.linspace(0, len(numbers) - 1, count).round().astype(int)]


def _notes(space: Space) -> Iterator[str]:
    if len(space) > SEARCHED:
        yield (
            f"Only the {SEARCHED:,} most frequent words are asked for and may answer, as in gensim."
        )
