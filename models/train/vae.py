"""The autoencoder: 64×64 pictures to 16×16×4 latents and back (Kingma & Welling 2014; Rombach et
al. 2022).
"""

from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL
from torch import Tensor
from torch.nn import functional

from models.train.loop import Run


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
    """Trains on uint8 [N, 64, 64, 3] and returns the averaged weights."""
    torch.manual_seed(0)
    vae = new_vae().to(device, memory_format=torch.channels_last)
    run = Run(folder, minutes, {"vae": vae}, lr=1e-3, decay=0.998)
    rng = np.random.default_rng(run.steps)
    while run.goes_on():
        x = to_tensor(pictures[np.sort(rng.integers(0, len(pictures), batch))], device)
        with torch.autocast(device.type, torch.bfloat16):
            posterior = vae.encode(x).latent_dist
            seen = vae.decode(posterior.sample()).sample
        run.step(loss_of(seen.float(), x) + 1e-6 * posterior.kl().float().mean())
    run.save()
    return run.module("vae")


def train_decoder(
    vae: AutoencoderKL,
    pictures: np.ndarray,
    latents: Tensor,
    folder: Path,
    minutes: float,
    device: torch.device,
    batch: int = 8,
) -> AutoencoderKL:
    """Goes on with the decoder alone, from fixed latents [N, 4, 16, 16] to their pictures.

    The latents keep their meaning, so that a denoiser can learn them in the meantime: so were the
    better decoders of Stable Diffusion made. Returns `vae` with averaged weights of the decoder.
    """
    torch.manual_seed(0)
    parts = {"post_quant_conv": vae.post_quant_conv, "decoder": vae.decoder}
    for part in parts.values():
        part.to(device, memory_format=torch.channels_last).train()
    run = Run(folder, minutes, parts, lr=4e-4, decay=0.998)
    rng = np.random.default_rng(run.steps)
    while run.goes_on():
        rows = np.sort(rng.integers(0, len(pictures), batch))
        x, z = to_tensor(pictures[rows], device), latents[rows].float().to(device)
        with torch.autocast(device.type, torch.bfloat16):
            seen = vae.decode(z.to(memory_format=torch.channels_last)).sample
        run.step(loss_of(seen.float(), x, coarsely=1))
    run.save()
    for name in parts:
        parts[name].load_state_dict(run.module(name).state_dict())
    return vae.eval()


def loss_of(seen: Tensor, x: Tensor, coarsely: float = 4) -> Tensor:
    """L1, squared error, and the L1 of 4×4 averages: sharp edges, but first of all the right
    colours, which `coarsely` weighs. The pictures are flat; an adversary has nothing to add.
    """
    error = seen - x
    coarse = functional.avg_pool2d(error, 4).abs().mean()
    return error.abs().mean() + 2 * error.square().mean() + coarsely * coarse


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
