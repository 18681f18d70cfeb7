"""Words of a list beside each other: how near each is to each, the odd one out, a map."""

from collections.abc import Iterator

import numpy as np

from models import lending
from models.errors import InvalidRequest
from models.records import Waiting
from models.registry import registry
from models.word_vectors import lookup
from models.word_vectors.lists import Groups
from models.word_vectors.plane import Directions
from models.word_vectors.records import Map, Similarity, Unknown
from models.word_vectors.requests import MapRequest, SimilarityRequest
from models.word_vectors.source import spec_of
from models.word_vectors.space import SMALLEST, Space

FEWEST_FOR_ODD = 3
"""Of two words, none is the odd one."""


def compare(request: SimilarityRequest) -> Iterator[Waiting | Similarity]:
    """The words of a list, each with each; InvalidRequest where fewer than two are known."""
    spec = spec_of(request)
    yield from lending.prepare(spec)
    with registry().use(spec) as keyed:
        yield similarity(Space(keyed, spec.name, request.unit_length), request)


def draw_map(request: MapRequest) -> Iterator[Waiting | Map]:
    """The words of a list on a map; InvalidRequest where fewer than three are known."""
    spec = spec_of(request)
    yield from lending.prepare(spec)
    with registry().use(spec) as keyed:
        yield word_map(Space(keyed, spec.name, request.unit_length), request)


def similarity(space: Space, request: SimilarityRequest) -> Similarity:
    """The matrices of vectors that are in memory."""
    rows, missing = _known(request.words, space, least=2)
    vectors = space.rows(list(rows.values())).astype(np.float64)
    dot = vectors @ vectors.T
    lengths = np.maximum(np.sqrt(np.diag(dot)), SMALLEST)
    squared = lengths[:, None] ** 2 + lengths**2 - 2 * dot
    units = vectors / lengths[:, None]
    mean = units.mean(axis=0)
    centrality = units @ mean / max(float(np.linalg.norm(mean)), SMALLEST)
    words = [space.word(index) for index in rows.values()]
    return Similarity(
        about=space.about,
        words=tuple(words),
        cosine=np.clip(units @ units.T, -1, 1).astype(np.float32),
        dot=dot.astype(np.float32),
        euclidean=np.sqrt(np.maximum(squared, 0)).astype(np.float32),
        values=vectors.astype(np.float32),
        centrality=centrality.astype(np.float32),
        odd_one_out=words[int(centrality.argmin())] if len(words) >= FEWEST_FOR_ODD else "",
        unknown=missing,
        notes=(*request.notes, *space.remarks),
    )


def word_map(space: Space, request: MapRequest) -> Map:
    """The map of vectors that are in memory."""
    rows, missing = _known(request.words, space, least=3)
    vectors = space.rows(list(rows.values())).astype(np.float64)
    seen = Directions.best_for(vectors, vectors.mean(axis=0)).seen(vectors)
    group_of = {word: k for k, group in enumerate(request.words) for word in group.words}
    return Map(
        about=space.about,
        words=tuple(space.word(index) for index in rows.values()),
        groups=tuple(group.name for group in request.words),
        group_of=tuple(group_of[word] for word in rows),
        coordinates=seen.coordinates.astype(np.float32),
        kept=seen.kept(),
        point_kept=seen.kept_of_each(),
        unknown=missing,
        notes=(*request.notes, *space.remarks),
    )


def _known(groups: Groups, space: Space, least: int) -> tuple[dict[str, int], tuple[Unknown, ...]]:
    """Rows of the words as they were written, and the unknown words."""
    rows, missing = lookup.sort_out(groups, space)
    if len(rows) < least:
        sentences = " ".join(lookup.sentence(word, space) for word in missing[:least])
        raise InvalidRequest(f"{sentences} At least {least} different words must be known.".strip())
    return rows, missing
