"""The scheduler race: distance to the reference, the paths in one plane, and a row of pictures."""

from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr
import numpy as np
from PIL import Image

from demos.views.pack import Blob, float32, jpeg, pack
from demos.views.race_template import CSS, HTML
from demos.views.view import view
from models.diffusion.explorer.race_records import LaneFinished, LanePlan, RaceFinished

FRAME_SIDE = 128
PICTURE_SIDE = 256


def race(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the view of one race; its value is made by `race_value`."""
    return view(
        "race",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-race",
        **kwargs,
    )


def race_value(
    plans: Sequence[LanePlan],
    reference: LanePlan | None,
    lanes: Mapping[int, LaneFinished],
    finished: RaceFinished | None,
) -> str:
    """The race as far as it is known: its plan, the lanes that are drawn, at last the plane."""
    header = {
        "lanes": [_lane(plan, lanes.get(index)) for index, plan in enumerate(plans)],
        "reference": reference and {"steps": reference.num_inference_steps, "nfe": reference.nfe},
        "finished": finished is not None,
    }
    blobs: dict[str, Blob] = {}
    for index, lane in lanes.items():
        blobs[f"picture:{index}"] = jpeg(_at_most(lane.picture, PICTURE_SIDE))
        for look, frame in enumerate(lane.frames):
            blobs[f"frame:{index}:{look}"] = jpeg(_at_most(frame, FRAME_SIDE), quality=88)
    if finished:
        header["explained"] = finished.explained
        blobs["goal"] = jpeg(_at_most(finished.picture, PICTURE_SIDE))
        blobs["path:reference"] = float32(finished.reference)
        for index, path in enumerate(finished.paths):
            blobs[f"path:{index}"] = float32(path)
    return pack(header, blobs)


def _lane(plan: LanePlan, lane: LaneFinished | None) -> dict[str, Any]:
    told = {
        "name": plan.scheduler,
        "steps": plan.num_inference_steps,
        "looks": plan.looks,
        "cost": plan.nfe,
        "order": plan.order,
        "stochastic": plan.stochastic,
    }
    if lane is None:
        return told
    return told | {"distance": lane.distance.tolist(), "seconds": lane.seconds}


def _at_most(pixels: np.ndarray, side: int) -> np.ndarray:
    """`pixels` (uint8 [H, W, 3]) reduced to at most `side` a side."""
    if max(pixels.shape[:2]) <= side:
        return pixels
    image = Image.fromarray(pixels)
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return np.asarray(image)
