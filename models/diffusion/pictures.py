"""From tensors to pictures, uint8 [height, width, 3], and what the companions make of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from models.diffusion.load import Diffuser
from models.diffusion.records import Reading
from models.diffusion.trajectory import Look

NOISE_RANGE = 3.0
"""Predicted noise is shown from -3 to +3 standard deviations."""


def decode(model: Diffuser, latents: torch.Tensor) -> np.ndarray:
    """The finished picture from the full VAE, byte for byte that of StableDiffusionPipeline."""
    model.placement.use_threads()
    return _through_vae(model.pipe, latents)[0]


@torch.inference_mode()
def paint(model: Diffuser, look: Look) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x_t and x_0 in one batch through the preview decoder, and the noise as it was given.

    Runs in a thread of its own, which brings its own inference mode and thread count.
    """
    model.placement.use_threads()
    latents = torch.cat([look.x_t, look.x_0])
    if model.preview is None:
        x_t, x_0 = _through_vae(model.pipe, latents)
    else:
        x_t, x_0 = to_bytes(model.preview.decode(latents, return_dict=False)[0])
    return x_t, x_0, to_bytes(look.noise_pred[:, :3] / NOISE_RANGE)[0]


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
    pixels = pipe.vae.decode(latents / pipe.vae.config.scaling_factor, return_dict=False)[0]
    return to_bytes(pixels)
