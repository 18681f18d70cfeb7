"""From tensors to pictures, uint8 [height, width, 3], and what the companions make of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from models import safety
from models.diffusion.load import Diffuser
from models.diffusion.records import Reading
from models.diffusion.trajectory import Look

NOISE_RANGE = 3.0
"""Predicted noise is shown from -3 to +3 standard deviations."""


@dataclass(frozen=True)
class Painting:
    """The pictures of one look, uint8 [H, W, 3]; `blocked` where the checker hid x_t or x_0."""

    x_t: np.ndarray
    x_0: np.ndarray
    noise_pred: np.ndarray
    blocked: bool


def decode(model: Diffuser, latents: torch.Tensor) -> np.ndarray:
    """The finished picture from the full VAE, byte for byte that of StableDiffusionPipeline.

    A tile that says so where the model's checker hides it: see `decode_checked`.
    """
    return decode_checked(model, latents)[0]


def decode_checked(model: Diffuser, latents: torch.Tensor) -> tuple[np.ndarray, bool]:
    """The finished picture, and whether the model's checker hid it."""
    model.placement.use_threads()
    safe, blocked = safety.shown(model.checker, _through_vae(model.pipe, latents))
    return safe[0], blocked


@torch.inference_mode()
def paint(model: Diffuser, look: Look) -> Painting:
    """x_t and x_0 in one batch through the preview decoder, and the noise as it was given.

    Runs in a thread of its own, which brings its own inference mode and thread count.
    """
    (x_t, x_0), blocked = glimpse(model, torch.cat([look.x_t, look.x_0]))
    return Painting(x_t, x_0, to_bytes(look.noise_pred[:, :3] / NOISE_RANGE)[0], blocked)


def glimpse(model: Diffuser, latents: torch.Tensor) -> tuple[list[np.ndarray], bool]:
    """Latents [B, …] as pictures through the preview decoder, and whether one was hidden."""
    model.placement.use_threads()
    if model.preview is None:
        pixels = _through_vae(model.pipe, latents)
    else:
        pixels = to_bytes(model.preview.decode(latents, return_dict=False)[0])
    return safety.shown(model.checker, pixels)


@torch.inference_mode()
def upscale(upscaler: Any | None, picture: np.ndarray) -> np.ndarray:
    """`picture`, four times larger; as it is where there is no upscaler."""
    if upscaler is None:
        return picture
    device = next(upscaler.parameters()).device
    return to_bytes(upscaler(to_unit([picture]).to(device)) * 2 - 1)[0]


@torch.inference_mode()
def read(judge: Any | None, pictures: Sequence[np.ndarray]) -> dict[str, Reading]:
    """What the judge sees in `pictures`, read in one batch; nothing where there is no judge."""
    if judge is None:
        return {}
    from models.judge import LABELS

    reading = judge.read(to_unit(pictures).to(judge.network.device))
    return {
        name: Reading(labels, getattr(reading, name).float().cpu().numpy())
        for name, labels in LABELS.items()
    }


def to_bytes(pixels: torch.Tensor) -> np.ndarray:
    """float [B, 3, H, W] in -1 … 1 → uint8 [B, H, W, 3]."""
    unit = (pixels.float() * 0.5 + 0.5).clamp(0, 1)
    return (unit * 255).round().to(torch.uint8).permute(0, 2, 3, 1).contiguous().cpu().numpy()


def to_unit(pictures: Sequence[np.ndarray]) -> torch.Tensor:
    """uint8 [H, W, 3] each → float [B, 3, H, W] in 0 … 1."""
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 255


def _through_vae(pipe: Any, latents: torch.Tensor) -> np.ndarray:
    latents = (latents / pipe.vae.config.scaling_factor).to(pipe.vae.dtype)
    pixels = pipe.vae.decode(latents, return_dict=False)[0]
    return to_bytes(pixels)
