"""A folder that was saved here loads with the previous generation of libraries: the same pixels,
the same words.

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


def drawn(folder: Path, *before: Path, script: str = "draw.py") -> dict[str, object]:
    """What the script prints about `folder`, with the packages of `before` found first."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, before))}
    environment |= {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, str(Path(__file__).parent / script), str(folder)]
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


@pytest.mark.parametrize("saved", ["shipped", "saved now"])
def test_both_generations_write_the_same_words(saved: str, tmp_path: Path) -> None:
    folder = catalog.find("pocket-gpt").folder
    if saved == "saved now":
        from models.train import language
        from tests.models import tiny_language

        tokenizer = language.train_tokenizer(tiny_language.TEXTS)
        language.export(language.new_model(), tokenizer, folder := tmp_path / "gpt")
    new, old = (drawn(folder, *before, script="write.py") for before in ((), (OLDER,)))
    assert old["transformers"].startswith("4.57")
    assert old["ids"] == new["ids"]
    assert old["log_probabilities"] == pytest.approx(new["log_probabilities"], abs=1e-4)
