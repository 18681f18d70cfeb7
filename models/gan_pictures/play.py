"""Play it yourself against pocket-gan: be the detective, or be the criminal.

A quiz keeps nothing on the server and hides its answers: the ten cards follow from the seed and
the stage alone, so dealing sends only pictures, and an answer is worked out anew when a guess has
been made. (Who reads this file and the seed can work it out too, and cheats nobody but himself.)
"""

import functools
from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from models import catalog, registry
from models.gan_pictures.checkpoint import Pair, Trained
from models.gan_pictures.data import Dataset, draw_banknotes
from models.gan_pictures.kinds import NONE, Classifier
from models.gan_pictures.networks import to_pictures, to_tensor
from models.gan_pictures.records import Answer, Deal, Forged, Stages, Verdict
from models.gan_pictures.requests import (
    CARDS,
    AnswerRequest,
    DealRequest,
    ForgeRequest,
    JudgeRequest,
    StagesRequest,
)

MODEL = "pocket-gan"
KNOWN_NOTES = 400
STAGE_SEED = 3


def stages(request: StagesRequest) -> Iterator[Stages]:
    """One forgery of every stage, always of the same noise, and after how many rounds it was."""
    with registry.use(catalog.find(MODEL)) as trained:
        forged = [to_pictures(_forge(pair, 1, STAGE_SEED))[0] for pair in trained.stages]
        yield Stages(np.stack(forged), trained.rounds)


def forge(request: ForgeRequest) -> Iterator[Forged]:
    """Some forgeries of a stage, and what its discriminator says of them."""
    with registry.use(catalog.find(MODEL)) as trained:
        pair = trained.stages[request.stage]
        forged = _forge(pair, request.count, request.seed)
        yield Forged(to_pictures(forged), _verdicts(pair, forged), trained.rounds[request.stage])


def deal(request: DealRequest) -> Iterator[Deal]:
    """Ten cards, nothing about what they are."""
    with registry.use(catalog.find(MODEL)) as trained:
        cards, _ = _cards(trained, request.stage, request.seed)
        yield Deal(to_pictures(cards), trained.rounds[request.stage])


def answer(request: AnswerRequest) -> Iterator[Answer]:
    """What one of the ten was, and what the discriminator of that stage said of it."""
    with registry.use(catalog.find(MODEL)) as trained:
        cards, is_real = _cards(trained, request.stage, request.seed)
        verdicts = _verdicts(trained.stages[request.stage], cards)
        yield Answer(bool(is_real[request.card]), float(verdicts[request.card]))


def judge(request: JudgeRequest) -> Iterator[Verdict]:
    """What the discriminator of a stage says of a note that was painted."""
    x = to_tensor(np.frombuffer(request.pixels, np.uint8).reshape(1, 16, 16, 3).copy())
    with registry.use(catalog.find(MODEL)) as trained:
        verdict = float(_verdicts(trained.stages[request.stage], x)[0])
    clerk = _clerk()
    kind = int(clerk.name(x)[0])
    yield Verdict(verdict, "" if kind == NONE else clerk.kinds[kind])


@functools.cache
def _clerk() -> Classifier:
    return Classifier(draw_banknotes(KNOWN_NOTES))


def _cards(trained: Trained, stage: int, seed: int) -> tuple[Tensor, np.ndarray]:
    """The cards [CARDS, C, S, S] in -1 … 1 and which are real, by the toss of a coin each."""
    rng = np.random.default_rng([seed, stage])
    is_real = rng.random(CARDS) < 0.5
    real = _unseen(int(rng.integers(2**31)))
    forged = _forge(trained.stages[stage], CARDS, int(rng.integers(2**31)))
    chosen = torch.from_numpy(is_real)[:, None, None, None]
    return torch.where(chosen, to_tensor(real.pictures), forged), is_real


def _unseen(seed: int) -> Dataset:
    return draw_banknotes(CARDS, seed)


@torch.no_grad()
def _forge(pair: Pair, count: int, seed: int) -> Tensor:
    """Forgeries [count, C, S, S] as a page shows them, in 256 steps of each colour."""
    rng = torch.Generator().manual_seed(seed)
    forged = pair.generator(torch.randn(count, pair.generator.z, generator=rng))
    return to_tensor(to_pictures(forged))


@torch.no_grad()
def _verdicts(pair: Pair, x: Tensor) -> np.ndarray:
    return pair.discriminator(x).sigmoid().numpy()
