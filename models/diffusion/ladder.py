"""The step ladder: one seed, one prompt, more and more steps. When does it stop getting better?"""

import contextlib
import time
from collections.abc import Generator, Iterator
from typing import Any

import torch

from models import catalog
from models.diffusion import pictures, schedulers
from models.diffusion.denoise import borrow, loading, started
from models.diffusion.load import Diffuser
from models.diffusion.records import Climbing, LadderStarted, Rung
from models.diffusion.requests import DenoiseRequest, LadderRequest
from models.diffusion.trajectory import trajectory
from models.records import Waiting
from models.registry import registry

PROGRESS_SECONDS = 0.3


@torch.inference_mode()
def ladder(request: LadderRequest) -> Iterator[Waiting | LadderStarted | Climbing | Rung]:
    """LadderStarted, then a Rung for each number of steps, with Climbing between them."""
    spec = catalog.find(request.model)
    yield from loading(spec)
    with contextlib.ExitStack() as loans:
        model = loans.enter_context(registry().use(spec))
        upscaler = borrow(loans, spec.upscaler) if request.upscale else None
        rungs = [_rung_request(request, count) for count in request.step_counts]
        plans = [
            started(model, schedulers.make(rung.scheduler, model.pipe.scheduler.config), rung)
            for rung in rungs
        ]
        yield LadderStarted(
            step_counts=request.step_counts,
            nfe_total=sum(plan.nfe_total for plan in plans),
            seed=request.seed,
            notes=tuple(dict.fromkeys(note for plan in plans for note in plan.notes)),
            status=plans[0].status,
        )
        done = 0
        for index, rung in enumerate(rungs):
            done += yield from _climb(model, upscaler, rung, index, done)


def _climb(
    model: Diffuser, upscaler: Any | None, request: DenoiseRequest, index: int, done: int
) -> Generator[Climbing | Rung, None, int]:
    """Draw one rung; returns its network evaluations."""
    begin = told = time.monotonic()
    scheduler = schedulers.make(request.scheduler, model.pipe.scheduler.config)
    for look in trajectory(model, scheduler, request):
        if time.monotonic() - told > PROGRESS_SECONDS:
            told = time.monotonic()
            yield Climbing(index, done + look.nfe)
    raw = pictures.decode(model, look.after)
    seconds = time.monotonic() - begin
    picture = pictures.upscale(upscaler, raw)
    yield Rung(index, request.num_inference_steps, seconds, look.nfe, raw, picture)
    return look.nfe


def _rung_request(request: LadderRequest, count: int) -> DenoiseRequest:
    values = request.model_dump(exclude={"step_counts"})
    return DenoiseRequest.parse(**values, num_inference_steps=count, notes=request.notes)
