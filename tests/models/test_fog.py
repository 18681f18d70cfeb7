"""The forward process against diffusers and against the papers."""

import time

import numpy as np
import pytest
import torch
from diffusers import DDPMScheduler
from PIL import Image

from models.diffusion import schedules
from models.diffusion.fog import fog, mix, noise
from models.diffusion.requests import SCHEDULES, FogRequest
from models.engine import stream
from models.errors import InvalidRequest

RANGES = {"linear": (0.0001, 0.02), "scaled_linear": (0.00085, 0.012), "squaredcos_cap_v2": (0, 0)}


def _scheduler(schedule: str) -> DDPMScheduler:
    start, end = RANGES[schedule]
    return DDPMScheduler(beta_schedule=schedule, beta_start=start, beta_end=end)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_schedules_equal_those_of_diffusers(schedule: str) -> None:
    ours, theirs = schedules.alphas_cumprod(schedule), _scheduler(schedule).alphas_cumprod.numpy()
    np.testing.assert_allclose(ours, theirs, rtol=2e-5, atol=1e-9)
    np.testing.assert_allclose(schedules.BETAS[schedule](), _scheduler(schedule).betas, rtol=1e-5)
    np.testing.assert_allclose(schedules.snr(ours), schedules.sigmas(ours) ** -2.0, rtol=1e-5)


def test_squared_cosine_is_the_closed_form_of_the_paper() -> None:
    t = np.arange(1, 1001) / 1000
    f = np.cos((t + 0.008) / 1.008 * np.pi / 2) ** 2 / np.cos(0.008 / 1.008 * np.pi / 2) ** 2
    ours = schedules.alphas_cumprod("squaredcos_cap_v2")
    np.testing.assert_allclose(ours[:-1], f[:-1], rtol=1e-3)  # the last beta is capped at 0.999


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_fog_equals_add_noise_of_diffusers(schedule: str) -> None:
    x_0, epsilon = noise((8, 8, 3), 1).clip(-1, 1), noise((8, 8, 3), 2)
    alpha = float(schedules.alphas_cumprod(schedule)[500])
    theirs = _scheduler(schedule).add_noise(
        torch.tensor(x_0), torch.tensor(epsilon), torch.tensor([500])
    )
    np.testing.assert_allclose(mix(x_0, epsilon, alpha), theirs, atol=1e-5)


def test_fog_is_seeded_light_and_tells_its_numbers() -> None:
    image = Image.linear_gradient("L")
    request = FogRequest.parse(image=image, t=300, seed=4)
    begin = time.monotonic()
    (first,), (second,) = list(stream(request)), list(fog(request))
    assert time.monotonic() - begin < 2
    np.testing.assert_array_equal(first.picture, second.picture)
    assert first.picture.shape == (256, 256, 3)
    total = first.sqrt_alphas_cumprod**2 + first.sqrt_one_minus_alphas_cumprod**2
    assert total == pytest.approx(1)
    assert first.snr == pytest.approx(first.sigma**-2)
    (other,) = fog(FogRequest.parse(image=image, t=300, seed=5))
    assert (other.picture != first.picture).any()


def test_fog_has_limits() -> None:
    image = Image.new("RGB", (9, 9))
    for values, words in [
        ({"t": 1000}, "from 0 to 999"),
        ({"t": 0.5}, "whole number"),
        ({"schedule": "cosine"}, "one of linear"),
        ({"image": b"no"}, "not a picture"),
    ]:
        with pytest.raises(InvalidRequest, match=words):
            FogRequest.parse(**{"image": image, **values})
