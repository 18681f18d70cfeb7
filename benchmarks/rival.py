"""What a user would write instead of the gallery: twenty lines of Gradio around a pipeline."""

import sys

import gradio as gr  # noqa: TID251
import torch
from diffusers import DiffusionPipeline
from PIL import Image

from models import catalog

pipe = DiffusionPipeline.from_pretrained(
    catalog.find("pocket-diffusion").source, dtype=torch.float32
)


def draw(prompt: str, steps: float) -> Image.Image:
    """One picture, when all is done."""
    return pipe(prompt, num_inference_steps=int(steps)).images[0]


if __name__ == "__main__":
    page = gr.Interface(draw, ["text", gr.Slider(1, 100, 20)], "image")
    page.launch(server_port=int(sys.argv[1]))
