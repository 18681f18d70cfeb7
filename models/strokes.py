"""A drawing by hand as a short text: a list of strokes, small enough to travel in a link.

Each stroke is one colour letter, one width letter and its points, two hexadecimal digits for x and
two for y on a paper of 256 × 256; strokes are joined by full stops. A capital width letter closes
the stroke and fills it. "kc80408090" is a thin black line from (128, 64) to (128, 144).
"""

import re
from dataclasses import dataclass

from PIL import Image, ImageDraw

from models.errors import InvalidRequest
from models.pictures.palette import COLOURS, PAPER, RGB
from models.requests import shorten

SIDE = 256
"""Points and widths are given in parts of the paper's side."""

PIXELS = 512
SMOOTH = 2
"""Drawn so many times larger and then reduced, which makes the edges smooth."""

MAX_LETTERS = 60_000

INKS: dict[str, RGB] = dict(zip("roygbpmnwk", COLOURS.values(), strict=True)) | {"e": PAPER}
"""The ten colours of the picture world in their order, and the eraser."""

WIDTHS: dict[str, int] = {"a": 4, "b": 10, "c": 22, "d": 48}

_STROKE = re.compile(r"([roygbpmnwke])([a-dA-D])((?:[0-9a-f]{4})+)")


@dataclass(frozen=True)
class Stroke:
    """One movement of the pen: `points` in 0 … 255, `width` in the same unit."""

    ink: RGB
    width: int
    filled: bool
    points: tuple[tuple[int, int], ...]


def parse(text: str) -> list[Stroke]:
    """The strokes of `text`; InvalidRequest where it is not a drawing."""
    if len(text) > MAX_LETTERS:
        raise InvalidRequest(
            f"The drawing has {len(text):,} letters, but may have {MAX_LETTERS:,}: "
            "undo a few strokes."
        )
    return [_stroke(part) for part in text.split(".") if part]


def draw(text: str, paper: Image.Image | None = None) -> Image.Image:
    """The drawing as a picture, RGB [PIXELS, PIXELS], on `paper` of that size or on the world's."""
    sheet = paper or Image.new("RGB", (PIXELS, PIXELS), PAPER)
    strokes = parse(text)
    if not strokes:
        return sheet
    large = sheet.resize((PIXELS * SMOOTH, PIXELS * SMOOTH), Image.Resampling.NEAREST)
    pen = ImageDraw.Draw(large)
    for stroke in strokes:
        _draw(pen, stroke, PIXELS * SMOOTH / SIDE)
    return large.resize((PIXELS, PIXELS), Image.Resampling.BOX)


def _stroke(part: str) -> Stroke:
    match = _STROKE.fullmatch(part)
    if match is None:
        raise InvalidRequest(
            f"{shorten(part)} is not a stroke: give a colour, a width and points, as in kc80408090."
        )
    ink, width, digits = match.groups()
    numbers = bytes.fromhex(digits)
    points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    return Stroke(INKS[ink], WIDTHS[width.lower()], width.isupper(), points)


def _draw(pen: ImageDraw.ImageDraw, stroke: Stroke, scale: float) -> None:
    """The line with round ends and joints, and what it encloses where it is filled."""
    points = [((x + 0.5) * scale, (y + 0.5) * scale) for x, y in stroke.points]
    if stroke.filled:
        points.append(points[0])
        if len(points) > 2:
            pen.polygon(points, fill=stroke.ink)
    radius = stroke.width * scale / 2
    pen.line(points, fill=stroke.ink, width=round(2 * radius))
    for x, y in points:
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=stroke.ink)
