"""The controls of the sampler and the requests they stand for, in both directions."""

from collections.abc import Mapping
from typing import Any

from demos.values import json_object
from demos.views.knobs import knobs_value
from models.errors import InvalidRequest
from models.language.requests import (
    ORDER,
    GenerateRequest,
    NextTokenRequest,
    Sampling,
    TemperaturesRequest,
)
from models.requests import shorten

NEXT, THREE, TWO = "Next token", "Three temperatures", "Two models"
MODES = (NEXT, THREE, TWO)

KNOBS = Sampling.parse()
"""The controls as the tab opens: all of them off."""


def knobs_of(**changes: Any) -> str:
    """The value of the knobs with these changes, as links and experiments have it."""
    return knobs_value(KNOBS.model_copy(update=changes).model_dump())


def order_in(settings: Mapping[str, Any], view: str = "next") -> dict[str, Any]:
    """What a view says is to be done; {}, the prompt alone, where it holds something else."""
    text = str(settings.get(view) or "")
    return json_object(text, "what to do") if text.startswith("{") else {}


def vocabularies_in(order: Mapping[str, Any]) -> set[str]:
    """The models whose tokens the page knows already."""
    models = order.get("vocabularies")
    return {str(model) for model in models} if isinstance(models, list) else set()


def next_request(settings: Mapping[str, Any], order: Mapping[str, Any]) -> NextTokenRequest:
    """What may come next: after the prompt, or after what the view goes on from."""
    return NextTokenRequest.parse(**knobs_in(settings) | _place(settings, order))


def generate_request(settings: Mapping[str, Any], order: Mapping[str, Any]) -> GenerateRequest:
    """A text that begins there."""
    values = knobs_in(settings) | _place(settings, order)
    return GenerateRequest.parse(**values, max_new_tokens=settings["max_new_tokens"])


def temperatures_request(settings: Mapping[str, Any]) -> TemperaturesRequest:
    """The same prompt many times at each of the temperatures."""
    values = knobs_in(settings)
    return TemperaturesRequest.parse(
        **{name: value for name, value in values.items() if name != "temperature"},
        prompt=settings["prompt"],
        temperatures=_temperatures(settings["temperatures"]),
        max_new_tokens=settings["max_new_tokens"],
    )


def knobs_in(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Model, controls and seed."""
    knobs = json_object(settings["knobs"], "the controls")
    values = {name: knobs[name] for name in (*ORDER, "order") if name in knobs}
    order = values.get("order")
    values["order"] = tuple(order) if isinstance(order, list) else ORDER
    return values | {"model": settings["model"], "seed": settings["seed"]}


def _place(settings: Mapping[str, Any], order: Mapping[str, Any]) -> dict[str, Any]:
    """Where the text goes on: what the page grew belongs to the prompt and model it began with."""
    continuation = order.get("continuation", ())
    if not isinstance(continuation, list | tuple):
        raise InvalidRequest("The tokens of this link cannot be read: press the button again.")
    place = {name: order.get(name, settings[name]) for name in ("prompt", "model")}
    return place | {"continuation": tuple(continuation)}


def _temperatures(text: object) -> tuple[float, ...]:
    """The numbers in "0.2, 0.8, 1.5"."""
    parts = str(text).replace(";", ",").split(",")
    try:
        return tuple(float(part) for part in parts if part.strip())
    except ValueError:
        raise InvalidRequest(
            f"temperatures is {shorten(str(text))}, but must be 1 to 3 numbers with commas between "
            "them: change it, for example to 0.2, 0.8, 1.5."
        ) from None
