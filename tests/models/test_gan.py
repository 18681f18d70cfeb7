"""The GAN game: the same seed plays the same game, from anywhere, to its end or to its stop."""

import base64
import gc
import json
import struct
import threading
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from benchmarks.gan import check_same
from models import engine
from models.adversaries import Stopped
from models.errors import InvalidRequest
from models.gan import metrics, rules, state, timeline
from models.gan.game import Game
from models.gan.records import CELLS, SHOWN, Finished, Frame, Started, Update
from models.gan.requests import GameRequest
from models.gan.train import train
from models.records import Waiting

SMALL = {
    "discriminator_depth": 1,
    "discriminator_width": 6,
    "generator_depth": 1,
    "generator_width": 5,
    "batch_size": 16,
    "rounds": 12,
}


def request(**values: Any) -> GameRequest:
    return GameRequest.parse(**{**SMALL, **values})


def play(**values: Any) -> tuple[Started, list[Frame], Finished]:
    """A game from its first record to its last."""
    records = [r for r in train(request(**values)) if not isinstance(r, Waiting)]
    frames = [frame for r in records if isinstance(r, Update) for frame in r.frames]
    return records[0], frames, records[-1]


def assert_same(first: Frame, second: Frame) -> None:
    assert (first.round, first.stage, first.won) == (second.round, second.stage, second.won)
    for name in ("fakes", "arrows", "judgement", "mesh"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))


@pytest.mark.parametrize("width", [8, 32])
def test_game_is_the_one_of_plain_pytorch(width: int) -> None:
    check_same(width)


def test_same_seed_same_game_whatever_is_shown_of_it() -> None:
    _, frames, finished = play()
    _, again, finished_again = play()
    _, every_step, _ = play(frames="steps")
    _, other, _ = play(seed=4)
    for one, two in zip(frames, again, strict=True):
        assert_same(one, two)
    assert_same(frames[-1], every_step[-1])
    assert json.dumps(finished.curve) == json.dumps(finished_again.curve)
    assert not np.array_equal(frames[-1].fakes, other[-1].fakes)


@pytest.mark.parametrize(
    "settings",
    [
        {"objective": "wasserstein_gp", "discriminator_steps": 2, "activation": "tanh"},
        {"rule": "loser_learns", "noise": "uniform", "noise_dim": 1},
        {"optimizer": "sgd", "discriminator_lr": 0.1, "data": "moons"},
    ],
    ids=lambda settings: next(iter(settings)),
)
def test_a_game_goes_on_from_any_frame_as_if_it_had_never_stopped(
    settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "STATES_BYTES", 12_000)  # so that most frames have no state
    _, frames, _ = play(rounds=16, **settings)
    resumable = [frame for frame in frames if frame.state]
    assert 2 < len(resumable) < len(frames)
    before = next(f for f in reversed(resumable) if f.round < 9)
    started, branch, _ = play(rounds=7, resume=before.state, from_round=9, **settings)
    assert (started.first_round, started.rounds_total, started.restarted) == (9, 16, False)
    assert [frame.round for frame in branch] == list(range(9, 17))
    for frame in branch:
        twin = next(f for f in frames if f.round == frame.round)
        np.testing.assert_array_equal(frame.fakes, twin.fakes)
        np.testing.assert_array_equal(frame.judgement, twin.judgement)
        assert frame.won == twin.won


def test_a_branch_leaves_the_game_where_its_settings_differ() -> None:
    _, frames, _ = play()
    middle = next(frame for frame in frames if frame.round == 6)
    _, branch, _ = play(resume=middle.state, from_round=6, rounds=6, discriminator_lr=0.1)
    np.testing.assert_array_equal(branch[0].judgement, middle.judgement)
    assert not np.array_equal(branch[-1].judgement, frames[-1].judgement)


def test_another_objective_takes_over_with_its_own_zero() -> None:
    _, frames, _ = play(objective="wasserstein_gp")
    resume = {"resume": frames[-1].state, "from_round": 12, "rounds": 4}
    started, branch, _ = play(objective="least_squares", **resume)
    assert started.perfect.discriminator_loss == 0.25
    game = state.from_text(branch[0].state)
    scores = game.discriminator.network.forward(metrics.cell_centres())[-1]
    expected = metrics.as_bytes(np.clip(scores, 0, 1)).reshape(CELLS, CELLS)
    np.testing.assert_array_equal(branch[0].judgement, expected)


def test_another_network_begins_anew_and_says_so() -> None:
    _, frames, _ = play()
    started, branch, _ = play(resume=frames[-1].state, from_round=12, generator_width=7)
    assert started.restarted
    assert started.first_round == branch[0].round == 0
    assert "begins anew" in started.notes[0]


