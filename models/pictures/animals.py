"""The animals: each function draws one into the pen's box, posed by the generator.

Arguments are the same everywhere: the pen, the main colour, a numpy generator for pose and
proportion. Nothing is returned.
"""

from numpy.random import Generator

from models.pictures.palette import INK, RGB, darker, lighter
from models.pictures.pen import Pen

WHITE: RGB = (250, 250, 250)


def legs(
    pen: Pen, colour: RGB, rng: Generator, xs: tuple[float, ...], top: float, width: float
) -> None:
    """Straight legs from `top` to the ground, swinging a little."""
    for i, x in enumerate(xs):
        swing = rng.uniform(-0.1, 0.1)
        pen.limb([(x, top), (x + swing, 0.93)], width, darker(colour, 0.2) if i % 2 else colour)


def horse(pen: Pen, colour: RGB, rng: Generator) -> None:
    mane = darker(colour, 0.55)
    lift = rng.uniform(-0.08, 0.1)
    pen.limb([(-0.72, 0.0), (-0.95, 0.25 + lift), (-0.92, 0.55)], 0.13, mane)
    legs(pen, colour, rng, (-0.55, -0.38, 0.3, 0.47), 0.25, 0.15)
    pen.oval(-0.05, 0.08, 0.68, 0.32, colour)
    pen.poly([(0.28, 0.05), (0.58, 0.15), (0.78, -0.55 - lift), (0.52, -0.66 - lift)], colour)
    pen.limb([(0.3, -0.12), (0.5, -0.66 - lift)], 0.13, mane, 0)
    pen.blob(
        [
            (0.5, -0.82 - lift),
            (0.78, -0.78 - lift),
            (1.04, -0.5 - lift),
            (0.96, -0.38 - lift),
            (0.62, -0.5 - lift),
        ],
        colour,
    )
    pen.poly([(0.5, -0.78 - lift), (0.54, -1.0 - lift), (0.66, -0.8 - lift)], colour)
    pen.dot(0.72, -0.64 - lift, 0.055, INK)


def dog(pen: Pen, colour: RGB, rng: Generator) -> None:
    wag = rng.uniform(-0.15, 0.2)
    ear = darker(colour, 0.4)
    pen.limb([(-0.62, 0.12), (-0.92, -0.25 - wag)], 0.13, colour)
    legs(pen, colour, rng, (-0.52, -0.32, 0.2, 0.38), 0.35, 0.17)
    pen.oval(-0.1, 0.25, 0.6, 0.3, colour)
    pen.oval(0.48, -0.3, 0.36, 0.34, colour)
    pen.oval(0.78, -0.18, 0.24, 0.17, lighter(colour, 0.35))
    pen.oval(0.26, -0.26, 0.13, 0.33, ear, turn=12)
    pen.dot(0.98, -0.24, 0.08, INK)
    pen.dot(0.56, -0.4, 0.07, INK)


def poodle(pen: Pen, colour: RGB, rng: Generator) -> None:
    skin = lighter(colour, 0.45)
    lift = rng.uniform(-0.05, 0.1)
    pen.limb([(-0.5, 0.05), (-0.74, -0.35 - lift)], 0.08, skin)
    pen.oval(-0.78, -0.45 - lift, 0.19, 0.19, colour)
    for x in (-0.42, -0.2, 0.22, 0.42):
        pen.limb([(x, 0.3), (x, 0.9)], 0.1, skin)
        pen.oval(x, 0.82, 0.13, 0.13, colour)
    pen.oval(-0.2, 0.16, 0.4, 0.22, skin)
    pen.oval(0.2, 0.08, 0.36, 0.36, colour)
    pen.limb([(0.4, -0.1), (0.48, -0.4)], 0.16, skin)
    pen.limb([(0.55, -0.48), (0.95, -0.36)], 0.16, skin)
    pen.oval(0.3, -0.38, 0.17, 0.28, colour, turn=10)
    pen.oval(0.46, -0.76, 0.3, 0.25, colour)
    pen.dot(0.98, -0.4, 0.07, INK)
    pen.dot(0.62, -0.53, 0.055, INK)


