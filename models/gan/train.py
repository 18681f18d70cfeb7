"""The GAN game as a generator of records: seeded, paced, and stopped when it diverges."""

import time
from collections.abc import Generator, Iterator
from typing import Any

import numpy as np

from models.adversaries import Stopped
from models.errors import InvalidRequest
from models.gan import notes, rules, state
from models.gan.game import Diverged, Game, discriminator_sizes, generator_sizes
from models.gan.look import Onlooker
from models.gan.metrics import WITHIN_SIGMA
from models.gan.records import Finished, Started, Update
from models.gan.requests import EXTENT, MAX_REPLAY_ROUNDS, MAX_REPLAY_WORK, GameRequest
from models.gan.timeline import SILENCE, Curve, Plan, moments, paced
from models.records import Waiting

STATUS = "cpu · numpy"
"""Where it runs: networks this small spend more time on the way to a GPU than on the way back."""


def train(request: GameRequest) -> Iterator[Waiting | Started | Update | Stopped | Finished]:
    """Started, then Updates with frames, Stopped if the game diverged, Finished.

    Which frames come depends on the request alone; how many travel together, on the clock. A game
    that diverged before its first frame has no Finished.
    """
    begin = time.monotonic()
    game = yield from _enter(request)
    onlooker, plan = Onlooker(game), Plan.of(game)
    yield _started(game, onlooker, plan)
    curve, stopped = Curve(), None
    for record in paced(moments(game, onlooker, plan)):
        if isinstance(record, Update):
            curve.extend(record.frames)
        elif isinstance(record, Stopped):
            stopped = record.reason
        yield record
    if curve.last is None:
        return
    yield Finished(
        round=curve.last.round,
        won=curve.last.won,
        readings=curve.last.readings,
        evaluation=curve.evaluation,
        divergence_floor=onlooker.evaluator.floor,
        seconds=time.monotonic() - begin,
        stopped=stopped,
        curve=curve.columns,
        settings=state.settings_of(request),
    )


def _enter(request: GameRequest) -> Generator[Waiting, None, Game]:
    """The game to play: a new one, or another from where it stood at `from_round`."""
    if not request.resume:
        return Game(request)
    game = state.from_text(request.resume)
    if _shape(game.settings) != _shape(request):
        return Game(request)
    missing = request.from_round - game.round
    work = game.settings.model_copy(update={"rounds": missing}).work
    if missing > MAX_REPLAY_ROUNDS or work > MAX_REPLAY_WORK:
        raise InvalidRequest(
            f"from_round is {request.from_round:,}, but this moment is of round {game.round:,}: "
            "go on from a moment that is nearer."
        )
    try:
        yield from _replay(game, request.from_round)
    except Diverged:
        raise InvalidRequest(
            f"The game diverged before round {request.from_round:,}: go on from an earlier one."
        ) from None
    game.adopt(request)
    return game


def _replay(game: Game, until: int) -> Iterator[Waiting]:
    """Play as the game was, up to the round `until`."""
    told = time.monotonic()
    while game.round < until:
        rules.play_round(game)
        if time.monotonic() - told > SILENCE:
            told = time.monotonic()
            yield Waiting(f"On the way to round {until:,}, at {game.round:,}.")


def _shape(settings: GameRequest) -> tuple[Any, ...]:
    """What must be equal for a game to go on."""
    return discriminator_sizes(settings), generator_sizes(settings), settings.activation


def _started(game: Game, onlooker: Onlooker, plan: Plan) -> Started:
    request = game.settings
    restarted = bool(request.resume) and game.is_new
    return Started(
        extent=EXTENT,
        real=onlooker.real,
        modes=game.real.centres if game.real.modes else np.empty((0, 2), dtype=np.float32),
        mode_radius=WITHIN_SIGMA * game.real.sigma,
        divergence_floor=onlooker.evaluator.floor,
        perfect=game.objective.perfect(game.alpha),
        stride=plan.stride,
        first_round=plan.first_round,
        rounds_total=plan.rounds_total,
        restarted=restarted,
        notes=(*request.notes, *notes.remarks(game, restarted)),
        status=STATUS,
        settings=state.settings_of(request),
    )
