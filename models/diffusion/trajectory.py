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
from models.diffusion.conditioning import Conditioning, conditioning
from models.diffusion.load import Diffuser
from models.diffusion.requests import DenoiseRequest


@dataclass(frozen=True)
class Look:
    """One call of the network, in latent space: tensors float [1, channels, height, width].

    `x_t` is in the scale that the network sees; `after` is the state that the scheduler made of
    it, in its own scale. `answers` is what the network said, [1 or 2, …], without the prompt first.
    """

    index: int
    timestep: float
    sigma: float
    nfe: int
    x_t: torch.Tensor
    x_0: torch.Tensor
    noise_pred: torch.Tensor
    after: torch.Tensor
    answers: torch.Tensor


@dataclass(frozen=True)
class Start:
    """Where a run begins: `x` float [1, channels, height, width] in the scheduler's scale, the
    noise levels to walk from there, and the generator that stochastic schedulers go on with.
    """

    x: torch.Tensor
    timesteps: torch.Tensor
    generator: torch.Generator


def trajectory(
    model: Diffuser,
    scheduler: Any,
    request: DenoiseRequest,
    told: Conditioning | None = None,
    start: Start | None = None,
) -> Iterator[Look]:
    """Every step of one picture. `scheduler` belongs to this run alone: it counts and remembers.

    `told` spares reading the prompt again where several runs share it; `start` begins elsewhere
    than in pure noise. Both are then made for this request.
    """
    pipe, w = model.pipe, request.guidance_scale
    model.placement.use_threads()
    told = told or conditioning(pipe, request)
    start = start or from_noise(pipe, scheduler, request)
    x = start.x
    extra = schedulers.step_arguments(scheduler, start.generator)
    for index, t in enumerate(start.timesteps):
        model.placement.use_threads()
        x_t = scheduler.scale_model_input(torch.cat([x] * told.batch), t)
        answers = pipe.unet(
            x_t, t, encoder_hidden_states=told.hidden, **told.extra, return_dict=False
        )[0]
        output = answers
        if told.batch == 2:
            uncond, cond = answers.chunk(2)
            output = uncond + w * (cond - uncond)
        sigma = predictions.sigma_of(scheduler, t)
        x_0, noise_pred = predictions.split(
            x_t[:1], output, sigma, scheduler.config.prediction_type
        )
        x = scheduler.step(output, t, x, **extra, return_dict=False)[0]
        nfe = (index + 1) * told.batch
        yield Look(index, float(t), sigma, nfe, x_t[:1], x_0, noise_pred, x, answers)


def from_noise(pipe: Any, scheduler: Any, request: DenoiseRequest) -> Start:
    """The usual start: x_T is pure noise, and every noise level of the scheduler is walked."""
    generator = torch.Generator("cpu").manual_seed(request.seed)
    scheduler.set_timesteps(request.num_inference_steps, device=pipe.device)
    noise = pure_noise(pipe, generator)
    if request.variation_strength:
        other = torch.Generator("cpu").manual_seed(request.variation_seed)
        noise = slerp(noise, pure_noise(pipe, other), request.variation_strength)
    x = noise.to(pipe.device) * scheduler.init_noise_sigma
    return Start(x, scheduler.timesteps, generator)


def pure_noise(pipe: Any, generator: torch.Generator) -> torch.Tensor:
    """ε, drawn on the CPU: a seed means the same picture on every machine."""
    size = pipe.unet.config.sample_size
    shape = (1, pipe.unet.config.in_channels, size, size)
    return torch.randn(shape, generator=generator, dtype=pipe.unet.dtype)


def slerp(a: torch.Tensor, b: torch.Tensor, share: float) -> torch.Tensor:
    """From `a` to `b` along the great circle, so that the length of the noise is kept: a straight
    line would lead through noise that is too weak (Shoemake 1985).
    """
    x, y = a.double(), b.double()
    cosine = (x.flatten() @ y.flatten()) / (x.norm() * y.norm())
    angle = cosine.clamp(-1, 1).arccos()
    if angle < 1e-6:
        return a
    between = ((1 - share) * angle).sin() * x + (share * angle).sin() * y
    return (between / angle.sin()).to(a.dtype)
