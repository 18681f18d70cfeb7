"""The GAN tab as a function for `gradio_client`: /gan_train."""

import dataclasses
import math
from collections.abc import Iterator, Mapping
from typing import Any

import gradio as gr

from demos.endpoints import offer, paced, parsed
from models import engine
from models.gan.records import Finished, Started
from models.gan.requests import GameRequest

GAMES_AT_ONCE = 8


def gan_train(
    data: str,
    objective: str,
    rules: str,
    rounds: int,
    seed: int,
    settings: dict[str, Any],
) -> Iterator[dict[str, Any]]:
    """Train a generator against a discriminator on points in the plane.

    Args:
        data: "ring", "two_gaussians", "blobs", "grid", "line", "moons", "spiral", "s_curve" or
            "drawing", whose points are in `settings`.
        objective: "minimax", "non_saturating", "least_squares", "hinge" or "wasserstein_gp".
        rules: "standard", or "loser_learns" as in the lectures.
        rounds: 1 to 20,000.
        seed: 0 to 2147483647; the same seed and settings give the same numbers.
        settings: What else is not as usual: `discriminator_lr`, `generator_lr`,
            `discriminator_steps`, `generator_steps`, `discriminator_depth`,
            `discriminator_width`, `generator_depth`, `generator_width`, `activation`,
            `optimizer`, `beta_1`, `beta_2`, `batch_size`, `noise`, `noise_dim`,
            `label_smoothing`, `gradient_penalty`, `drawing` (a list of [x, y] from -3 to 3).

    Returns:
        A dictionary: `round`, the last one; `won` by discriminator and generator; the last
        `discriminator_loss`, `generator_loss`, `real_belief` D(x), `fake_belief` D(G(z)),
        `accuracy`, `discriminator_gradient` and `generator_gradient`; `modes` covered;
        `divergence` in bits and its `divergence_floor`; `precision` and `recall`; `curve`, the
        same over the rounds; `stopped`, why it ended early, or null; `notes`; `seconds`;
        `settings`.
    """
    request = parsed(
        GameRequest,
        **_of(settings),
        data=data,
        objective=objective,
        rule=rules,
        rounds=rounds,
        seed=seed,
    )
    notes: tuple[str, ...] = ()
    for record in paced(engine.stream(request)):
        if isinstance(record, Started):
            notes = record.notes
        if isinstance(record, Finished):
            yield _finite(_numbers(record) | {"notes": list(notes)})
            return
        yield {}


def endpoints(named: Mapping[str, gr.Component]) -> None:
    """Add the end point; `named` are the tab's controls by their names in links."""
    rules = gr.Textbox("standard", visible=False, label="rules")
    rounds = gr.Number(2000, visible=False, label="rounds")
    settings = gr.JSON({}, visible=False, label="settings")
    numbers = gr.JSON(visible=False, label="numbers")
    data = gr.Textbox("ring", visible=False, label="data")
    objective = gr.Textbox("non_saturating", visible=False, label="objective")
    inputs = [data, objective, rules, rounds, named["seed"], settings]
    offer(gan_train, inputs, [numbers], queue="gan_train", at_once=GAMES_AT_ONCE)


def _of(settings: object) -> dict[str, Any]:
    """The settings as keywords; what the function has parameters for is not among them."""
    if settings in (None, ""):
        return {}
    if not isinstance(settings, dict):
        raise gr.Error("settings is not an object: give names with their values, or {}.")
    for name in ("data", "objective", "rule", "rounds", "seed"):
        if name in settings:
            raise gr.Error(f"settings has {name!r}, which has a place of its own: leave it out.")
    return {str(name): value for name, value in settings.items()}


def _numbers(finished: Finished) -> dict[str, Any]:
    evaluation = finished.evaluation
    return {
        "round": finished.round,
        "won": list(finished.won),
        **dataclasses.asdict(finished.readings),
        "modes": evaluation.modes,
        "divergence": evaluation.divergence,
        "divergence_floor": finished.divergence_floor,
        "precision": evaluation.precision,
        "recall": evaluation.recall,
        "curve": finished.curve,
        "stopped": finished.stopped,
        "seconds": finished.seconds,
        "settings": finished.settings,
    }


def _finite(value: Any) -> Any:
    """`value` with null for what is not a number, which every JSON reader understands."""
    if isinstance(value, dict):
        return {name: _finite(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
