"""The experiments of the other tabs on models of the hub: the same code, no judge, no world."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

from models import engine
from models.diffusion.explorer.race_requests import RaceRequest
from models.diffusion.explorer.requests import (
    GuidanceRequest,
    ImageToImageRequest,
    ReplicateRequest,
    SheetRequest,
)
from models.diffusion.requests import LadderRequest
from models.errors import InvalidRequest
from models.requests import Request
from models.specs import Spec

START = Image.fromarray(np.full((64, 64, 3), (200, 120, 40), np.uint8))
FEW = {"num_inference_steps": 2, "prompt": "a horse"}

REQUESTS: list[tuple[str, type[Request], dict[str, Any]]] = [
    ("sd-turbo", SheetRequest, FEW | {"x_axis": "seed", "x_values": "1-2"}),
    ("sdxl-turbo", SheetRequest, FEW | {"x_axis": "num_inference_steps", "x_values": "1-2"}),
    ("lcm-dreamshaper", SheetRequest, FEW | {"x_axis": "guidance_scale", "x_values": "1, 8"}),
    ("stable-diffusion-1.5", GuidanceRequest, FEW | {"step": 1}),
    ("sd-turbo", ImageToImageRequest, FEW | {"image": START, "strength": 0.5}),
    ("stable-diffusion-1.5", ReplicateRequest, FEW),
    ("sd-turbo", LadderRequest, {"step_counts": (1, 2), "prompt": "a horse"}),
]


@pytest.mark.parametrize(
    ("key", "kind", "settings"), REQUESTS, ids=lambda value: getattr(value, "__name__", None)
)
def test_an_experiment_runs_on_a_hub_model(
    key: str, kind: type[Request], settings: dict[str, Any], publish: Callable[..., Spec]
) -> None:
    publish(key)
    records = list(engine.stream(kind.parse(model=key, **settings)))
    assert len(records) > 2


def test_a_race_needs_a_model_that_any_scheduler_can_drive() -> None:
    for key in ("sd-turbo", "lcm-dreamshaper"):
        with pytest.raises(InvalidRequest, match="distilled to draw in a few steps"):
            RaceRequest.parse(model=key, num_inference_steps=1)
