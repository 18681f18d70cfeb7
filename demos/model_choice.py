"""The Model control that the tabs share: it sets the other controls to what the model can do.

A control that a model ignores is switched off and says why: SD-Turbo draws without guidance, a
model that draws 512 pixels needs no upscaler. Everything comes from the catalog.
"""

import json
from collections.abc import Mapping
from typing import Any

import gradio as gr

from models import catalog
from models.specs import CONTROLS, Spec

KIND = "text-to-image"


def model_field(value: str = "pocket-diffusion") -> gr.Dropdown:
    """Draw the control: the models of the kind of `value` that may be chosen here, in order."""
    choices = [(spec.title, spec.key) for spec in catalog.offered(catalog.find(value).kind)]
    return gr.Dropdown(choices, value=value, label="Model", info=about(catalog.find(value)))


def follow_model(named: Mapping[str, gr.Component], kind: str = KIND) -> None:
    """Let the other controls follow `named["model"]`, all in the page, without a request.

    Whoever picks a model gets its usual steps, guidance and scheduler. A link or an experiment
    brings values of its own: then only what may be changed is adjusted.

    Args:
        named: The controls by the names of the request's fields, "model" among them.
        kind: Which models of the catalog are offered.
    """
    model = named["model"]
    others = {name: control for name, control in named.items() if name != "model"}
    parts = [model, *others.values()]
    table = {spec.key: updates(spec, others) for spec in catalog.offered(kind)}
    usual = {spec.key: with_values(spec, others) for spec in catalog.offered(kind)}
    for event, rules in ((model.input, usual), (model.change, table)):
        chosen = f"(model) => ({json.dumps(rules)})[model]"
        event(None, model, parts, js=chosen, api_visibility="private")


def updates(spec: Spec, others: Mapping[str, gr.Component]) -> list[dict[str, Any]]:
    """What changes when `spec` is chosen: for the model's own control, then for each of `others`.

    Switched off, with the reason under it, where the model ignores it; with its own reach and the
    text it was drawn with where it does not.
    """
    own = {"info": about(spec), "__type__": "update"}
    return [own, *(_update(spec, name, control) for name, control in others.items())]


def about(spec: Spec) -> str:
    """A line about a model: what it costs to have, and its licence; nothing for embedded ones."""
    if spec.folder is not None:
        return ""
    if spec.server:
        return "Runs elsewhere, at the address that was given when the gallery was started."
    return f"{spec.download_mb:,.0f} MB to download once. Licence: {spec.licence}."


def _update(spec: Spec, name: str, control: gr.Component) -> dict[str, Any]:
    update: dict[str, Any] = {"__type__": "update"}
    if name in CONTROLS:
        reason = spec.ignored.get(name)
        update["interactive"] = reason is None
        update["info"] = reason or getattr(control, "info", None)
    if name in spec.limits and isinstance(control, gr.Slider):
        update["maximum"] = spec.limits[name]
    return update


def with_values(spec: Spec, others: Mapping[str, gr.Component]) -> list[dict[str, Any]]:
    """As `updates`, and every control has the model's usual value."""
    own, *rest = updates(spec, others)
    values = [_usual_value(spec, name, control) for name, control in others.items()]
    return [own, *(update | value for update, value in zip(rest, values, strict=True))]


def _usual_value(spec: Spec, name: str, control: gr.Component) -> dict[str, Any]:
    """The model's default for a control; a menu without it keeps its value, and is switched off."""
    value = spec.defaults.get(name)
    choices = getattr(control, "choices", None)
    if value is None or (choices and value not in [key for _, key in choices]):
        return {}
    return {"value": value}
