"""The drawing pad: mouse, pen, finger or keyboard, on paper, on a drawing of the world, on a file.

Its value is a JSON text `{"under": …, "strokes": …}` that says how to make the picture again, on
the page and on the server: `under` is "" for paper, "world:7" for a drawing, or a picture file as a
data URL; `strokes` is a text of models/strokes.py.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import gradio as gr

from demos.views.pad_template import CSS, HTML
from demos.views.view import view
from models.pictures.palette import COLOURS
from models.strokes import INKS, WIDTHS

NAMES = dict(zip(INKS, (*COLOURS, "eraser"), strict=True))


def pad(
    slug: str,
    value: str,
    sketches: Mapping[str, str],
    drawing: Callable[[dict[str, Any]], dict[str, str]],
) -> gr.HTML:
    """Draw the pad with `value` on it.

    Args:
        slug: Told with the picture in the window event `unfog:picture`, `{slug, canvas, file}`,
            which another view may listen to.
        value: What it shows first, made by `pad_value`.
        sketches: Drawings that are one click away, by name.
        drawing: Called from the page as `server.drawing({seed})`: a drawing of the world.
    """
    inks = [[key, NAMES[key], f"rgb{ink}"] for key, ink in INKS.items()]
    return view(
        "pad",
        HTML,
        CSS,
        value,
        slug=slug,
        inks=json.dumps(inks),
        widths=json.dumps(WIDTHS),
        sketches=json.dumps(sketches),
        elem_classes="uf-pad",
        server_functions=[drawing],
    )


def pad_value(strokes: str = "", under: str = "") -> str:
    """The value of a pad with these strokes on it."""
    return json.dumps({"under": under, "strokes": strokes}, separators=(",", ":"))
