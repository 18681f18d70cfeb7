"""Drawings of the picture world for the page, one for each seed."""

import base64
from collections.abc import Mapping
from typing import Any

import numpy as np
from PIL import Image

from demos.views import pack
from models.pictures import caption, draw, sample_scene

SIDE = 256


def drawing(asked: Mapping[str, Any]) -> dict[str, str]:
    """A drawing and its caption, asked for from the page: `{picture: base64 PNG, caption}`."""
    picture, words = of_seed(int(asked["seed"]))
    _, data = pack.png(np.asarray(picture))
    return {"picture": base64.b64encode(data).decode("ascii"), "caption": words}


def of_seed(seed: int) -> tuple[Image.Image, str]:
    """The drawing of `seed`, RGB [SIDE, SIDE], and its caption."""
    rng = np.random.default_rng(seed % 2**31)
    scene = sample_scene(rng)
    return draw(scene, SIDE), caption(scene, rng)
