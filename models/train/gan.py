"""Trains pocket-gan, the forger of banknotes: `python -m models.train.gan --minutes 20`.

The same game as in the gallery with the same networks, but longer: learning rates that fall, and
an average of the generator's weights, which forges better than any single moment of it. On the way
the pair is kept at the rounds of STAGES.
"""

import argparse
import copy
import json
import logging
import time
from pathlib import Path

import torch

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, default=CHECKPOINTS / "pocket-gan")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    trained = train(options.minutes * 60, options.seed)
    checkpoint.save(options.folder, trained)
    print(json.dumps(measure(trained), indent=2))


def train(seconds: float, seed: int, early: tuple[int, ...] = EARLY) -> Trained:
    """Play until `seconds` are over, and at least up to the last of the `early` rounds."""
    request = PicturesRequest(seed=seed, discriminator_lr=2e-3, generator_lr=4e-3)
    game = Game(request, draw_banknotes(NOTES))
    average = Average(game.generator)
    started, stages = time.perf_counter(), []
    while (progress := (time.perf_counter() - started) / seconds) < 1 or game.round <= early[-1]:
        _slow_down(game, min(progress, 1.0))
        played = game.play()
        average.update(game.generator)
        if game.round in early:
            stages.append(_pair(game, game.generator))
        if game.round % 500 == 0:
            log.info("%6d  %4.0f %%  %s", game.round, 100 * progress, played)
    stages.append(_pair(game, average.module))
    return Trained(tuple(stages), (*early, game.round))


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
