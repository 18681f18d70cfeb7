"""The autoencoder: 64×64 pictures to 16×16×4 latents and back (Kingma & Welling 2014; Rombach et
al. 2022).
"""

import logging
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL
from torch import Tensor

from models.train.loop import Run

log = logging.getLogger("train")


def new_vae() -> AutoencoderKL:
    """1.6 M parameters, three levels: four pixels to one latent along each side."""
    return AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 3,
        up_block_types=("UpDecoderBlock2D",) * 3,
        block_out_channels=(32, 64, 96),
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=8,
        sample_size=64,
        mid_block_add_attention=False,
    )


def to_tensor(pictures: np.ndarray, device: torch.device) -> Tensor:
    """uint8 [B, H, W, 3] to float [B, 3, H, W] in [-1, 1], channels last in memory."""
    return torch.from_numpy(pictures).to(device).permute(0, 3, 1, 2).float().div_(127.5).sub_(1)


def train_vae(
    pictures: np.ndarray, folder: Path, minutes: float, device: torch.device, batch: int = 8
) -> AutoencoderKL:
    """Trains on uint8 [N, 64, 64, 3] and returns the averaged weights.

    The loss is L1 plus squared error, and a KL term just strong enough to keep the latents near
    one scale: the pictures are flat and sharp, an adversary has nothing to add.
    """
    torch.manual_seed(0)
    vae = new_vae().to(device, memory_format=torch.channels_last)
    run = Run(folder, minutes, {"vae": vae}, lr=1e-3, decay=0.998)
    rng = np.random.default_rng(run.steps)
    while run.goes_on():
        x = to_tensor(pictures[np.sort(rng.choice(len(pictures), batch, replace=False))], device)
        posterior = vae.encode(x).latent_dist
        error = vae.decode(posterior.sample()).sample - x
        run.step(error.abs().mean() + 2 * error.square().mean() + 1e-6 * posterior.kl().mean())
    run.save()
    return run.module("vae")


@torch.inference_mode()
def psnr(vae: AutoencoderKL, pictures: np.ndarray, device: torch.device) -> float:
    """Mean peak signal-to-noise ratio of the reconstructions, in dB, over uint8 [N, 64, 64, 3]."""
    scores = []
    for part in np.array_split(pictures, max(len(pictures) // 50, 1)):
        x = to_tensor(part, device)
        seen = vae.decode(vae.encode(x).latent_dist.mode()).sample.clamp(-1, 1)
        mse = (seen / 2 - x / 2).square().mean((1, 2, 3))
        scores.append(-10 * mse.log10())
    return torch.cat(scores).mean().item()
