"""The trie of counts and Kneser–Ney, beside plain dictionaries and nltk."""

from collections import Counter

import numpy as np
import pytest
from numpy.random import default_rng

from models.ngrams import kneser_ney
from models.ngrams.counts import Counts, count

VOCAB, END = 6, 0


def row_of_documents() -> np.ndarray:
    """300 random ids with an end at every fortieth place and at the end."""
    rng = default_rng(0)
    ids = rng.choice(np.arange(1, VOCAB), 301, p=rng.dirichlet(np.ones(VOCAB - 1)))
    ids[::40] = ids[-1] = END
    return ids


def grams(counts: Counts, n: int) -> list[tuple[int, ...]]:
    """The n-grams of one length, read back from the trie."""
    if n == 0:
        return [()]
    parents, units = np.divmod(counts.levels[n - 1].keys, counts.vocab_size)
    above = grams(counts, n - 1)
    return [(*above[p], int(u)) for p, u in zip(parents, units, strict=True)]


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_counts_are_those_of_a_dictionary(n: int) -> None:
    ids = row_of_documents()
    counts = count(ids, VOCAB, 4, END)
    windows = [tuple(ids[i : i + n].tolist()) for i in range(len(ids) - n + 1)]
    expected = Counter(w for w in windows if END not in w[1:-1])
    found = dict(zip(grams(counts, n), counts.levels[n - 1].counts.tolist(), strict=True))
    assert found == expected


def test_an_n_gram_knows_what_is_left_without_its_first_unit() -> None:
    counts = count(row_of_documents(), VOCAB, 4, END)
    shorter = [grams(counts, 3)[k] for k in counts.levels[3].shorter]
    assert shorter == [gram[1:] for gram in grams(counts, 4)]


@pytest.mark.parametrize("context", [[0, 1, 2], [1, 2, 3], [5, 5, 5], [3, END, 1], [END], [4]])
def test_kneser_ney_adds_up_to_one(context: list[int]) -> None:
    counts = count(row_of_documents(), VOCAB, 4, END)
    rows = [np.array([*context, unit]) for unit in range(VOCAB)]
    total = sum(kneser_ney.probabilities(counts, row)[-1] for row in rows)
    assert total == pytest.approx(1, abs=1e-12)


def test_discounts_are_those_of_chen_and_goodman() -> None:
    adjusted = np.repeat([1, 2, 3, 4], [40, 20, 10, 5])
    y = 40 / (40 + 2 * 20)
    expected = [1 - 2 * y * 20 / 40, 2 - 3 * y * 10 / 20, 3 - 4 * y * 5 / 10]
    assert kneser_ney.discounts(adjusted) == pytest.approx(expected)
