"""What stands where it stands: house, castle, lighthouse, tree, city skyline. Drawn as the
animals are.
"""

from numpy.random import Generator

from models.pictures.palette import RGB, darker, lighter
from models.pictures.pen import Pen

LIT: RGB = (255, 226, 128)
WOOD: RGB = (120, 80, 48)


def house(pen: Pen, colour: RGB, rng: Generator) -> None:
    peak = rng.uniform(-0.98, -0.82)
    pen.box(0.34, -0.8, 0.54, -0.3, (150, 96, 80))
    pen.box(-0.7, -0.15, 0.7, 0.95, colour)
    pen.poly([(-0.95, -0.1), (0, peak), (0.95, -0.1)], (150, 62, 50))
    pen.box(-0.16, 0.4, 0.2, 0.95, WOOD)
    for x in (-0.45, 0.46):
        pen.box(x - 0.15, 0.12, x + 0.15, 0.42, LIT, 0.04)


def castle(pen: Pen, colour: RGB, rng: Generator) -> None:
    tall = rng.uniform(-0.62, -0.45)
    roof = darker(colour, 0.5)
    pen.box(-0.6, -0.05, 0.6, 0.95, colour)
    for k in range(4):
        pen.box(-0.52 + 0.3 * k, -0.2, -0.36 + 0.3 * k, 0.0, colour, 0.03)
    for x in (-0.68, 0.68):
        pen.box(x - 0.22, tall + 0.2, x + 0.22, 0.95, colour)
        pen.poly([(x - 0.3, tall + 0.2), (x, tall - 0.36), (x + 0.3, tall + 0.2)], roof)
        pen.box(x - 0.06, 0.15, x + 0.06, 0.38, (54, 50, 60), 0)
    pen.blob([(-0.2, 0.95), (-0.2, 0.5), (0, 0.34), (0.2, 0.5), (0.2, 0.95)], (92, 62, 42))


def lighthouse(pen: Pen, colour: RGB, rng: Generator) -> None:
    wide = rng.uniform(0.26, 0.32)
    pen.poly(
        [(-wide, -0.5), (wide, -0.5), (wide + 0.2, 0.95), (-wide - 0.2, 0.95)], (246, 244, 240)
    )
    for y0, y1 in ((-0.3, 0.0), (0.3, 0.6)):
        a, b = wide + 0.2 * (y0 + 0.5) / 1.45, wide + 0.2 * (y1 + 0.5) / 1.45
        pen.poly([(-a, y0), (a, y0), (b, y1), (-b, y1)], colour, 0)
    pen.box(-0.38, -0.56, 0.38, -0.46, (70, 70, 80), 0)
    pen.box(-0.2, -0.8, 0.2, -0.56, LIT)
    pen.poly([(-0.3, -0.78), (0, -1.0), (0.3, -0.78)], colour)


def tree(pen: Pen, colour: RGB, rng: Generator) -> None:
    lean = rng.uniform(-0.08, 0.08)
    pen.poly([(-0.12, 0.2), (0.12, 0.2), (0.2, 0.95), (-0.2, 0.95)], WOOD)
    puffs = [
        (-0.42, 0.02, 0.4),
        (0.42, 0.0, 0.4),
        (-0.2 + lean, -0.42, 0.44),
        (0.24 + lean, -0.46, 0.42),
        (0, -0.08, 0.42),
    ]
    for x, y, r in puffs:
        pen.oval(x, y, r, r * 0.95, colour)
    for x, y, r in puffs:
        pen.oval(x, y, r - 0.05, r * 0.95 - 0.05, colour, 0)
    for x, y in ((-0.3, -0.5), (0.2, -0.2), (-0.45, 0.0)):
        pen.oval(x, y, 0.13, 0.1, lighter(colour, 0.3), 0)


def skyline(pen: Pen, colour: RGB, rng: Generator, futuristic: bool = False) -> None:
    """A row of towers; the futuristic ones taper into spires."""
    edges = (-0.98, -0.6, -0.28, 0.08, 0.42, 0.7, 0.98)
    tops = rng.permutation([-0.1, -0.45, -0.85, -0.6, 0.0, -0.3])
    for k, (left, right, top) in enumerate(zip(edges, edges[1:], tops, strict=False)):
        wall = darker(colour, 0.25) if k % 2 else colour
        if futuristic:
            mid = (left + right) / 2
            pen.poly(
                [
                    (left, 0.95),
                    (left + 0.03, top + 0.3),
                    (mid, top - 0.15),
                    (right - 0.03, top + 0.3),
                    (right, 0.95),
                ],
                wall,
                0.03,
            )
            pen.dot(mid, top + 0.3, 0.07, (120, 240, 250))
        else:
            pen.box(left, top, right, 0.95, wall, 0.03)
        _windows(pen, left, right, top + (0.42 if futuristic else 0.14), rng)


def _windows(pen: Pen, left: float, right: float, top: float, rng: Generator) -> None:
    y = top
    while y < 0.8:
        for x in (left + 0.1, right - 0.1):
            if rng.random() < 0.75:
                pen.box(x - 0.04, y - 0.05, x + 0.04, y + 0.05, LIT, 0)
        y += 0.24
