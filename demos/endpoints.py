"""What the end points for `gradio_client` share: refusal in sentences, a pace at which to yield.

They take plain values, so that the requests judge them; gradio shows only its own `Error` to a
caller.
"""

import inspect
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import gradio as gr

from models.errors import VisitorError
from models.requests import Request

SECONDS_BETWEEN_YIELDS = 0.4


def parsed(kind: type[Request], **values: Any) -> Any:
    """The request with these values; gradio's error, with its sentences, where it cannot be."""
    try:
        return kind.parse(**values)
    except VisitorError as error:
        raise gr.Error(str(error)) from None


def paced(records: Iterator[Any]) -> Iterator[Any]:
    """All records that say something, with a None every now and then: an end point that yields
    can be stopped by the caller's going away.
    """
    told = time.monotonic()
    with closing(records):
        try:
            for record in records:
                yield record
                if time.monotonic() - told > SECONDS_BETWEEN_YIELDS:
                    told = time.monotonic()
                    yield None
        except VisitorError as error:
            raise gr.Error(str(error)) from None


def description(function: Callable[..., Any]) -> str:
    """What the page of the end points says about `function`."""
    return inspect.cleandoc(function.__doc__ or "")
