"""The controls of the game and the requests they stand for, in both directions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from demos.values import json_object
from demos.views.gan_deck import deck_value
from demos.views.rates import rates_value
from models.gan.requests import GameRequest

POINTS = "Points"
"""The mode of this arena."""

RULES = {"both": "standard", "only the loser": "loser_learns"}
DATA = {
    "Ring of eight": "ring",
    "Two Gaussians": "two_gaussians",
    "Three blobs": "blobs",
    "Grid of 25": "grid",
    "Line": "line",
    "Two moons": "moons",
    "Spiral": "spiral",
    "S-curve": "s_curve",
    "Draw your own": "drawing",
}
OBJECTIVES = {
    "non-saturating": "non_saturating",
    "minimax (saturating)": "minimax",
    "least squares": "least_squares",
    "hinge": "hinge",
    "Wasserstein, gradient penalty": "wasserstein_gp",
}
ANOTHER_GAME = ("seed", "data", "drawing", "noise")
"""A game cannot go on with another of these: a new one begins."""

RATES = {
    "discriminator_lr": "Detective's learning rate",
    "generator_lr": "Criminal's learning rate",
}
WORKSHOP = (
    "discriminator_depth",
    "discriminator_width",
    "generator_depth",
    "generator_width",
    "discriminator_steps",
    "generator_steps",
    "activation",
    "optimizer",
    "beta_1",
    "beta_2",
    "noise",
    "noise_dim",
    "batch_size",
    "rounds",
    "label_smoothing",
    "gradient_penalty",
)
"""The fields of the deck."""


@dataclass(frozen=True)
class Speed:
    """How fast a game is shown: seconds that a step of each player, or a round, stays."""

    discriminator: float = 0.0
    generator: float = 0.0
    a_round: float = 0.0
    slow: bool = False

    @property
    def by_steps(self) -> bool:
        """Whether every step of a player is shown, not only every so many rounds."""
        return self.discriminator > 0

    def seconds(self, step: str, rounds: int) -> float:
        """How long a moment stays that shows `step`, or else `rounds` rounds."""
        pauses = {"discriminator": self.discriminator, "generator": self.generator}
        return pauses.get(step, self.a_round * rounds)


FAST = "fast"
SPEEDS = {
    "slow motion": Speed(2.8, 2.2, slow=True),
    "1 round/s": Speed(0.5, 0.5),
    "10 rounds/s": Speed(0.05, 0.05),
    "100 rounds/s": Speed(a_round=0.01),
    FAST: Speed(),
}


def controls(request: GameRequest, speed: str = FAST) -> dict[str, Any]:
    """The values of the controls that stand for `request`, by their names in links."""
    values = request.model_dump()
    return {
        "mode": POINTS,
        "rule": next(name for name, rule in RULES.items() if rule == request.rule),
        "data": request.data,
        "objective": request.objective,
        "rates": rates_value({name: values[name] for name in RATES}),
        "seed": request.seed,
        "speed": speed,
        "deck": deck_value({name: values[name] for name in WORKSHOP}),
    }


def order_of(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What the arena says is to be played; {}, a new game, where it holds something else."""
    text = str(settings["arena"] or "")
    return json_object(text, "what is to be played") if text.startswith("{") else {}


def game_request(
    settings: Mapping[str, Any], order: Mapping[str, Any]
) -> tuple[GameRequest, tuple[str, ...]]:
    """The request of the controls and of the order, and remarks; InvalidRequest in sentences."""
    values = {
        **json_object(settings["rates"], "the learning rates"),
        **json_object(settings["deck"], "the workshop"),
        "rule": RULES.get(settings["rule"], settings["rule"]),
        "data": settings["data"],
        "objective": settings["objective"],
        "seed": settings["seed"],
        "drawing": order.get("drawing", ()) if settings["data"] == "drawing" else (),
    }
    values |= {name: order[name] for name in ("play", "rounds") if name in order}
    by_steps = SPEEDS.get(settings["speed"], SPEEDS[FAST]).by_steps
    values["frames"] = "steps" if by_steps or "play" in order else "timeline"
    remarks: tuple[str, ...] = ()
    if order.get("resume"):
        changed = _changed(order.get("settings"), GameRequest.parse(**values))
        if changed:
            remarks = (f"Another {' and another '.join(changed)}: a new game from round 0.",)
        else:
            values |= {"resume": order["resume"], "from_round": order.get("from_round", 0)}
    return GameRequest.parse(**values), remarks


def _changed(played: object, request: GameRequest) -> list[str]:
    """Which of ANOTHER_GAME differ between the settings that were `played` and those of now."""
    now = request.model_dump(mode="json")
    before = played if isinstance(played, Mapping) else {}
    return [name for name in ANOTHER_GAME if before.get(name, now[name]) != now[name]]
