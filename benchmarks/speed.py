"""Speed, always against a rival on the same machine, with the same weights, taking turns with it.

Everything runs with one torch thread, as the gallery does. A measurement is a pair of functions
that return seconds.
"""

import functools
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models import catalog
from models.diffusion.requests import DenoiseRequest, FogRequest

ROOT = Path(__file__).parent.parent
PROMPT = "an astronaut riding a horse on mars"
PATIENCE = 180.0
APP = [sys.executable, "app.py", "--port"]


@dataclass(frozen=True)
class Result:
    """Medians in seconds of `runs` turns each."""

    name: str
    rival: str
    ours: float
    theirs: float
    runs: int

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs


@dataclass(frozen=True)
class Measurement:
    """`prepare` returns the two functions to be timed; `runs` is how many turns are enough."""

    name: str
    rival: str
    prepare: Callable[[], tuple[Callable[[], float], Callable[[], float]]]
    runs: int

    @property
    def group(self) -> str:
        """What this and its kin are called on the command line: "gan" for gan_8 and gan_32."""
        return self.prepare.__name__.split("_")[0]

    def result(self, runs: int | None = None) -> Result:
        """Take turns, so that a machine that slows down slows both."""
        ours, theirs = self.prepare()
        turns = [(ours(), theirs()) for _ in range(runs or self.runs)]
        medians = (statistics.median(times) for times in zip(*turns, strict=True))
        return Result(self.name, self.rival, *medians, runs=len(turns))


def seconds(work: Callable[[], Any]) -> float:
    """How long `work` takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def denoise() -> tuple[Callable[[], float], Callable[[], float]]:
    """A warm run, every step decoded, judged, upscaled; plain diffusers decodes the end only."""
    import torch

    from models import engine

    request = DenoiseRequest.parse(prompt=PROMPT)
    records = list(engine.stream(request))
    pipe = plain_pipeline()

    def plain() -> Any:
        torch.set_num_threads(1)
        generator = torch.Generator("cpu").manual_seed(request.seed)
        steps, w = request.num_inference_steps, request.guidance_scale
        return pipe(PROMPT, num_inference_steps=steps, guidance_scale=w, generator=generator)

    same = (records[-1].raw == _pixels(plain())).all()
    if not same:
        raise RuntimeError("the two pictures differ, so their times cannot be compared")
    return (
        lambda: seconds(lambda: list(engine.stream(request))),
        lambda: seconds(plain),
    )


def cold() -> tuple[Callable[[], float], Callable[[], float]]:
    """From starting a process to the first preview; in plain diffusers that is the end."""
    ours = """
from models import engine
from models.diffusion.records import Step
from models.diffusion.requests import DenoiseRequest
request = DenoiseRequest.parse(prompt={prompt!r})
next(record for record in engine.stream(request) if isinstance(record, Step))
print("seen", flush=True)
"""
    theirs = """
import torch
torch.set_num_threads(1)
from diffusers import DiffusionPipeline
pipe = DiffusionPipeline.from_pretrained({folder!r}, dtype=torch.float32)
pipe({prompt!r}, num_inference_steps=20, guidance_scale=4.0)
print("seen", flush=True)
"""
    values = {"prompt": PROMPT, "folder": catalog.find("pocket-diffusion").source}
    return tuple(functools.partial(_until_seen, code.format(**values)) for code in (ours, theirs))


def page() -> tuple[Callable[[], float], Callable[[], float]]:
    """From starting the app to its page; the rival is the shortest app around that pipeline."""
    theirs = [sys.executable, "-m", "benchmarks.rival"]
    return functools.partial(_until_served, APP), functools.partial(_until_served, theirs)


def fog() -> tuple[Callable[[], float], Callable[[], float]]:
    """A fogged picture of 256 × 256; the rival is `add_noise` of a diffusers scheduler."""
    import numpy as np
    import torch
    from diffusers import DDPMScheduler

    from models.diffusion.fog import fog as ours

    torch.set_num_threads(1)
    request = FogRequest.parse(image=np.zeros((256, 256, 3), np.uint8))
    scheduler = DDPMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")

    def theirs() -> Any:
        x_0 = torch.from_numpy(request.pixels())
        epsilon = torch.randn(x_0.shape, generator=torch.Generator().manual_seed(7))
        x_t = scheduler.add_noise(x_0, epsilon, torch.tensor([request.t]))
        return ((x_t.clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8).numpy()

    return lambda: seconds(lambda: list(ours(request))), lambda: seconds(theirs)


MEASUREMENTS = (
    Measurement("20 steps, all pictures", "diffusers, last picture", denoise, runs=9),
    Measurement("cold process to first preview", "diffusers, cold", cold, runs=3),
    Measurement("start to page", "Gradio and diffusers, 20 lines", page, runs=3),
    Measurement("fog", "diffusers add_noise", fog, runs=31),
)


def plain_pipeline() -> Any:
    """Pocket diffusion as anybody would load it with diffusers, without a progress bar."""
    import torch
    from diffusers import DiffusionPipeline

    folder = catalog.find("pocket-diffusion").source
    pipe = DiffusionPipeline.from_pretrained(folder, dtype=torch.float32)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def _pixels(output: Any) -> Any:
    import numpy as np

    return np.asarray(output.images[0])


def _environment() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}


def _until_seen(code: str) -> float:
    begin = time.perf_counter()
    command = [sys.executable, "-c", code]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        for line in process.stdout:
            if line.strip() == "seen":
                return time.perf_counter() - begin
        raise RuntimeError(process.stderr.read()[-500:])


@contextmanager
def served(command: list[str]) -> Iterator[str]:
    """Start a program that serves a page on the port named last; its address, once it answers."""
    port = _free_port()
    end = time.perf_counter() + PATIENCE
    process = subprocess.Popen(
        [*command, str(port)],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _answers(port):
            if process.poll() is not None or time.perf_counter() > end:
                raise RuntimeError(f"{' '.join(command[1:])} served no page")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _until_served(command: list[str]) -> float:
    begin = time.perf_counter()
    with served(command):
        return time.perf_counter() - begin


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as answer:
            return answer.status == 200
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