@pytest.mark.parametrize(("rounds", "stride"), [(1, 1), (400, 1), (401, 2), (3000, 8)])
def test_timeline_has_at_most_400_frames_and_the_last_round(rounds: int, stride: int) -> None:
    assert timeline.stride_for(rounds) == stride
    started, frames, finished = play(rounds=rounds, generator_lr=1e-4)
    shown = [frame.round for frame in frames]
    assert shown == sorted({*range(0, rounds + 1, stride), rounds})
    assert started.stride == stride
    assert finished.round == started.rounds_total == rounds
    assert frames[-1].state and frames[-1].evaluation == finished.evaluation
    assert sum(len(frame.state or "") for frame in frames) < 1.1 * timeline.STATES_BYTES
    assert {len(column) for column in finished.curve.values()} == {len(frames)}


def test_frames_are_small_and_complete() -> None:
    _, frames, _ = play(noise_dim=1)
    for frame in frames:
        assert frame.fakes.shape == frame.arrows.shape == (SHOWN, 2)
        assert frame.judgement.shape == (CELLS, CELLS)
        assert frame.mesh.shape[0] == 1
        arrays = (frame.fakes, frame.arrows, frame.judgement, frame.mesh)
        assert sum(array.nbytes for array in arrays) < 6000


def test_every_step_is_named() -> None:
    _, frames, _ = play(frames="steps", rounds=2, discriminator_steps=2)
    stages = ["discriminator", "discriminator", "generator", "round"]
    assert [frame.stage for frame in frames] == ["", *stages, *stages]
    assert [f.round for f in frames if f.stage == "round"] == [1, 2]


@pytest.mark.parametrize("player", ["discriminator", "generator"])
def test_one_player_alone_takes_a_step(player: str) -> None:
    _, frames, _ = play()
    _, (before, after), _ = play(
        resume=frames[-1].state, from_round=12, play=player, rounds=1, discriminator_lr=0.1
    )
    assert after.stage == player
    assert after.round == before.round
    same_fakes = np.array_equal(before.fakes, after.fakes)
    same_judgement = np.array_equal(before.judgement, after.judgement)
    assert (same_fakes, same_judgement) == ((True, False), (False, True))[player == "generator"]
    assert after.state and after.state != before.state


def test_only_the_loser_learns() -> None:
    _, frames, _ = play(
        rule="loser_learns",
        rounds=60,
        discriminator_steps=2,
        discriminator_lr=0.02,
        generator_steps=3,
        generator_lr=0.02,
    )
    detective, criminal = frames[-1].won
    assert detective > 3 and criminal > 3
    assert detective + criminal == 60
    assert frames[-1].discriminator_steps == 2 * criminal
    assert frames[-1].generator_steps == 3 * detective


@pytest.mark.parametrize("n", [16, 150, 1024])
def test_a_coin_wins_five_rounds_of_a_hundred(n: int) -> None:
    needed = np.floor(Game(request(batch_size=n)).winning)
    assert binom.sf(needed, 2 * n, 0.5) == pytest.approx(0.05, abs=0.02)


def test_verdicts_are_counted_as_they_are() -> None:
    game = Game(request(batch_size=50))
    network = game.discriminator.network
    network.parameters[:] = 0
    for _ in range(20):
        judgement = game.judge()
        assert not judgement.detective_wins
    readings = game.tally.readings()
    assert readings.accuracy == 0.5
    assert readings.real_belief == readings.fake_belief == 0.5
    assert readings.discriminator_loss == pytest.approx(np.log(4))
    assert np.isnan(readings.generator_loss)


def test_arrows_lead_to_where_the_generator_loses_less() -> None:
    game = Game(request(rounds=1))
    fakes = game.forge(game.noise(40, game.rng))
    loss, d_fakes = game.reproach(fakes)
    better, _ = game.reproach(fakes - 0.5 * d_fakes)
    assert better < loss
    step = np.zeros_like(fakes)
    step[7, 1] = 0.01
    slope = (game.reproach(fakes + step)[0] - game.reproach(fakes - step)[0]) / 0.02
    assert d_fakes[7, 1] == pytest.approx(slope, rel=0.05, abs=1e-5)


@pytest.mark.parametrize(
    ("settings", "blamed"),
    [
        ({"discriminator_lr": 1e6}, "discriminator"),
        ({"generator_lr": 1e6}, "generator"),
        ({"discriminator_lr": 1e5, "optimizer": "sgd"}, "discriminator"),
        ({"generator_lr": 1e6, "activation": "tanh", "rule": "loser_learns"}, "generator"),
    ],
)
def test_a_game_that_diverges_stops_itself_and_keeps_its_timeline(
    settings: dict[str, Any], blamed: str
) -> None:
    records = list(train(request(rounds=2000, **settings)))
    stopped = next(record for record in records if isinstance(record, Stopped))
    finished = records[-1]
    frames = [f for r in records if isinstance(r, Update) for f in r.frames]
    assert f"The weights of the {blamed}" in stopped.reason
    assert f"Stopped in round {stopped.round + 1:,}" in stopped.reason
    assert stopped.round < 500
    assert finished.stopped == stopped.reason
    assert frames[0].round == 0
    for frame in frames:
        assert np.isfinite(frame.fakes).all() and np.isfinite(frame.mesh).all()


