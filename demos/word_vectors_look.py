"""What the page is told about an expression while somebody writes it."""

from collections.abc import Mapping
from typing import Any

from demos.word_vectors_requests import OWN_FILE
from models import engine
from models.errors import VisitorError
from models.word_vectors.look import MAX_SEEN, LookRequest

NOTHING: dict[str, Any] = {"words": [], "mark": None, "sentence": "", "instead": []}


def look(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Words that complete `asked["text"]` at `start` to `end`, and what is wrong with it."""
    text = str(asked.get("text", ""))[:MAX_SEEN]
    if not text.strip() or asked.get("vectors") == OWN_FILE:
        return NOTHING
    try:
        request = LookRequest.parse(
            vectors=asked.get("vectors"),
            text=text,
            start=asked.get("start", 0),
            end=asked.get("end", 0),
        )
        (looked,) = engine.stream(request)
    except VisitorError:  # the run says it, when there is one
        return NOTHING
    wrong = looked.wrong
    return {
        "words": list(looked.words),
        "mark": [wrong.start, wrong.end] if wrong else None,
        "sentence": str(wrong) if wrong else "",
        "instead": list(wrong.suggestions) if wrong else [],
    }
