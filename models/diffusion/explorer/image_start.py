"""The start of image-to-image: a picture becomes latents, and fog as thick as the strength says.

The pipeline's own parts in its own order, so that the latents are equal, bit by bit, to those of
plain diffusers' StableDiffusionImg2ImgPipeline (SDEdit: Meng et al. 2022).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch

from models.diffusion import evaluations
from models.diffusion.load import Diffuser
from models.diffusion.trajectory import Start

if TYPE_CHECKING:
    from models.diffusion.explorer.requests import ImageToImageRequest


@dataclass(frozen=True)
class ImageStart:
    """`clean` is x_0, the latents of the picture; `start` the fogged ones; `skipped` float [S] the
    timesteps that do not run.
    """

    clean: torch.Tensor
    start: Start
    skipped: torch.Tensor


def from_image(model: Diffuser, scheduler: Any, run: "ImageToImageRequest") -> ImageStart:
    """The latents of `run.image`, in fog as thick as at the first of the timesteps that run.

    Where no step runs, the latents stay clean.
    """
    pipe = model.pipe
    model.placement.use_threads()
    generator = torch.Generator("cpu").manual_seed(run.seed)
    scheduler.set_timesteps(run.num_inference_steps, device=pipe.device)
    skipped = run.num_inference_steps - evaluations.steps_to_run(
        run.num_inference_steps, run.strength
    )
    first = skipped * scheduler.order
    timesteps = scheduler.timesteps[first:]
    clean = encode(pipe, run.image, generator)
    if not len(timesteps) or skipped == run.num_inference_steps:
        return ImageStart(clean, Start(clean, timesteps[:0], generator), scheduler.timesteps)
    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_begin_index(first)
    noise = torch.randn(clean.shape, generator=generator, dtype=clean.dtype).to(pipe.device)
    x = scheduler.add_noise(clean, noise, timesteps[:1])
    return ImageStart(clean, Start(x, timesteps, generator), scheduler.timesteps[:first])


def encode(pipe: Any, image: Any, generator: torch.Generator) -> torch.Tensor:
    """The latents of a picture, float [1, channels, height, width].

    The autoencoder answers with a normal distribution for each number; one sample is drawn.
    """
    side = pipe.unet.config.sample_size * pipe.vae_scale_factor
    pixels = pipe.image_processor.preprocess(image, height=side, width=side)
    posterior = pipe.vae.encode(pixels.to(pipe.device, pipe.vae.dtype)).latent_dist
    latents = pipe.vae.config.scaling_factor * posterior.sample(generator)
    return latents.to(pipe.unet.dtype)
