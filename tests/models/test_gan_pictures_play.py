"""Playing against pocket-gan: quizzes that keep their answers, verdicts, and the checkpoint."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from models import catalog, engine, registry
from models.errors import InvalidRequest
from models.gan_pictures import checkpoint
from models.gan_pictures.checkpoint import Pair, Trained
from models.gan_pictures.data import draw_banknotes
from models.gan_pictures.networks import Discriminator, Generator, initialize, to_tensor
from models.gan_pictures.play import MODEL
from models.gan_pictures.requests import (
    CARDS,
    STAGES,
    AnswerRequest,
    DealRequest,
    ForgeRequest,
    JudgeRequest,
    StagesRequest,
)
from models.gan_pictures.serials import read_serials
from models.requests import Request
from models.train import gan

SHIPPED = catalog.find(MODEL)
MAX_BYTES = 5_000_000


def ask(request: Request) -> object:
    (record,) = engine.stream(request)
    return record


def random_pair(seed: int) -> Pair:
    rng = torch.Generator().manual_seed(seed)
    return Pair(initialize(Generator(16, 3), rng), initialize(Discriminator(16, 3), rng)).eval()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint of six stages that never learned anything."""
    path = tmp_path_factory.mktemp("checkpoints") / MODEL
    checkpoint.save(path, Trained(tuple(map(random_pair, range(STAGES))), tuple(range(STAGES))))
    return path


@pytest.fixture
def untrained(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    spec = dataclasses.replace(SHIPPED, folder=folder)
    monkeypatch.setattr(catalog, "MODELS", {**catalog.MODELS, MODEL: spec})
    registry.registry.cache_clear()
    yield
    registry.registry.cache_clear()


def test_what_is_saved_is_what_is_loaded(folder: Path) -> None:
    loaded = checkpoint.read(folder)
    assert loaded.rounds == tuple(range(STAGES))
    z = torch.randn(4, 32, generator=torch.Generator().manual_seed(1))
    for seed, pair in enumerate(loaded.stages):
        saved = random_pair(seed)
        assert torch.allclose(pair.generator(z), saved.generator(z), atol=2e-3)


@pytest.mark.usefixtures("untrained")
def test_a_deal_is_decided_by_stage_and_seed_and_tells_no_answers() -> None:
    deal, again = ask(DealRequest(stage=2, seed=5)), ask(DealRequest(stage=2, seed=5))
    assert deal.cards.shape == (CARDS, 16, 16, 3)
    assert np.array_equal(deal.cards, again.cards)
    assert not np.array_equal(deal.cards, ask(DealRequest(stage=2, seed=6)).cards)
    assert not np.array_equal(deal.cards, ask(DealRequest(stage=3, seed=5)).cards)
    assert {field.name for field in dataclasses.fields(deal)} == {"cards", "round"}


@pytest.mark.usefixtures("untrained")
def test_the_answers_are_true(folder: Path) -> None:
    """Real banknotes have a valid serial; what an untrained generator draws has none."""
    seen = set()
    for seed in range(3):
        cards = ask(DealRequest(stage=0, seed=seed)).cards
        legible, valid = read_serials(cards)
        answers = [ask(AnswerRequest(stage=0, seed=seed, card=card)) for card in range(CARDS)]
        assert [answer.real for answer in answers] == (legible & valid).tolist()
        pair = checkpoint.read(folder).stages[0]
        verdicts = pair.discriminator(to_tensor(cards)).sigmoid()
        assert [answer.verdict for answer in answers] == pytest.approx(verdicts.tolist(), abs=1e-5)
        seen |= {answer.real for answer in answers}
    assert seen == {True, False}


@pytest.mark.usefixtures("untrained")
def test_a_real_note_is_known_by_the_clerk_and_noise_is_not() -> None:
    notes = draw_banknotes(20, seed=77)
    said = [ask(JudgeRequest(pixels=picture.tobytes())).kind for picture in notes.pictures]
    assert said == [notes.kinds[label] for label in notes.labels]
    noise = np.random.default_rng(0).integers(0, 256, 768, np.uint8)
    assert ask(JudgeRequest(pixels=noise.tobytes())).kind == ""


@pytest.mark.usefixtures("untrained")
def test_forgeries_come_with_their_verdicts_and_stages_with_their_rounds() -> None:
    forged = ask(ForgeRequest(stage=1, count=3, seed=4))
    assert forged.pictures.shape == (3, 16, 16, 3)
    assert ((forged.verdicts > 0) & (forged.verdicts < 1)).all()
    stages = ask(StagesRequest())
    assert (len(stages.forged), stages.rounds) == (STAGES, tuple(range(STAGES)))


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        (DealRequest, {"stage": 6}, "a stage of the training, 0 to 5"),
        (DealRequest, {"stage": None}, "a stage of the training"),
        (AnswerRequest, {"card": 10}, "a card, 0 to 9"),
        (AnswerRequest, {}, "card is missing"),
        (JudgeRequest, {"pixels": b"abc"}, "768 bytes"),
        (JudgeRequest, {"pixels": b"a" * 10_000}, "768 bytes"),
        (ForgeRequest, {"count": 10**6}, "1 to 64"),
    ],
)
def test_what_cannot_be_asked_is_refused(kind: type[Request], values: dict, sentence: str) -> None:
    with pytest.raises(InvalidRequest, match=sentence):
        kind.parse(**values)


def test_a_short_training_keeps_its_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gan, "NOTES", 100)
    trained = gan.train(0.001, seed=1, early=(1, 2, 3))
    assert trained.rounds[:3] == (1, 2, 3) and trained.rounds[3] == 4
    z = torch.randn(1, 32)
    alone = trained.stages[0].generator(z)
    together = trained.stages[0].generator(torch.cat([z, torch.randn(5, 32)]))[:1]
    assert torch.allclose(alone, together, atol=1e-5)


def test_pocket_gan_is_small_and_forges_all_kinds() -> None:
    size = sum(path.stat().st_size for path in SHIPPED.folder.rglob("*.safetensors"))
    assert size < MAX_BYTES
    measured = gan.measure(checkpoint.read(SHIPPED.folder))
    first, last = measured[0], measured[-1]
    assert last["covered"] == 3
    assert last["legible_serials"] > first["legible_serials"]
    assert last["variety"] > 0.8


def test_pocket_gan_draws_its_golden_sheet() -> None:
    from PIL import Image

    with Image.open(SHIPPED.folder / "golden" / "golden.png") as image:
        golden = np.asarray(image.convert("RGB"), int)
    assert np.abs(gan.sheet(checkpoint.read(SHIPPED.folder)).astype(int) - golden).max() <= 2
