"""The safety stage: what the checker blocks is hidden everywhere, previews included."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models import engine, registry, safety
from models.diffusion.records import Finished, Step
from models.diffusion.requests import DenoiseRequest
from models.specs import Spec
from tests.hub import tiny_models
from tests.hub.loopback import Hub

RNG = np.random.default_rng(0)
PICTURE = RNG.integers(0, 256, (40, 64, 3), dtype=np.uint8)


@pytest.fixture
def strict(hub: Hub, publish: Callable[..., Spec], tmp_path: Path) -> Callable[[str], Spec]:
    """`strict("sd-turbo")`: the model, and a checker that takes every picture for unsuitable."""
    folder = tiny_models.stable_diffusion(tmp_path / "strict", checker_blocks=True)

    def put(key: str) -> Spec:
        spec = publish(key)
        hub.add(spec.checker.hub_id, spec.checker.revision, folder)
        return spec

    return put


def run(spec: Spec) -> tuple[list[Step], Finished]:
    request = DenoiseRequest.parse(model=spec.key, prompt="a horse", num_inference_steps=2)
    records = list(engine.stream(request))
    return [record for record in records if isinstance(record, Step)], records[-1]


def test_stable_diffusion_is_always_checked_and_a_blocked_run_shows_nothing(
    strict: Callable[[str], Spec],
) -> None:
    steps, finished = run(strict("stable-diffusion-1.5"))
    assert finished.blocked and all(step.blocked for step in steps)
    with registry.use(strict("stable-diffusion-1.5")) as model:
        assert model.checker is not None
        assert model.pipe.safety_checker is None


def test_a_hidden_picture_is_a_tile_that_says_so_and_gives_nothing_away() -> None:
    tile = safety.hidden(PICTURE)
    assert tile.shape == PICTURE.shape
    other = PICTURE.copy()
    other[::2, ::2] = PICTURE[::2, ::2][::-1]  # the same colours, roughly, elsewhere
    assert np.abs(tile.astype(int) - safety.hidden(other)).mean() < 8
    correlation = np.corrcoef(tile.ravel(), PICTURE.ravel())[0, 1]
    assert abs(correlation) < 0.2
    assert (safety.hidden(np.zeros((256, 256, 3), np.uint8)) > 200).sum() > 500  # the words


def test_pictures_that_pass_are_untouched(publish: Callable[..., Spec]) -> None:
    steps, finished = run(publish("stable-diffusion-1.5"))
    assert not finished.blocked and not any(step.blocked for step in steps)


def test_turbo_is_checked_in_public_only(
    strict: Callable[[str], Spec], monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = strict("sd-turbo")
    steps, finished = run(spec)
    assert not finished.blocked
    seen = [step.x_0 for step in steps]
    registry.registry.cache_clear()
    monkeypatch.setenv("UNFOG_PUBLIC", "1")
    monkeypatch.setenv("UNFOG_MODELS", "sd-turbo")
    steps, finished = run(spec)
    assert finished.blocked and all(step.blocked for step in steps)
    assert not any((step.x_0 == before).all() for step, before in zip(steps, seen, strict=True))


@pytest.mark.usefixtures("hub")
def test_the_checker_sees_what_clip_would_see(made: Callable[[str], Path]) -> None:
    import torch

    folder = made("stable-diffusion-1.5")
    checker = safety.load(folder, torch.float32, "cpu")
    expected = tiny_models.extractor()(Image.fromarray(PICTURE), return_tensors="pt").pixel_values
    assert torch.allclose(checker._pixels([PICTURE]), expected, atol=0.02)
    assert checker.blocked([PICTURE, PICTURE]) == [False, False]
