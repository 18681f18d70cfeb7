"""Sheets beside the loop that a user would write: the same sixteen pictures, byte for byte.

Every cell needs both branches of guidance, so nothing is gained but by sharing the prompts and by
drawing one cell on each core. Nothing is remembered from one turn to the next.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.speed import Measurement, plain_pipeline, seconds
from models import engine
from models.diffusion.explorer.memory import memory
from models.diffusion.explorer.records import SheetCell
from models.diffusion.explorer.requests import SheetRequest

PROMPT = "a red horse on mars"
AXES = {"x_axis": "guidance_scale", "x_values": "2-8 (+2)", "y_axis": "seed", "y_values": "1-4"}

Pair = tuple[Callable[[], float], Callable[[], float]]


def sheet() -> Pair:
    """4 × 4 cells at 20 steps; plain diffusers on one torch thread, as the gallery has."""
    return _whole(threads=1)


def sheet_threads() -> Pair:
    """The same; plain diffusers on as many torch threads as there are cores."""
    return _whole(threads=os.cpu_count() or 1)


def sheet_first() -> Pair:
    """Until the first cell is there; the rival is one picture."""
    request = _asked()
    list(_cells(request))
    plain = _plain(1)
    return lambda: seconds(lambda: next(_cells(request))), lambda: seconds(lambda: next(plain()))


def sheet_grown() -> Pair:
    """From 4 × 4 to 4 × 5 cells, sixteen being remembered; the rival draws all twenty again."""
    small, large = _asked(), _asked(y_values="1-5")
    list(_cells(small))
    plain = _plain(1, y_values="1-5")

    def grow() -> float:
        list(_cells(small))
        return seconds(lambda: list(engine.stream(large)))

    return grow, lambda: seconds(lambda: list(plain()))


MEASUREMENTS = (
    Measurement("4 × 4 sheet, 20 steps", "16 calls of diffusers, 1 thread", sheet, runs=5),
    Measurement("4 × 4 sheet, 20 steps", "16 calls, a thread a core", sheet_threads, runs=5),
    Measurement("first cell of the sheet", "1 call of diffusers", sheet_first, runs=9),
    Measurement("4 × 4 sheet grown to 4 × 5", "20 calls of diffusers", sheet_grown, runs=3),
)


def _whole(threads: int) -> Pair:
    request = _asked()
    ours = {(cell.row, cell.column): cell.raw for cell in _cells(request)}
    plain = _plain(threads)
    theirs = dict(zip(sorted(ours), plain(), strict=True))
    if threads == 1 and any((ours[place] != theirs[place]).any() for place in ours):
        raise RuntimeError("the pictures differ, so their times cannot be compared")
    return lambda: seconds(lambda: list(_cells(request))), lambda: seconds(lambda: list(plain()))


def _asked(**values: Any) -> SheetRequest:
    return SheetRequest.parse(prompt=PROMPT, num_inference_steps=20, **{**AXES, **values})


def _cells(request: SheetRequest) -> Iterator[SheetCell]:
    """The cells of a sheet as they come, none of them remembered."""
    memory.cache_clear()
    return (record for record in engine.stream(request) if isinstance(record, SheetCell))


def _plain(threads: int, **values: Any) -> Callable[[], Iterator[Any]]:
    """The loop: a call of the pipeline for each cell, row by row, its pixels uint8 [64, 64, 3]."""
    import numpy as np
    import torch

    pipe, request = plain_pipeline(), _asked(**values)

    def draw() -> Iterator[Any]:
        torch.set_num_threads(threads)
        for place in sorted(request.cells):
            yield np.asarray(_one_call(pipe, request.cells[place]))
        torch.set_num_threads(1)  # the workers of the sheet would inherit it

    return draw


def _one_call(pipe: Any, run: Any) -> Any:
    import torch

    return pipe(
        run.prompt,
        num_inference_steps=run.num_inference_steps,
        guidance_scale=run.guidance_scale,
        generator=torch.Generator("cpu").manual_seed(run.seed),
    ).images[0]
