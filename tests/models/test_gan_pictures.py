"""The GAN game on pictures: its data, its classifier, its training, and the stories it tells."""

import math

import numpy as np
import pytest
import torch

from models.adversaries import Stopped
from models.errors import InvalidRequest
from models.gan_pictures import banknotes
from models.gan_pictures.data import Dataset, draw_banknotes, load
from models.gan_pictures.game import BATCH, WINNING, Game, _slope
from models.gan_pictures.kinds import KNOWN, NONE, Classifier
from models.gan_pictures.networks import Discriminator, Generator, to_pictures, to_tensor
from models.gan_pictures.records import Finished, Frame, Started
from models.gan_pictures.requests import PicturesRequest
from models.gan_pictures.serials import read_serials
from models.gan_pictures.training import PERFECT, frame_rounds, train

SEEDS = (1, 2, 3)
COLLAPSE = {"discriminator_lr": 1e-4, "generator_lr": 2e-2}


@pytest.fixture(scope="module")
def notes() -> Dataset:
    return draw_banknotes(900)


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return load("digits")


def frames_of(**settings: object) -> list[Frame]:
    return [record for record in train(PicturesRequest(**settings)) if isinstance(record, Frame)]


def test_a_banknote_is_what_its_description_says() -> None:
    left = banknotes.Note(kind=0, serial=(3, 4, 7), mirrored=False, wear=0.0)
    right = banknotes.Note(kind=0, serial=(3, 4, 7), mirrored=True, wear=0.0)
    picture = banknotes.draw(left)
    assert (picture.shape, picture.dtype) == ((16, 16, 3), np.uint8)
    assert tuple(picture[2, 2]) == banknotes.KINDS[0].ink
    assert not np.array_equal(picture, banknotes.draw(right))
    assert np.array_equal(picture[:, :9], banknotes.draw(right)[:, :9])


def test_banknotes_in_circulation_are_of_all_kinds_and_valid(notes: Dataset) -> None:
    shares = np.bincount(notes.labels) / len(notes.labels)
    assert shares == pytest.approx([1 / 3] * 3, abs=0.06)
    legible, valid = read_serials(notes.pictures)
    assert legible.all() and valid.all()
    assert np.array_equal(draw_banknotes(5).pictures, notes.pictures[:5])


def test_a_wrong_serial_is_read_as_wrong_and_noise_as_nothing() -> None:
    wrong = banknotes.draw(banknotes.Note(kind=1, serial=(3, 4, 8), mirrored=False, wear=0.3))
    noise = np.random.default_rng(0).integers(0, 256, (16, 16, 3), np.uint8)
    legible, valid = read_serials(np.stack([wrong, noise]))
    assert legible.tolist() == [True, False]
    assert valid.tolist() == [False, False]


def test_the_digits_are_those_of_scikit_learn(digits: Dataset) -> None:
    assert digits.pictures.shape == (1797, 8, 8, 1)
    assert digits.pictures.max() == 255
    assert len(digits.kinds) == 10


def test_pictures_survive_the_way_to_the_network_and_back(notes: Dataset) -> None:
    assert np.array_equal(to_pictures(to_tensor(notes.pictures[:9])), notes.pictures[:9])


@pytest.mark.parametrize(("name", "least"), [("notes", 0.99), ("digits", 0.9)])
def test_the_classifier_names_real_pictures_it_has_not_seen(
    name: str, least: float, request: pytest.FixtureRequest
) -> None:
    data: Dataset = request.getfixturevalue(name)
    names = Classifier(data).name(to_tensor(data.pictures[KNOWN:]))
    named = names != NONE
    assert named.mean() > 0.75
    assert (names == data.labels[KNOWN:])[named].mean() > least


def test_noise_is_like_no_banknote(notes: Dataset) -> None:
    rng = np.random.default_rng(0)
    noise = to_tensor(rng.integers(0, 256, (64, 16, 16, 3), np.uint8))
    assert Classifier(notes).count(noise).shares == (0.0, 0.0, 0.0)


def test_variety_is_one_for_real_pictures_and_nothing_for_copies(notes: Dataset) -> None:
    classifier, real = Classifier(notes), to_tensor(notes.pictures)
    count = classifier.count(real)
    assert (count.covered, count.variety) == (3, pytest.approx(1.0))
    copies = classifier.count(real[:1].repeat(64, 1, 1, 1))
    assert (copies.covered, copies.variety) == (1, pytest.approx(0.0, abs=1e-6))


def test_the_slope_of_a_linear_detective_is_the_length_of_its_weights() -> None:
    w = torch.randn(1, 4, 4, generator=torch.Generator().manual_seed(0))
    x = torch.randn(5, 1, 4, 4).requires_grad_()
    assert _slope((x * w).sum((1, 2, 3)), x).item() == pytest.approx(w.square().sum().item())


def test_a_round_is_won_by_more_than_luck() -> None:
    """At least 95 of 100 people who flip 2N coins are right at most WINNING times."""
    n = 2 * BATCH
    lucky = sum(math.comb(n, k) for k in range(math.floor(WINNING) + 1)) / 2**n
    assert 0.93 < lucky < 0.99


