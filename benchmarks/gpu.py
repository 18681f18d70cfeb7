"""`python -m benchmarks.gpu`: full-size Stable Diffusion on a CUDA device, ours beside diffusers'.

The weights are random, because speed and memory do not depend on them, so nothing is downloaded.
Ours shows every step (x_t, predicted x_0 and noise through a small decoder); plain diffusers shows
the last picture. Both run in the same process, in turns, with the same attention; the last column
says whether they end at the same bytes.

python -m benchmarks.gpu                     Stable Diffusion 1.5 and SDXL, sdpa and xformers
python -m benchmarks.gpu sd15 --steps 30     one of them
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from models import catalog
from models.diffusion import attention, schedulers
from models.diffusion.denoise import unfog
from models.diffusion.load import Diffuser, import_diffusers
from models.diffusion.records import Finished
from models.diffusion.requests import DenoiseRequest
from models.placement import Placement, choose

NAMES = ("sd15", "sdxl")
PROMPT = "an astronaut riding a horse on mars"
SCHEDULER = "DPM++ 2M"
HEADINGS = (
    "model",
    "attention",
    "ours, pictures/s",
    "diffusers",
    "ratio",
    "ours, MB",
    "diffusers",
    "pixels",
)


@dataclass(frozen=True)
class Result:
    """Medians of one comparison: seconds for a picture, and the peak of the device's memory.

    `largest` is the largest difference of the two last pictures, of 255.
    """

    family: str
    attention: str
    ours: float
    theirs: float
    ours_mb: float
    theirs_mb: float
    largest: int

    def cells(self) -> tuple[str, ...]:
        """The row of the table; a ratio above 1 says that ours takes longer."""
        return (
            self.family,
            self.attention,
            f"{1 / self.ours:.3g}",
            f"{1 / self.theirs:.3g}",
            f"{self.ours / self.theirs:.2f}",
            f"{self.ours_mb:,.0f}",
            f"{self.theirs_mb:,.0f}",
            f"differ by up to {self.largest}" if self.largest else "equal",
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; one line where there is no CUDA device."""
    options = _parse(arguments)
    if not torch.cuda.is_available():
        print(
            f"No CUDA device: PyTorch {torch.__version__} sees only a processor here, and this "
            "benchmark measures a GPU. Nothing was measured."
        )
        return 0
    place = choose(pocket=False, wish="cuda")
    print(f"{torch.cuda.get_device_name()}, {place}, {options.steps} steps, {SCHEDULER}\n")
    _row(HEADINGS)
    _row(tuple("-" * len(heading) for heading in HEADINGS))
    for family in options.families or NAMES:
        for result in compare(family, place, options.steps, options.runs):
            _row(result.cells())
    return 0


def compare(family: str, place: Placement, steps: int, runs: int) -> list[Result]:
    """A result for each kind of attention that runs here: sdpa, then xformers if its trial does."""
    import_diffusers()
    from benchmarks.full_size import FAMILIES

    pipe, preview = FAMILIES[family](place)
    request = DenoiseRequest.parse(
        model="stable-diffusion-1.5",
        prompt=PROMPT,
        num_inference_steps=steps,
        guidance_scale=7.5,
        scheduler=SCHEDULER,
    )
    results = []
    for wish in ("sdpa", "xformers"):
        chosen = attention.choose(pipe, place, wish)
        if chosen.name != wish:
            print(chosen.sentence, file=sys.stderr)
            continue
        spec = catalog.find(request.model)
        model = Diffuser(spec, pipe, preview, place, attention=chosen.name)
        results.append(_measured(family, model, request, runs))
    return results


@torch.inference_mode()
def ours(model: Diffuser, request: DenoiseRequest) -> np.ndarray:
    """The last picture of a run that shows every step."""
    scheduler = schedulers.make(request.scheduler, model.pipe.scheduler.config)
    records = unfog(model, scheduler, request, (None, None), time.monotonic())
    with closing(records):
        *_, finished = records
    assert isinstance(finished, Finished)
    return finished.raw


def theirs(model: Diffuser, request: DenoiseRequest) -> np.ndarray:
    """The last picture of plain diffusers."""
    pipe = type(model.pipe)(**model.pipe.components)
    pipe.scheduler = schedulers.make(request.scheduler, model.pipe.scheduler.config)
    pipe.set_progress_bar_config(disable=True)
    output = pipe(
        request.prompt,
        num_inference_steps=request.num_inference_steps,
        guidance_scale=request.guidance_scale,
        generator=torch.Generator("cpu").manual_seed(request.seed),
    )
    return np.asarray(output.images[0])


def _measured(family: str, model: Diffuser, request: DenoiseRequest, runs: int) -> Result:
    """Medians over `runs` turns of both, after one turn that warms up and compares the bytes."""
    largest = np.abs(ours(model, request).astype(int) - theirs(model, request)).max()
    turns = [
        (_timed(lambda: ours(model, request)), _timed(lambda: theirs(model, request)))
        for _ in range(runs)
    ]
    our_turns, their_turns = zip(*turns, strict=True)
    return Result(
        family,
        model.attention,
        statistics.median(seconds for seconds, _ in our_turns),
        statistics.median(seconds for seconds, _ in their_turns),
        max(peak for _, peak in our_turns),
        max(peak for _, peak in their_turns),
        int(largest),
    )


def _timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of `work`, and the peak of the device's memory in MB (0 on a processor)."""
    on_gpu = torch.cuda.is_available()
    if on_gpu:
        torch.cuda.synchronize()
        torch.cuda.reset_peak_memory_stats()
    begin = time.perf_counter()
    work()
    if on_gpu:
        torch.cuda.synchronize()
    seconds = time.perf_counter() - begin
    return seconds, torch.cuda.max_memory_allocated() / 1e6 if on_gpu else 0.0


def _row(cells: Sequence[str]) -> None:
    padded = (cell.ljust(len(head)) for cell, head in zip(cells, HEADINGS, strict=True))
    print(f"| {' | '.join(padded)} |", flush=True)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gpu")
    parser.add_argument("families", nargs="*", metavar="model", help=", ".join(NAMES))
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--runs", type=int, default=5, help="turns of each; the median counts")
    options = parser.parse_args(arguments)
    unknown = set(options.families) - set(NAMES)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; choose from {', '.join(NAMES)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
