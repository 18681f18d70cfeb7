"""The picture on the drawing pad, made again on the server."""

import base64
import json
from typing import Any

from PIL import Image

from demos.drawings import of_seed
from models import strokes
from models.errors import InvalidRequest
from models.pixels import open_picture, square
from models.requests import shorten

MAX_VALUE = 12_000_000
WORLD, DATA = "world:", "data:"


def picture(value: str) -> Image.Image:
    """What a pad with this value shows, RGB [512, 512]; InvalidRequest where it is no picture."""
    under, drawn = parts(value)
    return strokes.draw(drawn, paper(under))


def parts(value: str) -> tuple[str, str]:
    """What lies under the strokes ("", "world:7" or a data URL), and the strokes."""
    try:
        read: Any = json.loads(value) if len(value) <= MAX_VALUE else None
        under, drawn = read["under"], read["strokes"]
    except (ValueError, TypeError, KeyError, RecursionError):
        under = drawn = None
    if not isinstance(under, str) or not isinstance(drawn, str):
        raise InvalidRequest(
            f"{shorten(value)} is not a picture of the drawing pad: draw something, or press "
            "Sketch."
        )
    return under, drawn


def paper(under: str) -> Image.Image | None:
    """What lies under the strokes; None for the paper of the picture world."""
    if not under:
        return None
    if under.startswith(WORLD):
        return square(of_seed(_seed(under))[0], strokes.PIXELS)
    return square(open_picture(file_bytes(under)), strokes.PIXELS)


def file_bytes(under: str) -> bytes:
    """The file inside a data URL."""
    head, _, data = under.partition(",")
    try:
        if not head.startswith(DATA) or not head.endswith(";base64"):
            raise ValueError(head)
        return base64.b64decode(data, validate=True)
    except ValueError:
        raise InvalidRequest(
            f"{shorten(under)} is not a picture file: choose a PNG, JPEG, WebP, GIF or BMP file."
        ) from None


def _seed(under: str) -> int:
    digits = under.removeprefix(WORLD)
    if not digits.isdecimal() or len(digits) > 20:
        raise InvalidRequest(
            f"{shorten(under)} names no drawing: give a whole number, as in world:7."
        )
    return int(digits)
