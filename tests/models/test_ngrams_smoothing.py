"""Smoothing, beside nltk.lm."""

import math

import numpy as np
import pytest
from nltk.lm import MLE, KneserNeyInterpolated, Laplace, StupidBackoff, Vocabulary
from nltk.util import everygrams

from models.ngrams import corpora, kneser_ney, smoothing
from models.ngrams.counts import Counts, count
from models.ngrams.units import cut

ORDER, DISCOUNT = 3, 0.1
HELD_OUT = 150


def text() -> tuple[list[str], np.ndarray, int]:
    """The story's last 1,500 words, with the first ones twice, so that something precedes all."""
    row = cut(corpora.story_text(), "words")
    ids = row.ids[-1500:]
    ids = np.concatenate([ids[:-HELD_OUT], ids[:ORDER], ids[-HELD_OUT:]])
    different, ids = np.unique(ids, return_inverse=True)
    return [str(unit) for unit in ids], ids, len(different)


@pytest.fixture(scope="module")
def counted() -> tuple[Counts, np.ndarray]:
    _, ids, size = text()
    unknown = 1  # nltk has a unit for what it does not know, seen or not
    return count(ids[:-HELD_OUT], size + unknown, ORDER), ids[-HELD_OUT - ORDER + 1 :]


def theirs(model: type, **options: object) -> list[float]:
    """The scores of nltk for the held-out part."""
    words, _, size = text()
    vocabulary = Vocabulary([str(unit) for unit in range(size)], unk_cutoff=1)
    fitted = model(order=ORDER, vocabulary=vocabulary, **options)
    fitted.fit([list(everygrams(words[:-HELD_OUT], max_len=ORDER))])
    held = range(len(words) - HELD_OUT, len(words))
    return [fitted.unmasked_score(words[i], tuple(words[i - ORDER + 1 : i])) for i in held]


def test_maximum_likelihood(counted: tuple[Counts, np.ndarray]) -> None:
    assert smoothing.maximum_likelihood(*counted)[ORDER - 1 :] == pytest.approx(theirs(MLE))


def test_laplace(counted: tuple[Counts, np.ndarray]) -> None:
    assert smoothing.laplace(*counted)[ORDER - 1 :] == pytest.approx(theirs(Laplace))


def test_stupid_backoff(counted: tuple[Counts, np.ndarray]) -> None:
    ours = smoothing.stupid_backoff_scores(*counted)[ORDER - 1 :]
    assert ours == pytest.approx(theirs(StupidBackoff, alpha=smoothing.SHORTENED))


def test_kneser_ney_with_one_discount(counted: tuple[Counts, np.ndarray]) -> None:
    given = [np.zeros(3), *[np.full(3, DISCOUNT)] * (ORDER - 1)]
    ours = kneser_ney.probabilities(*counted, given)[ORDER - 1 :]
    assert ours == pytest.approx(theirs(KneserNeyInterpolated, discount=DISCOUNT))


@pytest.mark.parametrize("name", ["Laplace", "stupid back-off", "Kneser–Ney"])
def test_probabilities_add_up_to_one(counted: tuple[Counts, np.ndarray], name: str) -> None:
    counts, held = counted
    for start in (0, 40, 90):
        context = held[start : start + ORDER - 1]
        rows = [np.append(context, unit) for unit in range(counts.vocab_size)]
        asked = np.concatenate(rows)
        p = smoothing.SMOOTHINGS[name](counts, asked)[ORDER - 1 :: ORDER]
        assert p.sum() == pytest.approx(1)


def test_perplexity_of_the_impossible_is_infinite() -> None:
    assert smoothing.perplexity(np.array([0.5, 0.125])) == pytest.approx(4)
    assert math.isinf(smoothing.perplexity(np.array([0.5, 0.0])))
