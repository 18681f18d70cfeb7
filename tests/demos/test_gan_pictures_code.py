"""The program beside the banknotes plays the same game in plain PyTorch."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from demos.gan_pictures_code import code
from models import engine
from models.gan_pictures.records import Frame
from models.gan_pictures.requests import PicturesRequest

CALM = {"rounds": 12, "discriminator_lr": 5e-4, "generator_lr": 5e-4}
"""Slow, for rounding errors grow with every step."""

LEVELS = 0.5
"""Of 255, by which a pixel may differ on average."""


@pytest.mark.parametrize(
    "settings",
    [{}, {"data": "digits", "seed": 3}, {"rule": "loser_learns", "generator_lr": 1e-3}],
    ids=lambda settings: "-".join(settings) or "usual",
)
def test_the_program_forges_the_same_pictures(
    settings: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = PicturesRequest(**{**CALM, **settings})
    first, *_, last = (each for each in engine.stream(request) if isinstance(each, Frame))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(code(request), "gan_pictures.py", "exec"), names)
    forged = names["pictures"].permute(0, 2, 3, 1).numpy().astype(int)
    assert np.abs(forged - last.forged).mean() < LEVELS
    assert np.abs(forged - first.forged).mean() > 20 * LEVELS
    assert Image.open(tmp_path / "forgeries.png").size == (12 * 128, 128)
