"""The checkpoint that is shipped draws what it drew on the day it was trained."""

import json

import numpy as np
import pytest
from PIL import Image

from models import catalog, engine
from models.diffusion.records import Finished
from models.diffusion.requests import DenoiseRequest

GOLDEN = catalog.CHECKPOINTS / "pocket-diffusion" / "golden"
ENTRIES = json.loads((GOLDEN / "golden.json").read_text()) if GOLDEN.is_dir() else []
TOLERANCE = 3.0
"""Root mean squared error in levels of 255: other processors round the last bits differently."""

pytestmark = pytest.mark.skipif(not ENTRIES, reason="the checkpoint is not trained yet")


def draw(entry: dict) -> Finished:
    known = DenoiseRequest.model_fields
    request = DenoiseRequest.parse(**{k: v for k, v in entry.items() if k in known})
    return list(engine.stream(request))[-1]


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["prompt"])
def test_golden_pictures(entry: dict) -> None:
    finished = draw(entry)
    expected = np.asarray(Image.open(GOLDEN / entry["picture"]).convert("RGB"), dtype=float)
    error = np.sqrt(np.mean((finished.raw - expected) ** 2))
    assert error < TOLERANCE
    assert finished.picture.shape == (256, 256, 3)


@pytest.mark.usefixtures("fresh")
def test_the_judge_reads_every_position() -> None:
    finished = draw(ENTRIES[0])
    positions = finished.settings["num_inference_steps"] + 1
    for reading in finished.readings.values():
        assert reading.probabilities.shape == (positions, len(reading.labels))
        assert (reading.probabilities >= 0).all()
        assert (reading.probabilities <= 1).all()
    assert set(finished.readings) == {"subject", "colour", "setting"}


def test_the_checkpoints_fit_a_repository() -> None:
    def sizes(folder: str) -> list[int]:
        return [file.stat().st_size for file in (catalog.CHECKPOINTS / folder).rglob("*.*")]

    assert max(sizes("")) < 10_000_000
    assert sum(sizes("")) < 60_000_000
    assert sum(sizes("pocket-diffusion") + sizes("pocket-upscaler")) < 25_000_000
