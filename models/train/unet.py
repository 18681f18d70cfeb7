"""The denoiser: predicts the noise in a foggy latent, told the timestep and the caption.

Ho et al. 2020 (the objective), Rombach et al. 2022 (in latents, with cross-attention), Ho &
Salimans
2022 (captions dropped for classifier-free guidance), Hang et al. 2023 (min-SNR weights).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL, DDIMScheduler, UNet2DConditionModel
from torch import Tensor
from transformers import CLIPTextModel

from models.train.loop import Run
from models.train.text import WIDTH
from models.train.vae import to_tensor

DROPPED_CAPTIONS = 0.1
GAMMA = 5.0


def new_scheduler() -> DDIMScheduler:
    """Stable Diffusion's noise schedule; steps end at the last timestep ("trailing", Lin et al.
    2024).
    """
    return DDIMScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        clip_sample=False,
        set_alpha_to_one=True,
        steps_offset=1,
        timestep_spacing="trailing",
    )


def new_unet(channels: tuple[int, ...] = (64, 128, 160)) -> UNet2DConditionModel:
    """Convolutions at 16×16, cross-attention at 8×8 and 4×4; the caption also moves every layer's
    norms.
    """
    return UNet2DConditionModel(
        sample_size=16,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        block_out_channels=channels,
        layers_per_block=1,
        cross_attention_dim=WIDTH,
        attention_head_dim=[c // 32 for c in channels],
        norm_num_groups=16,
        addition_embed_type="text",
        addition_embed_type_num_heads=5,
        resnet_time_scale_shift="scale_shift",
    )


@torch.no_grad()
def normalise_latents(vae: AutoencoderKL, pictures: np.ndarray) -> None:
    """Rewrites the layers around the bottleneck so that every latent channel has mean 0 and
    variance 1.

    The autoencoder computes the same function as before, and needs no scaling factor.
    """
    z = vae.encode(to_tensor(pictures, torch.device("cpu"))).latent_dist.mean
    mean, std = z.mean((0, 2, 3)), z.std((0, 2, 3))
    vae.post_quant_conv.bias += vae.post_quant_conv.weight.flatten(1) @ mean
    vae.post_quant_conv.weight *= std[None, :, None, None]
    vae.quant_conv.bias[:4] -= mean
    vae.quant_conv.bias[:4] /= std
    vae.quant_conv.weight[:4] /= std[:, None, None, None]
    vae.quant_conv.bias[4:] -= 2 * std.log()
    vae.register_to_config(scaling_factor=1.0)


@torch.inference_mode()
def encode_latents(
    vae: AutoencoderKL, pictures: np.ndarray, device: torch.device, cache: Path | None = None
) -> Tensor:
    """The latents float16 [N, 4, 16, 16] of uint8 pictures; kept in `cache`."""
    if cache is not None and cache.exists():
        return torch.load(cache, weights_only=True)
    vae = vae.to(device)
    parts = np.array_split(np.arange(len(pictures)), max(len(pictures) // 64, 1))
    latents = torch.cat(
        [vae.encode(to_tensor(pictures[p], device)).latent_dist.mean.half().cpu() for p in parts]
    )
    if cache is not None:
        torch.save(latents, cache)
    return latents


def loss_of(
    unet: UNet2DConditionModel,
    x_0: Tensor,
    text: Tensor,
    alphas_cumprod: Tensor,
    rng: torch.Generator,
) -> Tensor:
    """Squared error of the noise predicted from text states [B, 32, 160], weighted by
    min(SNR, 5) / SNR.
    """
    count = len(x_0)
    t = torch.randint(len(alphas_cumprod), (count,), generator=rng).to(x_0.device)
    noise = torch.randn(x_0.shape, generator=rng).to(x_0.device)
    alpha = alphas_cumprod[t]
    x_t = alpha.sqrt()[:, None, None, None] * x_0 + (1 - alpha).sqrt()[:, None, None, None] * noise
    snr = alpha / (1 - alpha)
    error = (unet(x_t, t, text).sample.float() - noise).square().mean((1, 2, 3))
    return (error * snr.clamp(max=GAMMA) / snr).mean()


def train_unet(
    text_encoder: CLIPTextModel,
    latents: Tensor,
    variants: Sequence[Tensor],
    nothing: Tensor,
    folder: Path,
    minutes: float,
    device: torch.device,
    batch: int = 32,
    lr: float = 8e-4,
) -> UNet2DConditionModel:
    """Trains on latents [N, 4, 16, 16] with token ids [N, 32] in several wordings; the text encoder
    stays as it is.

    `nothing` [32] is the empty caption, which one sample in ten gets. Returns averaged weights.
    """
    torch.manual_seed(0)
    text_encoder = text_encoder.to(device).eval()
    unet = new_unet().to(device, memory_format=torch.channels_last)
    run = Run(folder, minutes, {"unet": unet}, lr=lr, decay=0.9993)
    alphas_cumprod = new_scheduler().alphas_cumprod.to(device)
    rng = torch.Generator().manual_seed(run.steps)
    while run.goes_on():
        rows = torch.randint(len(latents), (batch,), generator=rng)
        ids = variants[int(torch.randint(len(variants), (1,), generator=rng))][rows]
        dropped = torch.rand(batch, 1, generator=rng) < DROPPED_CAPTIONS
        ids = torch.where(dropped, nothing[None, :], ids).to(device)
        x_0 = latents[rows].float().to(device, memory_format=torch.channels_last)
        with torch.autocast(device.type, torch.bfloat16):
            with torch.no_grad():
                text = text_encoder(ids).last_hidden_state
            loss = loss_of(unet, x_0, text, alphas_cumprod, rng)
        run.step(loss)
    run.save()
    return run.module("unet")
