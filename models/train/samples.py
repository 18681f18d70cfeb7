"""The sheet of samples a person looks at after a training: the lectures' prompts and a few more."""

from pathlib import Path

import numpy as np
import torch
from diffusers import StableDiffusionPipeline
from PIL import Image

from models.upscaler import Upscaler

PROMPTS = (
    "an astronaut riding a horse on mars",
    "a photo of a poodle on an astronaut",
    "a stop sign is flying in blue skies",
    "a futuristic city skyline at sunset",
    "a completely full wine glass",
    "a banana and a lemon on plain paper",
    "a green cat in the snow",
    "a purple house at night",
    "a red boat on the beach",
    "an orange fish under water",
    "a blue owl in the forest",
    "a watercolour of a pink flower in a meadow",
)


def sample_sheet(
    folder: Path, upscaler: Upscaler, seeds: int = 6, guidance_scale: float = 4.0
) -> Image.Image:
    """A row a prompt, a column a seed; 20 DDIM steps, enlarged by the upscaler."""
    pipeline = StableDiffusionPipeline.from_pretrained(folder, dtype=torch.float32)
    pipeline.set_progress_bar_config(disable=True)
    rows = []
    for prompt in PROMPTS:
        rngs = [torch.Generator().manual_seed(seed) for seed in range(seeds)]
        pixels = pipeline(
            [prompt] * seeds,
            num_inference_steps=20,
            guidance_scale=guidance_scale,
            generator=rngs,
            output_type="pt",
        ).images
        with torch.inference_mode():
            large = upscaler(pixels.float()).permute(0, 2, 3, 1).mul(255).round().byte().numpy()
        rows.append(np.concatenate(list(large), 1))
    return Image.fromarray(np.concatenate(rows, 0))
