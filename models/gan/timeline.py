"""From a game in progress to frames at the right moments, and to updates at the right pace."""

import dataclasses
import time
from collections.abc import Iterator

from models.adversaries import Stopped
from models.gan import notes, rules
from models.gan.game import Diverged, Game
from models.gan.look import Onlooker
from models.gan.records import Evaluation, Frame, Readings, Update
from models.records import Waiting

FRAMES = 400
"""At most this many frames a game; a page keeps up to 600, those of its branches included."""

MEASURED_EVERY = 8
"""Every so many frames the forgeries are measured, which costs as much as some rounds."""

STATES_BYTES = 2_500_000
"""At most this much of states a game: each makes the page collect garbage for some milliseconds."""

UPDATES_A_SECOND = 20
SILENCE = 0.4
"""Seconds after which a slow game says that it is still being played."""


@dataclasses.dataclass(frozen=True)
class Plan:
    """The rounds to come and which of their moments become frames: one every `stride` rounds.

    With `every_step`, each step of a player is shown. `rounds_total` is the last round.
    """

    first_round: int
    rounds_total: int
    stride: int
    every_step: bool

    @classmethod
    def of(cls, game: Game) -> "Plan":
        """The plan for what `game` is about to play."""
        settings = game.settings
        alone = settings.play != "rounds"
        total = game.round + (0 if alone else settings.rounds)
        every_step = alone or settings.frames == "steps"
        return cls(game.round, total, 1 if every_step else stride_for(total), every_step)

    def shows(self, game: Game, stage: str) -> bool:
        """Whether this moment becomes a frame."""
        regular = stage == "round" and game.round % self.stride == 0
        return self.every_step or regular or self.ends(game, stage)

    def ends(self, game: Game, stage: str) -> bool:
        """Whether this is the last moment of whole rounds."""
        return stage == "round" and game.round == self.rounds_total

    def spacing(self, state: str) -> int:
        """Every so many frames carry their state, lest all together exceed STATES_BYTES."""
        frames = (self.rounds_total - self.first_round) // self.stride
        return 1 + frames * len(state) // STATES_BYTES


def stride_for(rounds: int) -> int:
    """The smallest power of two with at most FRAMES frames in `rounds`."""
    stride = 1
    while rounds > FRAMES * stride:
        stride *= 2
    return stride


def moments(game: Game, onlooker: Onlooker, plan: Plan) -> Iterator[Frame | Stopped | None]:
    """A Frame for every moment to show, None for the others; Stopped where the game diverges.

    A state is taken where it is a place to go on from: after a round, or when one player plays
    alone.
    """
    alone = game.settings.play != "rounds"
    try:
        first = onlooker.frame(game, "", measured=True, resumable=True)
        spacing = plan.spacing(first.state)
        yield first
        shown = 0
        for stage in rules.play(game):
            if not plan.shows(game, stage):
                yield None
                continue
            shown += 1
            ends = plan.ends(game, stage)
            measured = ends or shown % MEASURED_EVERY == 0
            resumable = alone or ends or (stage == "round" and shown % spacing == 0)
            yield onlooker.frame(game, stage, measured=measured, resumable=resumable)
    except Diverged as diverged:
        yield Stopped(game.round, notes.reason(game, diverged))


def paced(stream: Iterator[Frame | Stopped | None]) -> Iterator[Waiting | Update | Stopped]:
    """The frames, gathered into Updates so that about UPDATES_A_SECOND come."""
    frames: list[Frame] = []
    told, rounds = time.monotonic(), None
    for moment in stream:
        now = time.monotonic()
        if isinstance(moment, Frame):
            frames.append(moment)
        elif moment is None and now - told > SILENCE and not frames:
            told = now
            yield Waiting("Playing: the next picture takes a moment.")
        if frames and now - told > 1 / UPDATES_A_SECOND:
            yield _update(frames, rounds, now - told)
            frames, rounds, told = [], frames[-1].round, time.monotonic()
        if isinstance(moment, Stopped):
            if frames:
                yield _update(frames, rounds, now - told)
            yield moment
            return
    if frames:
        yield _update(frames, rounds, time.monotonic() - told)


def _update(frames: list[Frame], rounds: int | None, seconds: float) -> Update:
    played = frames[-1].round - (frames[0].round if rounds is None else rounds)
    return Update(tuple(frames), played / max(seconds, 1e-6))


class Curve:
    """The numbers of a game, a column for each, an entry a frame."""

    def __init__(self) -> None:
        readings = [field.name for field in dataclasses.fields(Readings)]
        names = ("round", *readings, "modes", "divergence", "precision", "recall")
        self.columns: dict[str, list[float | None]] = {name: [] for name in names}
        self.last: Frame | None = None
        self.evaluation: Evaluation | None = None

    def extend(self, frames: tuple[Frame, ...]) -> None:
        """Add the numbers of `frames`, and remember the last of them."""
        for frame in frames:
            values = {"round": frame.round, **dataclasses.asdict(frame.readings)}
            for name, column in self.columns.items():
                column.append(values.get(name, getattr(frame.evaluation, name, None)))
            self.evaluation = frame.evaluation or self.evaluation
            self.last = frame
