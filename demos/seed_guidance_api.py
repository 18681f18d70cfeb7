"""The seeds and guidance tab as a function for `gradio_client`: /sheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import gradio as gr
import numpy as np
from PIL import Image

from demos.endpoints import offer, paced, parsed
from models import engine
from models.diffusion.explorer.records import SheetCell, SheetFinished, SheetPlanned
from models.diffusion.explorer.requests import SheetRequest


def sheet(
    model: str,
    prompt: str,
    negative_prompt: str,
    seed: int,
    num_inference_steps: int,
    guidance_scale: float,
    scheduler: str,
    x_axis: str,
    x_values: str,
    y_axis: str,
    y_values: str,
    variation_seed: int,
    image: str,
) -> Iterator[tuple[Image.Image | None, dict[str, Any]]]:
    """Draw a sheet of pictures along one or two axes; everything else stays as it is.

    Args:
        model: A key of the catalog, "pocket-diffusion".
        prompt: What to draw, at most 1,000 characters; empty draws anything.
        negative_prompt: What to steer away from.
        seed: 0 to 2147483647; the same seed gives the same picture. Larger ones are reduced.
        num_inference_steps: 1 to 100.
        guidance_scale: 0 to 15; 0 ignores the prompt, 1 follows it plainly, more exaggerates it.
        scheduler: "DDIM", "Euler", "DPM++ 2M", …; a wrong name is answered with the nearest one.
        x_axis: What changes from left to right: "seed", "guidance_scale", "num_inference_steps",
            "scheduler", "prompt", "replace", "negative_prompt", "strength", "variation_strength".
        x_values: "1, 2, 7", "1-5", "1-9 (+2)", "0-15 [6]", "dice 4"; prompts one per line.
        y_axis: The same from top to bottom; empty for one row.
        y_values: Its values.
        variation_seed: The seed that an axis of variation_strength leads to.
        image: For an axis of strength, a picture to begin with; else nothing.

    Returns:
        The sheet as one picture without labels, and a dictionary: `columns` and `rows`, the labels;
        `cells`, a list of `row`, `column`, `sha256`, `agreement`, `saturation`, `nfe`, `seconds`,
        `remembered` and `settings`; `column_readings` and `row_readings`; `notes`; `drawn`, `nfe`
        and `seconds` of what was new.
    """
    request = parsed(
        SheetRequest,
        model=model,
        prompt=prompt,
        negative_prompt=negative_prompt,
        seed=seed,
        num_inference_steps=num_inference_steps,
        guidance_scale=guidance_scale,
        scheduler=scheduler,
        x_axis=x_axis,
        x_values=x_values,
        y_axis=y_axis,
        y_values=y_values,
        variation_seed=variation_seed,
        image=Path(image) if image else None,
        upscale=False,
    )
    yield from _answer(request)


def _answer(request: SheetRequest) -> Iterator[tuple[Image.Image | None, dict[str, Any]]]:
    """The cells as they are drawn, and at the end the sheet."""
    cells: list[SheetCell] = []
    told: dict[str, Any] = {}
    for record in paced(engine.stream(request)):
        if isinstance(record, SheetPlanned):
            told = {"columns": record.columns, "rows": record.rows, "notes": record.notes}
        elif isinstance(record, SheetCell):
            cells.append(record)
        elif isinstance(record, SheetFinished):
            numbers = told | _numbers(record) | {"cells": [_cell(cell) for cell in cells]}
            yield Image.fromarray(joined(cells)), numbers
            return
        else:
            yield None, told | {"cells": [_cell(cell) for cell in cells]}


def joined(cells: Sequence[SheetCell]) -> np.ndarray:
    """All cells as one picture, uint8 [rows · H, columns · W, 3]."""
    places = {(cell.row, cell.column): cell.raw for cell in cells}
    rows = 1 + max(row for row, _ in places)
    columns = 1 + max(column for _, column in places)
    return np.vstack(
        [np.hstack([places[row, column] for column in range(columns)]) for row in range(rows)]
    )


def endpoints(named: Mapping[str, gr.Component]) -> None:
    """Add the end point; `named` are the tab's controls by the names of the parameters.

    The axes, one control in the page, enter through fields of their own.
    """
    axes = [
        gr.Textbox("guidance_scale", visible=False, label="x_axis"),
        gr.Textbox("0, 4, 15", visible=False, label="x_values"),
        gr.Textbox("seed", visible=False, label="y_axis"),
        gr.Textbox("1-2", visible=False, label="y_values"),
        gr.Number(0, visible=False, label="variation_seed", precision=0),
        gr.File(visible=False, label="image", type="filepath"),
    ]
    picture = gr.Image(visible=False, format="png", label="sheet")
    numbers = gr.JSON(visible=False, label="numbers")
    shared = [named[name] for name in ("model", "prompt", "negative_prompt", "seed")]
    last = [named[name] for name in ("num_inference_steps", "guidance_scale", "scheduler")]
    offer(sheet, [*shared, *last, *axes], [picture, numbers])


def _numbers(finished: SheetFinished) -> dict[str, Any]:
    return {
        "column_readings": [asdict(group) for group in finished.columns],
        "row_readings": [asdict(group) for group in finished.rows],
        "drawn": finished.drawn,
        "nfe": finished.nfe,
        "seconds": finished.seconds,
    }


def _cell(cell: SheetCell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "sha256": cell.sha256,
        "agreement": cell.reading.agreement,
        "saturation": cell.reading.saturation,
        "nfe": cell.nfe,
        "seconds": cell.seconds,
        "remembered": cell.remembered,
        "settings": cell.settings,
    }
