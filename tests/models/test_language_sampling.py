"""The controls are transformers' own, the draw is the one that is shown, the numbers add up."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers.generation import logits_process as theirs

from models.language import measures, sampling
from models.language.records import TOP
from models.language.requests import ORDER, Sampling

V = 300


def logits_of(seed: int, spread: float = 3.0) -> np.ndarray:
    return (np.random.default_rng(seed).normal(size=V) * spread - 2).astype(np.float32)


def by_transformers(z: np.ndarray, seen: np.ndarray, asked: Sampling) -> np.ndarray:
    """The probabilities after their processors, in the order of the request."""
    scores = torch.from_numpy(z).double()[None]
    ids = torch.from_numpy(seen)[None]
    made = {
        "repetition_penalty": (1, theirs.RepetitionPenaltyLogitsProcessor),
        "temperature": (1, theirs.TemperatureLogitsWarper),
        "top_k": (0, theirs.TopKLogitsWarper),
        "top_p": (1, theirs.TopPLogitsWarper),
        "min_p": (0, theirs.MinPLogitsWarper),
        "typical_p": (1, theirs.TypicalLogitsWarper),
    }
    for name in asked.order:
        neutral, processor = made[name]
        value = getattr(asked, name)
        if value != neutral:
            scores = processor(value)(ids, scores)
    return scores.softmax(-1)[0].numpy()


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 1000),
    temperature=st.floats(0.05, 5),
    top_k=st.integers(0, 400),
    top_p=st.floats(0.05, 1),
    min_p=st.floats(0, 1),
    typical_p=st.floats(0.05, 1),
    repetition_penalty=st.floats(0.2, 5),
    order=st.permutations(ORDER),
)
def test_controls_do_what_those_of_transformers_do(seed: int, **asked: object) -> None:
    request = Sampling.parse(**asked)
    z, seen = logits_of(seed), np.arange(seed % 7, V, 11)
    found = sampling.distribution(z, seen, request)
    expected = by_transformers(z, seen, request)
    assert np.abs(found.after - expected).max() < 1e-9
    assert found.before == pytest.approx(torch.from_numpy(z).softmax(-1).numpy(), abs=1e-6)


def test_temperature_0_is_the_likeliest_token_and_of_equal_ones_the_first() -> None:
    z = np.zeros(5, dtype=np.float32)
    z[[2, 4]] = 3
    for t in (0.0, 1e-12):
        found = sampling.distribution(z, np.zeros(0, dtype=int), Sampling.parse(temperature=t))
        assert found.after.tolist() == [0, 0, 1, 0, 0]


def test_what_has_no_effect_changes_nothing() -> None:
    z = logits_of(1)
    found = sampling.distribution(z, np.arange(V), Sampling.parse(top_k=V + 1))
    assert found.after is found.before


@pytest.mark.parametrize("asked", [{}, {"top_k": 3}, {"temperature": 5.0}, {"top_p": 0.3}])
def test_a_draw_is_the_place_on_the_cumulative_line(asked: dict) -> None:
    found = sampling.distribution(logits_of(2), np.zeros(0, dtype=int), Sampling.parse(**asked))
    order = sorted(range(V), key=lambda k: (-found.after[k], k))
    line = np.cumsum(found.after[order])
    for u in [0.0, *np.random.default_rng(3).random(200), 1 - 1e-16]:
        drawn = sampling.draw(found, u)
        k = int(np.argmax(line > u)) if u < line[-1] else int((found.after > 0).sum()) - 1
        assert drawn.place == order[k]
        assert drawn.lower == pytest.approx(line[k - 1] if k else 0, abs=1e-12)
        assert drawn.rank == 1 + (found.logits > found.logits[drawn.place]).sum()


def test_equal_tokens_are_drawn_in_the_order_of_their_ids() -> None:
    z = np.zeros(V, dtype=np.float32)
    found = sampling.distribution(z, np.zeros(0, dtype=int), Sampling())
    assert [sampling.draw(found, (k + 0.5) / V).place for k in range(V)] == list(range(V))


def test_many_draws_come_in_the_proportion_of_the_probabilities() -> None:
    found = sampling.distribution(logits_of(4), np.zeros(0, dtype=int), Sampling())
    drawn = [sampling.draw(found, u).place for u in sampling.draws(25, 0, 4000)]
    counts = np.bincount(drawn, minlength=V)
    often = found.before > 0.01
    z = (counts - 4000 * found.before) / np.sqrt(4000 * found.before * (1 - found.before))
    assert often.sum() > 5
    assert np.abs(z[often]).max() < 4


def test_the_same_seed_and_place_draw_the_same_number() -> None:
    assert sampling.draws(7, 3, 5).tolist() == sampling.draws(7, 3, 5).tolist()
    assert sampling.draws(7, 3, 1)[0] == sampling.draws(7, 3, 1000)[0]
    assert sampling.draws(7, 3, 1)[0] != sampling.draws(7, 4, 1)[0] != sampling.draws(8, 4, 1)[0]


def test_how_wide_known_distributions_are() -> None:
    eight = sampling.shape(np.array([1 / 8] * 8 + [0.0] * 5))
    assert (eight.entropy, eight.perplexity, eight.choices) == pytest.approx((3, 8, 8))
    assert (eight.kept, eight.tail) == (8, 0)
    forty = sampling.shape(np.full(2 * TOP, 1 / (2 * TOP)))
    assert forty.tail == pytest.approx(0.5)
    alone = sampling.shape(np.array([0.0, 1.0]))
    assert (alone.entropy, alone.perplexity, alone.choices, alone.kept) == (0, 1, 1, 1)


def test_the_top_has_the_likeliest_and_the_tail_is_all_the_rest() -> None:
    found = sampling.distribution(
        logits_of(5), np.zeros(0, dtype=int), Sampling.parse(top_k=4, temperature=2.0)
    )
    top = found.top(lambda ids: tuple(b"%d" % k for k in ids))
    assert top.ids.tolist() == np.argsort(-found.logits)[:TOP].tolist()
    assert (top.after[4:] == 0).all() and top.after[:4].sum() == pytest.approx(1)
    assert top.pieces[0] == b"%d" % top.ids[0]
    before, after = found.shapes()
    assert before.tail == pytest.approx(1 - top.before.sum())
    assert (after.tail, after.kept, before.kept) == (0, 4, V)


def test_texts_are_measured_by_their_definitions() -> None:
    a, b = np.array([1, 2, 1, 2, 1, 2]), np.array([3, 4, 5, 6, 7])
    assert measures.distinct([a, b], 1) == 7 / 11
    assert measures.distinct([a], 2) == 2 / 5
    assert measures.repetition([a]) == pytest.approx(1 / 3)
    assert measures.repetition([a, b]) == pytest.approx(1 / 6)
    assert measures.perplexity(np.log([0.25, 0.25])) == pytest.approx(4)
    assert np.isnan(measures.distinct([a[:1]], 2)) and np.isnan(measures.repetition([a[:3]]))
