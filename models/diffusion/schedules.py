"""Noise schedules: how much of the picture is left at each moment t of the forward process.

A schedule is a list of β_t, the share of variance that step t replaces by noise. What counts is
the product ᾱ_t = Π_{s ≤ t} (1 - β_s): x_t = √ᾱ_t x_0 + √(1-ᾱ_t) ε (Ho et al. 2020, equation 4).
All arrays are float32 [steps] in the order of t, equal to those of diffusers.
"""

import numpy as np

BETA_START, BETA_END = 0.00085, 0.012
"""The range of Stable Diffusion, and of our pocket model."""

DDPM_START, DDPM_END = 0.0001, 0.02
"""The range of the first diffusion models (Ho et al. 2020)."""


def linear(steps: int = 1000, start: float = DDPM_START, end: float = DDPM_END) -> np.ndarray:
    """β grows evenly (Ho et al. 2020)."""
    return np.linspace(start, end, steps, dtype=np.float32)


def scaled_linear(
    steps: int = 1000, start: float = BETA_START, end: float = BETA_END
) -> np.ndarray:
    """√β grows evenly: gentler at the beginning (Rombach et al. 2022)."""
    return np.linspace(np.sqrt(start), np.sqrt(end), steps, dtype=np.float32) ** 2


def squared_cosine(steps: int = 1000, offset: float = 0.008, largest: float = 0.999) -> np.ndarray:
    """β such that ᾱ(t) = cos²((t + s)/(1 + s) · π/2) (Nichol & Dhariwal 2021, equation 17)."""
    t = np.arange(steps + 1, dtype=np.float64) / steps
    alpha_bar = np.cos((t + offset) / (1 + offset) * np.pi / 2) ** 2
    return np.minimum(1 - alpha_bar[1:] / alpha_bar[:-1], largest).astype(np.float32)


BETAS = {"linear": linear, "scaled_linear": scaled_linear, "squaredcos_cap_v2": squared_cosine}


def alphas_cumprod(schedule: str, steps: int = 1000) -> np.ndarray:
    """ᾱ of what diffusers calls `schedule`: float32 [steps], from almost 1 down to almost 0."""
    return np.cumprod(1 - BETAS[schedule](steps), dtype=np.float32)


def sigmas(alphas: np.ndarray) -> np.ndarray:
    """σ = √((1-ᾱ)/ᾱ), the noise level relative to the picture (Karras et al. 2022)."""
    return np.sqrt((1 - alphas) / alphas)


def snr(alphas: np.ndarray) -> np.ndarray:
    """ᾱ/(1-ᾱ) = 1/σ², the signal-to-noise ratio."""
    return alphas / (1 - alphas)
