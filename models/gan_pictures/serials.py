"""Reads the serial numbers of banknotes, real or forged, as a clerk with a ruler would."""

import numpy as np

from models.gan_pictures.banknotes import DIGITS, SERIAL_LEFT, SERIAL_TOP, is_valid

GLYPHS = np.stack(
    [np.array([[mark == "#" for mark in row] for row in glyph.split("\n")]) for glyph in DIGITS]
)
"""Which pixels of the ten digits are inked, bool [10, 5, 3]."""

WRONG_PIXELS = 1


def read_serials(pictures: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether the serial of each note uint8 [N, 16, 16, 3] is legible, and whether it is valid.

    Legible: each of its digits differs from a digit of the font in at most WRONG_PIXELS of 15
    pixels. Valid: the last digit checks the others. Both bool [N].
    """
    digits, wrong = zip(*(_read(pictures, place) for place in range(3)), strict=True)
    legible = np.max(wrong, axis=0) <= WRONG_PIXELS
    serials = [tuple(map(int, serial)) for serial in zip(*digits, strict=True)]
    valid = [is_valid(serial) for serial in serials]
    return legible, np.array(valid) & legible


def _read(pictures: np.ndarray, place: int) -> tuple[np.ndarray, np.ndarray]:
    """The digit at `place`, int [N], and in how many pixels it is not like the font's."""
    left = SERIAL_LEFT + 4 * place
    cells = pictures[:, SERIAL_TOP : SERIAL_TOP + 5, left : left + 3].astype(float)
    light = cells.mean(-1)
    middle = (light.min((1, 2)) + light.max((1, 2))) / 2
    inked = light < middle[:, None, None]
    wrong = (inked[:, None] != GLYPHS).sum((2, 3))
    return wrong.argmin(1), wrong.min(1)
