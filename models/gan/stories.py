"""The games that the lectures tell of, as settings: each shows what it claims, for every seed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.gan.requests import GameRequest


@dataclass(frozen=True)
class Story:
    """A game to be predicted before it is played.

    `settings` are the fields of a GameRequest that differ from its defaults, `claim` is what the
    game shows with any seed. `rescues` names the story that this one repeats with the settings in
    `changed` and no other difference.
    """

    key: str
    claim: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    rescues: str = ""
    changed: Mapping[str, Any] = field(default_factory=dict)

    def request(self, **changes: Any) -> GameRequest:
        """The game of this story; `changes` such as another seed."""
        return GameRequest.parse(**{**self.settings, **changes})


_COLLAPSE: dict[str, Any] = {
    "data": "ring",
    "objective": "non_saturating",
    "discriminator_depth": 2,
    "discriminator_width": 16,
    "generator_depth": 2,
    "generator_width": 16,
    "discriminator_lr": 5e-4,
    "generator_lr": 4e-3,
}

STORIES: tuple[Story, ...] = (
    Story(
        "balanced",
        "Both learn at the same pace: the forgeries reach the real points, D(x) and D(G(z)) meet "
        "near ½.",
        {"data": "two_gaussians"},
    ),
    Story(
        "detective_dominates",
        "The detective is far ahead: D(G(z)) falls to 0, the criminal's gradient vanishes, and "
        "its forgeries stay where they are.",
        {"objective": "minimax", "discriminator_lr": 5e-3, "generator_lr": 1e-4},
    ),
    Story(
        "criminal_dominates",
        "The criminal is far ahead: its forgeries pass, though they are nothing like the real "
        "points.",
        {"discriminator_lr": 1e-5, "generator_lr": 2e-3},
    ),
    Story(
        "collapse",
        "Mode collapse: at most 2 of the 8 modes are covered.",
        _COLLAPSE,
    ),
    Story(
        "oscillation",
        "Never still: the forgeries wander from mode to mode, and the losses swing.",
        {"data": "two_gaussians"},
    ),
    Story(
        "rescue",
        "The same seed with one setting changed covers at least 7 of the 8 modes.",
        {**_COLLAPSE, "objective": "wasserstein_gp"},
        rescues="collapse",
        changed={"objective": "wasserstein_gp"},
    ),
)


def find(key: str) -> Story:
    """The story called `key`."""
    return next(story for story in STORIES if story.key == key)
