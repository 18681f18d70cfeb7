"""The code panel: the program it shows draws the same picture, byte for byte."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from demos.image_to_image_code import code
from demos.image_to_image_sketches import CAT
from demos.image_to_image_start import file_bytes, parts, picture
from demos.views.pad import pad_value
from models import catalog, engine
from models.diffusion.explorer.requests import ImageToImageRequest
from tests.demos.test_image_to_image_start import data_url

JPEG = data_url(Image.linear_gradient("L").convert("RGB"), "JPEG")
RUNS = [
    (pad_value(CAT), {"seed": 7}),
    (pad_value(), {"seed": 8, "scheduler": "Heun", "strength": 0.7}),
    (pad_value(under="world:5"), {"seed": 9, "guidance_scale": 0.5}),
    (pad_value("rd80808081", JPEG), {"seed": 10, "scheduler": "DPM++ 2M Karras"}),
    (pad_value(under=JPEG), {"seed": 11, "strength": 1.0, "guidance_scale": 0.0}),
    (pad_value(CAT), {"seed": 12, "strength": 0.0}),
]


@pytest.mark.parametrize(("start", "settings"), RUNS, ids=lambda value: str(value)[:24])
def test_the_program_draws_the_same_bytes(
    random_model: catalog.Spec,
    start: str,
    settings: dict[str, object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = ImageToImageRequest(
        image=picture(start), prompt="a “red” horse", num_inference_steps=6, **settings
    )
    (tmp_path / "models" / "checkpoints").mkdir(parents=True)
    (tmp_path / "models" / "checkpoints" / "pocket-diffusion").symlink_to(random_model.folder)
    under, _ = parts(start)
    if under == JPEG:
        (tmp_path / "start.jpg").write_bytes(file_bytes(under))
    monkeypatch.chdir(tmp_path)
    exec(compile(code(request, start), "unfog.py", "exec"), {"__name__": "__main__"})
    drawn = np.asarray(Image.open(f"unfog-seed-{request.seed}.png"))
    *_, finished = engine.stream(request)
    assert (drawn == finished.raw).all()


def test_words_cannot_leave_their_quotes() -> None:
    prompt = 'a horse", exit(), """ \\" {seed} ${x}'
    request = ImageToImageRequest(image=picture(pad_value()), prompt=prompt, upscale=False)
    line = next(line for line in code(request, pad_value()).splitlines() if "exit()" in line)
    assert eval(line.strip().rstrip(",")) == request.prompt