def cat(pen: Pen, colour: RGB, rng: Generator) -> None:
    curl = rng.uniform(-0.1, 0.15)
    pen.limb([(-0.4, 0.8), (-0.82, 0.72), (-0.9, 0.25), (-0.68, 0.02 - curl)], 0.15, colour)
    pen.blob(
        [(-0.45, 0.95), (-0.48, 0.4), (-0.2, -0.1), (0.3, -0.1), (0.5, 0.4), (0.48, 0.95)], colour
    )
    pen.oval(0.02, 0.55, 0.2, 0.34, lighter(colour, 0.4), 0)
    pen.limb([(-0.14, 0.5), (-0.14, 0.9)], 0.15, colour)
    pen.limb([(0.18, 0.5), (0.18, 0.9)], 0.15, colour)
    pen.poly([(-0.42, -0.4), (-0.44, -0.98), (-0.05, -0.68)], colour)
    pen.poly([(0.46, -0.4), (0.48, -0.98), (0.09, -0.68)], colour)
    pen.oval(0.02, -0.38, 0.5, 0.4, colour)
    look = rng.uniform(-0.05, 0.05)
    for x in (-0.18, 0.22):
        pen.oval(x, -0.44, 0.12, 0.13, (170, 214, 90), 0.03)
        pen.dot(x + look, -0.44, 0.06, INK)
    pen.poly([(-0.05, -0.26), (0.09, -0.26), (0.02, -0.17)], (236, 120, 140), 0)
    for y in (-0.22, -0.12):
        pen.mark([(-0.2, y), (-0.58, y - 0.03)], 0.025, darker(colour, 0.6))
        pen.mark([(0.24, y), (0.62, y - 0.03)], 0.025, darker(colour, 0.6))


def owl(pen: Pen, colour: RGB, rng: Generator) -> None:
    spread = rng.uniform(0.0, 0.16)
    pen.oval(0, 0.25, 0.56, 0.68, colour)
    pen.oval(-0.52 - spread, 0.25, 0.2, 0.5, darker(colour, 0.3), turn=10 + 120 * spread)
    pen.oval(0.52 + spread, 0.25, 0.2, 0.5, darker(colour, 0.3), turn=-10 - 120 * spread)
    pen.oval(0, 0.42, 0.32, 0.42, lighter(colour, 0.5), 0)
    pen.poly([(-0.55, -0.5), (-0.52, -1.0), (-0.12, -0.68)], colour)
    pen.poly([(0.55, -0.5), (0.52, -1.0), (0.12, -0.68)], colour)
    pen.oval(0, -0.42, 0.58, 0.4, colour)
    for x in (-0.25, 0.25):
        pen.oval(x, -0.42, 0.25, 0.25, WHITE)
        pen.dot(x, -0.42, 0.12, INK)
    pen.poly([(-0.1, -0.28), (0.1, -0.28), (0, -0.06)], (244, 166, 40))
    for x in (-0.2, 0.2):
        pen.limb([(x - 0.08, 0.93), (x + 0.08, 0.93)], 0.08, (244, 166, 40), 0.03)


def fish(pen: Pen, colour: RGB, rng: Generator) -> None:
    wave = rng.uniform(-0.12, 0.12)
    fin = darker(colour, 0.3)
    pen.poly([(-0.5, 0.0), (-1.0, -0.5 + wave), (-0.84, 0.0 + wave), (-1.0, 0.5 + wave)], fin)
    pen.blob([(-0.2, -0.4), (0.1, -0.82), (0.45, -0.4)], fin)
    pen.blob([(-0.1, 0.4), (0.05, 0.74), (0.3, 0.42)], fin)
    pen.blob(
        [(-0.62, 0.0), (-0.1, -0.5), (0.55, -0.42), (0.95, 0.02), (0.55, 0.44), (-0.1, 0.5)], colour
    )
    for x in (-0.15, 0.12):
        pen.mark([(x, -0.36), (x + 0.1, 0.0), (x, 0.36)], 0.08, lighter(colour, 0.45))
    pen.oval(0.6, -0.12, 0.15, 0.15, WHITE, 0.03)
    pen.dot(0.63, -0.12, 0.08, INK)


