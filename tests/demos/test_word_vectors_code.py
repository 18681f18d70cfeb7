"""The code panel of the word vectors tab: its programs give the same answers with plain gensim."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from demos.word_vectors_code import (
    arithmetic_code,
    benchmark_code,
    bias_code,
    comparison_code,
)
from models import engine
from models.records import Waiting
from models.word_vectors.requests import (
    ArithmeticRequest,
    BenchmarkRequest,
    BiasRequest,
    SimilarityRequest,
)
from models.word_vectors.verdicts import BenchmarkFinished

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs run where the project's folders are, and may write beside them."""
    (tmp_path / "models").symlink_to(ROOT / "models")
    monkeypatch.chdir(tmp_path)


def printed(program: str) -> list[str]:
    """The lines that a program prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(program, "word_vectors.py", "exec"), {})
    return out.getvalue().splitlines()


def answered(request: Any) -> Any:
    """The last record that answers a request."""
    *_, record = (r for r in engine.stream(request) if not isinstance(r, Waiting))
    return record


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"expression": "0.5*paris + tokyo", "topn": 3},
        {"exclude_inputs": False},
        {"measure": "dot", "unit_length": False},
        {"measure": "euclidean", "unit_length": False, "exclude_inputs": False},
        {"method": "3CosMul"},
        {"method": "3CosMul", "exclude_inputs": False, "expression": "2*king - man + woman"},
    ],
    ids=str,
)
def test_the_program_gives_the_same_ranking(settings: dict[str, Any]) -> None:
    request = ArithmeticRequest(**{"expression": "king - man + woman", **settings})
    record = answered(request)
    lines = [line.split() for line in printed(arithmetic_code(request, record))]
    assert [word for _, word in lines] == [neighbour.word for neighbour in record.ranking]
    scores = [neighbour.score for neighbour in record.ranking]
    np.testing.assert_allclose([float(score) for score, _ in lines], scores, atol=2e-3)


def test_the_program_compares_the_same_words() -> None:
    request = SimilarityRequest(words="horse, cow, ocean, river")
    record = answered(request)
    lines = printed(comparison_code(request, record.words))
    assert f"odd one out: {record.odd_one_out}" in lines
    numbers = [float(text) for text in re.findall(r"-?\d\.?\d*", " ".join(lines[:4]))]
    np.testing.assert_allclose(numbers, record.dot.ravel(), atol=0.006)


def test_the_program_asks_the_same_questions() -> None:
    request = BenchmarkRequest(analogies="own")
    finished = answered(request)
    assert isinstance(finished, BenchmarkFinished)
    total = printed(benchmark_code(request))[-1]
    assert total.split() == [
        f"{finished.excluded.share:.1%}",
        "of",
        str(finished.covered),
        "Total",
        "accuracy",
    ]


def test_the_program_finds_the_same_axis() -> None:
    request = BiasRequest(pairs="he she, man woman, his her", words="nurse captain doctor")
    record = answered(request)
    lines = [line.split() for line in printed(bias_code(request, record.words))]
    assert [word for *_, word in lines] == list(record.words)
    before = [float(line[0]) for line in lines]
    np.testing.assert_allclose(before, record.before.projection, atol=2e-3)
    np.testing.assert_allclose([float(line[1]) for line in lines], 0, atol=2e-3)


def test_programs_of_other_vectors_load_them_as_gensim_does() -> None:
    request = ArithmeticRequest(expression="king", vectors="glove-wiki-gigaword-50")
    assert 'gensim.downloader.load("glove-wiki-gigaword-50")' in arithmetic_code(request)
    own = ArithmeticRequest(expression="king", file="/tmp/vectors.txt")
    program = arithmetic_code(own)
    assert "/tmp" not in program
    compile(program, "own.py", "exec")
    compile(benchmark_code(BenchmarkRequest(analogies="google")), "google.py", "exec")
