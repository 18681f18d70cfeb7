"""The settings out of a PNG that was saved here: what the tabs that read one have in common."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import gradio as gr

from models.errors import VisitorError

SENTENCE = "These are the settings inside the picture: press Unfog to draw it again."

Read = Callable[[bytes], tuple[Mapping[str, Any], Sequence[str]]]
"""From the bytes of a PNG to settings by name, and notes on them."""


def wire_restore(
    view: gr.HTML, named: Mapping[str, gr.Component], message: gr.HTML, read: Read
) -> None:
    """Fill the controls when `view` reports a PNG that was dropped on it or chosen in its menu."""

    def restore(event: gr.EventData) -> list[Any]:
        return restored(list(named), str(event.png), read)

    view.restore(
        restore,
        None,
        [*named.values(), message],
        show_progress="hidden",
        concurrency_limit=4,
        api_visibility="private",
    )


def restored(names: Sequence[str], png: str, read: Read) -> list[Any]:
    """The controls' values from a PNG in base64, then a sentence about it.

    Controls that the file says nothing about stay as they are; so do all, where it is refused.
    """
    try:
        settings, notes = read(base64.b64decode(png, validate=True))
    except (VisitorError, ValueError) as error:
        return [*[gr.skip()] * len(names), _told("error", str(error))]
    values = [settings.get(name, gr.skip()) for name in names]
    return [*values, _told("note", " ".join([*notes, SENTENCE]))]


def _told(kind: str, text: str) -> str:
    return json.dumps({"kind": kind, "text": text})
