"""The preview decoder: a tiny network that imitates the autoencoder's decoder, for the pictures
of every step.

In the manner of TAESD (Bohan 2023): distilled from the full decoder, on clean and on foggy latents,
because a run shows both.
"""

from pathlib import Path

import torch
from diffusers import AutoencoderKL, AutoencoderTiny
from torch import Tensor

from models.train.loop import Run
from models.train.unet import new_scheduler

WIDTH = 24


def new_preview() -> AutoencoderTiny:
    """Two blocks each at 16×16 and 32×32, one convolution at 64×64. The encoder is a formality."""
    return AutoencoderTiny(
        encoder_block_out_channels=(8, 8, 8),
        decoder_block_out_channels=(WIDTH, WIDTH, WIDTH),
        num_encoder_blocks=(1, 1, 1),
        num_decoder_blocks=(2, 2, 0),
        latent_channels=4,
        scaling_factor=1.0,
    )


def train_preview(
    vae: AutoencoderKL, latents: Tensor, folder: Path, minutes: float, batch: int = 16
) -> AutoencoderTiny:
    """Distils the decoder on latents [N, 4, 16, 16], half of them foggy, and returns averaged
    weights.
    """
    torch.manual_seed(0)
    preview = new_preview().to(memory_format=torch.channels_last)
    run = Run(folder, minutes, {"preview": preview}, lr=2e-3)
    scheduler, rng = new_scheduler(), torch.Generator().manual_seed(run.steps)
    while run.goes_on():
        z = latents[torch.randint(len(latents), (batch,), generator=rng)].float()
        noise = torch.randn(z[: batch // 2].shape, generator=rng)
        t = torch.randint(1000, (batch // 2,), generator=rng)
        z = torch.cat([scheduler.add_noise(z[: batch // 2], noise, t), z[batch // 2 :]])
        with torch.no_grad():
            wanted = vae.decode(z).sample.clamp(-1, 1)
        error = preview.decode(z).sample - wanted
        run.step(error.abs().mean() + 2 * error.square().mean())
    run.save()
    return run.module("preview")
