"""From the values of the controls to the messages of the arena, without a page."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest

from demos import gan_game_runs
from demos.gan_game_settings import DATA, OBJECTIVES, RULES, SPEEDS, controls, game_request
from demos.gan_game_texts import EXPERIMENTS, SMILE
from demos.views import pack
from models.errors import InvalidRequest
from models.gan import requests
from models.gan.requests import GameRequest

SMALL = GameRequest(
    discriminator_width=4,
    discriminator_depth=1,
    generator_width=4,
    generator_depth=1,
    batch_size=8,
    rounds=16,
)


def settings(order: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """The values of the controls of a small game, some of them changed by field of the request."""
    values = controls(SMALL.model_copy(update=changes))
    return values | {"arena": json.dumps(order or {})}


def messages(values: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """What a game sends: the header of the arena's message, what you see, and the sentence."""
    for arena, see, _, sentence in gan_game_runs.play(values):
        header, blobs = pack.unpack(arena) if isinstance(arena, str) and arena else ({}, {})
        for index, frame in enumerate(header.get("frames", [])):
            _, state = blobs.get(f"state {index}", ("", b""))
            frame["state"] = base64.b64encode(state).decode()
        yield header, see if isinstance(see, str) else "", sentence


def frames_of(sent: list[tuple[dict[str, Any], str, str]]) -> list[dict[str, Any]]:
    return [frame for header, _, _ in sent for frame in header.get("frames", [])]


def test_every_name_of_the_models_has_a_label() -> None:
    assert sorted(RULES.values()) == sorted(requests.RULES)
    assert sorted(DATA.values()) == sorted(requests.DATA)
    assert sorted(OBJECTIVES.values()) == sorted(requests.OBJECTIVES)


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda experiment: experiment.title)
def test_an_experiment_is_a_game_of_its_own(experiment: Any) -> None:
    drawing = experiment.at.get("drawing", [])
    request, remarks = game_request(experiment.settings, {"drawing": drawing})
    assert not remarks
    assert experiment.at["fresh"]
    assert controls(request, experiment.settings["speed"]) == experiment.settings
    assert len(request.drawing) == (len(SMILE) if drawing else 0)


def test_a_game_is_sent_from_its_plan_to_its_end() -> None:
    sent = list(messages(settings()))
    headers = [header for header, _, _ in sent if header]
    assert headers[0]["plan"]["settings"]["seed"] == SMALL.seed
    assert [headers[0]["state"], headers[-1]["state"]] == ["running", "finished"]
    assert len({header["run"] for header in headers}) == 1
    assert [frame["round"] for frame in frames_of(sent)] == list(range(17))
    assert "of the 8 modes" in sent[-1][1]
    assert "Round 16" in sent[-1][2]


def test_a_game_goes_on_from_any_round_with_other_settings() -> None:
    first = list(messages(settings()))
    (run,) = {header["run"] for header, _, _ in first if header}
    plan = first[1][0]["plan"]
    state = frames_of(first)[0]["state"]
    order = {"run": run, "resume": state, "from_round": 5, "settings": plan["settings"]}
    again = frames_of(list(messages(settings(order))))
    assert [again[0]["round"], again[-1]["round"]] == [5, 21]
    assert again[11]["d_loss"] == frames_of(first)[16]["d_loss"]
    other = list(messages(settings(order, generator_lr=0.1)))
    assert {header["run"] for header, _, _ in other if header} == {run}
    assert frames_of(other)[11]["d_loss"] != again[11]["d_loss"]


@pytest.mark.parametrize(
    "changes", [{"seed": 99}, {"data": "moons"}, {"noise": "uniform"}], ids=str
)
def test_another_seed_or_data_is_another_game(changes: dict[str, Any]) -> None:
    first = list(messages(settings()))
    header = first[1][0]
    order = {
        "run": header["run"],
        "resume": frames_of(first)[-1]["state"],
        "from_round": 16,
        "settings": header["plan"]["settings"],
    }
    other = list(messages(settings(order, **changes)))
    assert "a new game from round 0" in other[0][2]
    assert frames_of(other)[0]["round"] == 0
    assert {header["run"] for header, _, _ in other if header} != {header["run"]}


def test_another_network_begins_anew_and_says_so() -> None:
    first = list(messages(settings()))
    header = first[1][0]
    order = {"run": header["run"], "resume": frames_of(first)[-1]["state"], "from_round": 16}
    other = list(messages(settings(order, generator_width=5)))
    assert "begins anew" in " ".join(sentence for _, _, sentence in other)
    assert {header["run"] for header, _, _ in other if header} != {header["run"]}


@pytest.mark.parametrize(("play", "steps"), [("discriminator", [1, 0]), ("generator", [0, 1])])
def test_one_player_takes_a_step_alone(play: str, steps: list[int]) -> None:
    frames = frames_of(list(messages(settings({"play": play, "rounds": 1}))))
    assert [frame["steps"] for frame in frames] == [[0, 0], steps]
    assert frames[-1]["step"] == play
    assert frames[-1]["state"]


