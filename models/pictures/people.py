"""Those who walk upright: person, astronaut, robot, snowman. Drawn as the animals are."""

from numpy.random import Generator

from models.pictures.palette import INK, RGB, darker, lighter
from models.pictures.pen import Pen

SKINS: tuple[RGB, ...] = ((250, 214, 180), (232, 184, 144), (188, 130, 88), (118, 78, 54))
HAIRS: tuple[RGB, ...] = ((52, 38, 32), (120, 74, 40), (224, 182, 90), (90, 90, 96))


def person(pen: Pen, colour: RGB, rng: Generator) -> None:
    skin, hair = SKINS[rng.integers(4)], HAIRS[rng.integers(4)]
    raised = rng.uniform(-0.45, 0.3, 2)
    step = rng.uniform(0.0, 0.1)
    for side in (-1, 1):
        pen.limb([(0.14 * side, 0.4), (side * (0.18 + step), 0.9)], 0.19, (70, 78, 104))
        pen.limb([(0.28 * side, -0.18), (0.56 * side, 0.16 + raised[int(side > 0)])], 0.15, colour)
        pen.dot(0.58 * side, 0.19 + raised[int(side > 0)], 0.1, skin)
    pen.blob([(-0.32, -0.2), (0.32, -0.2), (0.3, 0.5), (-0.3, 0.5)], colour)
    pen.oval(0, -0.58, 0.31, 0.35, hair)
    pen.oval(0.03, -0.5, 0.26, 0.29, skin)
    pen.dot(-0.06, -0.53, 0.05, INK)
    pen.dot(0.15, -0.53, 0.05, INK)
    pen.mark([(-0.05, -0.37), (0.05, -0.33), (0.14, -0.37)], 0.045, (170, 70, 70))


def astronaut(pen: Pen, colour: RGB, rng: Generator) -> None:
    raised = rng.uniform(-0.5, 0.2, 2)
    step = rng.uniform(0.0, 0.12)
    pen.box(-0.42, -0.25, 0.42, 0.4, darker(colour, 0.35))
    for side in (-1, 1):
        pen.limb([(0.17 * side, 0.4), (side * (0.22 + step), 0.86)], 0.26, colour)
        pen.limb([(0.3 * side, -0.1), (0.64 * side, 0.2 + raised[int(side > 0)])], 0.22, colour)
    pen.blob([(-0.34, -0.18), (0.34, -0.18), (0.36, 0.48), (-0.36, 0.48)], colour)
    pen.box(-0.16, 0.08, 0.16, 0.28, (90, 130, 200), 0.03)
    pen.dot(-0.06, 0.18, 0.05, (230, 60, 60))
    pen.oval(0, -0.54, 0.43, 0.42, colour)
    pen.oval(0.05, -0.53, 0.3, 0.26, (36, 62, 110))
    pen.mark([(0.06, -0.68), (0.2, -0.6)], 0.07, (170, 210, 250))


def robot(pen: Pen, colour: RGB, rng: Generator) -> None:
    raised = rng.uniform(-0.5, 0.2, 2)
    metal = darker(colour, 0.35)
    for side in (-1, 1):
        pen.limb([(0.2 * side, 0.45), (0.2 * side, 0.84)], 0.13, metal)
        pen.box(0.2 * side - 0.17, 0.82, 0.2 * side + 0.17, 0.97, colour)
        pen.limb([(0.4 * side, -0.02), (0.72 * side, 0.2 + raised[int(side > 0)])], 0.12, metal)
        pen.dot(0.74 * side, 0.22 + raised[int(side > 0)], 0.11, metal)
    pen.box(-0.42, -0.12, 0.42, 0.5, colour)
    pen.box(-0.24, 0.06, 0.24, 0.34, lighter(colour, 0.55), 0.03)
    pen.mark([(-0.16, 0.2), (-0.04, 0.12), (0.04, 0.27), (0.16, 0.2)], 0.045, (60, 150, 90))
    pen.mark([(0, -0.7), (0, -0.92)], 0.06, metal)
    pen.dot(0, -0.94, 0.09, (236, 70, 60))
    pen.box(-0.36, -0.74, 0.36, -0.2, colour)
    for x in (-0.16, 0.16):
        pen.oval(x, -0.54, 0.1, 0.1, (255, 240, 150), 0.03)
        pen.dot(x, -0.54, 0.045, INK)
    pen.box(-0.18, -0.36, 0.18, -0.28, INK, 0)


def snowman(pen: Pen, colour: RGB, rng: Generator) -> None:
    lift = rng.uniform(-0.2, 0.15, 2)
    for side in (-1, 1):
        pen.mark(
            [(0.3 * side, -0.02), (0.8 * side, -0.2 + lift[int(side > 0)])], 0.06, (104, 70, 44)
        )
    pen.oval(0, 0.56, 0.5, 0.42, colour)
    pen.oval(0, -0.02, 0.37, 0.34, colour)
    pen.oval(0, -0.48, 0.28, 0.27, colour)
    pen.limb([(-0.24, -0.26), (0.0, -0.2), (0.24, -0.26)], 0.1, (204, 52, 56), 0.03)
    pen.limb([(0.16, -0.22), (0.24, 0.1)], 0.1, (204, 52, 56), 0.03)
    pen.box(-0.34, -0.75, 0.34, -0.67, INK, 0)
    pen.box(-0.22, -1.0, 0.22, -0.7, INK, 0)
    for x in (-0.1, 0.12):
        pen.dot(x, -0.55, 0.05, INK)
    pen.poly([(0.02, -0.5), (0.02, -0.4), (0.36, -0.42)], (240, 130, 36), 0.02)
    for y in (0.02, 0.4, 0.6):
        pen.dot(0, y, 0.05, INK)
