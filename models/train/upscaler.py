"""The upscaler's training: what the autoencoder returns at 64×64 to the same drawing at 256×256."""

from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL
from torch import Tensor

from models.train.loop import Run
from models.train.vae import to_tensor
from models.upscaler import FACTOR, Upscaler

CROP = 32
CPU = torch.device("cpu")


@torch.inference_mode()
def reconstructions(vae: AutoencoderKL, pictures: np.ndarray) -> Tensor:
    """Pictures uint8 [N, 64, 64, 3] through the autoencoder and back, float [N, 3, 64, 64] in [0,
    1].
    """
    parts = np.array_split(pictures, max(len(pictures) // 50, 1))
    seen = [vae.decode(vae.encode(to_tensor(part, CPU)).latent_dist.mean).sample for part in parts]
    return (torch.cat(seen) / 2 + 0.5).clamp(0, 1)


def train_upscaler(
    vae: AutoencoderKL,
    small: np.ndarray,
    large: np.ndarray,
    folder: Path,
    minutes: float,
    batch: int = 16,
) -> Upscaler:
    """Trains on crops of pairs uint8 [N, 64, 64, 3] and [N, 256, 256, 3]; half the inputs are
    clean drawings.
    """
    torch.manual_seed(0)
    upscaler = Upscaler().to(memory_format=torch.channels_last)
    seen = reconstructions(vae, small)
    run = Run(folder, minutes, {"upscaler": upscaler}, lr=2e-3)
    rng = np.random.default_rng(run.steps)
    while run.goes_on():
        x, wanted = _crops(seen, small, large, rng, batch)
        run.step((run.modules["upscaler"].correct(x) - wanted).abs().mean())
    run.save()
    return run.module("upscaler")


def _crops(
    seen: Tensor, small: np.ndarray, large: np.ndarray, rng: np.random.Generator, batch: int
) -> tuple[Tensor, Tensor]:
    inputs, outputs = [], []
    for k, row in enumerate(rng.integers(len(small), size=batch)):
        y, x = rng.integers(0, 64 - CROP + 1, 2)
        clean = torch.from_numpy(small[row]).permute(2, 0, 1) / 255
        inputs.append((seen[row] if k % 2 else clean)[:, y : y + CROP, x : x + CROP])
        Y, X, side = FACTOR * y, FACTOR * x, FACTOR * CROP
        outputs.append(
            torch.from_numpy(large[row, Y : Y + side, X : X + side]).permute(2, 0, 1) / 255
        )
    return torch.stack(inputs), torch.stack(outputs)


@torch.inference_mode()
def upscaled_psnr(upscaler: Upscaler, small: np.ndarray, large: np.ndarray) -> dict[str, float]:
    """Mean PSNR in dB against the drawings at 256×256: the upscaler's and bicubic enlargement's."""
    x = (to_tensor(small, CPU) + 1) / 2
    wanted = (to_tensor(large, CPU) + 1) / 2
    bicubic = torch.nn.functional.interpolate(
        x, scale_factor=FACTOR, mode="bicubic", align_corners=False
    ).clamp(0, 1)
    pairs = {"upscaler": upscaler(x), "bicubic": bicubic}
    return {
        name: -10 * (seen - wanted).square().mean((1, 2, 3)).log10().mean().item()
        for name, seen in pairs.items()
    }
