"""The visitor plays: as the detective against the networks' own, or as the criminal against it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.gan import state
from models.gan.game import SHOWING, Game
from models.gan.requests import JudgeRequest, QuizRequest


@dataclass(frozen=True)
class Verdicts:
    """How real the discriminator holds each point, float32 [n] in 0 … 1.

    `real_from` is the belief from which on it calls a point real: ½ for most objectives.
    """

    beliefs: np.ndarray
    real_from: float


@dataclass(frozen=True)
class Quiz:
    """Points to be told apart: `points` float32 [n, 2], `is_real` bool [n], and the verdicts."""

    points: np.ndarray
    is_real: np.ndarray
    verdicts: Verdicts


def judge(request: JudgeRequest) -> Iterator[Verdicts]:
    """The discriminator's verdict on the visitor's points."""
    yield _verdicts(state.from_text(request.state), np.array(request.points, dtype=np.float32))


def quiz(request: QuizRequest) -> Iterator[Quiz]:
    """Real and forged points in random order, about half of each."""
    game = state.from_text(request.state)
    rng = np.random.default_rng([request.seed, SHOWING])
    is_real = rng.random(request.count) < 0.5
    forged = game.forge(game.noise(request.count, rng))
    points = np.where(is_real[:, None], game.real.sample(request.count, rng), forged)
    yield Quiz(points, is_real, _verdicts(game, points))


def _verdicts(game: Game, points: np.ndarray) -> Verdicts:
    return Verdicts(game.belief(points), game.objective.perfect(game.alpha).belief)