def whale(pen: Pen, colour: RGB, rng: Generator) -> None:
    spout = rng.uniform(-0.08, 0.08)
    water = (150, 210, 244)
    pen.limb([(0.38, -0.5), (0.36, -0.78), (0.18, -0.92 + spout)], 0.08, water, 0.03)
    pen.limb([(0.38, -0.5), (0.4, -0.78), (0.6, -0.92 - spout)], 0.08, water, 0.03)
    pen.blob(
        [
            (-0.62, 0.1),
            (-0.75, -0.3),
            (-1.0, -0.6),
            (-0.72, -0.55),
            (-0.6, -0.72),
            (-0.5, -0.4),
            (-0.45, 0.0),
        ],
        colour,
    )
    pen.blob(
        [
            (-0.7, 0.0),
            (-0.2, -0.28),
            (0.4, -0.5),
            (0.92, -0.2),
            (0.98, 0.3),
            (0.6, 0.72),
            (-0.1, 0.72),
            (-0.6, 0.4),
        ],
        colour,
    )
    pen.blob(
        [(-0.2, 0.66), (0.3, 0.4), (0.96, 0.3), (0.6, 0.71), (0.1, 0.76)], lighter(colour, 0.6), 0
    )
    pen.oval(0.1, 0.6, 0.12, 0.26, darker(colour, 0.25), turn=35)
    pen.dot(0.62, 0.06, 0.075, INK)


def butterfly(pen: Pen, colour: RGB, rng: Generator) -> None:
    open_wide = rng.uniform(0.82, 1.0)
    for side in (-1, 1):
        s = side * open_wide
        pen.blob(
            [(0, -0.1), (0.3 * s, -0.75), (0.85 * s, -0.85), (0.98 * s, -0.4), (0.6 * s, 0.05)],
            colour,
        )
        pen.blob(
            [(0, 0.1), (0.55 * s, 0.1), (0.8 * s, 0.45), (0.55 * s, 0.85), (0.2 * s, 0.6)],
            lighter(colour, 0.25),
        )
        pen.oval(0.62 * s, -0.48, 0.17, 0.17, lighter(colour, 0.65), 0.03)
        pen.oval(0.5 * s, 0.45, 0.12, 0.12, darker(colour, 0.4), 0)
        pen.mark([(0.03 * side, -0.5), (0.22 * side, -0.95)], 0.05, INK)
    pen.oval(0, 0.05, 0.1, 0.58, (62, 48, 44))


def turtle(pen: Pen, colour: RGB, rng: Generator) -> None:
    skin = (150, 190, 96)
    reach = rng.uniform(-0.06, 0.1)
    for x in (-0.5, 0.42):
        pen.limb([(x, 0.5), (x + rng.uniform(-0.12, 0.12), 0.88)], 0.22, skin)
    pen.poly([(-0.7, 0.45), (-0.98, 0.62), (-0.66, 0.66)], skin)
    pen.limb([(0.5, 0.42), (0.72 + reach, 0.1)], 0.2, skin)
    pen.oval(0.8 + reach, -0.02, 0.2, 0.18, skin)
    pen.blob(
        [(-0.78, 0.52), (-0.62, -0.1), (-0.1, -0.45), (0.42, -0.15), (0.66, 0.52), (-0.05, 0.62)],
        colour,
    )
    for x, y in ((-0.38, 0.2), (-0.02, -0.06), (0.3, 0.22)):
        pen.oval(x, y, 0.15, 0.16, darker(colour, 0.3), 0)
    pen.dot(0.86 + reach, -0.06, 0.055, INK)
