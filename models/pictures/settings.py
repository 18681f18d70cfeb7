"""The ten settings: each draws a background on the canvas and says where the ground is.

A setting is a vertical gradient, a few large shapes and a ground line. All lengths are shares of
the canvas, so a background looks the same at every size.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw

from models.pictures.palette import RGB, jitter, mix

CLOUD: RGB = (250, 252, 255)


@dataclass(frozen=True)
class Setting:
    """A background: the sky from `top` to `bottom` at the horizon, and what is drawn on it. In a
    setting that `floats` nothing stands on the ground.
    """

    top: RGB
    bottom: RGB
    horizon: float
    extras: Callable[["Canvas", Generator], None]
    floats: bool = False


class Canvas:
    """A square image with drawing in shares of its side."""

    def __init__(self, side: int) -> None:
        self.side = side
        self.image = Image.new("RGB", (side, side))
        self.draw = ImageDraw.Draw(self.image)

    def gradient(self, top: RGB, bottom: RGB, until: float) -> None:
        share = np.clip(np.arange(self.side) / (self.side * until), 0, 1)[:, None]
        column = np.round(np.array(top) + (np.array(bottom) - np.array(top)) * share).astype(
            np.uint8
        )
        self.image.paste(Image.fromarray(np.repeat(column[:, None], self.side, axis=1)))
        self.draw = ImageDraw.Draw(self.image)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: RGB) -> None:
        s = self.side
        self.draw.ellipse([(x - rx) * s, (y - ry) * s, (x + rx) * s, (y + ry) * s], fill=fill)

    def poly(self, points: list[tuple[float, float]], fill: RGB) -> None:
        self.draw.polygon([(x * self.side, y * self.side) for x, y in points], fill=fill)

    def wave(self, y: float, height: float, phase: float, fill: RGB, bumps: float = 1.0) -> None:
        """Fills everything below a gentle sine."""
        x = np.linspace(0, 1, 25)
        edge = y + height * np.sin(2 * np.pi * (bumps * x + phase))
        self.poly([(0, 1.01), *zip(x.tolist(), edge.tolist(), strict=True), (1, 1.01)], fill)


def _cloud(canvas: Canvas, x: float, y: float, size: float, fill: RGB) -> None:
    for dx, dy, r in ((-0.9, 0.1, 0.55), (0, -0.15, 0.8), (0.9, 0.1, 0.5)):
        canvas.oval(x + dx * size, y + dy * size, r * size, r * size * 0.6, fill)


def _clouds(canvas: Canvas, rng: Generator) -> None:
    for _ in range(int(rng.integers(2, 5))):
        _cloud(canvas, rng.uniform(0, 1), rng.uniform(0.08, 0.95), rng.uniform(0.07, 0.14), CLOUD)


def _sunset(canvas: Canvas, rng: Generator) -> None:
    x, y = rng.uniform(0.15, 0.85), rng.uniform(0.5, 0.62)
    canvas.oval(x, y, 0.15, 0.15, (255, 206, 96))
    canvas.oval(x, y, 0.11, 0.11, (255, 236, 160))
    canvas.wave(0.7, 0.03, rng.random(), (112, 52, 84), 0.7)


def _night(canvas: Canvas, rng: Generator) -> None:
    x, y = rng.uniform(0.12, 0.88), rng.uniform(0.1, 0.24)
    for _ in range(9):
        star = rng.uniform(0.012, 0.02)
        canvas.oval(rng.uniform(0, 1), rng.uniform(0, 0.65), star, star, (255, 250, 214))
    canvas.oval(x, y, 0.09, 0.09, (250, 244, 208))
    canvas.oval(x + 0.045, y - 0.02, 0.075, 0.075, (22, 28, 74))
    canvas.wave(0.76, 0.02, rng.random(), (26, 42, 60), 0.8)


def _snow(canvas: Canvas, rng: Generator) -> None:
    canvas.wave(0.66, 0.03, rng.random(), (222, 234, 246), 0.8)
    canvas.wave(0.76, 0.02, rng.random(), (244, 249, 254), 0.6)
    for _ in range(12):
        flake = rng.uniform(0.014, 0.024)
        canvas.oval(rng.uniform(0, 1), rng.uniform(0, 0.9), flake, flake, (255, 255, 255))


def _mars(canvas: Canvas, rng: Generator) -> None:
    canvas.oval(rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.25), 0.055, 0.055, (246, 214, 180))
    canvas.wave(0.66, 0.04, rng.random(), (164, 72, 42), 1.2)
    canvas.wave(0.74, 0.015, rng.random(), (192, 88, 46), 0.7)
    for _ in range(3):
        x, y, r = rng.uniform(0.05, 0.95), rng.uniform(0.82, 0.96), rng.uniform(0.05, 0.09)
        canvas.oval(x, y, r, r * 0.4, (150, 62, 36))


def _beach(canvas: Canvas, rng: Generator) -> None:
    canvas.oval(rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.22), 0.075, 0.075, (255, 230, 110))
    canvas.poly([(0, 0.52), (1, 0.52), (1, 0.8), (0, 0.8)], (46, 142, 196))
    canvas.wave(0.7, 0.02, rng.random(), (214, 240, 246), 1.3)
    canvas.wave(0.725, 0.02, rng.random(), (242, 216, 156), 1.0)


def _meadow(canvas: Canvas, rng: Generator) -> None:
    _cloud(canvas, rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.25), 0.09, CLOUD)
    canvas.wave(0.62, 0.05, rng.random(), (128, 196, 96), 0.8)
    canvas.wave(0.72, 0.03, rng.random(), (98, 178, 76), 0.6)
    for _ in range(7):
        x, y = rng.uniform(0, 1), rng.uniform(0.78, 0.98)
        canvas.oval(
            x, y, 0.018, 0.018, [(255, 255, 255), (255, 226, 90), (246, 150, 190)][rng.integers(3)]
        )


def _forest(canvas: Canvas, rng: Generator) -> None:
    canvas.wave(0.7, 0.02, rng.random(), (48, 92, 54), 0.6)
    for k in range(5):
        x = 0.05 + 0.225 * k + rng.uniform(-0.05, 0.05)
        wide, top = rng.uniform(0.1, 0.14), rng.uniform(0.05, 0.25)
        canvas.poly(
            [(x - 0.02, 0.6), (x + 0.02, 0.6), (x + 0.02, 0.76), (x - 0.02, 0.76)], (70, 52, 40)
        )
        canvas.poly(
            [(x - wide, 0.68), (x, top), (x + wide, 0.68)],
            mix((34, 88, 58), (60, 116, 66), rng.random()),
        )
    canvas.wave(0.76, 0.02, rng.random(), (66, 108, 58), 0.7)


def _under_water(canvas: Canvas, rng: Generator) -> None:
    canvas.wave(0.88, 0.03, rng.random(), (206, 190, 140), 0.9)
    for _ in range(3):
        x = rng.uniform(0.05, 0.95)
        for k in range(5):
            canvas.oval(x + 0.02 * (-1) ** k, 0.95 - 0.055 * k, 0.022, 0.035, (30, 120, 86))
    for _ in range(7):
        x, y, r = rng.uniform(0, 1), rng.uniform(0, 0.8), rng.uniform(0.016, 0.032)
        canvas.oval(x, y, r, r, (184, 232, 244))


def _paper(canvas: Canvas, rng: Generator) -> None:
    canvas.oval(0.5, 0.89, 0.34, 0.035, (226, 222, 212))


SETTINGS: dict[str, Setting] = {
    "blue skies": Setting((64, 144, 232), (172, 218, 250), 1.0, _clouds, floats=True),
    "sunset": Setting((94, 58, 130), (252, 148, 78), 0.72, _sunset),
    "night": Setting((14, 18, 58), (40, 52, 112), 0.76, _night),
    "snow": Setting((164, 194, 222), (222, 234, 244), 0.76, _snow),
    "mars": Setting((96, 44, 50), (214, 138, 92), 0.74, _mars),
    "beach": Setting((120, 196, 242), (206, 236, 250), 0.73, _beach),
    "meadow": Setting((134, 204, 248), (214, 240, 252), 0.72, _meadow),
    "forest": Setting((142, 182, 150), (196, 216, 176), 0.76, _forest),
    "under water": Setting((40, 150, 200), (10, 62, 124), 1.0, _under_water, floats=True),
    "plain paper": Setting((250, 247, 240), (244, 240, 230), 1.0, _paper),
}


def paint(name: str, side: int, rng: Generator) -> Canvas:
    """The background `name` on a canvas of `side` pixels."""
    setting = SETTINGS[name]
    canvas = Canvas(side)
    canvas.gradient(jitter(setting.top, rng, 8), jitter(setting.bottom, rng, 8), setting.horizon)
    setting.extras(canvas, rng)
    return canvas