def test_by_steps_a_round_is_two_moments() -> None:
    values = settings({"play": "rounds", "rounds": 2}) | {"speed": "10 rounds/s"}
    frames = frames_of(list(messages(values)))
    told = [(frame["round"], frame["step"]) for frame in frames]
    assert told == [
        (0, ""),
        (0, "discriminator"),
        (1, "generator"),
        (1, "discriminator"),
        (2, "generator"),
    ]
    assert all(isinstance(frame["d_loss"], float) for frame in frames[1::2])
    assert all(isinstance(frame["g_loss"], float) for frame in frames[2::2])
    assert [frame["won"] for frame in frames][-1] != [0, 0]


def test_where_only_the_loser_learns_a_round_is_one_moment() -> None:
    values = settings({"play": "rounds", "rounds": 3}, rule="loser_learns")
    frames = frames_of(list(messages(values | {"speed": "10 rounds/s"})))
    assert [frame["round"] for frame in frames] == [0, 1, 2, 3]


def test_large_numbers_are_written_in_full() -> None:
    request = SMALL.model_copy(update={"rounds": 20_000})
    assert game_request(controls(request), {})[0] == request


def test_every_speed_rests_as_long_as_it_says() -> None:
    assert SPEEDS["1 round/s"].seconds("discriminator", 0) == 0.5
    assert SPEEDS["100 rounds/s"].seconds("", 8) == pytest.approx(0.08)
    assert SPEEDS["fast"].seconds("", 8) == 0


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("rates", {"discriminator_lr": "-1"}, "discriminator_lr is '-1'"),
        ("rates", {"generator_lr": "nan"}, "generator_lr is 'nan'"),
        ("rates", {"generator_lr": "quick"}, "'quick'"),
        ("rates", {"generator_lr": "1e7"}, "1,000,000"),
        ("deck", {"generator_width": "1000000"}, "generator_width is '1000000'"),
        ("deck", {"rounds": "1000000000"}, "rounds is '1000000000'"),
        ("deck", {"rounds": "2.5"}, "'2.5'"),
        ("deck", {"batch_size": "1000000"}, "batch_size"),
        ("deck", {"optimiser": "adam"}, "optimizer"),
        ("deck", "[1", "reload the page"),
        ("deck", "{1", "reload the page"),
        ("data", "drawing", "Nothing is drawn yet"),
        ("objective", "hinges", "objective is 'hinges'"),
        ("seed", None, "seed"),
        ("seed", -1, "-1"),
    ],
)
def test_what_cannot_be_is_answered_in_a_sentence(field: str, value: object, sentence: str) -> None:
    values = settings()
    if isinstance(value, dict):
        value = json.dumps(json.loads(values[field]) | value)
    with pytest.raises(InvalidRequest, match=sentence):
        list(gan_game_runs.play(values | {field: value}))


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        ({"drawing": [[0.5, float("nan")]]}, "drawing"),
        ({"drawing": [[0.5, 99]]}, "drawing"),
        ({"drawing": [[0.1, 0.2]] * 10_000}, "2,000"),
        ({"drawing": "a horse"}, "drawing"),
        ({"resume": "AAAA", "run": "a", "drawing": [[0, 0]]}, "cannot be read"),
        ({"rounds": 1e9, "play": "rounds", "drawing": [[0, 0]]}, "rounds"),
        ({"play": "everybody", "rounds": 1, "drawing": [[0, 0]]}, "everybody"),
    ],
    ids=["nan", "outside", "too many", "words", "state", "rounds", "play"],
)
def test_an_order_that_cannot_be_is_answered_in_a_sentence(
    order: dict[str, Any], sentence: str
) -> None:
    values = settings(order) | {"data": "drawing"}
    with pytest.raises(InvalidRequest, match=sentence):
        list(gan_game_runs.play(values))


def test_a_game_that_diverges_says_where_and_keeps_its_timeline() -> None:
    sent = list(messages(settings(generator_lr=1e6, discriminator_lr=1e6)))
    header, see, sentence = sent[-1]
    assert header["state"] == "finished"
    assert "diverged" in header["stopped"]
    assert "diverged" in sentence
    assert "diverged" in see
    assert frames_of(sent)[0]["round"] == 0


def test_a_learning_rate_of_zero_is_remarked() -> None:
    sent = list(messages(settings(generator_lr=0)))
    assert "is 0" in " ".join(sentence for _, _, sentence in sent)


def test_a_batch_larger_than_the_drawing_is_remarked() -> None:
    values = settings({"drawing": [[0, 0], [1, 1]]}) | {"data": "drawing"}
    sentences = [sentence for _, _, sentence in messages(values)]
    assert any("only 2 are drawn" in sentence for sentence in sentences)


def test_pausing_closes_the_game(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []

    def stream(_: GameRequest) -> Iterator[Any]:
        try:
            yield from original(_)
        finally:
            closed.append(True)

    original = gan_game_runs.engine.stream
    monkeypatch.setattr(gan_game_runs.engine, "stream", stream)
    game = gan_game_runs.play(settings(rounds=2000))
    for _ in range(4):
        next(game)
    game.close()
    assert closed == [True]
