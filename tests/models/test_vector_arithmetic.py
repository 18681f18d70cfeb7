"""Sums of words: gensim's answers, the toggle for the inputs, pictures that are true to scale."""

import itertools
import tracemalloc
from collections.abc import Sequence

import numpy as np
import pytest
from gensim.models import KeyedVectors
from vector_spaces import pocket, random_vectors, space_of

from models import engine
from models.errors import InvalidRequest
from models.word_vectors import lookup
from models.word_vectors.arithmetic import answer
from models.word_vectors.compare import similarity, word_map
from models.word_vectors.ranking import largest
from models.word_vectors.records import Arithmetic, Completions, Neighbour, Plane
from models.word_vectors.requests import (
    ArithmeticRequest,
    CompletionRequest,
    MapRequest,
    SimilarityRequest,
)
from models.word_vectors.space import Space
from models.word_vectors.tokens import ExpressionError

EXPRESSIONS = 500
ROUNDING = 1e-6
ROYALS = {
    "king": [2, 0, 1, 0],
    "queen": [2, 0, -1, 0.2],
    "man": [0, 1, 1, 0],
    "woman": [0, 1, -1, 0],
    "prince": [1, 0, 1, 1],
    "tree": [-1, 1, 0, -1],
}


def ask(keyed: KeyedVectors, expression: str, **values: object) -> Arithmetic:
    request = ArithmeticRequest.parse(expression=expression, **values)
    return answer(Space(keyed, "Test vectors", request.unit_length), request)


def royals(expression: str, **values: object) -> Arithmetic:
    return ask(space_of(ROYALS).keyed, expression, **values)


def check_same(ours: Sequence[Neighbour], theirs: Sequence[tuple[str, float]]) -> None:
    """The same words with the same scores, but for the order of words that score the same."""
    assert len(ours) == len(theirs)
    np.testing.assert_allclose([n.score for n in ours], [s for _, s in theirs], atol=1e-5)
    for neighbour, (word, score) in zip(ours, theirs, strict=True):
        assert neighbour.word == word or abs(neighbour.score - score) < ROUNDING


def random_sum(rng: np.random.Generator, words: list[str]) -> list[tuple[str, float]]:
    chosen = rng.choice(len(words), size=rng.integers(1, 6), replace=False)
    weights = np.round(rng.uniform(0.1, 2, len(chosen)) * rng.choice([-1, 1], len(chosen)), 3)
    return [(words[k], weight) for k, weight in zip(chosen, weights.tolist(), strict=True)]


def test_answers_are_those_of_gensim() -> None:
    keyed, rng = pocket(), np.random.default_rng(1)
    for _ in range(EXPRESSIONS):
        terms = random_sum(rng, keyed.index_to_key)
        text = " ".join(f'{"+" if w > 0 else "-"} {abs(w)}*"{word}"' for word, w in terms)
        found = ask(keyed, text, topn=10)
        check_same(found.ranking, keyed.most_similar(positive=terms, topn=10))


def test_products_are_those_of_gensim() -> None:
    keyed, rng = pocket(), np.random.default_rng(2)
    for _ in range(40):
        a, b, c = rng.choice(keyed.index_to_key, 3, replace=False).tolist()
        found = ask(keyed, f'"{b}" - "{a}" + "{c}"', method="3CosMul")
        check_same(found.ranking, keyed.most_similar_cosmul(positive=[b, c], negative=[a]))


@pytest.mark.parametrize("unit_length", [True, False])
@pytest.mark.parametrize("measure", ["cosine", "dot", "euclidean"])
def test_measures_are_what_they_are_called(measure: str, unit_length: bool) -> None:
    keyed = random_vectors([f"w{k}" for k in range(700)])
    vectors = keyed.vectors.astype(float)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors / lengths if unit_length else vectors
    target = 2 * vectors[3] - vectors[5] + vectors[8]
    dots = vectors @ target
    distances = np.linalg.norm(vectors - target, axis=1)
    cosines = dots / np.linalg.norm(vectors, axis=1) / np.linalg.norm(target)
    order = {"cosine": -cosines, "dot": -dots, "euclidean": distances}[measure].argsort()

    found = ask(keyed, "2*w3 - w5 + w8", measure=measure, unit_length=unit_length, topn=20)
    assert [neighbour.index for neighbour in found.with_inputs] == order[:20].tolist()
    assert [neighbour.place for neighbour in found.with_inputs] == list(range(1, 21))
    for neighbour in found.without_inputs:
        assert neighbour.cosine == pytest.approx(cosines[neighbour.index], abs=1e-5)
        assert neighbour.dot == pytest.approx(dots[neighbour.index], rel=1e-4, abs=1e-4)
        assert neighbour.euclidean == pytest.approx(distances[neighbour.index], rel=1e-4)
    assert found.length == pytest.approx(np.linalg.norm(target), rel=1e-5)


