"""Words compared: a matrix of each with each, a map of all, and their coordinates."""

from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr

from demos.views.comparison_template import CSS, HTML
from demos.views.pack import Blob, float32, pack
from demos.views.view import view
from models.word_vectors.records import Map, Similarity

STRIP_ROWS = 6

Headline = Sequence[tuple[str, str]]
"""Pieces of text, each "text", "sign" or "b" for the part that is the point."""


def comparison(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the view; its value is made by one of the functions below."""
    return view(
        "comparison",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-comparison",
        **kwargs,
    )


def comparing() -> str:
    """Say that a list was given."""
    return pack({"state": "asking"}, {})


def compared(
    similarity: Similarity | None,
    drawn: Map | None,
    headlines: Mapping[str, Headline],
    sentences: Mapping[str, str],
    settings: Mapping[str, Any],
) -> str:
    """A comparison, as far as the list allows: a matrix of few words, a map of at least three.

    `headlines` has one for each measure; `sentences` are `odd`, `strip` and `unknown`, for the
    places of these names.
    """
    words = similarity.words if similarity else ()
    header = {
        "state": "compared",
        "settings": settings,
        "headlines": headlines,
        "words": words,
        "odd": similarity.odd_one_out if similarity and sentences["odd"] else None,
        "odd_in_words": sentences["odd"],
        "unknown": sentences["unknown"],
        "map": drawn and _map(drawn),
        "strip": {"rows": min(len(words), STRIP_ROWS), "sentence": sentences["strip"]},
    }
    blobs: dict[str, Blob] = {}
    if similarity:
        blobs["cosine"] = float32(similarity.cosine)
        blobs["dot"] = float32(similarity.dot)
        blobs["euclidean"] = float32(similarity.euclidean)
        blobs["values"] = float32(similarity.values[:STRIP_ROWS])
    if drawn:
        blobs["at"] = float32(drawn.coordinates)
    return pack(header, blobs)


def _map(drawn: Map) -> dict[str, Any]:
    return {
        "words": drawn.words,
        "groups": drawn.groups,
        "group_of": drawn.group_of,
        "kept": drawn.kept,
    }
