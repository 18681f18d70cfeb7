"""The code panel: the program it shows plays the same game in plain PyTorch."""

import numpy as np
import pytest
import torch

from demos.gan_game_code import code
from models import engine
from models.gan import requests, state
from models.gan.records import Update
from models.gan.requests import GameRequest

SETTINGS = [
    {},
    {"objective": "minimax", "label_smoothing": 0.1, "data": "spiral", "activation": "relu"},
    {"objective": "least_squares", "noise": "uniform", "noise_dim": 1, "data": "grid"},
    {"objective": "hinge", "optimizer": "sgd", "discriminator_lr": 0.01, "activation": "tanh"},
    {"objective": "wasserstein_gp", "discriminator_steps": 2, "data": "s_curve"},
    {"objective": "wasserstein_gp", "rule": "loser_learns", "gradient_penalty": 0},
    {"rule": "loser_learns", "discriminator_steps": 2, "generator_steps": 3},
    {"objective": "least_squares", "rule": "loser_learns", "label_smoothing": 0.2},
    {"discriminator_steps": 0, "data": "blobs"},
    {"data": "drawing", "drawing": ((0.5, 1.25), (-1.0, 2.0)), "seed": 2**31 - 1},
]
ROUNDS = 20
TOLERANCE = 0.03
"""How far both may be apart, as a share of the way: rounding errors grow from step to step."""


def played_by_program(request: GameRequest) -> dict[str, np.ndarray]:
    """Run the program of `request`; the weights of its players, as the gallery orders them."""
    names: dict[str, object] = {}
    exec(compile(code(request), "gan.py", "exec"), names)
    return {
        "discriminator": flat(names["D"]),
        "generator": flat(names["G"]),
    }


def flat(network: torch.nn.Sequential) -> np.ndarray:
    layers = [layer for layer in network if isinstance(layer, torch.nn.Linear)]
    parts = [part for layer in layers for part in (layer.weight.T.reshape(-1), layer.bias)]
    return torch.cat(parts).detach().numpy()


def played_by_gallery(request: GameRequest) -> tuple[dict[str, np.ndarray], ...]:
    """The weights of both players before the first round and after the last."""
    updates = [record for record in engine.stream(request) if isinstance(record, Update)]
    return weights(updates[0].frames[0].state), weights(updates[-1].frames[-1].state)


def weights(moment: str) -> dict[str, np.ndarray]:
    game = state.from_text(moment)
    players = (game.discriminator, game.generator)
    return {player.name: player.network.parameters for player in players}


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: "-".join(settings) or "usual")
def test_the_program_plays_the_same_game(settings: dict[str, object]) -> None:
    request = GameRequest(
        **{"discriminator_width": 16, "generator_width": 12, "rounds": ROUNDS, **settings}
    )
    (start, ours), theirs = played_by_gallery(request), played_by_program(request)
    for player in ours:
        moved = np.linalg.norm(ours[player] - start[player])
        apart = np.linalg.norm(theirs[player] - ours[player])
        assert apart <= TOLERANCE * moved, player


def test_the_program_of_a_branch_says_what_it_is() -> None:
    program = code(GameRequest(resume="AAAA", from_round=32))
    assert program.startswith("# The game in the page went on from round 32.")
    compile(program, "gan.py", "exec")


@pytest.mark.parametrize("objective", requests.OBJECTIVES)
@pytest.mark.parametrize("rule", requests.RULES)
def test_every_objective_and_rule_makes_a_program(objective: str, rule: str) -> None:
    compile(code(GameRequest(objective=objective, rule=rule)), "gan.py", "exec")
