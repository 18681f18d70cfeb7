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
LESSONS = 4000


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


@torch.inference_mode()
def lessons(vae: AutoencoderKL, latents: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """`count` latents, every second one foggy, and what the full decoder makes of them."""
    scheduler, rng = new_scheduler(), torch.Generator().manual_seed(0)
    z = latents[torch.randperm(len(latents), generator=rng)[:count]].float()
    noise = torch.randn(z[::2].shape, generator=rng)
    t = torch.randint(1000, (len(noise),), generator=rng)
    z[::2] = scheduler.add_noise(z[::2], noise, t)
    pictures = [vae.decode(part).sample.clamp(-1, 1) for part in z.split(50)]
    return z, torch.cat(pictures)


def train_preview(
    vae: AutoencoderKL, latents: Tensor, folder: Path, minutes: float, batch: int = 16
) -> AutoencoderTiny:
    """Distils the decoder on some of the latents [N, 4, 16, 16] and returns averaged weights."""
    torch.manual_seed(0)
    z, pictures = lessons(vae, latents, min(LESSONS, len(latents)))
    preview = new_preview().to(memory_format=torch.channels_last)
    run = Run(folder, minutes, {"preview": preview}, lr=3e-3)
    rng = torch.Generator().manual_seed(run.steps)
    while run.goes_on():
        rows = torch.randint(len(z), (batch,), generator=rng)
        error = preview.decode(z[rows]).sample - pictures[rows]
        run.step(error.abs().mean() + 2 * error.square().mean())
    run.save()
    return run.module("preview")
