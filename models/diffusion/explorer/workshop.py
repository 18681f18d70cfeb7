"""Draws many pictures with one model, a few at a time, each exactly as if it were drawn alone.

Pocket models take one core, so two cores draw two pictures at a time. Nothing is batched: a batch
would change the last bits of a picture. What the pictures share is the reading of their prompts.
"""

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from models.diffusion import evaluations, pictures, schedulers
from models.diffusion.conditioning import Conditioning, conditioning
from models.diffusion.explorer.image_start import from_image
from models.diffusion.explorer.pace import pace
from models.diffusion.load import Diffuser
from models.diffusion.requests import DenoiseRequest
from models.diffusion.trajectory import Look, Start, trajectory

TICK = 0.3
"""Seconds between two reports of progress."""


class Stopped(Exception):  # noqa: N818
    """The visitor went away: a worker gives up between two steps."""


@dataclass(frozen=True)
class Job:
    """A picture to be drawn; `name` comes back with it. With `keep_looks` so do all its steps."""

    name: Any
    run: DenoiseRequest
    keep_looks: bool = False


@dataclass(frozen=True)
class Done:
    """A drawn picture: `raw` uint8 [H, W, 3] from the full VAE, and what it took.

    `blocked`: the safety checker hid it.
    """

    name: Any
    run: DenoiseRequest
    raw: np.ndarray
    nfe: int
    seconds: float
    looks: tuple[Look, ...] = ()
    blocked: bool = False


@dataclass
class _Bench:
    """What the workers of one workshop share: how far they are, and whether to stop."""

    stop: threading.Event = field(default_factory=threading.Event)
    done: queue.SimpleQueue = field(default_factory=queue.SimpleQueue)
    nfe: int = 0
    counting: threading.Lock = field(default_factory=threading.Lock)

    def count(self, nfe: int) -> None:
        with self.counting:
            self.nfe += nfe


def draw(
    model: Diffuser, jobs: Sequence[Job], at_a_time: int, timed: bool = True
) -> Iterator[Done | int]:
    """A Done for every job as it gets ready; between them, every TICK, the evaluations so far.

    The pace of this machine is learnt from it, if `timed`. Close the generator to stop: pictures
    that are being drawn are given up at their next step.
    """
    bench, begin = _Bench(), time.monotonic()
    told: dict[Any, Conditioning] = {}
    pool = ThreadPoolExecutor(at_a_time, "cell")
    try:
        for job in jobs:
            pool.submit(_work, bench, model, job, _read_once(model, job.run, told))
        for _ in jobs:
            yield from _next(bench)
        if timed:
            spent = time.monotonic() - begin
            pace().note(model.spec.key, min(at_a_time, len(jobs)), bench.nfe, len(jobs), spent)
    finally:
        bench.stop.set()
        pool.shutdown(cancel_futures=True)


def _read_once(model: Diffuser, run: DenoiseRequest, told: dict[Any, Conditioning]) -> Conditioning:
    """What a run tells the network, from `told` where an earlier run said the same.

    Always in the thread of the generator: tokenizers are not made for several.
    """
    key = _key_of_words(model, run)
    if key not in told:
        with torch.inference_mode():
            told[key] = conditioning(model.pipe, run)
    return told[key]


def _key_of_words(model: Diffuser, run: DenoiseRequest) -> tuple[Any, ...]:
    """What decides the conditioning of a run."""
    w = run.guidance_scale
    if model.spec.embeds_guidance:
        return (run.prompt, w)
    if evaluations.a_look(w) == 2:
        return (run.prompt, run.negative_prompt)
    return (run.negative_prompt if w == 0 else run.prompt,)


def _next(bench: _Bench) -> Iterator[Done | int]:
    """Progress until the next picture is there, then the picture; a worker's error is raised."""
    while True:
        try:
            result = bench.done.get(timeout=TICK)
        except queue.Empty:
            yield bench.nfe
            continue
        if isinstance(result, BaseException):
            raise result
        yield result
        return


@torch.inference_mode()
def _work(bench: _Bench, model: Diffuser, job: Job, told: Conditioning) -> None:
    try:
        bench.done.put(_drawn(bench, model, job, told))
    except Stopped:
        return
    except BaseException as error:
        bench.done.put(error)


def _drawn(bench: _Bench, model: Diffuser, job: Job, told: Conditioning) -> Done:
    begin = time.monotonic()
    scheduler = schedulers.make(job.run.scheduler, model.pipe.scheduler.config)
    start = start_of(model, scheduler, job.run)
    latents, nfe, looks = start and start.x, 0, []
    for look in trajectory(model, scheduler, job.run, told, start):
        if bench.stop.is_set():
            raise Stopped
        bench.count(look.nfe - nfe)
        latents, nfe = look.after, look.nfe
        if job.keep_looks:
            looks.append(look)
    raw, blocked = pictures.decode_checked(model, latents)
    seconds = time.monotonic() - begin
    return Done(job.name, job.run, raw, nfe, seconds, tuple(looks), blocked)


def start_of(model: Diffuser, scheduler: Any, run: DenoiseRequest) -> Start | None:
    """Where an image-to-image run begins; None where a run begins in noise."""
    image = getattr(run, "image", None)
    return None if image is None else from_image(model, scheduler, run).start