def test_toggle_hides_the_inputs_and_nothing_else() -> None:
    hidden, shown = (
        royals("king - man + woman = queen", exclude_inputs=exclude, topn=6)
        for exclude in (True, False)
    )
    assert (hidden.with_inputs, hidden.without_inputs) == (shown.with_inputs, shown.without_inputs)
    assert {n.word for n in hidden.ranking} == set(ROYALS) - {"king", "man", "woman"}
    assert len(shown.ranking) == 6 and shown.ranking[0].place == 1
    assert sorted(n.word for n in shown.ranking if n.is_input) == ["king", "man", "woman"]
    assert [n.place for n in hidden.inputs] == sorted(n.place for n in hidden.inputs)
    assert hidden.expected == next(n for n in shown.ranking if n.word == "queen")


@pytest.mark.parametrize("expression", ["king - king", "0*king", "2*king - man - 2*king + man"])
def test_zero_vector_has_no_answer(expression: str) -> None:
    found = royals(expression)
    assert found.is_zero and found.length == pytest.approx(0, abs=1e-6)
    assert not found.ranking and found.through_zero is None and found.moved is None


def test_word_is_found_in_the_case_that_is_there() -> None:
    found = royals("King - MAN")
    assert [term.word for term in found.terms] == ["king", "man"]
    assert found.notes == ("“King” was looked up as “king”.", "“MAN” was looked up as “man”.")
    index_of = {"New_York": 0, "ice-cream": 1, "paris": 2, "Paris": 3}
    assert [lookup.find(w, index_of) for w in ("new york", "ice cream", "Paris", "PARIS", "x")] == [
        0,
        1,
        3,
        2,
        None,
    ]


