"""Writes the trained parts as the folders that are shipped: standard layouts, half precision."""

import json
from pathlib import Path

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, StableDiffusionPipeline, UNet2DConditionModel
from safetensors.torch import load_file, save_file
from transformers import CLIPTextModel, CLIPTokenizer

from models.train.text import LENGTH
from models.train.unet import new_scheduler


def export_pipeline(
    folder: Path,
    tokenizer: CLIPTokenizer,
    text_encoder: CLIPTextModel,
    vae: AutoencoderKL,
    unet: UNet2DConditionModel,
    preview: AutoencoderTiny,
) -> None:
    """Saves a `StableDiffusionPipeline` in float16, no file over 10 MB, with the preview decoder
    beside it.
    """
    pipeline = StableDiffusionPipeline(
        vae=vae.half(),
        text_encoder=text_encoder.half(),
        tokenizer=tokenizer,
        unet=unet.half(),
        scheduler=new_scheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.save_pretrained(folder, max_shard_size="9MB")
    preview.half().save_pretrained(folder / "preview")
    _forget_origins(folder)
    _older_tokenizer_files(tokenizer, folder / "tokenizer")
    _older_text_encoder_keys(folder / "text_encoder" / "model.safetensors")


def _forget_origins(folder: Path) -> None:
    """Takes the paths of the machine that trained out of the configurations."""
    for path in folder.rglob("config.json"):
        config = json.loads(path.read_text())
        config.pop("_name_or_path", None)
        path.write_text(json.dumps(config, indent=2) + "\n")


def _older_tokenizer_files(tokenizer: CLIPTokenizer, folder: Path) -> None:
    """`vocab.json` and `merges.txt`, which transformers 4 wants beside `tokenizer.json`."""
    model = json.loads((folder / "tokenizer.json").read_text())["model"]
    (folder / "vocab.json").write_text(json.dumps(model["vocab"], ensure_ascii=False))
    pairs = [pair if isinstance(pair, str) else " ".join(pair) for pair in model["merges"]]
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(pairs) + "\n")
    config = json.loads((folder / "tokenizer_config.json").read_text())
    config["model_max_length"] = LENGTH
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")


def _older_text_encoder_keys(path: Path) -> None:
    """Restores the prefix `text_model.`: without it transformers 4 loads a random encoder in
    silence.
    """
    weights = load_file(path)
    if not any(key.startswith("text_model.") for key in weights):
        weights = {f"text_model.{key}": value for key, value in weights.items()}
    save_file(
        {k: v.to(torch.float16) if v.is_floating_point() else v for k, v in weights.items()},
        path,
        metadata={"format": "pt"},
    )
