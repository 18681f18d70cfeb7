"""From the values of the controls of the word vectors tab to requests."""

from collections.abc import Mapping
from typing import Any

from models import catalog
from models.errors import InvalidRequest
from models.word_vectors.lists import parse_groups, words_of
from models.word_vectors.requests import (
    MAX_MATRIX,
    ArithmeticRequest,
    BenchmarkRequest,
    BiasRequest,
    MapRequest,
    SimilarityRequest,
)

ARITHMETIC = "Arithmetic"
COMPARE = "Compare"
BENCHMARK = "Does it work?"
BIAS = "Bias"
MODES = (ARITHMETIC, COMPARE, BENCHMARK, BIAS)

KIND = "word-vectors"
POCKET = "pocket-vectors"
OWN_FILE = "your-file"

LEAST_OF_A_MAP = 2
"""A map shows more words than this: two are always on one line."""

SETS = {"own": "ours, short", "google": "Google, 19,544", "yours": "paste yours"}
MEASURES = {"cosine": "cosine", "dot": "dot product", "euclidean": "Euclidean distance"}


def choices() -> list[tuple[str, str]]:
    """The word vectors that may be chosen here, ours first, the visitor's own file last."""
    offered = [(spec.title, spec.key) for spec in catalog.offered(KIND)]
    return [*offered, ("Your own file", OWN_FILE)]


def source(settings: Mapping[str, Any]) -> dict[str, str]:
    """Which vectors a request goes to; InvalidRequest where a file is wanted that is not there."""
    if settings["vectors"] != OWN_FILE:
        return {"vectors": settings["vectors"]}
    if not settings.get("file"):
        raise InvalidRequest("There is no file yet: choose one under More.")
    return {"file": str(settings["file"])}


def arithmetic_request(settings: Mapping[str, Any]) -> ArithmeticRequest:
    """What the controls of the first mode ask."""
    names = ("expression", "exclude_inputs", "method", "measure", "unit_length", "topn")
    return ArithmeticRequest.parse(**source(settings), **{name: settings[name] for name in names})


def list_requests(settings: Mapping[str, Any]) -> tuple[SimilarityRequest | MapRequest, ...]:
    """A matrix of the list where it is short enough, and a map where it is long enough."""
    values = {"words": settings["words"], "unit_length": settings["unit_length"]}
    count = _count(settings["words"])
    kinds = []
    if count <= MAX_MATRIX:
        kinds.append(SimilarityRequest)
    if count > LEAST_OF_A_MAP:
        kinds.append(MapRequest)
    return tuple(kind.parse(**source(settings), **values) for kind in kinds)


def benchmark_request(settings: Mapping[str, Any]) -> BenchmarkRequest:
    """All questions of a set."""
    names = ("analogies", "questions", "method")
    return BenchmarkRequest.parse(**source(settings), **{name: settings[name] for name in names})


def bias_request(settings: Mapping[str, Any]) -> BiasRequest:
    """Words along the axis of the pairs."""
    values = {"pairs": settings["pairs"], "words": settings["people"]}
    return BiasRequest.parse(**source(settings), **values)


def _count(words: str) -> int:
    """How many different words a list has; none where it cannot be read, which requests tell."""
    try:
        return len(words_of(parse_groups(words)))
    except ValueError:
        return 0
