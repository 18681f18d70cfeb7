"""The real points: shapes in the plane, each a mixture of small round Gaussians.

A curve is a dense row of centres, so every shape has a density in closed form, and with it the
best possible discriminator. All Gaussians of a shape have the same weight and the same σ.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

CURVE_CENTRES = 400
CURVE_SIGMA = 0.08
DRAWN_SIGMA = 0.06


@dataclass(frozen=True)
class Distribution:
    """A mixture of Gaussians N(centre, σ²I). `centres` float32 [M, 2].

    `modes` tells whether each centre is a mode that a generator could miss.
    """

    centres: np.ndarray
    sigma: float
    modes: bool = False

    def sample(self, n: int, rng: np.random.Generator) -> np.ndarray:
        """Draw `n` points, float32 [n, 2]."""
        points = rng.standard_normal((n, 2), dtype=np.float32)
        points *= np.float32(self.sigma)
        points += self.centres[rng.integers(len(self.centres), size=n)]
        return points

    def density(self, points: np.ndarray) -> np.ndarray:
        """The probability density at `points` [n, 2], float64 [n]."""
        squares = np.zeros((len(points), len(self.centres)))
        for axis in range(2):
            squares += np.subtract.outer(points[:, axis], self.centres[:, axis]) ** 2
        bumps = np.exp(-0.5 / self.sigma**2 * squares).mean(axis=1)
        return bumps / (2 * np.pi * self.sigma**2)


def distribution(name: str, drawing: tuple[tuple[float, float], ...] = ()) -> Distribution:
    """The shape called `name`; `drawing` are the points of "drawing"."""
    if name == "drawing":
        return Distribution(np.array(drawing, dtype=np.float32), DRAWN_SIGMA)
    return SHAPES[name]()


def _modes(centres: np.ndarray, sigma: float) -> Distribution:
    return Distribution(np.asarray(centres, dtype=np.float32), sigma, modes=True)


def _curve(x: np.ndarray, y: np.ndarray) -> Distribution:
    return Distribution(np.stack([x, y], axis=1).astype(np.float32), CURVE_SIGMA)


def _circle(turns: np.ndarray, radius: float = 1.0) -> np.ndarray:
    """Points on a circle, `turns` in whole turns from the positive x axis."""
    return radius * np.stack([np.cos(2 * np.pi * turns), np.sin(2 * np.pi * turns)], axis=1)


def _line() -> Distribution:
    t = np.linspace(-1, 1, CURVE_CENTRES)
    return _curve(2 * t, t)


def _two_gaussians() -> Distribution:
    return _modes(np.array([[-1.3, 0.0], [1.3, 0.0]]), 0.35)


def _ring() -> Distribution:
    return _modes(_circle(np.arange(8) / 8, radius=2.0), 0.12)


def _grid() -> Distribution:
    ticks = np.linspace(-2, 2, 5)
    return _modes(np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2), 0.1)


def _moons() -> Distribution:
    half = _circle(np.linspace(0, 0.5, CURVE_CENTRES // 2), radius=1.4)
    upper = half - np.array([0.7, 0.3])
    return _curve(*np.concatenate([upper, -upper]).T)


def _spiral() -> Distribution:
    """An Archimedean spiral of two turns, its centres equally far apart along the curve."""
    radius = 2.3 * np.sqrt(np.linspace(0.01, 1, CURVE_CENTRES))
    return _curve(*(_circle(2 * radius / 2.3) * radius[:, None]).T)


def _blobs() -> Distribution:
    return _modes(_circle(np.array([0.25, 7 / 12, 11 / 12]), radius=1.6), 0.3)


def _s_curve() -> Distribution:
    upper = _circle(np.linspace(0, 0.75, CURVE_CENTRES // 2)) + np.array([0, 1])
    return _curve(*np.concatenate([upper, -upper[::-1]]).T)


SHAPES: dict[str, Callable[[], Distribution]] = {
    "line": _line,
    "two_gaussians": _two_gaussians,
    "ring": _ring,
    "grid": _grid,
    "moons": _moons,
    "spiral": _spiral,
    "blobs": _blobs,
    "s_curve": _s_curve,
}
