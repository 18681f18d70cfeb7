"""A ruler for wine glasses: how full is the glass in a picture, told from its pixels alone.

The bowl of the world's glass is narrow at the bottom and wide in the middle, so the wine in it has
a shape that depends on its level, whatever the size and place of the glass: the area of the wine
over the square of its width grows steadily from an empty to a full glass. The ruler is calibrated
on glasses whose fill is known, up to the rim, though no training drawing is filled above 70 %.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, default_rng
from scipy import ndimage

from models.pictures import Item, Scene, draw
from models.pictures.settings import SETTINGS
from models.pictures.things import WINE_FILL

LEVELS = tuple(float(level) for level in np.linspace(0.1, 1.0, 10))
EACH = 4
"""Glasses at each level of the calibration."""

FEWEST_PIXELS = 6
READABLE = 2
"""So many of EACH glasses must show wine, or the level is left out of the scale."""

Pictures = Sequence[np.ndarray]


@dataclass(frozen=True)
class Ruler:
    """`shapes` float [L], ascending, as measured at the fills `levels` float [L]."""

    levels: np.ndarray
    shapes: np.ndarray

    def fill(self, picture: np.ndarray) -> float | None:
        """How full the glass in uint8 [H, W, 3] is, 0–1; None where no wine is to be seen."""
        shape = shape_of_wine(picture)
        if shape is None or not len(self.levels):
            return None
        return float(np.interp(shape, self.shapes, self.levels))


def calibrated(seen: Mapping[float, Pictures]) -> Ruler:
    """The ruler that reads `seen`, pictures by their true fill, right in the median."""
    levels, shapes = [], []
    for level, pictures in sorted(seen.items()):
        measured = [shape for picture in pictures if (shape := shape_of_wine(picture)) is not None]
        if len(measured) >= READABLE:
            levels.append(level)
            shapes.append(float(np.median(measured)))
    return Ruler(np.array(levels), np.maximum.accumulate(np.array(shapes)))


def shape_of_wine(picture: np.ndarray) -> float | None:
    """Area / width² of the largest patch of wine in uint8 [H, W, 3]; None where there is none."""
    wine = _wine(picture)
    patches, count = ndimage.label(wine > 0.3)
    if not count:
        return None
    sizes = ndimage.sum_labels(wine, patches, range(1, count + 1))
    if sizes.max() < FEWEST_PIXELS:
        return None
    patch = ndimage.binary_dilation(patches == sizes.argmax() + 1)
    wine = np.where(patch, wine, 0)
    return float(wine.sum() / wine.max(0).sum() ** 2)


def _wine(picture: np.ndarray) -> np.ndarray:
    """How much each pixel is wine, float [H, W] in 0–1: red, and with far less green than red."""
    red, green = picture[..., 0].astype(float), picture[..., 1].astype(float)
    little_green = np.clip((0.43 - green / np.maximum(red, 1)) / 0.1, 0, 1)
    return little_green * np.clip((red - 70) / 30, 0, 1)


def glass(fill: float, rng: Generator) -> np.ndarray:
    """A drawing of the world, uint8 [64, 64, 3]: a glass filled to `fill` in any setting."""
    setting = list(SETTINGS)[rng.integers(len(SETTINGS))]
    scene = Scene((Item("wine glass"),), setting, int(rng.integers(2**31)), fill=fill)
    return np.asarray(draw(scene, 64))


def scale(seen_by: Callable[[Pictures], Pictures], seed: int = 0) -> Ruler:
    """A ruler for pictures that went through `seen_by`, such as a model's autoencoder."""
    rng = default_rng(seed)
    return calibrated(
        {level: seen_by([glass(level, rng) for _ in range(EACH)]) for level in LEVELS}
    )


def training_fills(count: int, seed: int = 1) -> Iterator[float | None]:
    """The fills of fresh drawings of the kind that the models were trained on, by the ruler."""
    rng = default_rng(seed)
    ruler = scale(lambda pictures: pictures)
    for _ in range(count):
        yield ruler.fill(glass(float(rng.uniform(*WINE_FILL)), rng))
