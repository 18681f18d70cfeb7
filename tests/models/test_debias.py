"""Hard debiasing: what it takes away, what it leaves, and what it only hides."""

import numpy as np
import pytest
from vector_spaces import random_vectors, space_of

from models import engine
from models.errors import InvalidRequest
from models.word_vectors import analogies
from models.word_vectors.bias import bias
from models.word_vectors.debias import Debiased, axis_of, words_in
from models.word_vectors.requests import BiasRequest
from models.word_vectors.space import Space
from models.word_vectors.verdicts import BenchmarkProgress, Bias

PAIRS = [(3, 4), (10, 20)]
SPECIFIC = {3, 4, 7, 10, 20}


@pytest.fixture
def space() -> Space:
    return Space(random_vectors([f"w{k}" for k in range(200)]), "Test vectors")


@pytest.fixture
def debiased(space: Space) -> Debiased:
    return Debiased(space, axis_of(space, PAIRS)[0], SPECIFIC, PAIRS)


def test_axis_is_the_first_component_of_the_pairs(space: Space) -> None:
    axis, explained = axis_of(space, PAIRS)
    units = space.units(0, 200).astype(float)
    around = np.vstack([units[list(pair)] - units[list(pair)].mean(axis=0) for pair in PAIRS])
    sizes, axes = np.linalg.svd(around)[1:]
    assert abs(axes[0] @ axis) == pytest.approx(1, abs=1e-5)
    np.testing.assert_allclose(explained, (sizes**2 / (sizes**2).sum())[:2], atol=1e-6)
    assert sum(units[a] @ axis - units[b] @ axis for a, b in PAIRS) > 0


def test_neutral_words_lose_the_axis_and_nothing_else(space: Space, debiased: Debiased) -> None:
    before, after = space.units(0, 200), debiased.units(0, 200)
    np.testing.assert_allclose(np.linalg.norm(after, axis=1), 1, atol=1e-5)
    neutral = [k for k in range(200) if k not in SPECIFIC]
    np.testing.assert_allclose(after[neutral] @ debiased.axis, 0, atol=1e-6)
    rest = before - (before @ debiased.axis)[:, None] * debiased.axis
    directions = rest / np.linalg.norm(rest, axis=1, keepdims=True)
    np.testing.assert_allclose(after[neutral], directions[neutral], atol=1e-5)
    np.testing.assert_array_equal(after[7], before[7])


def test_words_of_a_pair_are_equally_far_from_neutral_words(debiased: Debiased) -> None:
    after = debiased.units(0, 200)
    neutral = after[[k for k in range(200) if k not in SPECIFIC]]
    for first, second in PAIRS:
        np.testing.assert_allclose(neutral @ after[first], neutral @ after[second], atol=1e-5)
        assert after[first] @ debiased.axis > 0.05 and after[second] @ debiased.axis < -0.05


def test_rows_are_the_same_however_they_are_asked_for(space: Space, debiased: Debiased) -> None:
    chosen = [20, 3, 7, 150]
    np.testing.assert_array_equal(debiased.units_at(chosen), debiased.units(0, 200)[chosen])
    np.testing.assert_array_equal(debiased.units(2, 30), debiased.units(0, 200)[2:30])
    np.testing.assert_array_equal(space.units_at(chosen), space.units(0, 200)[chosen])


def test_visitor_hears_what_was_done() -> None:
    request = BiasRequest.parse(pairs="he she, man woman")
    *progress, found = [
        r for r in engine.stream(request) if isinstance(r, BenchmarkProgress | Bias)
    ]
    assert all(0 <= step.done <= step.total for step in progress)
    assert found.pairs == (("he", "she"), ("man", "woman"))
    assert len(found.words) == len(words_in("occupations")) and not found.unknown
    place = dict(zip(found.words, found.before.projection.tolist(), strict=True))
    assert place["captain"] > 0 > place["nurse"]
    assert found.before.direct_bias > 0.02 > 1e-6 > found.after.direct_bias
    assert 0 < found.after.echo < found.before.echo < 1
    assert found.before.score.total == found.after.score.total > 180
    assert "words of one gender by definition keep their place" in found.notes[-1]
    assert found.pair_projection[:, 0].min() > found.pair_projection[:, 1].max()


def test_other_axes_keep_only_their_own_words() -> None:
    words = {f"w{k}": list(np.random.default_rng(k).normal(size=5)) for k in range(9)}
    request = BiasRequest.parse(pairs="w1 w2", words="w1, w2, w3, w4, w99")
    (*_, found) = bias(space_of(words), request, analogies.parse("w1 w2 w3 w4"))
    assert found.specific == 2 and "Only the words of the pairs" in found.notes[-1]
    np.testing.assert_allclose(found.after.projection[2:], 0, atol=1e-6)
    assert found.after.projection[0] == pytest.approx(-found.after.projection[1], abs=1e-5)
    assert np.isnan(found.before.echo) and [missing.word for missing in found.unknown] == ["w99"]


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [("w1 w99", "“w99” is not among the 9 words"), ("w1 W1", "two different words")],
)
def test_pair_that_is_none_is_refused(pairs: str, sentence: str) -> None:
    words = {f"w{k}": [float(k), 1.0] for k in range(9)}
    questions = analogies.parse("w1 w2 w3 w4")
    with pytest.raises(InvalidRequest, match=sentence):
        list(bias(space_of(words), BiasRequest.parse(pairs=pairs), questions))
