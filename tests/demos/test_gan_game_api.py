"""The GAN tab's end point, called as other programs call it."""

import gc
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from gradio_client import Client

from demos import gan_game
from models.gan.game import Game
from tests.conftest import serve

TINY = {
    "discriminator_width": 4,
    "generator_width": 4,
    "discriminator_depth": 1,
    "generator_depth": 1,
    "batch_size": 8,
}
FIFTY = 50


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    yield from serve([gan_game.DEMO])


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False)


def train(client: Client, settings: dict[str, Any] | None = None, **values: Any) -> dict[str, Any]:
    given = {"rounds": 10, "seed": 5} | values
    return client.predict(**given, settings=TINY | (settings or {}), api_name="/gan_train")


def test_the_game_is_a_public_end_point(client: Client) -> None:
    described = client.view_api(return_format="dict")["named_endpoints"]
    assert "/gan_train" in described
    assert "discriminator_lr" in described["/gan_train"]["description"]


def test_a_game_is_answered_with_its_numbers_and_its_curve(client: Client) -> None:
    numbers = train(client, data="ring", objective="hinge", rules="loser_learns")
    assert numbers["round"] == 10
    assert sum(numbers["won"]) == 10
    assert 0 <= numbers["modes"] <= 8
    assert 0 < numbers["divergence_floor"] < numbers["divergence"] <= 1
    assert numbers["curve"]["round"] == list(range(11))
    assert numbers["stopped"] is None
    assert numbers["settings"]["objective"] == "hinge"


def test_same_seed_same_numbers(client: Client) -> None:
    once, again, other = train(client), train(client), train(client, seed=6)
    for numbers in (once, again, other):
        del numbers["seconds"]
    assert once == again
    assert once["curve"] != other["curve"]


def test_fifty_games_at_once_are_fifty_games(client: Client) -> None:
    alone = {seed: train(client, seed=seed, rounds=5)["curve"] for seed in (1, 25, 50)}
    jobs = {
        seed: client.submit(rounds=5, seed=seed, settings=TINY, api_name="/gan_train")
        for seed in range(1, FIFTY + 1)
    }
    together = {seed: job.result(timeout=180)["curve"] for seed, job in jobs.items()}
    assert {seed: together[seed] for seed in alone} == alone
    assert len({str(curve) for curve in together.values()}) == FIFTY
    gc.collect()
    assert not [kept for kept in gc.get_objects() if type(kept) is Game]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"data": "rings"}, "rings"),
        ({"objective": "wgan"}, "wgan"),
        ({"rules": "nobody"}, "nobody"),
        ({"rounds": 10**9}, "1000000000"),
        ({"rounds": 0}, "rounds"),
        ({"rounds": 2.5}, "2.5"),
        ({"seed": -1}, "-1"),
        ({"data": "drawing"}, "Nothing is drawn"),
        ({"settings": {"generator_width": 10**6}}, "1000000"),
        ({"settings": {"generator_lr": -1}}, "-1"),
        ({"settings": {"rounds": 3}}, "place of its own"),
        ({"settings": {"colour": "red"}}, "colour"),
        ({"settings": {"drawing": [[0, 0]] * 10_000}}, "2,000"),
        ({"settings": {"resume": "AAAA"}}, "cannot be read"),
    ],
    ids=str,
)
def test_what_cannot_be_is_answered_in_a_sentence(
    client: Client, wrong: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Exception, match=sentence) as caught:
        train(client, **wrong)
    assert "Traceback" not in str(caught.value)


def test_not_a_number_is_answered_in_a_sentence(address: str) -> None:
    """No JSON library writes NaN for us, so it is sent as hostile callers send it."""
    body = '{"data": ["drawing", "hinge", "standard", 5, 3, {"drawing": [[0.5, NaN]]}]}'
    call = f"{address}/gradio_api/call/gan_train"
    sent = httpx.post(call, content=body, headers={"Content-Type": "application/json"})
    if sent.status_code == 200:
        answer = httpx.get(f"{call}/{sent.json()['event_id']}", timeout=60).text
        assert "event: error" in answer
    else:
        assert sent.status_code == 422


def test_a_game_that_diverges_is_answered_with_where_and_why(client: Client) -> None:
    numbers = train(client, {"generator_lr": 1e6, "discriminator_lr": 1e6}, rounds=200)
    assert "diverged" in numbers["stopped"]
    assert numbers["round"] < 200
    assert len(numbers["curve"]["round"]) == len(numbers["curve"]["generator_loss"])
