"""The reverse process: noise goes in, a picture comes out, and every step can be looked at."""

import contextlib
import hashlib
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import torch

from models import catalog, lending
from models.diffusion import evaluations, pictures, predictions, schedulers
from models.diffusion.load import Diffuser
from models.diffusion.notes import remarks
from models.diffusion.records import Finished, Started, Step
from models.diffusion.requests import DenoiseRequest
from models.diffusion.trajectory import Look, Start, trajectory
from models.records import Waiting
from models.registry import registry


@torch.inference_mode()
def denoise(request: DenoiseRequest) -> Iterator[Waiting | Started | Step | Finished]:
    """Started, a Step for every network call, Finished. Close the generator to stop."""
    spec = catalog.find(request.model)
    yield from loading(spec)
    with contextlib.ExitStack() as loans:
        model = loans.enter_context(registry().use(spec))
        upscaler = borrow(loans, spec.upscaler) if request.upscale else None
        judge = borrow(loans, spec.judge)
        begin = time.monotonic()
        scheduler = schedulers.make(request.scheduler, model.pipe.scheduler.config)
        yield started(model, scheduler, request)
        yield from unfog(model, scheduler, request, (upscaler, judge), begin)


def unfog(
    model: Diffuser,
    scheduler: Any,
    request: DenoiseRequest,
    companions: tuple[Any | None, Any | None],
    begin: float,
    start: Start | None = None,
) -> Iterator[Step | Finished]:
    """The steps of a run and its end; `companions` are upscaler and judge. From `start`, or noise.

    A start at which no noise level is left is finished at once.
    """
    upscaler, judge = companions
    seen: list[np.ndarray] = []
    latents, nfe = start and start.x, 0
    for look, step in _steps(model, scheduler, request, begin, start):
        latents, nfe = look.after, look.nfe
        seen.append(step.x_0)
        yield step
    raw, blocked = pictures.decode_checked(model, latents)
    yield Finished(
        picture=pictures.upscale(upscaler, raw),
        raw=raw,
        seconds=time.monotonic() - begin,
        nfe=nfe,
        sha256=hashlib.sha256(raw.tobytes()).hexdigest(),
        readings=pictures.read(judge, [*seen, raw]),
        settings=request.model_dump(exclude={"image"}),
        blocked=blocked,
    )


def started(model: Diffuser, scheduler: Any, request: DenoiseRequest) -> Started:
    """The plan of a run."""
    scheduler.set_timesteps(request.num_inference_steps)
    timesteps = scheduler.timesteps.float().numpy()
    each = evaluations.a_look(request.guidance_scale, model.spec.embeds_guidance)
    return Started(
        timesteps=timesteps,
        sigmas=predictions.planned_sigmas(scheduler),
        alphas_cumprod=scheduler.alphas_cumprod.float().numpy(),
        nfe_total=len(timesteps) * each,
        seed=request.seed,
        notes=remarks(request, model, len(timesteps)),
        status=f"{model.status} · {model.spec.key} {model.spec.size_mb:,.0f} MB",
    )


def loading(spec: catalog.Spec) -> Iterator[Waiting]:
    """What a visitor waits for, where the model is not in memory yet."""
    yield from lending.prepare(spec)


def borrow(loans: contextlib.ExitStack, key: str | None) -> Any | None:
    """A companion of the model; None where it has none, or none is on this disk."""
    if key is None or not catalog.find(key).is_present:
        return None
    return loans.enter_context(registry().use(catalog.find(key)))


def _steps(
    model: Diffuser, scheduler: Any, request: DenoiseRequest, begin: float, start: Start | None
) -> Iterator[tuple[Look, Step]]:
    """The looks of a run, their pictures decoded on the other core during the next step."""
    before = waiting = None
    with ThreadPoolExecutor(1, "painter") as painter:
        for look in trajectory(model, scheduler, request, start=start):
            drawing = painter.submit(pictures.paint, model, look)
            if waiting:
                yield _step(*waiting, before, begin)
                before = waiting[0].x_0
            waiting = (look, drawing)
        if waiting:
            yield _step(*waiting, before, begin)


def _step(
    look: Look, drawing: Future, before: torch.Tensor | None, begin: float
) -> tuple[Look, Step]:
    painting: pictures.Painting = drawing.result()
    change = None if before is None else predictions.relative_change(look.x_0, before)
    return look, Step(
        index=look.index,
        timestep=look.timestep,
        sigma=look.sigma,
        snr=look.sigma**-2,
        nfe=look.nfe,
        seconds=time.monotonic() - begin,
        x_0_change=change,
        x_t=painting.x_t,
        x_0=painting.x_0,
        noise_pred=painting.noise_pred,
        blocked=painting.blocked,
    )
