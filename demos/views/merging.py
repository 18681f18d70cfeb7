"""A tokenizer learns from a text: every merge can be watched, forwards and backwards."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import gradio as gr

from demos.views.merging_template import CSS, HTML
from demos.views.pack import pack
from demos.views.view import view
from models.tokenization.records import Alphabet, Merged


def merging(
    slug: str,
    compare: str,
    beside: Sequence[str],
    tokenizer_file: Callable[[dict[str, Any]], str],
    **kwargs: Any,
) -> gr.HTML:
    """Draw the view; its value is made by `merging_value`.

    Its button opens the mode `compare` with the tokenizers `beside`. `tokenizer_file`, called from
    the page as `server.tokenizer_file(settings)`, returns what can be saved.
    """
    return view(
        "merging",
        HTML,
        CSS,
        slug=slug,
        compare=compare,
        beside=",".join(beside),
        elem_classes="uf-merging",
        server_functions=[tokenizer_file],
        **kwargs,
    )


def merging_value(alphabet: Alphabet, merges: Sequence[Merged], settings: Mapping[str, Any]) -> str:
    """The whole course: the text that is shown, and every merge with its rivals."""
    header = {
        "pieces": [piece.hex() for piece in alphabet.pieces],
        "is_whole": alphabet.is_whole,
        "bytes": alphabet.bytes,
        "merges": [_told(merge) for merge in merges],
        "settings": dict(settings),
    }
    return pack(header, {})


def _told(merge: Merged) -> list[Any]:
    """`[left, right, count, tokens, rivals]`, tokens as hex codes."""
    rivals = [[left.hex(), right.hex(), count] for left, right, count in merge.rivals]
    return [merge.left.hex(), merge.right.hex(), merge.count, merge.tokens, rivals]
