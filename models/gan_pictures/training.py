"""A training of the game on pictures, as a generator of frames. The seed decides all of it."""

import math
import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from models.adversaries import PerfectPlay, Readings, Stopped
from models.gan_pictures.data import load
from models.gan_pictures.game import Game, Round
from models.gan_pictures.kinds import Classifier
from models.gan_pictures.networks import to_pictures, to_tensor
from models.gan_pictures.records import (
    SHOWN_FORGED,
    SHOWN_REAL,
    Finished,
    Frame,
    Started,
)
from models.gan_pictures.requests import PicturesRequest
from models.records import Waiting

Records = Iterator[Waiting | Started | Frame | Stopped | Finished]

COUNTED = 256
MAX_FRAMES = 300
GROWTH = 16
"""At first a frame comes every round; later the distance grows by a sixteenth of the round."""

PERFECT = PerfectPlay(discriminator_loss=2 * math.log(2), generator_loss=math.log(2), belief=0.5)
"""D = ½ everywhere: 2 log 2 = log 4 for the discriminator, log 2 for the generator."""


PLACE = "cpu · float32"
"""Everywhere, so that a seed forges alike on machines with a GPU and without."""


def train(request: PicturesRequest) -> Records:
    """The plan, then the frames, then the end; a diverging training is stopped, and says so."""
    yield Waiting("Drawing the banknotes." if request.data == "banknotes" else "Reading digits.")
    started = time.perf_counter()
    data = load(request.data)
    game = Game(request, data)
    camera = Camera(game, Classifier(data), data.examples(SHOWN_REAL))
    rounds = frame_rounds(request.rounds)
    yield Started(
        real=camera.real,
        kinds=data.kinds,
        frames_total=len(rounds),
        rounds_total=request.rounds,
        perfect=PERFECT,
        notes=request.notes,
        status=PLACE,
        settings=request.model_dump(),
    )
    stopped = None
    yield camera.frame([])
    for wanted in rounds[1:]:
        played = _play_until(game, wanted)
        stopped = divergence(game, played[-1])
        if stopped:
            yield Stopped(game.round, stopped)
            break
        yield camera.frame(played)
    seconds = time.perf_counter() - started
    yield Finished(game.round, seconds, stopped, request.model_dump())


class Camera:
    """Takes the frames of a game: always the same noise and the same real pictures."""

    def __init__(self, game: Game, classifier: Classifier, real: np.ndarray) -> None:
        self.game = game
        self.classifier = classifier
        self.real = real
        rng = torch.Generator().manual_seed(game.request.seed + 1)
        self.z = torch.randn(COUNTED, game.generator.z, generator=rng)

    @torch.no_grad()
    def frame(self, played: Sequence[Round]) -> Frame:
        """What the game looks like now, and what its last rounds were like."""
        forged = self.game.generator(self.z)
        return Frame(
            round=self.game.round,
            forged=to_pictures(forged[:SHOWN_FORGED]),
            forged_verdicts=self._verdicts(forged[:SHOWN_FORGED]),
            real_verdicts=self._verdicts(to_tensor(self.real)),
            readings=readings(played),
            count=self.classifier.count(forged),
            won=(self.game.won[0], self.game.won[1]),
        )

    def _verdicts(self, x: Tensor) -> np.ndarray:
        return self.game.discriminator(x).sigmoid().numpy()


def frame_rounds(rounds: int) -> list[int]:
    """The rounds after which a frame is taken: 0, 1, 2, … at first, then farther apart."""
    widest = math.ceil(rounds / MAX_FRAMES)
    found = [0]
    while found[-1] < rounds:
        step = min(max(1, found[-1] // GROWTH), widest)
        found.append(min(found[-1] + step, rounds))
    return found


def readings(played: Sequence[Round]) -> Readings:
    """Means over some rounds; the loss of a player over the rounds in which it learned."""

    def mean(name: str) -> float:
        values = np.array([getattr(each, name) for each in played], dtype=float)
        values = values[~np.isnan(values)]
        return float(values.mean()) if len(values) else math.nan

    names = ("discriminator_loss", "generator_loss", "real_belief", "fake_belief")
    return Readings(*(mean(name) for name in names))


def divergence(game: Game, last: Round) -> str | None:
    """Why the game cannot go on, None where it can."""
    if math.isfinite(last.real_belief) and math.isfinite(last.fake_belief):
        return None
    request = game.request
    return (
        f"The training diverged by round {game.round:,}: the weights grew until they were no "
        f"numbers any more. Learning rates of {request.discriminator_lr:g} (detective) and "
        f"{request.generator_lr:g} (criminal) are too large: try 0.0005."
    )


def _play_until(game: Game, wanted: int) -> list[Round]:
    torch.set_num_threads(1)  # of the calling thread, and a generator moves between threads
    played = []
    while game.round < wanted:
        played.append(game.play())
        if not math.isfinite(played[-1].real_belief + played[-1].fake_belief):
            break
    return played
