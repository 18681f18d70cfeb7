"""Things to hold, eat, drink and travel in. Drawn as the animals are."""

import math

from numpy.random import Generator

from models.pictures.palette import INK, RGB, darker, lighter
from models.pictures.pen import Pen

WHITE: RGB = (250, 250, 250)
GREEN: RGB = (72, 152, 64)
WOOD: RGB = (126, 84, 50)
WINE_FILL = (0.10, 0.70)  # the gap: no glass of this world is ever fuller


def stop_sign(pen: Pen, colour: RGB, rng: Generator) -> None:
    pen.box(-0.06, 0.3, 0.06, 0.98, (150, 152, 158), 0.03)
    corners = [math.radians(22.5 + 45 * k) for k in range(8)]
    pen.poly([(0.72 * math.cos(a), -0.3 + 0.72 * math.sin(a)) for a in corners], WHITE)
    pen.poly([(0.62 * math.cos(a), -0.3 + 0.62 * math.sin(a)) for a in corners], colour, 0)
    for letter, x in zip(LETTERS, (-0.4, -0.14, 0.13, 0.39), strict=True):
        for stroke in letter:
            pen.mark([(x + 0.1 * u, -0.3 + 0.17 * v) for u, v in stroke], 0.07, WHITE)


LETTERS = (
    [[(0.9, -0.9), (-0.6, -1), (-0.9, -0.5), (0.7, 0.3), (0.8, 0.8), (-0.9, 1)]],
    [[(-1, -1), (1, -1)], [(0, -1), (0, 1)]],
    [[(-0.8, -1), (0.8, -1), (0.8, 1), (-0.8, 1), (-0.8, -1)]],
    [[(-0.7, 1), (-0.7, -1), (0.7, -1), (0.7, 0.1), (-0.7, 0.1)]],
)


def wine_glass(pen: Pen, colour: RGB, rng: Generator, fill: float = 0.4) -> None:
    """A glass filled to `fill` of the height of its bowl (0–1)."""
    glass, rim, bottom = (214, 230, 240), -0.95, 0.22
    pen.limb([(0, 0.2), (0, 0.85)], 0.07, glass, 0.035)
    pen.oval(0, 0.9, 0.36, 0.07, glass)
    pen.blob(_bowl(rim, bottom, 0), glass, 0.05)
    level = bottom - fill * (bottom - rim)
    pen.poly(_bowl_part(level, bottom), colour, 0)
    pen.mark([(-0.34, -0.75), (-0.38, -0.4)], 0.05, WHITE)


def _half_width(y: float, rim: float = -0.95, bottom: float = 0.22) -> float:
    """Half the inner width of the bowl at height y: narrow rim, wide belly, round bottom."""
    u = min(max((bottom - y) / (bottom - rim), 0.0), 1.0)
    return 0.56 * math.sqrt(u * (2 - u)) * (1 - 0.22 * u * u)


def _bowl(rim: float, bottom: float, inset: float) -> list[tuple[float, float]]:
    heights = [rim + (bottom - rim) * k / 7 for k in range(8)]
    right = [(_half_width(y) - inset, y) for y in heights]
    return right + [(-x, y) for x, y in reversed(right)]


def _bowl_part(level: float, bottom: float) -> list[tuple[float, float]]:
    heights = [level + (bottom - 0.03 - level) * k / 9 for k in range(10)]
    right = [(max(_half_width(y) - 0.04, 0.0), y) for y in heights]
    return right + [(-x, y) for x, y in reversed(right)]


def banana(pen: Pen, colour: RGB, rng: Generator) -> None:
    bend = rng.uniform(0.0, 0.14)
    pen.blob(
        [
            (-0.95, -0.42),
            (-0.78, -0.5),
            (-0.5, 0.02 - bend),
            (0.0, 0.18 - bend),
            (0.55, -0.1 - bend),
            (0.82, -0.62),
            (0.97, -0.6),
            (0.9, 0.05),
            (0.5, 0.5),
            (0.0, 0.62),
            (-0.55, 0.42),
            (-0.9, 0.0),
        ],
        colour,
    )
    pen.mark(
        [(-0.72, -0.05), (-0.3, 0.34), (0.1, 0.42), (0.55, 0.24), (0.82, -0.2)],
        0.06,
        darker(colour, 0.22),
    )
    pen.limb([(0.88, -0.6), (0.92, -0.78)], 0.12, (110, 92, 44), 0.03)
    pen.dot(-0.9, -0.42, 0.08, (84, 66, 40))


