"""The completely full wine glass: many seeds, how full each glass is, and the data's own limits."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from demos.views.glass_template import CSS, HTML
from demos.views.pack import pack
from demos.views.sheet import small
from demos.views.view import view
from models.diffusion.explorer.records import Glass, WineMeasured


def glass(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the view; its value is made by `glass_value`."""
    return view(
        "glass",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-glass",
        **kwargs,
    )


def glass_value(count: int, glasses: Sequence[Glass], measured: WineMeasured | None) -> str:
    """The challenge as far as it has come: `count` glasses are asked for, some are drawn."""
    header = {
        "count": count,
        "glasses": [{"index": g.index, "seed": g.seed, "fill": g.fill} for g in glasses],
        "measured": _told(measured),
    }
    return pack(header, {f"glass:{g.index}": small(g.picture) for g in glasses})


def _told(measured: WineMeasured | None) -> dict[str, Any] | None:
    if measured is None:
        return None
    return {
        "edges": measured.edges.tolist(),
        "model": measured.model.tolist(),
        "drawings": measured.drawings.tolist(),
        "unread": measured.unread,
        "highest": measured.highest,
        "world": measured.world_range,
        "error": measured.ruler_error,
        "full": measured.ruler_full,
        "drawings_seen": measured.drawings_seen,
    }
