"""From a scene to pixels: place the items, draw them, apply the style, smooth the edges."""

from functools import partial

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image, ImageFilter

from models.pictures.palette import COLOURS, PAPER, RGB, jitter
from models.pictures.pen import Pen, Place
from models.pictures.scene import Item, Scene
from models.pictures.settings import SETTINGS, Canvas, paint
from models.pictures.subjects import SUBJECTS

SIZE_FACTORS = {"small": 0.68, "medium": 1.0, "large": 1.2}


def draw(scene: Scene, size: int = 64) -> Image.Image:
    """Draws the scene as an RGB image of size × size pixels.

    The same scene gives the same picture at every size: all randomness comes from `scene.seed`.
    Edges are smoothed by drawing larger (four times up to 128 pixels, twice above) and averaging.
    """
    oversampling = 4 if size <= 128 else 2
    rng = default_rng(scene.seed)
    canvas = paint(scene.setting, size * oversampling, rng)
    sketch = scene.style == "outline sketch"
    if sketch:
        canvas = _washed_out(canvas)
    for item, place in _places(scene, rng):
        _draw_item(canvas, scene, item, place, rng, sketch)
    picture = canvas.image.reduce(oversampling)
    if scene.style == "watercolour":
        return _watercolour(picture, rng)
    return _pixel_art(picture) if scene.style == "pixel art" else picture


def _draw_item(
    canvas: Canvas, scene: Scene, item: Item, place: Place, rng: Generator, sketch: bool
) -> None:
    subject = SUBJECTS[item.subject]
    mirrored = place.mirrored and subject.mirrors
    side = canvas.side
    scaled = Place(place.x * side, place.y * side, place.scale * side, mirrored, place.angle)
    function = subject.draw
    if item.subject == "wine glass":
        function = partial(function, fill=scene.fill)
    if item.subject == "city skyline":
        function = partial(function, futuristic=scene.futuristic)
    function(Pen(canvas.draw, scaled, sketch), _paint(item, rng), rng)


def _paint(item: Item, rng: Generator) -> RGB:
    natural = SUBJECTS[item.subject].natural
    pot = COLOURS[item.colour] if item.colour else natural[rng.integers(len(natural))]
    return jitter(pot, rng, 8)


def _places(scene: Scene, rng: Generator) -> list[tuple[Item, Place]]:
    """Where every drawn figure goes, in shares of the canvas; the one behind comes first."""
    floats = SETTINGS[scene.setting].floats
    if scene.relation:
        return _pair_places(scene, rng, floats)
    (item,) = scene.items
    half = SUBJECTS[item.subject].height / 2 * SIZE_FACTORS[item.size] * rng.uniform(0.94, 1.06)
    if item.count > 1:
        return _row_places(item, half, rng, floats)
    margin = max(0.5 - half, 0.04)
    x = 0.5 + rng.uniform(-0.6, 0.6) * margin
    y = 0.5 + rng.uniform(-0.5, 0.5) * margin if floats else _standing(half, rng)
    return [
        (
            item,
            Place(
                x, y, half, rng.random() < 0.5, rng.uniform(-8, 8) if floats else rng.uniform(-3, 3)
            ),
        )
    ]


def _standing(half: float, rng: Generator) -> float:
    return min(rng.uniform(0.86, 0.93) - half, 0.6)


def _row_places(item: Item, half: float, rng: Generator, floats: bool) -> list[tuple[Item, Place]]:
    half *= 0.62 if item.count == 2 else 0.46
    mirrored = rng.random() < 0.5
    placed = []
    for k in range(item.count):
        x = (k + 0.5) / item.count + rng.uniform(-0.02, 0.02)
        y = rng.uniform(0.42, 0.58) if floats else rng.uniform(0.84, 0.9) - half
        placed.append((item, Place(x, y, half, mirrored)))
    return placed


def _pair_places(scene: Scene, rng: Generator, floats: bool) -> list[tuple[Item, Place]]:
    first, second = scene.items
    a, b = (0.5 * SUBJECTS[i.subject].height for i in (first, second))
    mirrored = rng.random() < 0.5
    x = 0.5 + rng.uniform(-0.05, 0.05)
    floor = rng.uniform(0.8, 0.84) if floats else rng.uniform(0.88, 0.93)
    if scene.relation == "next to":
        a, b = a * 0.66, b * 0.66
        left, right = Place(0.27, floor - a, a, mirrored), Place(0.74, floor - b, b, not mirrored)
        return [(first, left), (second, right)]
    if scene.relation == "above":
        a, b = a * 0.58, b * 0.62
        return [
            (second, Place(x, floor - b, b, mirrored)),
            (first, Place(x, 0.06 + a, a, mirrored)),
        ]
    a, b = a * 0.62, b * 0.74
    lower = Place(x, floor - b, b, mirrored)
    seat = floor - 2 * b * (0.78 if scene.relation == "riding" else 0.92)
    upper = Place(x - (0.04 if not mirrored else -0.04), max(seat - a * 0.75, a * 0.9), a, mirrored)
    return [(second, lower), (first, upper)]


def _washed_out(canvas: Canvas) -> Canvas:
    """The background of a sketch: the setting, faintly, on paper."""
    canvas.image.paste(Image.blend(canvas.image, Image.new("RGB", canvas.image.size, PAPER), 0.6))
    return canvas


def _watercolour(picture: Image.Image, rng: Generator) -> Image.Image:
    """Paler, softer, with large blots where the pigment pooled."""
    soft = picture.filter(ImageFilter.GaussianBlur(picture.width / 150))
    pixels = np.asarray(soft, np.float32)
    blots = Image.fromarray(rng.normal(0, 1, (5, 5)).astype(np.float32)).resize(
        picture.size, Image.Resampling.BICUBIC
    )
    wet = 250 - (250 - pixels) * (0.8 + 0.06 * np.asarray(blots)[..., None])
    return Image.fromarray(np.clip(wet, 0, 255).round().astype(np.uint8))


def _pixel_art(picture: Image.Image) -> Image.Image:
    """32 × 32 large pixels in 24 colours."""
    small = picture.resize((32, 32), Image.Resampling.BOX).quantize(
        24, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    return small.convert("RGB").resize(picture.size, Image.Resampling.NEAREST)
