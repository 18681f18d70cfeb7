"""Words along an axis, before and after what is along it is taken away."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

from demos.views.leaning_template import CSS, HTML
from demos.views.pack import float32, pack
from demos.views.view import view
from models.word_vectors.verdicts import Bias, Side


def leaning(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the view; its value is made by one of the functions below."""
    return view(
        "leaning",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-leaning",
        **kwargs,
    )


def measuring() -> str:
    """Say that an axis was given."""
    return pack({"state": "asking"}, {})


def measured(bias: Bias, sentences: Mapping[str, str], settings: Mapping[str, Any]) -> str:
    """Words along the axis; `sentences` are `headline`, `agree` and `unknown`."""
    first, second = bias.pairs[0]
    header = {
        "state": "measured",
        "settings": settings,
        "headline": sentences["headline"],
        "agree": sentences["agree"],
        "unknown": sentences["unknown"],
        "pairs": len(bias.pairs),
        "ends": [second, first],
        "words": bias.words,
        "before": _side(bias.before),
        "after": _side(bias.after),
    }
    blobs = {
        "before": float32(bias.before.projection),
        "after": float32(bias.after.projection),
    }
    return pack(header, blobs)


def _side(side: Side) -> dict[str, Any]:
    return {"direct_bias": side.direct_bias, "echo": side.echo, "score": side.score.share}
