"""Sums of words and whole sets of analogies, beside gensim on the same vectors, on one thread.

    python -m benchmarks.word_vectors        both, and the memory that is taken

A question of ours is answered with both rankings, all places, and the pictures; gensim's is its
`most_similar`. Our analogies are asked with the input words and without, and their failures listed;
gensim's are its `evaluate_word_analogies`. That the answers agree is checked.
"""

import tracemalloc
from collections.abc import Callable
from typing import Any

from gensim.models import KeyedVectors
from gensim.test.utils import datapath
from threadpoolctl import threadpool_limits

from benchmarks.speed import Measurement, seconds
from models import catalog, engine
from models.registry import registry
from models.word_vectors import analogies
from models.word_vectors.arithmetic import answer
from models.word_vectors.benchmark import ask_all
from models.word_vectors.checkpoint import read
from models.word_vectors.requests import METHODS, ArithmeticRequest, BenchmarkRequest
from models.word_vectors.space import Space

KEY = "pocket-vectors"
SUMS = (
    ("king", "man", "woman"),
    ("man", "woman", "mother"),
    ("his", "he", "you"),
    ("paris", "france", "italy"),
    ("walking", "walk", "swim"),
    ("bigger", "big", "small"),
    ("japanese", "japan", "france"),
    ("mice", "mouse", "dog"),
)
TURNS = 31
DIGITS = 4

Work = Callable[[], float]


def vectors_query() -> tuple[Work, Work]:
    """Some sums, a - b + c, one after another."""
    keyed = _loaded()
    requests = [
        ArithmeticRequest.parse(expression=f"{a} - {b} + {c}", vectors=KEY) for a, b, c in SUMS
    ]

    def ours() -> list[list[str]]:
        return [[word.word for word in list(engine.stream(r))[-1].ranking] for r in requests]

    def theirs() -> list[list[str]]:
        found = [keyed.most_similar(positive=[a, c], negative=[b]) for a, b, c in SUMS]
        return [[word for word, _ in words] for words in found]

    _check(ours() == theirs(), "the answers")
    return _on_one_thread(ours), _on_one_thread(theirs)


def vectors_analogies() -> tuple[Work, Work]:
    """All questions of Google's set whose words are known, 16,000 or so."""
    keyed = _loaded()
    request = BenchmarkRequest.parse(vectors=KEY, analogies="google")
    found: dict[str, float] = {}

    def ours() -> None:
        *_, finished = engine.stream(request)
        found["ours"] = finished.excluded.share

    def theirs() -> None:
        found["theirs"] = keyed.evaluate_word_analogies(datapath(analogies.GOOGLE))[0]

    def checked() -> None:
        theirs()
        _check(round(found["ours"], DIGITS) == round(found["theirs"], DIGITS), "the scores")

    return _on_one_thread(ours), _on_one_thread(checked)


MEASUREMENTS = (
    Measurement(f"{len(SUMS)} sums of words", "gensim most_similar", vectors_query, runs=TURNS),
    Measurement("Google's analogies", "gensim evaluate_word_analogies", vectors_analogies, runs=1),
)


def memory() -> float:
    """What is held at most, in MB, from reading the vectors to the last of Google's analogies."""
    tracemalloc.start()
    space = Space(read(catalog.find(KEY).folder), KEY)
    answer(space, ArithmeticRequest.parse(expression="king - man + woman", vectors=KEY))
    coverage = analogies.cover(analogies.read("google").sections, space)
    for method in METHODS:
        for _ in ask_all(space, coverage, method):
            continue
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def main() -> None:
    """Print the table."""
    print("ours, s   gensim, s  times shorter  what")
    for measurement in MEASUREMENTS:
        result = measurement.result()
        times = result.theirs / result.ours
        print(f"{result.ours:<8.4g}  {result.theirs:<9.4g}  {times:<13.2f}  {measurement.name}")
    matrix = _loaded().vectors.nbytes / 1e6
    peak = memory()
    print(f"\n{peak:.1f} MB of memory at most, {peak / matrix:.2f} × the matrix of {matrix:.1f} MB")


def _loaded() -> KeyedVectors:
    """The vectors as the registry lends them, which gensim is asked on, too."""
    list(engine.stream(ArithmeticRequest.parse(expression="king", vectors=KEY)))
    with registry().use(catalog.find(KEY)) as keyed:
        keyed.fill_norms()
        return keyed


def _on_one_thread(work: Callable[[], Any]) -> Work:
    def timed() -> float:
        with threadpool_limits(1):
            return seconds(work)

    return timed


def _check(same: bool, what: str) -> None:
    if not same:
        raise RuntimeError(f"{what} differ, so the times cannot be compared")


if __name__ == "__main__":
    main()
