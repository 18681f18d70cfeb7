"""Draws two steps from a checkpoint folder with plain diffusers and prints what came out, as JSON.

Run by both generations of the libraries: `python tests/older/draw.py FOLDER`. No code of the
gallery is imported here, and nothing that only one of them knows.
"""

import hashlib
import json
import logging
import sys

import diffusers
import torch
import transformers

PROMPT = "an astronaut riding a horse on mars"


def main(folder: str) -> None:
    """Load, draw, print versions and the SHA-256 of the pixels."""
    torch.set_num_threads(1)
    warnings: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: warnings.append(record.getMessage())
    for library in ("transformers", "diffusers"):
        logging.getLogger(library).addHandler(handler)
    pipe = diffusers.StableDiffusionPipeline.from_pretrained(
        folder, torch_dtype=torch.float32, use_safetensors=True, local_files_only=True
    )
    pipe.scheduler = diffusers.DDIMScheduler.from_config(pipe.scheduler.config)
    pipe.set_progress_bar_config(disable=True)
    rng = torch.Generator("cpu").manual_seed(15)
    image = pipe(PROMPT, num_inference_steps=2, guidance_scale=4.0, generator=rng).images[0]
    drawn = {
        "sha256": hashlib.sha256(image.tobytes()).hexdigest(),
        "diffusers": diffusers.__version__,
        "transformers": transformers.__version__,
        "made_up": [text for text in warnings if "newly initialized" in text],
    }
    print("drawn", json.dumps(drawn))  # noqa: T201, read by the test


if __name__ == "__main__":
    main(sys.argv[1])
