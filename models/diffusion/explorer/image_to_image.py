"""Image-to-image: a picture goes part of the way into the fog, and comes back along a prompt."""

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from models import catalog
from models.diffusion import evaluations, pictures, predictions, schedulers
from models.diffusion.denoise import loading, unfog
from models.diffusion.explorer.image_start import ImageStart, from_image
from models.diffusion.explorer.loans import Loan, lent
from models.diffusion.explorer.records import ImageStarted
from models.diffusion.explorer.requests import ImageToImageRequest
from models.diffusion.notes import remarks
from models.diffusion.records import Finished, Step
from models.records import Waiting


@torch.inference_mode()
def image_to_image(
    request: ImageToImageRequest,
) -> Iterator[Waiting | ImageStarted | Step | Finished]:
    """ImageStarted, a Step for every noise level that runs, Finished."""
    yield from loading(catalog.find(request.model))
    with lent(request) as loan:
        begin = time.monotonic()
        model = loan.model
        scheduler = schedulers.make(request.scheduler, model.pipe.scheduler.config)
        image = from_image(model, scheduler, request)
        yield _started(loan, scheduler, request, image)
        companions = (loan.upscaler, loan.judge)
        yield from unfog(model, scheduler, request, companions, begin, image.start)


def in_words(steps_to_run: int, num_inference_steps: int, t: float | None) -> str:
    """The plan of a run as one sentence."""
    if t is None:
        return f"Runs 0 of {num_inference_steps} steps: the picture is not fogged."
    steps = f"{num_inference_steps} step{'s' * (num_inference_steps != 1)}"
    return f"Runs {steps_to_run} of {steps}, starts at t = {t:.0f}."


def _started(
    loan: Loan, scheduler: Any, request: ImageToImageRequest, image: ImageStart
) -> ImageStarted:
    timesteps = image.start.timesteps.float().cpu().numpy()
    sigmas = predictions.planned_sigmas(scheduler)[len(image.skipped) :]
    given = _given(loan, request)
    encoded, fogged = _decoded(loan, scheduler, image)
    t = float(timesteps[0]) if len(timesteps) else None
    steps = request.steps_to_run
    return ImageStarted(
        steps_to_run=steps,
        num_inference_steps=request.num_inference_steps,
        t=t,
        sigma=float(sigmas[0]) if len(sigmas) else None,
        sentence=in_words(steps, request.num_inference_steps, t),
        given=given,
        encoded=encoded,
        fogged=fogged,
        given_picture=_large(loan, request),
        timesteps=timesteps,
        sigmas=sigmas,
        skipped=image.skipped.float().cpu().numpy(),
        alphas_cumprod=scheduler.alphas_cumprod.float().cpu().numpy(),
        nfe_total=evaluations.of(request),
        seed=request.seed,
        notes=(*_remarks(loan, request), *_about_strength(request)),
        status=loan.status,
    )


def _remarks(loan: Loan, request: ImageToImageRequest) -> tuple[str, ...]:
    levels = evaluations.noise_levels(request.scheduler, request.num_inference_steps)
    return remarks(request, loan.model, levels)


def _about_strength(request: ImageToImageRequest) -> list[str]:
    total = request.num_inference_steps
    if request.steps_to_run == 0:
        advice = "" if request.strength == 0 else f" ({request.strength:g} · {total} is below one)"
        return [
            f"At this strength no step runs{advice}: the picture only goes through the "
            "autoencoder and back."
        ]
    if request.strength == 1:
        return [
            "At strength 1 all steps run and almost nothing of the picture is left: "
            "√ᾱ at the last t is not quite zero."
        ]
    return []


def _given(loan: Loan, request: ImageToImageRequest) -> np.ndarray:
    """The picture at the model's size, as the autoencoder gets it: uint8 [H, W, 3]."""
    pipe = loan.model.pipe
    side = pipe.unet.config.sample_size * pipe.vae_scale_factor
    return pictures.to_bytes(pipe.image_processor.preprocess(request.image, side, side))[0]


def _large(loan: Loan, request: ImageToImageRequest) -> np.ndarray:
    """The picture that was given, as large as the finished one will be."""
    side = len(loan.enlarge(_given(loan, request)))
    return np.asarray(request.image.resize((side, side)))


def _decoded(loan: Loan, scheduler: Any, image: ImageStart) -> tuple[np.ndarray, np.ndarray]:
    """What the autoencoder makes of the picture, and the fog at the start of the run."""
    encoded = pictures.decode(loan.model, image.clean)
    if not len(image.start.timesteps):
        return encoded, encoded
    x_t = predictions.as_seen(scheduler, image.start.x, image.start.timesteps[0])
    return encoded, pictures.glimpse(loan.model, x_t)[0][0]
