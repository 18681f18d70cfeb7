"""What the end points for `gradio_client` share: refusal in sentences, a pace at which to yield.

They take plain values, so that the requests judge them; gradio shows only its own `Error` to a
caller.
"""

import inspect
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any

import gradio as gr

from demos.shell import DEVICE
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


def offer(
    function: Callable[..., Any],
    inputs: Sequence[gr.Component],
    outputs: Sequence[gr.Component],
    queue: str = DEVICE,
    at_once: int = 1,
) -> None:
    """Make `function` an end point under its own name, described by its docstring.

    It hangs on a button that is never drawn. A parameter that has no control in the tab enters
    through a component that is never drawn either.

    Args:
        function: Its parameters, in order, are the values of `inputs`.
        inputs: What stands there is what the page of the end points gives as an example.
        outputs: What it returns or yields.
        queue: The concurrency id of all that wait for one another: the device, if it uses a model.
        at_once: How many of the queue run together.
    """
    gr.Button(visible=False).click(
        function,
        list(inputs),
        list(outputs),
        api_name=function.__name__,
        api_description=description(function),
        concurrency_id=queue,
        concurrency_limit=at_once,
    )


def description(function: Callable[..., Any]) -> str:
    """What the page of the end points says about `function`."""
    return inspect.cleandoc(function.__doc__ or "")