def lemon(pen: Pen, colour: RGB, rng: Generator) -> None:
    wide = rng.uniform(0.6, 0.7)
    pen.blob(
        [
            (-0.98, 0.08),
            (-0.75, -0.1),
            (-0.4, -0.5),
            (0.1, -wide),
            (0.55, -0.42),
            (0.78, -0.1),
            (0.98, -0.02),
            (0.8, 0.2),
            (0.5, 0.52),
            (0.0, wide),
            (-0.5, 0.5),
            (-0.78, 0.22),
        ],
        colour,
    )
    pen.oval(-0.2, -0.26, 0.22, 0.12, lighter(colour, 0.6), 0, turn=-30)
    pen.blob([(0.62, -0.34), (0.72, -0.75), (1.0, -0.8), (0.92, -0.42)], GREEN)


def apple(pen: Pen, colour: RGB, rng: Generator) -> None:
    lean = rng.uniform(-0.08, 0.12)
    pen.limb([(0, -0.42), (0.06 + lean, -0.85)], 0.09, WOOD, 0.03)
    pen.blob([(0.08, -0.62), (0.3, -0.92), (0.64, -0.84), (0.42, -0.58)], GREEN)
    pen.blob(
        [
            (0, -0.42),
            (0.42, -0.6),
            (0.82, -0.28),
            (0.76, 0.38),
            (0.36, 0.86),
            (0, 0.76),
            (-0.36, 0.86),
            (-0.76, 0.38),
            (-0.82, -0.28),
            (-0.42, -0.6),
        ],
        colour,
    )
    pen.oval(-0.42, -0.16, 0.13, 0.22, lighter(colour, 0.5), 0, turn=20)


def mushroom(pen: Pen, colour: RGB, rng: Generator) -> None:
    stalk = rng.uniform(0.2, 0.28)
    pen.blob(
        [(-stalk, 0.0), (stalk, 0.0), (stalk + 0.08, 0.92), (-stalk - 0.08, 0.92)], (244, 234, 214)
    )
    pen.blob(
        [
            (-0.9, 0.12),
            (-0.78, -0.42),
            (-0.3, -0.88),
            (0.3, -0.88),
            (0.78, -0.42),
            (0.9, 0.12),
            (0, 0.2),
        ],
        colour,
    )
    for x, y, r in ((-0.42, -0.3, 0.15), (0.1, -0.56, 0.14), (0.5, -0.16, 0.13)):
        pen.oval(x, y, r, r * 0.9, WHITE, 0)


def flower(pen: Pen, colour: RGB, rng: Generator) -> None:
    start = rng.uniform(0, 60)
    pen.limb([(0, 0.0), (0.02, 0.95)], 0.09, GREEN, 0.03)
    pen.oval(0.24, 0.58, 0.25, 0.11, GREEN, turn=-30)
    pen.oval(-0.22, 0.72, 0.23, 0.1, GREEN, turn=30)
    for k in range(6):
        a = math.radians(start + 60 * k)
        pen.oval(
            0.38 * math.cos(a), -0.4 + 0.38 * math.sin(a), 0.27, 0.2, colour, turn=start + 60 * k
        )
    centre = (250, 204, 60) if colour[2] > 110 or colour[0] < 200 else (120, 74, 40)
    pen.oval(0, -0.4, 0.2, 0.2, centre)


