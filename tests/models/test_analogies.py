"""Whole sets of analogies: gensim's answers in a fraction of the time, with honest intervals."""

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors
from scipy.stats import binomtest
from vector_spaces import pocket, random_vectors, shipped

from models import engine
from models.errors import InvalidRequest
from models.records import Waiting
from models.word_vectors import analogies, search
from models.word_vectors.benchmark import ask_all, score
from models.word_vectors.requests import BenchmarkRequest
from models.word_vectors.search import Search
from models.word_vectors.space import Space
from models.word_vectors.verdicts import (
    BenchmarkFinished,
    BenchmarkProgress,
    BenchmarkStarted,
    Category,
)

CASES = ["king", "King", "KING", "queen", "Queen", "man", "woman", "Oslo", "oslo", "norway"]


def ask(keyed: KeyedVectors, text: str, method: str = "3CosAdd") -> list[Category]:
    space = Space(keyed, "Test vectors")
    coverage = analogies.cover(analogies.parse(text).sections, space)
    return [news for news in ask_all(space, coverage, method) if isinstance(news, Category)]


def questions_about(words: list[str], count: int, seed: int = 3) -> str:
    """Lines of four words, many of which begin with the same pair."""
    rng = np.random.default_rng(seed)
    chosen = [rng.choice(words, 4, replace=False) for _ in range(count)]
    return "\n".join(" ".join(four) for four in chosen)


def in_lines(text: str) -> str:
    """The same questions, four words a line, as gensim wants them."""
    sections = analogies.parse(text).sections
    return "".join(
        f": {section.name}\n" + "".join(" ".join(q) + "\n" for q in section.questions)
        for section in sections
    )


@pytest.mark.parametrize("vectors", ["pocket", "cases"])
def test_scores_are_those_of_gensim(vectors: str, tmp_path: Path) -> None:
    if vectors == "pocket":
        keyed, text = pocket(), in_lines(analogies.OWN.read_text())
    else:
        keyed = random_vectors([*CASES, "w1", "w2", "w3"], size=4)
        text = ": few\n" + questions_about([*CASES, "w1", "w2", "W3", "absent"], 300)
    path = tmp_path / "questions.txt"
    path.write_text(text)
    _, theirs = keyed.evaluate_word_analogies(str(path))
    ours = ask(keyed, text)
    assert [category.name for category in ours] == [section["section"] for section in theirs[:-1]]
    for category, section in zip(ours, theirs, strict=False):
        right, wrong = len(section["correct"]), len(section["incorrect"])
        assert (category.excluded.right, category.covered) == (right, right + wrong)
    assert sum(category.excluded.right for category in ours) > 0


