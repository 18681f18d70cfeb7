"""The fog view: the forward process on any picture, computed in the page while t is dragged."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from demos.views.fog_template import CSS, HTML
from demos.views.pack import float32, pack
from demos.views.view import view
from models.diffusion.requests import SCHEDULES
from models.diffusion.schedules import alphas_cumprod


def fog(slug: str, drawing: Callable[[dict[str, Any]], dict[str, str]], **kwargs: Any) -> gr.HTML:
    """Draw the forward process; its value carries ᾱ of every schedule, float32 [1000] each.

    `drawing`, called from the page as `server.drawing({seed})`, returns `{picture, caption}`:
    a PNG in base64 and its description.
    """
    return view(
        "fog",
        HTML,
        CSS,
        schedules(),
        slug=slug,
        elem_classes="uf-fog",
        server_functions=[drawing],
        **kwargs,
    )


def schedules() -> str:
    """Return ᾱ_t of every schedule, packed for the page."""
    return pack({}, {name: float32(alphas_cumprod(name)) for name in SCHEDULES})
