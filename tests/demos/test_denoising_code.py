"""The code panel: the program it shows draws the same picture, byte for byte."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from demos.denoising_code import code
from models import catalog, engine
from models.diffusion.records import Finished
from models.diffusion.requests import DenoiseRequest

SETTINGS = [
    {"seed": 7, "guidance_scale": 4.0},
    {"seed": 8, "guidance_scale": 0.0, "negative_prompt": "a red horse"},
    {"seed": 9, "guidance_scale": 0.5},
    {"seed": 10, "guidance_scale": 1.0},
    {"seed": 11, "scheduler": "DPM++ 2M Karras", "negative_prompt": "mars"},
    {"seed": 12, "scheduler": "Euler ancestral"},
    {"seed": 13, "scheduler": "Heun"},
    {"seed": 14, "variation_seed": 9, "variation_strength": 0.3, "guidance_scale": 0.5},
    {"seed": 15, "variation_seed": 9, "variation_strength": 1, "scheduler": "Euler ancestral"},
    {"seed": 16, "variation_seed": 16, "variation_strength": 0.5},
]


def drawn_by_program(request: DenoiseRequest, folder: Path) -> np.ndarray:
    """Run the program of `request` in `folder`, and read what it saved."""
    exec(compile(code(request), "unfog.py", "exec"), {"__name__": "__main__"})
    return np.asarray(Image.open(folder / f"unfog-seed-{request.seed}.png"))


def drawn_by_gallery(request: DenoiseRequest) -> Finished:
    *_, finished = engine.stream(request)
    return finished


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: str(settings["seed"]))
def test_the_program_draws_the_same_bytes(
    random_model: catalog.Spec,
    settings: dict[str, object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = DenoiseRequest(prompt="a “red” horse", num_inference_steps=3, **settings)
    (tmp_path / "models" / "checkpoints").mkdir(parents=True)
    (tmp_path / "models" / "checkpoints" / "pocket-diffusion").symlink_to(random_model.folder)
    monkeypatch.chdir(tmp_path)
    assert (drawn_by_program(request, tmp_path) == drawn_by_gallery(request).raw).all()


def test_words_cannot_leave_their_quotes() -> None:
    prompt = 'a horse", exit(), """ \\" {seed} ${x}'
    program = code(DenoiseRequest(prompt=prompt, upscale=False))
    names = {"prompt": None}

    class Recorder:
        def __call__(self, words: str, **_: object) -> "Recorder":
            names["prompt"] = words
            return self

    line = next(line for line in program.splitlines() if "exit()" in line)
    Recorder()(eval(line.strip().rstrip(",")))
    assert names["prompt"] == prompt
    compile(program, "unfog.py", "exec")


def test_every_scheduler_and_guidance_makes_a_program() -> None:
    from models.diffusion.schedulers import SAMPLERS

    for scheduler in SAMPLERS:
        for guidance in (0, 0.5, 1, 4):
            request = DenoiseRequest(scheduler=scheduler, guidance_scale=guidance)
            compile(code(request), "unfog.py", "exec")


@pytest.mark.usefixtures("trained_model")
def test_the_trained_model_draws_the_same_bytes_enlarged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = DenoiseRequest(prompt="an astronaut riding a horse on mars", num_inference_steps=4)
    (tmp_path / "models").symlink_to(catalog.CHECKPOINTS.parent)
    monkeypatch.chdir(tmp_path)
    finished = drawn_by_gallery(request)
    by_program = drawn_by_program(request, tmp_path).astype(int)
    assert np.abs(by_program - finished.picture).max() <= 1
    small = DenoiseRequest(**request.model_dump() | {"upscale": False})
    assert (drawn_by_program(small, tmp_path) == finished.raw).all()