@pytest.mark.parametrize(
    ("word", "suggestions"),
    [
        ("quene", ("queen",)),
        ("kings", ("king",)),
        ("prinss", ("prince",)),
        ("trea", ("tree",)),
        ("the king", ("king",)),
        ("xylophone", ()),
        ("ملك", ()),
        ("pneumonoultramicroscopic", ()),
    ],
)
def test_unknown_word_is_told_with_what_could_be_meant(
    word: str, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(ExpressionError, match=f"“{word}” is not among the 6 words") as caught:
        royals(f'man + "{word}"')
    assert caught.value.suggestions == suggestions
    assert (caught.value.start, caught.value.end) == (6, 8 + len(word))
    assert bool(caught.value.related) == bool(suggestions)


@pytest.mark.parametrize("expression", ["king", "king - queen", "2*king + king", "queen - king*3"])
@pytest.mark.parametrize("words", [{"king": [3.0]}, {"king": [3, 1], "queen": [1, 0], "a": [0, 1]}])
def test_a_handful_of_words_in_few_dimensions(words: dict, expression: str) -> None:
    expression = expression if "queen" in words else expression.replace("queen", "2*king")
    found = ask(space_of(words).keyed, expression)
    assert {word.word for word in found.with_inputs} == set(words)
    for plane in (found.through_zero, found.through_words):
        assert np.isfinite(plane.coordinates).all() and plane.kept[2] == pytest.approx(1)
        assert len(plane.names) == len(plane.roles) == len(plane.coordinates)


def test_guess_that_is_unknown_is_told() -> None:
    with pytest.raises(ExpressionError, match="did you mean queen"):
        royals("king - man + woman = quen")


def point(plane: Plane, name: str, role: str) -> np.ndarray:
    """Coordinates [3] of the point with this name and role."""
    return plane.coordinates[list(zip(plane.names, plane.roles, strict=True)).index((name, role))]


@pytest.mark.parametrize("side", ["through_zero", "through_words"])
def test_parallelogram_is_one(side: str) -> None:
    found = royals("king - man + woman")
    plane = getattr(found, side)
    total = "king - man + woman"
    shift = point(plane, "woman", "input") - point(plane, "man", "input")
    moved = point(plane, total, "sum") - point(plane, "king", "input")
    np.testing.assert_allclose(shift, moved, atol=1e-6)
    sides = [
        (plane.names[arrow.start], plane.names[arrow.end], arrow.kind)
        for arrow in plane.arrows
        if arrow.kind != "path"
    ]
    assert sides == [
        ("man", "woman", "shift"),
        ("king", total, "shift"),
        ("man", "king", "side"),
        ("woman", total, "side"),
    ]


def test_path_leads_from_zero_to_the_sum() -> None:
    plane = royals("2*king - man + 0.5*woman").through_zero
    path = [arrow for arrow in plane.arrows if arrow.kind == "path"]
    assert [(arrow.word, arrow.weight) for arrow in path] == [
        ("king", 2),
        ("man", -1),
        ("woman", 0.5),
    ]
    assert plane.roles[path[0].start] == "zero" and plane.roles[path[-1].end] == "sum"
    assert all(a.end == b.start for a, b in itertools.pairwise(path))
    for arrow in path:
        step = plane.coordinates[arrow.end] - plane.coordinates[arrow.start]
        word = point(plane, arrow.word, "input")
        np.testing.assert_allclose(step, arrow.weight * word, atol=1e-6)


@pytest.mark.parametrize("side", ["through_zero", "through_words"])
@pytest.mark.parametrize(
    "expression", ["w1 - w2 + w3", "w1", "w1 + w2", "3*w1 - w2 + w5 - w6 + w9"]
)
def test_plane_keeps_what_it_says(side: str, expression: str) -> None:
    keyed = random_vectors([f"w{k}" for k in range(300)])
    found = ask(keyed, expression, unit_length=False)
    plane: Plane = getattr(found, side)
    space = Space(keyed, "", unit_length=False)
    indices = [
        int(name[1:])
        for name, role in zip(plane.names, plane.roles, strict=True)
        if role in ("input", "answer", "neighbour")
    ]
    vectors = space.rows(indices)
    places = [k for k, role in enumerate(plane.roles) if role in ("input", "answer", "neighbour")]
    flat = plane.coordinates[places]
    true = np.linalg.norm(vectors[:, None] - vectors, axis=-1)
    seen = np.linalg.norm(flat[:, None] - flat, axis=-1)
    assert (seen <= true + 1e-3).all() and seen.max() > 0.1
    for shares in (plane.kept, plane.kept_all):
        assert 0 < shares[0] <= shares[1] <= shares[2] <= 1
    assert (np.diff(plane.point_kept, axis=1) >= -1e-6).all()
    if expression == "w1 - w2 + w3" and side == "through_words":
        assert plane.kept[2] == pytest.approx(1)


def test_no_plane_keeps_more() -> None:
    keyed = random_vectors([f"w{k}" for k in range(300)])
    found = ask(keyed, "w1 - w2 + w3")
    vectors = Space(keyed, "").rows([1, 2, 3, found.without_inputs[0].index]).astype(float)
    fitted = np.vstack([vectors[:3], vectors[0] - vectors[1] + vectors[2], vectors[3]])
    sizes = np.linalg.svd(fitted - fitted.mean(axis=0), compute_uv=False) ** 2
    np.testing.assert_allclose(found.through_words.kept, np.cumsum(sizes)[:3] / sizes.sum(), 1e-6)


def test_moved_coordinates_add_up() -> None:
    keyed = random_vectors([f"w{k}" for k in range(50)])
    moved = ask(keyed, "w4 - w2 + w7").moved
    assert moved.names[:4] == ("w4", "w2", "w7", "w4 - w2 + w7") and len(moved.names) == 5
    np.testing.assert_allclose(moved.change, moved.values[2] - moved.values[1], atol=1e-6)
    squares = (moved.change**2)[moved.order]
    assert (np.diff(squares) <= 0).all()
    assert squares[: moved.half].sum() >= squares.sum() / 2 > squares[: moved.half - 1].sum()


@pytest.mark.parametrize("size", [1, 5, 255, 256, 5000, 70_001])
@pytest.mark.parametrize("count", [1, 7, 40])
def test_largest_values_in_their_order(size: int, count: int) -> None:
    values = np.random.default_rng(size).integers(0, 60, size).astype(np.float32)
    expected = np.argsort(-values, kind="stable")[:count]
    assert largest(values, count).tolist() == expected.tolist()


def test_question_takes_little_memory() -> None:
    keyed = pocket()
    ask(keyed, "king - man + woman")
    tracemalloc.start()
    ask(keyed, "king - man + woman", measure="euclidean", method="3CosMul")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 0.3 * keyed.vectors.nbytes


def test_matrices_of_a_list() -> None:
    keyed = random_vectors([f"w{k}" for k in range(50)])
    words = [f"w{k}" for k in (3, 9, 20, 31)]
    found = similarity(
        Space(keyed, "", unit_length=False),
        SimilarityRequest.parse(words=[*words, "w99"], unit_length=False),
    )
    vectors = keyed.vectors[[3, 9, 20, 31]]
    np.testing.assert_allclose(found.dot, vectors @ vectors.T, rtol=1e-5)
    for i, first in enumerate(words):
        for j, second in enumerate(words):
            assert found.cosine[i, j] == pytest.approx(keyed.similarity(first, second), abs=1e-5)
            distance = np.linalg.norm(vectors[i] - vectors[j])
            assert found.euclidean[i, j] == pytest.approx(distance, abs=2e-3)
    assert found.odd_one_out == keyed.doesnt_match(words)
    assert [missing.word for missing in found.unknown] == ["w99"]
    assert "w9" in found.unknown[0].suggestions


def test_list_of_unknown_words_is_refused() -> None:
    request = SimilarityRequest.parse(words="king, quen, zebra")
    with pytest.raises(InvalidRequest, match=r"did you mean queen\?.*2 different words"):
        similarity(space_of(ROYALS), request)


def test_map_of_groups() -> None:
    request = MapRequest.parse(words="royal: king, queen, prince\npeople: man, woman, King")
    found = word_map(space_of(ROYALS), request)
    assert found.words == ("king", "queen", "prince", "man", "woman")
    assert [found.groups[k] for k in found.group_of] == ["royal"] * 3 + ["people"] * 2
    vectors = space_of(ROYALS).rows([0, 1, 4, 2, 3])
    sizes = np.linalg.svd(vectors - vectors.mean(axis=0), compute_uv=False) ** 2
    np.testing.assert_allclose(found.kept, np.cumsum(sizes)[:3] / sizes.sum(), rtol=1e-5)
    assert found.coordinates.var(axis=0).argmax() == 0


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("king - man + woman", "queen"),
        ("man - woman + mother", "father"),
        ("his - he + you", "your"),
    ],
)
def test_lecture_relation_is_true(expression: str, expected: str) -> None:
    request = ArithmeticRequest.parse(expression=expression)
    (*_, found) = engine.stream(request)
    assert found.ranking[0].word == expected and found.about.words >= 40_000


def test_lecture_comparisons_are_true() -> None:
    words = "horse, cow, ocean, dog, puppy, car"
    (*_, found) = engine.stream(SimilarityRequest.parse(words=words, unit_length=False))
    horse, cow, ocean, dog, puppy, car = range(6)
    assert found.dot[horse, cow] > found.dot[horse, ocean]
    assert found.cosine[horse, cow] > found.cosine[horse, ocean]
    assert found.euclidean[dog, puppy] < found.euclidean[dog, car]
    assert found.cosine[dog, puppy] > found.cosine[dog, car]


def test_words_are_completed_once_the_vectors_are_there() -> None:
    request = CompletionRequest.parse(prefix="Quee", count=3)
    list(engine.stream(ArithmeticRequest.parse(expression="king")))
    (found,) = engine.stream(request)
    assert isinstance(found, Completions) and found.words[0] == "queen" and len(found.words) == 3
