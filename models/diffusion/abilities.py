"""What a model can do, applied to a request: ignored settings stay put, limits are kept.

A request to a model that ignores a setting is answered with the value it stays at, and a note.
"""

from collections.abc import Mapping
from typing import Any

from models import catalog
from models.diffusion import schedulers
from models.errors import InvalidRequest
from models.requests import shorten
from models.specs import Spec


def settled(values: Mapping[str, Any], default_model: str) -> dict[str, Any]:
    """`values` of a request with what its model ignores set to what the model does instead.

    A note tells of every value that was given and differs. An unknown model is left to others.
    """
    spec = catalog.MODELS.get(str(values.get("model", default_model)))
    if spec is None or not spec.ignored:
        return dict(values)
    found, notes = dict(values), list(values.get("notes", ()))
    for name, reason in spec.ignored.items():
        if name not in spec.defaults:
            continue
        stays = spec.defaults[name]
        if name in values and values[name] != stays:
            notes += [] if name in ("upscale", "scheduler") else [reason]
        found[name] = stays
    return {**found, "notes": tuple(dict.fromkeys(notes))}


def check(spec: Spec, **values: Any) -> None:
    """InvalidRequest where a value is more than `spec` can do, or a scheduler is not its own."""
    for name, value in values.items():
        most = spec.limits.get(name)
        if most is not None and value > most:
            raise InvalidRequest(
                f"{name} is {shorten(value)}, but {spec.name} draws in at most {most:g}: "
                f"change it, for example to {spec.defaults.get(name, most)}."
            )
    own = schedulers.OWN.keys() & {values.get("scheduler")}
    if own and spec.defaults.get("scheduler") not in own:
        raise InvalidRequest(
            f"{own.pop()} belongs to consistency models, and {spec.name} is none: "
            "choose another scheduler."
        )
