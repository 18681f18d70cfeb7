"""A sheet of pictures along one or two axes, with what was measured on its rows and columns.

A plan is shown before anything is drawn. While the run goes on, each message carries the cells that
are new; the last one carries all of them. The page keeps every cell by its content address.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import gradio as gr
import numpy as np
from PIL import Image

from demos.views.pack import Blob, jpeg, pack, png
from demos.views.sheet_template import CSS, HTML
from demos.views.view import view
from models.diffusion.explorer.cost import in_words
from models.diffusion.explorer.records import (
    Cost,
    SheetCell,
    SheetFinished,
    SheetPlanned,
)

SMALL = 96
"""Pictures up to this size travel without loss."""

LARGEST = 256
SEEDS = ("seed", "variation_strength")
"""Along these axes, diversity is the lecture's: what chance alone changes."""

MEASURED = {"agreement": "share", "diversity": "distance", "saturation": "share"}

Link = Mapping[str, Any]
"""The `tab` that draws a cell alone, and the values of its controls."""


def sheet(slug: str, value: str, **kwargs: Any) -> gr.HTML:
    """Draw the view; its value is made by one of the functions below."""
    return view(
        "sheet",
        HTML,
        CSS,
        value,
        slug=slug,
        elem_classes="uf-sheet",
        **kwargs,
    )


def planned(plan: SheetPlanned, labels: tuple[str, str]) -> str:
    """The empty cells of a sheet and what they will cost; `labels` name columns and rows."""
    return pack({**_layout("", "planned", plan, labels), "cells": []}, {})


def advancing(
    run: str,
    plan: SheetPlanned,
    labels: tuple[str, str],
    cells: Sequence[SheetCell],
    links: Sequence[Link],
) -> str:
    """Only the cells that the page does not have yet."""
    header = {**_layout(run, "running", plan, labels), "cells": _numbers(cells, links)}
    return pack(header, _pictures(cells))


def whole(
    run: str,
    plan: SheetPlanned,
    labels: tuple[str, str],
    cells: Sequence[SheetCell],
    links: Sequence[Link],
    finished: SheetFinished,
    told: Mapping[str, Any],
) -> str:
    """The complete sheet with its readings.

    `told` has a `sentence` about it, a `caption` for files, and `settings`, the controls by name.
    """
    header = {
        **_layout(run, "finished", plan, labels),
        "cells": _numbers(cells, links),
        "readings": readings(plan, finished),
        "took": {"fresh": finished.drawn, "seconds": finished.seconds},
        "sentence": told["sentence"],
        "caption": told["caption"],
        "settings": urlencode({name: _plain(value) for name, value in told["settings"].items()}),
    }
    return pack(header, _pictures(cells))


def readings(plan: SheetPlanned, finished: SheetFinished | None) -> list[dict[str, Any]]:
    """Agreement, diversity and saturation along the axis that is not left to chance.

    Where no axis is, they stand beside rows and below columns, and there diversity is left out: it
    would only say that different settings draw different pictures. Before the end they are unknown.
    """
    values_along = _values_along(plan)
    by_chance = [
        along
        for along, over, across in (
            ("columns", plan.y, len(values_along["rows"])),
            ("rows", plan.x, len(values_along["columns"])),
        )
        if over in SEEDS and across > 1
    ]
    sides = by_chance or [along for along, values in values_along.items() if len(values) > 1]
    found = []
    for along in sides:
        groups = getattr(finished, along) if finished else ()
        unknown = [None] * len(values_along[along])
        for label, unit in MEASURED.items():
            if label != "diversity" or by_chance:
                values = [getattr(group, label) for group in groups] or unknown
                found.append({"along": along, "label": label, "unit": unit, "values": values})
    return found


def _values_along(plan: SheetPlanned) -> dict[str, tuple[str, ...]]:
    """The labels of both axes; without an axis of rows there is one, and it has no label."""
    return {"columns": plan.columns, "rows": plan.rows or ("",)}


def _layout(run: str, state: str, plan: SheetPlanned, labels: tuple[str, str]) -> dict[str, Any]:
    values_along = _values_along(plan)
    return {
        "run": run,
        "state": state,
        "columns": {"label": labels[0], "values": values_along["columns"]},
        "rows": {"label": labels[1], "values": values_along["rows"]},
        "keys": plan.keys,
        "readings": readings(plan, None),
        "cost": _cost(plan.cost),
    }


def _cost(cost: Cost) -> dict[str, Any]:
    words = in_words(cost.seconds) if cost.seconds is not None else ""
    return {"nfe": cost.nfe, "seconds": cost.seconds, "words": words}


def _plain(value: Any) -> Any:
    """A setting as a link writes it."""
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else value


def _numbers(cells: Sequence[SheetCell], links: Sequence[Link]) -> list[dict[str, Any]]:
    return [
        {
            "key": cell.key,
            "nfe": cell.nfe,
            "seconds": cell.seconds,
            "sha256": cell.sha256,
            "agreement": cell.reading.agreement,
            "saturation": cell.reading.saturation,
            "link": dict(link),
        }
        for cell, link in zip(cells, links, strict=True)
    ]


def _pictures(cells: Sequence[SheetCell]) -> dict[str, Blob]:
    return {f"cell:{cell.key}": small(cell.picture) for cell in cells}


def small(picture: np.ndarray) -> Blob:
    """`picture` (uint8 [H, W, 3]) at no more than LARGEST pixels a side."""
    if max(picture.shape[:2]) > LARGEST:
        image = Image.fromarray(picture)
        image.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
        picture = np.asarray(image)
    return png(picture) if max(picture.shape[:2]) <= SMALL else jpeg(picture)
