"""Words along an axis that pairs of words span, before hard debiasing and after it."""

from collections.abc import Iterator, Sequence

import numpy as np

from models import lending
from models.errors import InvalidRequest
from models.records import Waiting
from models.registry import registry
from models.word_vectors import lookup
from models.word_vectors.analogies import Analogies, cover, read
from models.word_vectors.benchmark import ask_all
from models.word_vectors.debias import Debiased, Rows, axis_of, words_in
from models.word_vectors.lists import parse_groups
from models.word_vectors.requests import BiasRequest
from models.word_vectors.source import spec_of
from models.word_vectors.space import SMALLEST, Space
from models.word_vectors.verdicts import BenchmarkFinished, BenchmarkProgress, Bias, Score, Side

NEAREST = 10
FEWEST_FOR_ECHO = 12
"""Words; in a shorter list all are neighbours."""


def measure_bias(request: BiasRequest) -> Iterator[Waiting | BenchmarkProgress | Bias]:
    """Progress of the analogies, which are asked twice, then the words along the axis.

    Raises:
        InvalidRequest: where a word of a pair is not known, or a pair has the same word twice.
    """
    questions = read(request.analogies, request.questions)
    spec = spec_of(request)
    yield from lending.prepare(spec)
    with registry().use(spec) as keyed:
        yield from bias(Space(keyed, spec.name), request, questions)


def bias(
    space: Space, request: BiasRequest, questions: Analogies
) -> Iterator[BenchmarkProgress | Bias]:
    """The same, from vectors that are in memory."""
    pairs = [_rows(pair, space) for pair in request.pairs]
    axis, explained = axis_of(space, pairs)
    specific, note = _specific(request, pairs, space)
    after = Debiased(space, axis, specific, pairs)
    groups = request.words or parse_groups(list(words_in("occupations")))
    found, missing = lookup.sort_out(groups, space)
    words = np.array(list(found.values()), int)
    scores = yield from _scores((space, after), questions)
    projection = space.units_at(words) @ axis
    sides = [
        _side(of, words, axis, projection, after.is_specific[words], score)
        for of, score in zip((space, after), scores, strict=True)
    ]
    yield Bias(
        about=space.about,
        pairs=tuple((space.word(first), space.word(second)) for first, second in pairs),
        pair_projection=np.array([space.units_at(list(pair)) @ axis for pair in pairs]),
        explained=explained,
        words=tuple(space.word(row) for row in words.tolist()),
        before=sides[0],
        after=sides[1],
        specific=int(after.is_specific.sum()),
        analogies=request.analogies,
        unknown=missing,
        notes=(*request.notes, *space.remarks, *questions.notes, note),
    )


def _rows(pair: tuple[str, str], space: Space) -> Rows:
    rows = [lookup.find(word, space.keyed.key_to_index) for word in pair]
    for word, row in zip(pair, rows, strict=True):
        if row is None:
            raise InvalidRequest(lookup.sentence(lookup.unknown(word, space), space))
    if rows[0] == rows[1]:
        raise InvalidRequest(f"“{' '.join(pair)}” is no pair: give two different words.")
    return rows[0], rows[1]


def _specific(request: BiasRequest, pairs: Sequence[Rows], space: Space) -> tuple[set[int], str]:
    """Rows that debiasing leaves in their place, and what the visitor should know of them."""
    own = {row for pair in pairs for row in pair}
    index_of = space.keyed.key_to_index
    gendered = {index_of[word] for word in words_in("gendered") if word in index_of}
    if own <= gendered:
        return gendered, f"{len(gendered)} words of one gender by definition keep their place."
    return own, "Only the words of the pairs keep their place: no list says which others should."


def _scores(spaces: Sequence[Space], questions: Analogies) -> Iterator[BenchmarkProgress]:
    """Ask every space all questions; returns a Score for each."""
    scores: list[Score] = []
    for number, space in enumerate(spaces):
        coverage = cover(questions.sections, space)
        for news in ask_all(space, coverage, "3CosAdd"):
            if isinstance(news, BenchmarkProgress):
                yield BenchmarkProgress(number * news.total + news.done, len(spaces) * news.total)
            elif isinstance(news, BenchmarkFinished):
                scores.append(news.excluded)
    return scores


def _side(
    space: Space,
    words: np.ndarray,
    axis: np.ndarray,
    original: np.ndarray,
    is_specific: np.ndarray,
    score: Score,
) -> Side:
    """How the words lie in a space, beside their `original` projections [words]."""
    units = space.units_at(words)
    projection = units @ axis
    neutral = projection[~is_specific]
    return Side(
        projection=projection.astype(np.float32),
        direct_bias=float(np.abs(neutral).mean()) if len(neutral) else float("nan"),
        echo=_echo(units, original),
        score=score,
    )


def _echo(units: np.ndarray, original: np.ndarray) -> float:
    """Correlation of every word's projection with the mean one of its nearest words in the list."""
    if len(units) < FEWEST_FOR_ECHO:
        return float("nan")
    cosines = units @ units.T
    np.fill_diagonal(cosines, -np.inf)
    nearest = np.argsort(-cosines, axis=1)[:, : min(NEAREST, len(units) // 3)]
    around = original[nearest].mean(axis=1)
    spread = float(original.std() * around.std())
    return float(((original - original.mean()) * (around - around.mean())).mean()) / max(
        spread, SMALLEST
    )
