"""A game as text, so that a page can hold its moments and go on from any of them.

The text is base64 of: uint32 little-endian length of a JSON header, the header, then float32
little-endian: for the discriminator and then the generator its parameters, and Adam's two moments.
It comes back from outside, so nothing in it is believed.
"""

import base64
import binascii
import json
import struct
from typing import Any

import numpy as np

from models.errors import InvalidRequest
from models.gan.game import Game, discriminator_sizes, generator_sizes
from models.gan.networks import count
from models.gan.requests import MAX_ROUND, GameRequest

MOMENT_ONLY = {"resume", "from_round"}
"""Fields of a request that are about where it starts, not about how the game is played."""


def settings_of(request: GameRequest) -> dict[str, Any]:
    """The fields that decide how a game is played."""
    return request.model_dump(exclude=MOMENT_ONLY)


def to_text(game: Game) -> str:
    """Everything that decides how `game` goes on."""
    players = game.discriminator, game.generator
    header = {
        "settings": settings_of(game.settings),
        "round": game.round,
        "won": game.won,
        "zero": game.zero,
        "steps": [[player.steps, player.optimizer.steps] for player in players],
        "rng": game.rng.bit_generator.state["state"],
        "spare": [game.rng.bit_generator.state[key] for key in ("has_uint32", "uinteger")],
    }
    head = json.dumps(header, separators=(",", ":")).encode()
    arrays = [array.astype("<f4").tobytes() for array in _arrays(game)]
    return base64.b64encode(b"".join([struct.pack("<I", len(head)), head, *arrays])).decode()


def from_text(text: str) -> Game:
    """The game that `to_text` wrote down; InvalidRequest where this is not such a text."""
    try:
        data = base64.b64decode(text, validate=True)
        end = 4 + struct.unpack_from("<I", data)[0]
        header = json.loads(data[4:end])
        settings = GameRequest.parse(**header["settings"])
        sizes = discriminator_sizes(settings), generator_sizes(settings)
        values = np.frombuffer(data[end:], dtype="<f4")
        if len(values) != 3 * sum(map(count, sizes)) or not np.isfinite(values).all():
            raise ValueError("the weights are not those of its networks")
        game = Game(settings)
        _restore(game, header, values)
    except (
        binascii.Error,
        struct.error,
        KeyError,
        TypeError,
        ValueError,
        OverflowError,
        InvalidRequest,
    ) as error:
        raise InvalidRequest(
            f"This moment of a game cannot be read ({error}): play the game again from its seed."
        ) from None
    return game


def _arrays(game: Game) -> list[np.ndarray]:
    players = game.discriminator, game.generator
    return [
        array
        for player in players
        for array in (player.network.parameters, player.optimizer.mean, player.optimizer.square)
    ]


def _restore(game: Game, header: dict[str, Any], values: np.ndarray) -> None:
    start = 0
    for array in _arrays(game):
        array[:] = values[start : start + len(array)]
        start += len(array)
    detective, criminal = header["won"]
    game.won = [int(detective), int(criminal)]
    game.round, game.zero = int(header["round"]), float(header["zero"])
    if not 0 <= game.round <= MAX_ROUND:
        raise ValueError(f"its round is {game.round}")
    players = game.discriminator, game.generator
    for player, (steps, adam_steps) in zip(players, header["steps"], strict=True):
        player.steps, player.optimizer.steps = int(steps), int(adam_steps)
    has_spare, spare = header["spare"]
    state = {name: int(header["rng"][name]) for name in ("state", "inc")}
    game.rng.bit_generator.state = {
        "bit_generator": "PCG64",
        "state": state,
        "has_uint32": int(has_spare),
        "uinteger": int(spare),
    }
