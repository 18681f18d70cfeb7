"""The next token: its whole distribution, one draw from it, and the text that draws make.

A message carries the logits of every token once. From then on the page applies the controls, draws
and searches by itself; it asks only what comes after a token that was taken.
"""

from collections.abc import Sequence
from typing import Any

import gradio as gr
import numpy as np

from demos.views.next_token_template import CSS, HTML
from demos.views.pack import Blob, float32, pack
from demos.views.view import view
from models.language.records import Context, NextToken, Token, Vocabulary
from models.language.requests import NextTokenRequest


def next_token(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the view; what it is sent is made by one of the functions below.

    When the primary button is pressed, and when the view fires `step`, its value is a JSON object
    of what to do: the `continuation`, ids of tokens, behind the prompt; where that goes on from
    what is shown, the `prompt` and the `model` it belongs to; `write` for a text and not a token
    alone; and `vocabularies`, the models whose tokens the page knows. It hears the window events
    `unfog:knobs` (`{slug, settings}`), `unfog:seed` (`{slug, seed}`), `unfog:stepped` and
    `unfog:settled`, after which it fires `settle` with the place that it shows.
    """
    return view(
        "next_token",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-next",
        **kwargs,
    )


def seen(
    request: NextTokenRequest, record: NextToken, vocabulary: Vocabulary | None, *, fresh: bool
) -> str:
    """One distribution; with all tokens of the model where the page does not know them yet.

    `fresh` begins a new text; otherwise the page hangs it into the tree that it has.
    """
    context = record.context
    header = {
        "kind": "seen",
        "fresh": fresh,
        "model": request.model,
        "prompt": request.prompt,
        "seed": request.seed,
        "continuation": request.continuation,
        "ids_read": context.ids.tolist() or [-1] * len(context.pieces),
        "special": context.special,
        "cut": context.cut,
        "limit": context.limit,
        "templated": context.templated,
        "untold": record.untold,
        **({} if len(record.logits) else told(record)),
    }
    logits = record.logits if len(record.logits) else record.top.logits
    blobs = _of_the_context(context) | {"logits": float32(logits), "draws": float64(record.draws)}
    if vocabulary:
        blobs |= of_all(vocabulary)
    return pack(header, blobs)


def written(tokens: Sequence[Token]) -> str:
    """Tokens that were written since the last message."""
    return pack({"kind": "written", "tokens": [_token(token) for token in tokens]}, {})


def of_all(vocabulary: Vocabulary) -> dict[str, Blob]:
    """All tokens of a model: it knows them by their numbers, the page by these bytes."""
    lengths, data = _joined(vocabulary.pieces)
    return {"lengths": lengths, "bytes": data}


def float64(values: np.ndarray) -> Blob:
    """Encode `values` as little-endian 64-bit floats: a random number must not be rounded."""
    return "float64", np.ascontiguousarray(values, dtype="<f8").tobytes()


def _of_the_context(context: Context) -> dict[str, Blob]:
    lengths, data = _joined(context.pieces)
    return {
        "context_lengths": lengths,
        "context_bytes": data,
        "surprise": float32(context.surprise),
    }


def told(record: NextToken) -> dict[str, Any]:
    """The tokens of a distribution of which a server told only the likeliest."""
    return {"ids": record.top.ids.tolist(), "told": [piece.hex() for piece in record.top.pieces]}


def _joined(pieces: Sequence[bytes]) -> tuple[Blob, Blob]:
    """How long each piece is, and all of them one behind the other."""
    lengths = np.array([len(piece) for piece in pieces], dtype="<u2")
    return ("uint16", lengths.tobytes()), ("bytes", b"".join(pieces))


def _token(token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        "piece": token.piece.hex(),
        "special": token.special,
        "before": token.before,
        "after": token.after,
        "surprise": token.surprise,
        "rank": token.rank,
        "u": token.u,
        "lower": token.lower,
    }
