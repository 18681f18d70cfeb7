"""Golden outputs: a few prompts and seeds with the pictures they gave, for a test to compare
with.
"""

import json
from pathlib import Path

import torch
from diffusers import StableDiffusionPipeline

GOLDEN = (
    {"prompt": "an astronaut riding a horse on mars", "seed": 7},
    {"prompt": "a stop sign is flying in blue skies", "seed": 3},
    {"prompt": "a green cat in the snow", "seed": 11},
)
SETTINGS = {"num_inference_steps": 20, "guidance_scale": 4.0}


def write_golden(folder: Path) -> None:
    """Draws the golden pictures with plain diffusers and stores them under `folder/golden`."""
    pipeline = StableDiffusionPipeline.from_pretrained(folder, dtype=torch.float32)
    pipeline.set_progress_bar_config(disable=True)
    golden = folder / "golden"
    golden.mkdir(exist_ok=True)
    entries = []
    for k, entry in enumerate(GOLDEN):
        rng = torch.Generator().manual_seed(entry["seed"])
        picture = pipeline(entry["prompt"], generator=rng, **SETTINGS).images[0]
        name = f"golden-{k}.png"
        picture.save(golden / name, optimize=True)
        entries.append({**entry, **SETTINGS, "scheduler": "DDIM", "picture": name})
    (golden / "golden.json").write_text(json.dumps(entries, indent=2) + "\n")
