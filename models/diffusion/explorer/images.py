"""The picture that image-to-image begins with, from a drawing pad, a file or the picture world."""

from typing import Annotated

from PIL import Image
from pydantic import BeforeValidator, Field

from models.errors import InvalidRequest
from models.pixels import open_picture, remarks, square

SIDE = 512
"""Start pictures are kept at this size; each model makes its own size of them."""


def remarks_about(source: object) -> tuple[str, ...]:
    """What the visitor should know about the picture: only its middle, only its first frame, …"""
    try:
        return remarks(source)
    except InvalidRequest:
        return ()


def _start_picture(source: object) -> Image.Image:
    if isinstance(source, Image.Image) and source.size == (SIDE, SIDE) and source.mode == "RGB":
        return source
    if source is None:
        raise ValueError(
            "There is no picture yet: draw one, choose a file, or take a world picture."
        )
    try:
        return square(open_picture(source), SIDE)
    except InvalidRequest as error:
        raise ValueError(str(error)) from None


StartPicture = Annotated[
    Image.Image, Field(description="a picture"), BeforeValidator(_start_picture)
]