BAD = [
    ({"discriminator_lr": -1}, "discriminator_lr is -1, but must be a number from 0"),
    ({"generator_lr": float("nan")}, "generator_lr is nan"),
    ({"generator_lr": 1e7}, "from 0 to 1,000,000"),
    ({"generator_width": 10**6}, "generator_width is 1000000, but must be a whole number from 1"),
    ({"rounds": 10**9}, "rounds is 1000000000"),
    ({"rounds": 20_000, "generator_width": 128, "generator_depth": 4}, "many minutes: ask for"),
    ({"batch_size": 1}, "batch_size is 1"),
    ({"data": "rings"}, "one of line, two_gaussians, ring"),
    ({"data": "drawing"}, "Nothing is drawn yet"),
    ({"data": "drawing", "drawing": [(0.0, float("nan"))]}, "at most 2,000 points"),
    ({"data": "drawing", "drawing": [(0.0, 9.0)]}, "coordinates from -3 to 3"),
    ({"data": "drawing", "drawing": [(0.0, 0.0)] * 10_000}, "at most 2,000 points"),
    ({"discriminator_steps": 0, "generator_steps": 0}, "nobody would learn"),
    ({"seed": -1}, "seed is -1"),
    ({"sorcery": 1}, "There is no setting called 'sorcery'"),
]


@pytest.mark.parametrize(("values", "sentence"), BAD, ids=lambda value: str(value)[:40])
def test_bad_input_is_refused_in_sentences(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        request(**{"batch_size": 1024, **values})
    assert sentence in str(caught.value)


def test_odd_settings_are_played_and_remarked_on() -> None:
    started, frames, _ = play(discriminator_lr=0)
    assert "The learning rate of the discriminator is 0" in started.notes[0]
    np.testing.assert_array_equal(frames[0].judgement, frames[-1].judgement)
    started, _, finished = play(data="drawing", drawing=[(1.0, 1.0), (1.0, 2.0)])
    assert "only 2 are drawn" in started.notes[0]
    assert finished.evaluation.modes is None
    started, _, _ = play(objective="hinge", label_smoothing=0.1)
    assert "no labels to smooth" in started.notes[0]


def tampered(text: str, **changes: Any) -> str:
    data = base64.b64decode(text)
    end = 4 + struct.unpack_from("<I", data)[0]
    head = json.dumps({**json.loads(data[4:end]), **changes}).encode()
    return base64.b64encode(struct.pack("<I", len(head)) + head + data[end:]).decode()


def test_a_state_from_outside_is_not_believed() -> None:
    _, frames, _ = play()
    good = frames[-1].state
    data = base64.b64decode(good)
    bad = [
        "not base64!",
        base64.b64encode(b"abc").decode(),
        base64.b64encode(data[:-8]).decode(),
        base64.b64encode(data[:-4] + struct.pack("<f", np.nan)).decode(),
        tampered(good, settings={}),
        tampered(good, settings={"generator_width": 10**6}),
        tampered(good, rng={"state": -1, "inc": 2**200}),
        tampered(good, round="soon"),
        tampered(good, won=[]),
        tampered(good, steps=[[0, 0]]),
    ]
    for text in bad:
        with pytest.raises(InvalidRequest, match="cannot be read"):
            play(resume=text)
    with pytest.raises(InvalidRequest, match="go on from a moment that is nearer"):
        play(resume=good, from_round=1_000_000)


def test_fifty_games_at_once_play_their_own_seeds_and_leave_nothing() -> None:
    threads = threading.active_count()
    games = [engine.stream(request(seed=seed, rounds=300)) for seed in range(50)]
    for game in games:
        next(record for record in game if isinstance(record, Started))
    seen = [next(r for r in game if isinstance(r, Update)).frames[-1] for game in games]
    for game in games:
        game.close()
    _, alone, _ = play(seed=49, rounds=300)
    assert_same(next(f for f in alone if f.round == seen[49].round), seen[49])
    assert len({frame.fakes.tobytes() for frame in seen}) == 50
    assert threading.active_count() == threads
    del game, games
    gc.collect()
    assert not [thing for thing in gc.get_objects() if type(thing) is Game]


def test_a_slow_game_says_that_it_is_being_played(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "SILENCE", 0)
    records = list(train(request(rounds=900)))
    assert any(isinstance(record, Waiting) for record in records)


def test_replaying_is_playing() -> None:
    game, twin = Game(request()), Game(request())
    for _ in rules.play(game):
        continue
    for _ in range(SMALL["rounds"]):
        rules.play_round(twin)
    np.testing.assert_array_equal(
        game.generator.network.parameters, twin.generator.network.parameters
    )
