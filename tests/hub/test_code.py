"""The code panel for models of the hub: the program draws the same picture."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from demos.denoising_code import code
from models import engine
from models.diffusion.requests import DenoiseRequest
from models.specs import Spec


@pytest.mark.parametrize("key", ["stable-diffusion-1.5", "sdxl-turbo", "lcm-dreamshaper"])
def test_the_program_draws_the_same_bytes(
    key: str, publish: Callable[..., Spec], made: Callable, tmp_path: Path, monkeypatch
) -> None:
    spec = publish(key)
    settings = {name: spec.defaults[name] for name in ("guidance_scale", "scheduler")}
    request = DenoiseRequest.parse(
        model=key, prompt="a red horse", num_inference_steps=2, **settings
    )
    *_, finished = engine.stream(request)
    program = code(request)
    assert f'revision="{spec.revision}"' in program
    here = program.replace(f'"{spec.hub_id}", revision="{spec.revision}"', repr(str(made(key))))
    monkeypatch.chdir(tmp_path)
    exec(compile(here, "unfog.py", "exec"), {"__name__": "__main__"})
    drawn = np.asarray(Image.open(tmp_path / f"unfog-seed-{request.seed}.png"))
    assert (drawn == finished.raw).all()
