"""Stable Diffusion 1.5 and SDXL in full size with random weights, made on the device.

The numbers are those of the published configurations; the tokenizer is the pocket model's with 77
places, so that nothing is downloaded.
"""

from collections.abc import Callable
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderTiny,
    EulerDiscreteScheduler,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

from models import catalog
from models.placement import Placement

TOKENS = 77
TRAINING = {
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "steps_offset": 1,
}
CLIP_L = {
    "hidden_size": 768,
    "intermediate_size": 3072,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
}
CLIP_G = {
    "hidden_size": 1280,
    "intermediate_size": 5120,
    "num_hidden_layers": 32,
    "num_attention_heads": 20,
    "projection_dim": 1280,
}
SD15_UNET = {"sample_size": 64, "cross_attention_dim": 768, "attention_head_dim": 8}
SDXL_UNET = {
    "sample_size": 128,
    "block_out_channels": (320, 640, 1280),
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    "transformer_layers_per_block": [1, 2, 10],
    "attention_head_dim": [5, 10, 20],
    "cross_attention_dim": 2048,
    "use_linear_projection": True,
    "addition_embed_type": "text_time",
    "addition_time_embed_dim": 256,
    "projection_class_embeddings_input_dim": 2816,
}

Made = tuple[Any, AutoencoderTiny]


def sd15(place: Placement) -> Made:
    """Stable Diffusion 1.5, 512 × 512, and a decoder like TAESD's."""
    return _on(place, lambda: _sd(SD15_UNET, CLIP_L))


def sdxl(place: Placement) -> Made:
    """SDXL, 1024 × 1024, and a decoder like TAESD's."""
    return _on(place, lambda: _sdxl(SDXL_UNET, CLIP_L, CLIP_G))


FAMILIES: dict[str, Callable[[Placement], Made]] = {"sd15": sd15, "sdxl": sdxl}


def _sd(unet: dict[str, Any], text: dict[str, Any]) -> StableDiffusionPipeline:
    tokenizer = _tokenizer()
    return StableDiffusionPipeline(
        vae=_vae(8 * unet["sample_size"]),
        text_encoder=CLIPTextModel(_text_config(tokenizer, text)),
        tokenizer=tokenizer,
        unet=UNet2DConditionModel(**unet),
        scheduler=EulerDiscreteScheduler(**TRAINING),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def _sdxl(
    unet: dict[str, Any], text: dict[str, Any], text_2: dict[str, Any]
) -> StableDiffusionXLPipeline:
    tokenizer = _tokenizer()
    return StableDiffusionXLPipeline(
        vae=_vae(8 * unet["sample_size"]),
        text_encoder=CLIPTextModel(_text_config(tokenizer, text)),
        text_encoder_2=CLIPTextModelWithProjection(_text_config(tokenizer, text_2)),
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        unet=UNet2DConditionModel(**unet),
        scheduler=EulerDiscreteScheduler(**TRAINING),
        add_watermarker=False,
    )


def _on(place: Placement, build: Callable[[], Any]) -> Made:
    """What `build` makes, drawn at once on the device in its precision: no copy, no waiting."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(place.dtype)
    try:
        torch.manual_seed(0)
        with torch.device(place.device):
            preview = AutoencoderTiny()
            pipe = build()
    finally:
        torch.set_default_dtype(before)
    return pipe.to(place.device, place.dtype), preview.to(place.device, place.dtype).eval()


def _vae(side: int) -> AutoencoderKL:
    return AutoencoderKL(
        block_out_channels=(128, 256, 512, 512),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=2,
        latent_channels=4,
        sample_size=side,
        force_upcast=False,
    ).eval()


def _tokenizer() -> CLIPTokenizer:
    folder = catalog.find("pocket-diffusion").folder / "tokenizer"
    return CLIPTokenizer.from_pretrained(folder, model_max_length=TOKENS)


def _text_config(tokenizer: CLIPTokenizer, sizes: dict[str, Any]) -> CLIPTextConfig:
    return CLIPTextConfig(
        vocab_size=len(tokenizer),
        max_position_embeddings=TOKENS,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        **sizes,
    )
