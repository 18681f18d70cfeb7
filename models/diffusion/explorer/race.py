"""A race of schedulers: the same noise, the same number of network evaluations, who comes closest?

All of them solve the same equation, more or less cleverly; the reference takes ten times as many
steps (Karras et al. 2022 compare samplers in this way). Stochastic schedulers add fresh noise, so
they run to another picture on purpose, and their distance is no mistake.
"""

import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch

from models import catalog
from models.diffusion import evaluations, pictures, schedulers
from models.diffusion.denoise import loading
from models.diffusion.explorer import workshop
from models.diffusion.explorer.cost import cost
from models.diffusion.explorer.loans import Loan, lent
from models.diffusion.explorer.pace import cells_at_a_time
from models.diffusion.explorer.race_records import LaneFinished, LanePlan, RaceFinished, RacePlanned
from models.diffusion.explorer.race_requests import RaceRequest
from models.diffusion.explorer.records import Drawing
from models.diffusion.notes import remarks_on_words
from models.diffusion.requests import DenoiseRequest
from models.diffusion.trajectory import Look
from models.records import Waiting

REFERENCE = -1
"""The name of the reference among the lanes, which are numbered from 0."""


@torch.inference_mode()
def race(
    request: RaceRequest,
) -> Iterator[Waiting | RacePlanned | Drawing | LaneFinished | RaceFinished]:
    """RacePlanned, a LaneFinished for every scheduler with Drawing between them, RaceFinished.

    The reference is drawn first, beside the first lanes: distances are known when it is done.
    """
    yield from loading(catalog.find(request.model))
    begin = time.monotonic()
    with lent(request) as loan:
        yield _planned(request, loan)
        jobs = [workshop.Job(REFERENCE, request.reference, keep_looks=True)]
        jobs += [workshop.Job(k, run, keep_looks=True) for k, run in enumerate(request.lanes)]
        done: dict[int, workshop.Done] = {}
        nfe_total = cost(request).nfe
        for result in workshop.draw(loan.model, jobs, cells_at_a_time(request.model)):
            if not isinstance(result, workshop.Done):
                yield Drawing(result, nfe_total, len(done), len(jobs))
                continue
            done[result.name] = result
            if REFERENCE in done:
                goal = done[REFERENCE].looks[-1].after
                new = list(done) if result.name == REFERENCE else [result.name]
                for name in (name for name in new if name != REFERENCE):
                    yield _lane(loan, done[name], goal)
        yield _finished(loan, done, time.monotonic() - begin)


def plan_of(run: DenoiseRequest) -> LanePlan:
    """What one racer will do, and what it costs."""
    sampler = schedulers.find(run.scheduler)
    return LanePlan(
        scheduler=run.scheduler,
        num_inference_steps=run.num_inference_steps,
        looks=evaluations.looks_of(run),
        nfe=evaluations.of(run),
        order=sampler.order,
        stochastic=sampler.stochastic,
        paper=sampler.paper,
    )


def principal_plane(paths: Sequence[np.ndarray]) -> tuple[list[np.ndarray], tuple[float, float]]:
    """`paths` float [L, n] each in the plane of their two largest principal components.

    Returns float32 [L, 2] for each, about their common mean, and the share of the variance along
    each axis. The sign of an axis is chosen so that its largest weight is positive.
    """
    points = np.concatenate(paths).astype(np.float64)
    mean = points.mean(0)
    _, singular, axes = np.linalg.svd(points - mean, full_matrices=False)
    axes = axes[:2] * np.sign(axes[:2][np.arange(2), np.abs(axes[:2]).argmax(1)])[:, None]
    shares = singular**2 / max(float((singular**2).sum()), 1e-12)
    flat = [((path - mean) @ axes.T).astype(np.float32) for path in paths]
    return flat, (float(shares[0]), float(shares[1]))


def _planned(request: RaceRequest, loan: Loan) -> RacePlanned:
    stochastic = [run.scheduler for run in request.lanes if plan_of(run).stochastic]
    notes = [*request.notes, *remarks_on_words(request.reference, loan.model)]
    if stochastic:
        verb = "adds" if len(stochastic) == 1 else "add"
        notes.append(
            f"{', '.join(stochastic)} {verb} fresh noise on the way and draws another picture on "
            "purpose: its distance is no mistake."
        )
    return RacePlanned(
        lanes=tuple(plan_of(run) for run in request.lanes),
        reference=plan_of(request.reference),
        cost=cost(request),
        notes=tuple(notes),
        status=loan.status,
    )


def _lane(loan: Loan, done: workshop.Done, goal: torch.Tensor) -> LaneFinished:
    size = goal.square().mean().sqrt()
    ways = [*(look.x_0 for look in done.looks), done.looks[-1].after]
    distance = [float((x - goal).square().mean().sqrt() / size) for x in ways]
    frames = [pictures.glimpse(loan.model, look.x_0)[0][0] for look in done.looks]
    return LaneFinished(
        index=done.name,
        plan=plan_of(done.run),
        picture=loan.enlarge(done.raw),
        raw=done.raw,
        nfe=np.array([*(look.nfe for look in done.looks), done.nfe]),
        distance=np.float32(distance),
        frames=np.stack(frames),
        seconds=done.seconds,
        settings=done.run.model_dump(),
    )


def _finished(loan: Loan, done: dict[int, workshop.Done], seconds: float) -> RaceFinished:
    names = [REFERENCE, *sorted(name for name in done if name != REFERENCE)]
    (reference, *paths), explained = principal_plane([_path(done[name].looks) for name in names])
    raw = done[REFERENCE].raw
    return RaceFinished(tuple(paths), reference, explained, loan.enlarge(raw), raw, seconds)


def _path(looks: Sequence[Look]) -> np.ndarray:
    """The states of a run in the network's scale, float [looks + 1, n], the last one clean."""
    states = [*(look.x_t for look in looks), looks[-1].after]
    return torch.cat([state.flatten()[None] for state in states]).float().cpu().numpy()
