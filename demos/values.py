"""The values of our own views are texts, and a link may bring any text at all."""

import json
from typing import Any

from models.errors import InvalidRequest


def json_object(text: object, what: str) -> dict[str, Any]:
    """The JSON object in `text`; InvalidRequest, a sentence about `what`, where there is none."""
    try:
        found = json.loads(str(text))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise InvalidRequest(f"{what.capitalize()} cannot be read: reload the page.")
    return found