@pytest.mark.parametrize("method", ["3CosAdd", "3CosMul"])
def test_every_answer_is_that_of_gensim(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where words and questions fill many blocks, and questions many parts."""
    monkeypatch.setattr(search, "BLOCK", 7)
    monkeypatch.setattr(search, "CHUNK", 3)
    monkeypatch.setattr(search, "MAX_WORDS", 10)
    keyed = random_vectors([f"w{k}" for k in range(60)])
    rng = np.random.default_rng(8)
    questions = np.array([rng.choice(60, 4, replace=False) for _ in range(50)])
    found = Search(Space(keyed, ""), questions[:, :3], {}, method)
    shares = list(found.blocks())
    assert shares == sorted(shares) and shares[-1] == pytest.approx(1)
    theirs = keyed.most_similar if method == "3CosAdd" else keyed.most_similar_cosmul
    places = found.places(np.arange(50), questions[:, 3])
    for row, (a, b, c, d) in enumerate(questions.tolist()):
        words = {"positive": [f"w{b}", f"w{c}"], "negative": [f"w{a}"]}
        ranked = [keyed.key_to_index[word] for word, _ in theirs(**words, topn=57)]
        assert found.without_inputs[row] == ranked[0]
        assert places[row] == ranked.index(d) + 1
        scores = theirs(**words, topn=None)
        assert found.with_inputs[row] == scores.argmax()


def test_failures_and_inputs_are_told() -> None:
    keyed = KeyedVectors(2)
    keyed.add_vectors(
        ["a", "b", "c", "d", "e"],
        np.array([[1, 0], [0.9, 0.1], [0, 1], [-0.1, 1.1], [-0.3, 0.9]], np.float32),
    )
    (category,) = ask(keyed, "a b c e\na b c d\nb a c zebra")
    assert (category.asked, category.covered) == (3, 2)
    assert category.excluded.right == 1 and category.included.right == 0
    assert category.input_answers == 2
    (failure,) = category.failures
    assert (failure.a, failure.b, failure.c, failure.expected) == ("a", "b", "c", "e")
    assert (failure.answered, failure.place, failure.unrestricted) == ("d", 2, "c")


def test_pairs_make_questions() -> None:
    text = (
        "# capitals\n: capitals\nparis france\noslo norway # or two\nrome italy\n\n: one\nw x y z"
    )
    first, second = analogies.parse(text).sections
    pairs = [("paris", "france"), ("oslo", "norway"), ("rome", "italy")]
    assert first.questions == tuple((*a, *b) for a, b in permutations(pairs, 2))
    assert (second.name, second.questions) == ("one", (("w", "x", "y", "z"),))


def test_lines_that_are_no_question_are_told() -> None:
    found = analogies.parse("a b c d\none two three\n\na b c d e")
    assert found.notes == (
        "2 lines without four words or two left out, first line 2: 'one two three'.",
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no question to ask"),
        (": capitals\n", "no question to ask"),
        ("one pair", "no question to ask"),
        ("😀 😀 😀", "no question to ask"),
        ("a b c d\n" * 50_001, "more than 50,000 questions"),
        ("a b\n" * 230, "more than 50,000 questions"),
    ],
)
def test_set_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InvalidRequest, match=sentence):
        analogies.parse(text)


@pytest.mark.parametrize(("right", "total"), [(0, 5), (5, 5), (8, 10), (530, 2000)])
def test_interval_is_that_of_wilson(right: int, total: int) -> None:
    expected = binomtest(right, total).proportion_ci(method="wilson")
    found = score(right, total)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-6)


def test_no_questions_leave_everything_open() -> None:
    found = score(0, 0)
    assert (found.low, found.high) == (0, 1) and np.isnan(found.share)


def test_sets_that_come_along() -> None:
    own, google = analogies.read("own"), analogies.read("google")
    assert sum(len(section.questions) for section in google.sections) == 19_544
    assert len(google.sections) == 14 and not (own.skipped or google.skipped)
    assert 180 <= sum(len(section.questions) for section in own.sections) <= 260
    assert analogies.cover(own.sections, Space(shipped(), "")).missing == ()


def test_benchmark_comes_category_by_category() -> None:
    request = BenchmarkRequest.parse(
        analogies="yours", questions="he his\nshe her\n: b\nman boy x y\n"
    )
    news = [record for record in engine.stream(request) if not isinstance(record, Waiting)]
    started, *middle, finished = news
    assert isinstance(started, BenchmarkStarted) and isinstance(finished, BenchmarkFinished)
    assert started.categories[0] == ("questions", 2, 2) and started.asked == 3
    categories = [record for record in middle if isinstance(record, Category)]
    assert tuple(categories) == finished.categories
    assert {type(record) for record in middle} <= {Category, BenchmarkProgress}
    assert finished.excluded.right == sum(category.excluded.right for category in categories)


def test_benchmark_can_be_stopped() -> None:
    running = engine.stream(BenchmarkRequest.parse(analogies="google"))
    while not isinstance(next(running), Category):
        continue
    running.close()
    assert len(engine.engine().line) == 0


def test_nothing_to_ask_is_told_before_anything_is_loaded(fresh: None) -> None:
    with pytest.raises(InvalidRequest, match="no question"):
        list(engine.stream(BenchmarkRequest.parse(analogies="yours")))
    assert engine.status() == "no model in memory yet"
