"""Trains pocket-gan, the forger of banknotes: `python -m models.train.gan --minutes 17`.

The same game as in the gallery with the same networks, but longer: learning rates that fall, and
an average of the generator's weights, which forges better than any single moment of it. A GAN does
not only get better: after 40,000 rounds one run had lost a whole denomination. So the average is
measured every so often, and the nearest to real banknotes is what is kept as the last stage.
"""

import argparse
import copy
import json
import logging
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from models.catalog import CHECKPOINTS
from models.gan_pictures import checkpoint
from models.gan_pictures.checkpoint import Pair, Trained
from models.gan_pictures.data import Dataset, draw_banknotes
from models.gan_pictures.game import Game
from models.gan_pictures.kinds import Classifier
from models.gan_pictures.networks import Generator, to_pictures, to_tensor
from models.gan_pictures.requests import PicturesRequest
from models.gan_pictures.serials import read_serials
from models.train.loop import Average, learning_rate

log = logging.getLogger("train")

NOTES = 20_000
EARLY = (40, 150, 500, 1500, 6000)
"""The rounds after which a stage is kept; the last stage is the end."""

MEASURED = 1024
MEASURED_EVERY = 250


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=17.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, default=CHECKPOINTS / "pocket-gan")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    trained = train(options.minutes * 60, options.seed)
    checkpoint.save(options.folder, trained)
    golden = options.folder / "golden" / "golden.png"
    golden.parent.mkdir(exist_ok=True)
    Image.fromarray(sheet(checkpoint.read(options.folder))).save(golden)
    print(json.dumps(measure(trained), indent=2))


def train(seconds: float, seed: int, early: tuple[int, ...] = EARLY) -> Trained:
    """Play until `seconds` are over, and at least up to the last of the `early` rounds."""
    request = PicturesRequest(seed=seed, discriminator_lr=2e-3, generator_lr=4e-3)
    game = Game(request, draw_banknotes(NOTES))
    average, best = Average(game.generator), Best()
    started, stages = time.perf_counter(), []
    while (progress := (time.perf_counter() - started) / seconds) < 1 or game.round <= early[-1]:
        _slow_down(game, min(progress, 1.0))
        played = game.play()
        average.update(game.generator)
        if game.round in early:
            stages.append(_pair(game, game.generator))
        if game.round > early[-1] and game.round % MEASURED_EVERY == 0:
            best.see(game.round, _pair(game, average.module))
            log.info("%6d  %4.0f %%  best %s  %s", game.round, 100 * progress, best, played)
    best.see(game.round, _pair(game, average.module))
    return Trained((*stages, best.pair), (*early, best.round))


class Best:
    """The pair whose forgeries are nearest to real banknotes, of all that were seen."""

    def __init__(self) -> None:
        self.round, self.distance, self.pair = 0, float("inf"), None
        self.real = to_tensor(draw_banknotes(MEASURED, seed=98).pictures).flatten(1)

    def __str__(self) -> str:
        return f"{self.distance:.3f} at round {self.round}"

    def see(self, round_: int, pair: Pair) -> None:
        distance = self.distance_of(pair.generator)
        if distance < self.distance:
            self.round, self.distance, self.pair = round_, distance, pair

    @torch.no_grad()
    def distance_of(self, generator: Generator) -> float:
        """From each forgery to the nearest real banknote and back, on average (Chamfer)."""
        rng = torch.Generator().manual_seed(98)
        forged = generator(torch.randn(MEASURED, generator.z, generator=rng)).flatten(1)
        apart = torch.cdist(forged, self.real)
        return float(apart.min(0).values.mean() + apart.min(1).values.mean())


@torch.no_grad()
def sheet(trained: Trained, rows: int = 2, columns: int = 6, seed: int = 7) -> np.ndarray:
    """Forgeries of the finished generator side by side, uint8 [16 · rows, 16 · columns, 3]."""
    rng = torch.Generator().manual_seed(seed)
    generator = trained.stages[-1].generator
    forged = to_pictures(generator(torch.randn(rows * columns, generator.z, generator=rng)))
    return np.vstack([np.hstack(forged[columns * row :][:columns]) for row in range(rows)])


def measure(trained: Trained) -> list[dict]:
    """For every stage: kinds covered, variety, legible and valid serials, and who tells whom."""
    unseen = draw_banknotes(MEASURED, seed=99)
    classifier = Classifier(unseen)
    return [
        {"round": rounds, **_measure(pair, unseen, classifier)}
        for rounds, pair in zip(trained.rounds, trained.stages, strict=True)
    ]


def _measure(pair: Pair, unseen: Dataset, classifier: Classifier) -> dict:
    rng = torch.Generator().manual_seed(99)
    with torch.no_grad():
        forged = pair.generator(torch.randn(MEASURED, pair.generator.z, generator=rng))
        caught = pair.discriminator(forged) < 0
        trusted = pair.discriminator(to_tensor(unseen.pictures)) > 0
    count = classifier.count(forged)
    legible, valid = read_serials(to_pictures(forged))
    return {
        "shares": [round(share, 3) for share in count.shares],
        "covered": count.covered,
        "variety": round(count.variety, 3),
        "legible_serials": round(float(legible.mean()), 3),
        "valid_of_legible": round(float(valid[legible].mean()), 3) if legible.any() else None,
        "detective_right": round(float(torch.cat([caught, trusted]).float().mean()), 3),
    }


def _slow_down(game: Game, progress: float) -> None:
    request = game.request
    for optimizer, peak in (
        (game.generator_optimizer, request.generator_lr),
        (game.discriminator_optimizer, request.discriminator_lr),
    ):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(progress, peak, warm_up=0.0)


def _pair(game: Game, generator: Generator) -> Pair:
    """A copy of the players, the generator with the statistics of its own layers."""
    pair = Pair(copy.deepcopy(generator), copy.deepcopy(game.discriminator))
    settle(pair.generator)
    return pair.eval().requires_grad_(False)


@torch.no_grad()
def settle(generator: Generator, count: int = 4096) -> None:
    """Measure the statistics of batch normalization anew, over one large batch."""
    rng = torch.Generator().manual_seed(0)
    for norm in generator.norms:
        norm.momentum = None
        norm.reset_running_stats()
    generator.train()(torch.randn(count, generator.z, generator=rng))


if __name__ == "__main__":
    main()
