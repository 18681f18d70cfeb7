"""The step ladder: one seed drawn with more and more steps, in one row."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from demos.views.ladder_template import CSS, HTML
from demos.views.pack import jpeg, pack
from demos.views.view import view
from models.diffusion.records import Rung


def ladder(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the view of one ladder; its value is made by `ladder_value`."""
    return view(
        "ladder",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-ladder",
        **kwargs,
    )


def ladder_value(step_counts: Sequence[int], rungs: Sequence[Rung]) -> str:
    """The ladder as far as it has come: the plan and the rungs that are drawn."""
    header = {
        "counts": list(step_counts),
        "rungs": [
            {
                "index": rung.index,
                "steps": rung.num_inference_steps,
                "seconds": rung.seconds,
                "nfe": rung.nfe,
            }
            for rung in rungs
        ],
    }
    return pack(header, {f"picture:{rung.index}": jpeg(rung.picture) for rung in rungs})
