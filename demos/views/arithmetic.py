"""The answer to a sum of words: the picture, both rankings, and the coordinates that moved."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

from demos.views.arithmetic_template import CSS, HTML
from demos.views.pack import Blob, float32, pack
from demos.views.view import view
from models.word_vectors.records import Arithmetic, Moved, Neighbour, Plane

STRIP_ROWS = 8


def arithmetic(slug: str, value: str = "", **kwargs: Any) -> gr.HTML:
    """Draw the view; its value is made by one of the functions below."""
    return view(
        "arithmetic",
        HTML,
        CSS,
        value,
        slug=slug,
        elem_classes="uf-arithmetic",
        **kwargs,
    )


def asking(total: str) -> str:
    """Say which sum is being looked for: "king − man + woman"."""
    return pack({"state": "asking", "sum": total}, {})


def answered(
    record: Arithmetic, total: str, sentences: Mapping[str, str], settings: Mapping[str, Any]
) -> str:
    """The whole answer.

    Args:
        record: What was computed.
        total: The sum as it is written in the headline.
        sentences: `would`, `guess` and `moved`, for the places of these names.
        settings: What was asked, for files that are saved.
    """
    planes = {"words": record.through_words, "zero": record.through_zero}
    drawn = {name: plane for name, plane in planes.items() if plane}
    ranking = record.ranking
    header = {
        "state": "answered",
        "settings": settings,
        "sum": total,
        "answer": ranking[0].word if ranking else None,
        "ranked": [_row(neighbour) for neighbour in ranking],
        "inputs": [_row(neighbour) for neighbour in record.inputs],
        "leaves_out": record.exclude_inputs,
        "by": record.measure if record.method == "3CosAdd" else "cosine",
        "would": sentences["would"],
        "guess": sentences["guess"],
        "planes": [_plane(name, plane) for name, plane in drawn.items()],
        "moved": record.moved and _strip(record.moved, sentences["moved"]),
    }
    blobs: dict[str, Blob] = {}
    for name, plane in drawn.items():
        blobs[f"at:{name}"] = float32(plane.coordinates)
        blobs[f"kept:{name}"] = float32(plane.point_kept)
    if record.moved:
        blobs["moved"] = float32(record.moved.values[_strip_rows(record.moved)])
        blobs["order"] = float32(record.moved.order)
    return pack(header, blobs)


def _row(neighbour: Neighbour) -> dict[str, Any]:
    return {
        "word": neighbour.word,
        "place": neighbour.place,
        "cosine": neighbour.cosine,
        "dot": neighbour.dot,
        "euclidean": neighbour.euclidean,
        "is_input": neighbour.is_input,
    }


def _plane(name: str, plane: Plane) -> dict[str, Any]:
    return {
        "centre": name,
        "names": plane.names,
        "roles": plane.roles,
        "kept": plane.kept,
        "kept_all": plane.kept_all,
        "arrows": [{"start": a.start, "end": a.end, "kind": a.kind} for a in plane.arrows],
    }


def _strip(moved: Moved, sentence: str) -> dict[str, Any]:
    names = [moved.names[row].replace(" - ", " − ") for row in _strip_rows(moved)]
    return {"names": names, "sentence": sentence}


def _strip_rows(moved: Moved) -> list[int]:
    """The first words, the sum and the answer, each once: what a strip has room for."""
    row_of = {name: row for row, name in reversed(list(enumerate(moved.names)))}
    rows = sorted(row_of.values())
    return rows if len(rows) <= STRIP_ROWS else [*rows[: STRIP_ROWS - 2], *rows[-2:]]
