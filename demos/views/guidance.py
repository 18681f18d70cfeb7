"""What guidance does at one step of a run: the two predictions, and the line through them."""

import secrets
from typing import Any

import gradio as gr

from demos.views.guidance_template import CSS, HTML
from demos.views.pack import Blob, float32, jpeg, pack, png
from demos.views.view import view
from models.diffusion.explorer.records import GuidanceSeen


def guidance(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the view; its value is made by one of the functions below."""
    return view(
        "guidance",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-guidance",
        **kwargs,
    )


def looking() -> str:
    """Say that a step was asked for."""
    return pack({"state": "looking"}, {})


def seen(record: GuidanceSeen) -> str:
    """One step with all its pictures: the page mixes them while w is dragged."""
    header = {
        "state": "seen",
        "id": secrets.token_hex(4),
        "step": record.step,
        "timestep": record.timestep,
        "sigma": record.sigma,
        "uncond": record.uncond,
        "cond": record.cond,
        "angle": record.angle,
        "guidance_scale": record.guidance_scale,
    }
    blobs: dict[str, Blob] = {
        "w": float32(record.w),
        "norms": float32(record.norms),
        "gaps": float32(record.gaps),
        "angles": float32(record.angles),
    }
    for index in range(len(record.w)):
        blobs[f"x_0:{index}"] = jpeg(record.x_0[index])
        blobs[f"noise:{index}"] = png(record.noise_pred[index])
    return pack(header, blobs)
