"""A pen that draws smooth shapes in a subject's own coordinates.

Every subject is drawn in the box x, y ∈ [-1, 1] with y pointing down, its feet at y = 1 and
looking to the right. The pen maps that box onto the canvas (scale, mirror, turn, shift), so a
drawing knows nothing of sizes in pixels and comes out the same at 64 and at 256.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import ImageDraw

from models.pictures.palette import RGB, mix, outline_of

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Place:
    """Where a subject stands: centre and half height in canvas pixels, mirrored or not, turned."""

    x: float
    y: float
    scale: float
    mirrored: bool = False
    angle: float = 0.0


class Pen:
    """Draws filled shapes with an outline, through the affine map of a `Place`."""

    def __init__(self, draw: ImageDraw.ImageDraw, place: Place, sketch: bool = False) -> None:
        self.draw = draw
        self.sketch = sketch
        self.scale = place.scale
        turn = math.radians(place.angle)
        mirror = -1.0 if place.mirrored else 1.0
        cos, sin = math.cos(turn) * place.scale, math.sin(turn) * place.scale
        self.matrix = np.array([[cos * mirror, -sin], [sin * mirror, cos]])
        self.shift = np.array([place.x, place.y])

    def poly(self, points: Points, fill: RGB, line: float = 0.05) -> None:
        """A closed polygon with straight sides."""
        self._fill(self._map(points), fill, line, joint="curve")

    def blob(self, points: Points, fill: RGB, line: float = 0.05) -> None:
        """A closed smooth curve through the points (centripetal enough at these distances)."""
        self._fill(self._map(_smooth(np.asarray(points, float))), fill, line)

    def oval(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        fill: RGB,
        line: float = 0.05,
        turn: float = 0.0,
    ) -> None:
        """An ellipse with half axes rx and ry, turned by `turn` degrees."""
        angle = np.linspace(0.0, 2.0 * np.pi, 28, endpoint=False)
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        u, v = rx * np.cos(angle), ry * np.sin(angle)
        self._fill(
            self._map(np.stack([x + cos * u - sin * v, y + sin * u + cos * v], 1)), fill, line
        )

    def box(
        self, x0: float, y0: float, x1: float, y1: float, fill: RGB, line: float = 0.05
    ) -> None:
        """A rectangle."""
        self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill, line)

    def limb(self, points: Points, width: float, fill: RGB, line: float = 0.04) -> None:
        """A bent stroke with round ends: an arm, a leg, a tail, a stalk."""
        mapped = self._map(points)
        if line:
            self._stroke(mapped, width + 2 * line, self._edge(fill))
        self._stroke(mapped, width, self._ink(fill))

    def mark(self, points: Points, width: float, fill: RGB) -> None:
        """A bare line without an outline: a smile, a seam, a whisker."""
        self._stroke(self._map(points), width, fill)

    def dot(self, x: float, y: float, radius: float, fill: RGB) -> None:
        """A small bare disc: an eye, a button."""
        (cx, cy), r = self._map([(x, y)])[0], max(radius * self.scale, 0.5)
        self.draw.ellipse([cx - r, cy - r, cx + r, cy + r], fill=fill)

    def _map(self, points: Points | np.ndarray) -> np.ndarray:
        return np.asarray(points, float) @ self.matrix.T + self.shift

    def _ink(self, fill: RGB) -> RGB:
        return mix(fill, (252, 250, 244), 0.72) if self.sketch else fill

    def _edge(self, fill: RGB) -> RGB:
        return mix(fill, (40, 40, 48), 0.35) if self.sketch else outline_of(fill)

    def _fill(self, mapped: np.ndarray, fill: RGB, line: float, joint: str | None = None) -> None:
        corners = [tuple(p) for p in mapped]
        self.draw.polygon(corners, fill=self._ink(fill))
        width = round((line * 1.25 if self.sketch else line) * self.scale)
        if width:
            self.draw.line(
                [*corners, *corners[:2]], fill=self._edge(fill), width=width, joint=joint
            )

    def _stroke(self, mapped: np.ndarray, width: float, fill: RGB) -> None:
        pixels = max(round(width * self.scale), 1)
        self.draw.line([tuple(p) for p in mapped], fill=fill, width=pixels, joint="curve")
        for x, y in (mapped[0], mapped[-1]):
            self.draw.ellipse(
                [x - pixels / 2, y - pixels / 2, x + pixels / 2, y + pixels / 2], fill=fill
            )


def _smooth(points: np.ndarray, steps: int = 6) -> np.ndarray:
    """Closed Catmull–Rom spline through n points, (n · steps, 2) (Catmull & Rom 1974)."""
    before, after, beyond = (np.roll(points, k, axis=0)[:, None] for k in (1, -1, -2))
    here = points[:, None]
    t = np.linspace(0.0, 1.0, steps, endpoint=False)[None, :, None]
    curve = (
        2 * here
        + (after - before) * t
        + (2 * before - 5 * here + 4 * after - beyond) * t**2
        + (3 * here - before - 3 * after + beyond) * t**3
    )
    return (curve / 2).reshape(-1, 2)