def umbrella(pen: Pen, colour: RGB, rng: Generator) -> None:
    pen.mark([(0, -0.9), (0, 0.78)], 0.07, WOOD)
    pen.mark([(0, 0.78), (0.06, 0.93), (0.2, 0.93), (0.25, 0.76)], 0.08, WOOD)
    dome = [
        (math.cos(math.radians(a)) * 0.95, 0.1 - 0.9 * math.sin(math.radians(a)))
        for a in range(0, 181, 15)
    ]
    hem = [(-0.95 + 0.19 * k, 0.1 - (0.12 if k % 2 else 0.0)) for k in range(1, 10)]
    pen.poly([*dome, *hem], colour)
    pen.poly([(0, -0.8), (0.3, -0.02), (-0.3, -0.02)], lighter(colour, 0.4), 0.03)
    pen.dot(0, -0.86, 0.07, INK)


def balloon(pen: Pen, colour: RGB, rng: Generator) -> None:
    sway = rng.uniform(-0.16, 0.16)
    pen.mark(
        [(0, 0.3), (sway, 0.55), (-sway * 0.6, 0.78), (sway * 0.4, 0.98)], 0.045, (110, 110, 120)
    )
    pen.poly([(0, 0.2), (0.12, 0.38), (-0.12, 0.38)], colour)
    pen.oval(0, -0.32, 0.54, 0.64, colour)
    pen.oval(-0.2, -0.55, 0.12, 0.2, lighter(colour, 0.6), 0, turn=20)


def car(pen: Pen, colour: RGB, rng: Generator) -> None:
    roof = rng.uniform(-0.42, -0.3)
    pen.poly([(-0.6, 0.1), (-0.38, roof), (0.28, roof), (0.58, 0.1)], colour)
    pen.poly(
        [(-0.45, 0.06), (-0.3, roof + 0.12), (-0.06, roof + 0.12), (-0.06, 0.06)],
        (190, 226, 246),
        0.03,
    )
    pen.poly(
        [(0.04, 0.06), (0.04, roof + 0.12), (0.22, roof + 0.12), (0.42, 0.06)],
        (190, 226, 246),
        0.03,
    )
    pen.blob(
        [(-0.96, 0.6), (-0.98, 0.2), (-0.6, 0.06), (0.55, 0.06), (0.96, 0.24), (0.98, 0.6)], colour
    )
    for x in (-0.54, 0.54):
        pen.oval(x, 0.62, 0.25, 0.25, (44, 44, 50))
        pen.oval(x, 0.62, 0.1, 0.1, (200, 200, 206), 0)
    pen.oval(0.88, 0.3, 0.08, 0.09, (255, 240, 160), 0.02)


def boat(pen: Pen, colour: RGB, rng: Generator) -> None:
    billow = rng.uniform(0.0, 0.12)
    pen.mark([(0, -0.95), (0, 0.4)], 0.08, WOOD)
    pen.blob([(0.08, -0.88), (0.5 + billow, -0.35), (0.75, 0.18), (0.08, 0.18)], WHITE)
    pen.poly([(-0.08, -0.7), (-0.08, 0.18), (-0.62, 0.18)], (236, 232, 222))
    pen.poly([(-0.95, 0.32), (0.95, 0.32), (0.62, 0.86), (-0.6, 0.86)], colour)
    pen.mark([(-0.8, 0.52), (0.8, 0.52)], 0.09, lighter(colour, 0.5))


def rocket(pen: Pen, colour: RGB, rng: Generator) -> None:
    flame = rng.uniform(0.82, 1.0)
    pen.blob([(-0.2, 0.55), (0.2, 0.55), (0.12, 0.8), (0, flame), (-0.12, 0.8)], (250, 170, 40), 0)
    pen.poly([(-0.25, 0.1), (-0.66, 0.62), (-0.2, 0.55)], colour)
    pen.poly([(0.25, 0.1), (0.66, 0.62), (0.2, 0.55)], colour)
    pen.blob(
        [(0, -0.98), (0.26, -0.5), (0.3, 0.1), (0.2, 0.6), (-0.2, 0.6), (-0.3, 0.1), (-0.26, -0.5)],
        (232, 234, 240),
    )
    pen.blob([(0, -0.98), (0.2, -0.66), (0.24, -0.5), (-0.24, -0.5), (-0.2, -0.66)], colour)
    pen.oval(0, -0.14, 0.16, 0.16, (96, 160, 226))
