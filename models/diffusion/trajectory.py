"""The sampling loop of a StableDiffusionPipeline, written out so that every step can be looked at.

It uses the pipeline's own parts in the same order, so that its last latents are equal, bit by bit,
to those of plain diffusers (latent diffusion: Rombach et al. 2022; classifier-free guidance: Ho &
Salimans 2022).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch

from models.diffusion import predictions, schedulers
from models.diffusion.conditioning import conditioning
from models.diffusion.load import Diffuser
from models.diffusion.requests import DenoiseRequest


@dataclass(frozen=True)
class Look:
    """One call of the network, in latent space: tensors float [1, channels, height, width].

    `x_t` is in the scale that the network sees; `after` is the state that the scheduler made of
    it, in its own scale.
    """

    index: int
    timestep: float
    sigma: float
    nfe: int
    x_t: torch.Tensor
    x_0: torch.Tensor
    noise_pred: torch.Tensor
    after: torch.Tensor


def trajectory(model: Diffuser, scheduler: Any, request: DenoiseRequest) -> Iterator[Look]:
    """Every step of one picture. `scheduler` belongs to this run alone: it counts and remembers."""
    pipe, w = model.pipe, request.guidance_scale
    model.placement.use_threads()
    told = conditioning(pipe, request)
    generator = torch.Generator("cpu").manual_seed(request.seed)
    scheduler.set_timesteps(request.num_inference_steps, device=pipe.device)
    x = _pure_noise(pipe, scheduler, generator)
    extra = schedulers.step_arguments(scheduler, generator)
    for index, t in enumerate(scheduler.timesteps):
        model.placement.use_threads()
        x_t = scheduler.scale_model_input(torch.cat([x] * told.batch), t)
        output = pipe.unet(
            x_t, t, encoder_hidden_states=told.hidden, **told.extra, return_dict=False
        )[0]
        if told.batch == 2:
            uncond, cond = output.chunk(2)
            output = uncond + w * (cond - uncond)
        sigma = predictions.sigma_of(scheduler, t)
        x_0, noise_pred = predictions.split(
            x_t[:1], output, sigma, scheduler.config.prediction_type
        )
        x = scheduler.step(output, t, x, **extra, return_dict=False)[0]
        nfe = (index + 1) * told.batch
        yield Look(index, float(t), sigma, nfe, x_t[:1], x_0, noise_pred, x)


def _pure_noise(pipe: Any, scheduler: Any, generator: torch.Generator) -> torch.Tensor:
    """x_T, drawn on the CPU and then moved: a seed means the same picture on every machine."""
    size = pipe.unet.config.sample_size
    shape = (1, pipe.unet.config.in_channels, size, size)
    noise = torch.randn(shape, generator=generator, dtype=pipe.unet.dtype)
    return noise.to(pipe.device) * scheduler.init_noise_sigma
