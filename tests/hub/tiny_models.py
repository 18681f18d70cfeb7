"""Tiny models with the architecture and the file layout of each family in the catalog.

Random weights, real files: made here, saved by diffusers, half precision beside full, and what
lies about in real repositories besides (pickles, weights of another kind, a README).
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from tests.models.tiny_pipeline import WIDTH, _text_encoder, _tokenizer

SIDE = 8  # of the latents; pictures have twice as many pixels
EYE = 16  # pixels that the checker sees
EPSILON = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
EPSILON |= {"steps_offset": 1}
TRAILING = {**EPSILON, "timestep_spacing": "trailing"}


def stable_diffusion(folder: Path, checker_blocks: bool = False, **unet: Any) -> Path:
    """Stable Diffusion 1.5: PNDM, a safety checker, fp16 beside float32, pickles beside both."""
    from diffusers import PNDMScheduler, StableDiffusionPipeline

    torch.manual_seed(1)
    tokenizer = _tokenizer()
    pipe = StableDiffusionPipeline(
        vae=_vae(),
        text_encoder=_text_encoder(tokenizer),
        tokenizer=tokenizer,
        unet=_unet(**unet),
        scheduler=PNDMScheduler(**EPSILON, skip_prk_steps=True),
        safety_checker=_checker(checker_blocks),
        feature_extractor=extractor(),
    )
    _save(pipe, folder)
    _litter(folder)
    return folder


def turbo(folder: Path) -> Path:
    """SD-Turbo: Stable Diffusion with a scheduler that begins at the very end of the fog."""
    from diffusers import EulerDiscreteScheduler

    stable_diffusion(folder)
    shutil.rmtree(folder / "safety_checker")
    shutil.rmtree(folder / "feature_extractor")
    EulerDiscreteScheduler(**TRAILING).save_pretrained(folder / "scheduler")
    index = json.loads((folder / "model_index.json").read_text())
    index |= {"scheduler": ["diffusers", "EulerDiscreteScheduler"]}
    index |= {"safety_checker": [None, None], "feature_extractor": [None, None]}
    (folder / "model_index.json").write_text(json.dumps(index))
    return folder


def sdxl_turbo(folder: Path) -> Path:
    """SDXL-Turbo: two text encoders, a pooled vector, sizes; U-Net in shards."""
    from diffusers import EulerAncestralDiscreteScheduler, StableDiffusionXLPipeline

    torch.manual_seed(2)
    tokenizer = _tokenizer()
    pipe = StableDiffusionXLPipeline(
        vae=_vae(force_upcast=True),
        text_encoder=_text_encoder(tokenizer),
        text_encoder_2=_text_encoder_2(tokenizer),
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        unet=_unet(
            cross_attention_dim=2 * WIDTH,
            addition_embed_type="text_time",
            addition_time_embed_dim=4,
            projection_class_embeddings_input_dim=6 * 4 + WIDTH,
        ),
        scheduler=EulerAncestralDiscreteScheduler(**TRAILING),
        add_watermarker=False,
    )
    _save(pipe, folder, shard="200KB")
    return folder


def consistency(folder: Path) -> Path:
    """LCM Dreamshaper: a U-Net that is told w, no half precision, a scheduler nobody declared."""
    from diffusers import LCMScheduler

    stable_diffusion(folder, time_cond_proj_dim=16)
    LCMScheduler(**EPSILON).save_pretrained(folder / "scheduler")
    for path in [*folder.rglob("*.fp16.*"), *folder.rglob("*.index.*")]:
        path.unlink()
    index = json.loads((folder / "model_index.json").read_text())
    index |= {"_class_name": "LatentConsistencyModelPipeline", "scheduler": [None, None]}
    (folder / "model_index.json").write_text(json.dumps(index))
    return folder


def taesd(folder: Path) -> Path:
    """A small decoder for previews, and the files of other programs beside it."""
    from diffusers import AutoencoderTiny

    torch.manual_seed(3)
    AutoencoderTiny(
        encoder_block_out_channels=(8, 8),
        decoder_block_out_channels=(8, 8),
        num_encoder_blocks=(1, 1),
        num_decoder_blocks=(1, 1),
        upsampling_scaling_factor=2,
    ).save_pretrained(folder)
    (folder / "taesd_decoder.safetensors").write_bytes(b"of another program")
    return folder


FAMILIES: dict[str, Callable[[Path], Path]] = {
    "stable-diffusion-1.5": stable_diffusion,
    "sd-turbo": turbo,
    "sdxl-turbo": sdxl_turbo,
    "bk-sdm-tiny": stable_diffusion,
    "lcm-dreamshaper": consistency,
}


def _unet(**changes: Any) -> Any:
    from diffusers import UNet2DConditionModel

    settings = {
        "sample_size": SIDE,
        "in_channels": 4,
        "out_channels": 4,
        "block_out_channels": (16, 32),
        "layers_per_block": 1,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
        "cross_attention_dim": WIDTH,
        "attention_head_dim": 2,
        "norm_num_groups": 8,
    }
    return UNet2DConditionModel(**settings | changes)


def _vae(**changes: Any) -> Any:
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=(16, 16),
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        latent_channels=4,
        norm_num_groups=8,
        sample_size=2 * SIDE,
        **changes,
    )


def _text_encoder_2(tokenizer: Any) -> Any:
    from transformers import CLIPTextConfig, CLIPTextModelWithProjection

    config = _text_encoder(tokenizer).config.to_dict() | {"projection_dim": WIDTH}
    return CLIPTextModelWithProjection(CLIPTextConfig(**config))


def extractor() -> Any:
    """How the checker of the tiny models wants its pictures."""
    from transformers import CLIPImageProcessor

    size = {"height": EYE, "width": EYE}
    return CLIPImageProcessor(size={"shortest_edge": EYE}, crop_size=size)


def _checker(blocks: bool) -> Any:
    from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
    from transformers import CLIPConfig

    vision = {
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "image_size": EYE,
        "patch_size": 8,
    }
    checker = StableDiffusionSafetyChecker(CLIPConfig(projection_dim=8, vision_config=vision))
    checker.concept_embeds_weights.data.fill_(-2.0 if blocks else 2.0)  # cosines are in -1 … 1
    checker.special_care_embeds_weights.data.fill_(2.0)
    return checker


def _save(pipe: Any, folder: Path, shard: str = "10GB") -> None:
    pipe.save_pretrained(folder, safe_serialization=True, max_shard_size=shard)
    pipe.to(torch.float16).save_pretrained(
        folder, safe_serialization=True, variant="fp16", max_shard_size=shard
    )
    pipe.to(torch.float32)


def _litter(folder: Path) -> None:
    """What real repositories hold besides: pickles, training weights, a picture, a README."""
    for part in ("unet", "vae", "text_encoder", "safety_checker"):
        (folder / part / "pytorch_model.bin").write_bytes(b"a pickle")
    (folder / "unet" / "diffusion_pytorch_model.non_ema.safetensors").write_bytes(b"not these")
    (folder / "v1-5-pruned.ckpt").write_bytes(b"a pickle")
    (folder / "README.md").write_text("A card.")
