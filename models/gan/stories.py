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


_SMALL: dict[str, Any] = {
    "discriminator_depth": 2,
    "discriminator_width": 32,
    "generator_depth": 2,
    "generator_width": 32,
}
_VANISHING: dict[str, Any] = {
    **_SMALL,
    "data": "ring",
    "objective": "minimax",
    "discriminator_lr": 1e-2,
    "generator_lr": 1e-4,
    "discriminator_steps": 10,
    "rounds": 200,
}
_HASTY: dict[str, Any] = {**_SMALL, "discriminator_lr": 5e-4, "generator_lr": 4e-3}
_COLLAPSE: dict[str, Any] = {**_HASTY, "data": "ring", "rounds": 1000}

STORIES: tuple[Story, ...] = (
    Story(
        "balanced",
        "Both learn at the same pace: D(x) and D(G(z)) meet near ½, and the forgeries lie where "
        "the real points lie, in both Gaussians.",
        {**_SMALL, "data": "two_gaussians", "discriminator_steps": 2, "rounds": 1200},
    ),
    Story(
        "detective_dominates",
        "The detective is far ahead: D(G(z)) falls to 0, and the criminal's gradient to less than "
        "a hundredth of what it was. The forgeries hardly move.",
        _VANISHING,
    ),
    Story(
        "gradient_rescue",
        "The same seed with the non-saturating loss: the criminal's gradient is thousands of times "
        "larger, and the forgeries move more than ten times as far.",
        {**_VANISHING, "objective": "non_saturating"},
        rescues="detective_dominates",
        changed={"objective": "non_saturating"},
    ),
    Story(
        "criminal_dominates",
        "The criminal is far ahead: it wins most rounds, though its forgeries are nothing like the "
        "real points.",
        {
            **_SMALL,
            "data": "ring",
            "activation": "tanh",
            "discriminator_lr": 1e-5,
            "generator_lr": 7e-4,
            "rounds": 200,
        },
    ),
    Story(
        "collapse",
        "Mode collapse: the forgeries are all the same, and at most 2 of the 8 modes are covered.",
        _COLLAPSE,
    ),
    Story(
        "rescue",
        "The same seed with a detective that learns six times as fast: at least 7 of the 8 modes "
        "are covered.",
        {**_COLLAPSE, "discriminator_lr": 3e-3},
        rescues="collapse",
        changed={"discriminator_lr": 3e-3},
    ),
    Story(
        "oscillation",
        "Never still: the crowd of forgeries wanders over the whole grid, D(G(z)) swings around ½, "
        "and no round is the last.",
        {**_HASTY, "data": "grid", "rounds": 400},
    ),
    Story(
        "loser_learns",
        "The lectures' rules: only the loser of a round learns. A detective that takes ten steps "
        "whenever it has lost keeps up, and both Gaussians are covered.",
        {
            **_SMALL,
            "data": "two_gaussians",
            "rule": "loser_learns",
            "discriminator_lr": 3e-3,
            "generator_lr": 3e-4,
            "discriminator_steps": 10,
            "rounds": 1200,
        },
    ),
)


def find(key: str) -> Story:
    """The story called `key`."""
    return next(story for story in STORIES if story.key == key)
