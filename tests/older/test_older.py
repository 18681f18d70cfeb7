"""A folder that was saved here loads with the previous generation of libraries, pixel for pixel.

An optional target: `make test-older` installs that generation into .older, and these tests run.
Without it they are skipped.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from models import catalog

ROOT = Path(__file__).parents[2]
OLDER = ROOT / ".older"

pytestmark = pytest.mark.skipif(not OLDER.is_dir(), reason="make test-older installs .older")


def drawn(folder: Path, *before: Path) -> dict[str, object]:
    """What `draw.py` prints about `folder`, with the packages of `before` found first."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, before))}
    environment |= {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, str(Path(__file__).parent / "draw.py"), str(folder)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    lines = [line for line in result.stdout.splitlines() if line.startswith("drawn ")]
    assert lines, result.stderr[-2000:]
    return json.loads(lines[0].removeprefix("drawn "))


@pytest.fixture(scope="module", params=["shipped", "saved now"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped checkpoint, and one that the training's own export has just written."""
    if request.param == "shipped":
        return catalog.find("pocket-diffusion").folder
    from diffusers import AutoencoderTiny, StableDiffusionPipeline

    from models.train.export import export_pipeline
    from tests.models import tiny_pipeline

    made = tiny_pipeline.save(tmp_path_factory.mktemp("older") / "made")
    pipe = StableDiffusionPipeline.from_pretrained(made)
    preview = AutoencoderTiny.from_pretrained(made / "preview")
    saved = made.parent / "saved"
    export_pipeline(saved, pipe.tokenizer, pipe.text_encoder, pipe.vae, pipe.unet, preview)
    return saved


def test_both_generations_draw_the_same_pixels(folder: Path) -> None:
    new, old = drawn(folder), drawn(folder, OLDER)
    assert old["transformers"].startswith("4.57") and old["diffusers"].startswith("0.36")
    assert old["made_up"] == []
    assert old["sha256"] == new["sha256"]
