"""A text in tokens: a lane for each tokenizer, and how the chosen token came to be."""

from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr
import numpy as np

from demos.views.pack import float32, pack, uint8
from demos.views.token_lanes_template import CSS, HTML
from demos.views.view import view
from models.tokenization.records import Tokenized
from models.tokenizers import Merge


def token_lanes(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the view; its value is made by `lanes_value`. It begins with a run of its own."""
    return view(
        "token_lanes",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-token-lanes",
        **kwargs,
    )


def lanes_value(
    text: str,
    lanes: Sequence[Tokenized],
    without_history: Mapping[str, str],
    settings: Mapping[str, Any],
) -> str:
    """The lanes of one text.

    `without_history` says, by the method of a tokenizer, why a token of it has no tree of merges.
    """
    blobs = {"text": uint8(np.frombuffer(text.encode(), np.uint8))}
    for which, lane in enumerate(lanes):
        blobs[f"ids:{which}"] = float32(lane.ids)  # exact up to 2^24
        blobs[f"spans:{which}"] = float32(lane.spans.ravel())
        blobs[f"kinds:{which}"] = uint8(lane.kinds)
    told = [_told(lane, without_history.get(lane.method, "")) for lane in lanes]
    return pack({"lanes": told, "settings": dict(settings)}, blobs)


def _told(lane: Tokenized, history: str) -> dict[str, Any]:
    return {
        "key": lane.key,
        "title": lane.title,
        "names": lane.names,
        "histories": {token: [_tree(part) for part in parts] for token, parts in _made(lane)},
        "history": history,
        "counts": {
            "tokens": lane.counts.tokens,
            "special": lane.counts.special,
            "unknown": lane.counts.unknown,
            "characters": lane.counts.characters,
            "bytes": lane.counts.bytes,
            "per_token": lane.counts.characters_per_token,
        },
    }


def _made(lane: Tokenized) -> list[tuple[int, tuple[Merge, ...]]]:
    return [(token, parts) for token, parts in lane.histories.items() if parts]


def _tree(part: Merge) -> list[Any]:
    """A merge as `[hex, rank, left, right]`; what no merge made has only its bytes."""
    if part.left is None or part.right is None:
        return [part.data.hex(), None]
    return [part.data.hex(), part.rank, _tree(part.left), _tree(part.right)]
