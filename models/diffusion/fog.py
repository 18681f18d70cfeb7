"""The forward process, any moment of it in one step: sums of Gaussian noise are Gaussian noise."""

from collections.abc import Iterator

import numpy as np

from models.diffusion import schedules
from models.diffusion.records import Fogged
from models.diffusion.requests import FogRequest


def fog(request: FogRequest) -> Iterator[Fogged]:
    """One record: x_t = √ᾱ_t x_0 + √(1-ᾱ_t) ε, ε from the seed (Ho et al. 2020, equation 4).

    The same seed gives the same ε at every t, so that moving t only moves the mixture.
    """
    alpha = float(schedules.alphas_cumprod(request.schedule)[request.t])
    x_0 = request.pixels()
    x_t = mix(x_0, noise(x_0.shape, request.seed), alpha)
    yield Fogged(
        picture=to_bytes(x_t),
        t=request.t,
        alphas_cumprod=alpha,
        sqrt_alphas_cumprod=alpha**0.5,
        sqrt_one_minus_alphas_cumprod=(1 - alpha) ** 0.5,
        snr=alpha / (1 - alpha),
        sigma=((1 - alpha) / alpha) ** 0.5,
    )


def noise(shape: tuple[int, ...], seed: int) -> np.ndarray:
    """ε: independent standard normal numbers, float32."""
    return np.random.default_rng(seed).standard_normal(shape, dtype=np.float32)


def to_bytes(x: np.ndarray) -> np.ndarray:
    """What a screen can show of x, whose picture is -1 … 1: uint8."""
    levels = x * np.float32(127.5)
    levels += np.float32(127.5)
    np.rint(levels, out=levels)
    np.clip(levels, 0, 255, out=levels)
    return levels.astype(np.uint8)


def mix(x_0: np.ndarray, epsilon: np.ndarray, alpha: float) -> np.ndarray:
    """x_t = √ᾱ x_0 + √(1-ᾱ) ε."""
    x_t = np.float32(alpha**0.5) * x_0
    x_t += np.float32((1 - alpha) ** 0.5) * epsilon
    return x_t