def test_perfect_play_costs_log_four_and_log_two() -> None:
    assert math.exp(PERFECT.discriminator_loss) == pytest.approx(4)
    assert math.exp(PERFECT.generator_loss) == pytest.approx(2)


def test_only_the_loser_learns(notes: Dataset) -> None:
    game = Game(PicturesRequest(rule="loser_learns"), notes)
    for _ in range(12):
        before = [p.clone() for p in game.generator.parameters()]
        played = game.play()
        moved = any(
            not torch.equal(old, new)
            for old, new in zip(before, game.generator.parameters(), strict=True)
        )
        assert moved == played.detective_wins
        assert math.isnan(played.discriminator_loss) == played.detective_wins
    assert sum(game.won) == 12


def test_frames_come_every_round_at_first_and_are_few() -> None:
    assert frame_rounds(5) == [0, 1, 2, 3, 4, 5]
    for rounds in (1, 300, 3000, 20_000):
        found = frame_rounds(rounds)
        assert (found[0], found[-1]) == (0, rounds)
        assert found == sorted(set(found)) and len(found) <= 600


def test_the_seed_decides_every_frame() -> None:
    first, again = frames_of(rounds=8, seed=4), frames_of(rounds=8, seed=4)
    assert len(first) == 9
    for one, other in zip(first, again, strict=True):
        assert np.array_equal(one.forged, other.forged)
        assert np.array_equal(one.real_verdicts, other.real_verdicts)
        assert (one.count, one.won) == (other.count, other.won)
    assert not np.array_equal(first[-1].forged, frames_of(rounds=8, seed=5)[-1].forged)


def test_two_games_that_take_turns_do_not_disturb_each_other() -> None:
    alone = frames_of(rounds=6, seed=4)[-1]
    one, two = (train(PicturesRequest(rounds=6, seed=seed)) for seed in (4, 9))
    pairs = list(zip(one, two, strict=True))
    mixed = [first for first, _ in pairs if isinstance(first, Frame)][-1]
    assert np.array_equal(alone.forged, mixed.forged)


def test_the_plan_comes_first_and_the_end_last() -> None:
    records = list(train(PicturesRequest(rounds=3)))
    (started,) = (r for r in records if isinstance(r, Started))
    assert started.kinds == ("5", "10", "50")
    assert started.frames_total == sum(isinstance(r, Frame) for r in records) == 4
    assert isinstance(records[-1], Finished)
    assert (records[-1].round, records[-1].stopped) == (3, None)
    assert PicturesRequest(**records[-1].settings) == PicturesRequest(rounds=3)


def test_a_diverging_training_stops_itself_and_says_where() -> None:
    records = list(train(PicturesRequest(rounds=200, generator_lr=1e6, discriminator_lr=1e6)))
    stopped = [r for r in records if isinstance(r, Stopped)]
    assert len(stopped) == 1
    assert f"round {stopped[0].round}" in stopped[0].reason
    assert "1e+06" in stopped[0].reason
    assert any(isinstance(r, Frame) for r in records)
    assert (records[-1].stopped, records[-1].round) == (stopped[0].reason, stopped[0].round)


def test_a_closed_training_goes_no_further() -> None:
    records = train(PicturesRequest(rounds=20_000))
    seen = [next(records) for _ in range(4)]
    records.close()
    assert isinstance(seen[-1], Frame)
    with pytest.raises(StopIteration):
        next(records)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"generator_lr": 0}, "a number above 0"),
        ({"discriminator_lr": -1}, "a number above 0"),
        ({"generator_lr": float("nan")}, "a number above 0"),
        ({"rounds": 10**9}, "1 to 20,000"),
        ({"data": "coins"}, "banknotes, digits"),
        ({"rule": "nobody"}, "standard, loser_learns"),
        ({"width": 10**6}, "no setting called 'width'"),
    ],
)
def test_what_cannot_be_played_is_refused_in_a_sentence(values: dict, sentence: str) -> None:
    with pytest.raises(InvalidRequest, match=sentence):
        PicturesRequest.parse(**values)


@pytest.mark.parametrize("seed", SEEDS)
def test_story_all_the_same(seed: int) -> None:
    """A criminal far ahead: it wins nearly every round, and all its notes are the same."""
    last = frames_of(rounds=250, seed=seed, **COLLAPSE)[-1]
    assert last.count.covered <= 1
    assert last.count.variety < 0.5
    assert last.won[1] > 0.8 * 250


@pytest.mark.parametrize("seed", SEEDS)
def test_story_rescue(seed: int) -> None:
    """The same seeds with a faster detective: all three kinds, in about as few rounds."""
    last = frames_of(rounds=300, seed=seed)[-1]
    assert last.count.covered == 3
    assert last.count.variety > 0.8


def test_digits_are_forged_too() -> None:
    last = frames_of(rounds=300, data="digits")[-1]
    assert last.count.covered >= 7
    assert last.forged.shape == (12, 8, 8, 1)


def test_the_shapes_of_the_players() -> None:
    generator = Generator(16, 3)
    x = generator(torch.randn(4, generator.z))
    assert x.shape == (4, 3, 16, 16)
    assert Discriminator(16, 3)(x).shape == (4,)
