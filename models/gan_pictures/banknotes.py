"""Banknotes of 16 × 16 pixels: three denominations, each with its motif, ink and serial number.

A real note keeps one secret that is easy to miss: the last of its three serial digits is the last
digit of the sum of the other two. A careful detective can learn that; a careless one never looks.
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

RGB = tuple[int, int, int]
SIDE = 16
SERIAL_TOP, SERIAL_LEFT = 9, 3

DIGITS = (
    "###\n# #\n# #\n# #\n###",
    " # \n## \n # \n # \n###",
    "###\n  #\n###\n#  \n###",
    "###\n  #\n ##\n  #\n###",
    "# #\n# #\n###\n  #\n  #",
    "###\n#  \n###\n  #\n###",
    "###\n#  \n###\n# #\n###",
    "###\n  #\n  #\n # \n # ",
    "###\n# #\n###\n# #\n###",
    "###\n# #\n###\n  #\n###",
)
"""The ten digits, three pixels wide and five high."""

LIGHTHOUSE = """\
  ##
oo..
  ##
  oo
  ##
  oo
 ####"""

SHIP = """\
  #
  #o
 .#oo
..#ooo
  #
######
 ####"""

CAPTAIN = """\
  ###
 #####
  #.#.
  ....
  .oo
 ####
 #####"""


@dataclass(frozen=True)
class Kind:
    """A denomination: its value, what it shows, and its colours."""

    value: int
    motif: str
    ink: RGB
    accent: RGB
    paper: RGB


KINDS: tuple[Kind, ...] = (
    Kind(5, LIGHTHOUSE, ink=(22, 84, 74), accent=(196, 78, 60), paper=(205, 228, 212)),
    Kind(10, SHIP, ink=(122, 36, 56), accent=(214, 148, 60), paper=(246, 216, 208)),
    Kind(50, CAPTAIN, ink=(58, 50, 112), accent=(180, 86, 120), paper=(222, 216, 240)),
)


@dataclass(frozen=True)
class Note:
    """What one note looks like; `kind` indexes KINDS, `wear` is 0 (fresh) to 1 (old)."""

    kind: int
    serial: tuple[int, int, int]
    mirrored: bool
    wear: float


def middle(kind: Kind) -> RGB:
    """The colour between paper and ink, of the frame and of fine lines."""
    red, green, blue = (
        round(0.55 * light + 0.45 * dark) for light, dark in zip(kind.paper, kind.ink, strict=True)
    )
    return red, green, blue


def sample(rng: Generator, count: int) -> list[Note]:
    """Notes as they are in circulation: all kinds alike, every serial number, some worn."""
    return [_sample_one(rng) for _ in range(count)]


def is_valid(serial: tuple[int, int, int]) -> bool:
    """Whether the last digit checks the other two."""
    return (serial[0] + serial[1]) % 10 == serial[2]


def draw(note: Note) -> np.ndarray:
    """The note as uint8 [16, 16, 3]."""
    kind = KINDS[note.kind]
    ink, accent = np.array(kind.ink, float), np.array(kind.accent, float)
    paper = np.array(kind.paper, float)
    old = np.array([214.0, 204.0, 178.0])
    paper = paper + 0.45 * note.wear * (old - paper)
    ink, accent = ink + 0.3 * note.wear * (paper - ink), accent + 0.3 * note.wear * (paper - accent)
    mid = 0.55 * paper + 0.45 * ink
    tints = {"#": ink, "o": accent, "+": mid, ".": 0.35 * paper + 0.65 * 255}
    canvas = np.tile(paper, (SIDE, SIDE, 1))
    _guilloche(canvas, paper, mid)
    _stamp(canvas, str(kind.value), 2, 2, ink)
    _motif(canvas, kind.motif, note.mirrored, tints)
    _stamp(canvas, "".join(map(str, note.serial)), SERIAL_TOP, SERIAL_LEFT, accent)
    return canvas.round().astype(np.uint8)


def _sample_one(rng: Generator) -> Note:
    first, second = (int(digit) for digit in rng.integers(0, 10, 2))
    return Note(
        kind=int(rng.integers(len(KINDS))),
        serial=(first, second, (first + second) % 10),
        mirrored=bool(rng.random() < 0.5),
        wear=float(rng.beta(1.2, 3.0)),
    )


def _guilloche(canvas: np.ndarray, paper: np.ndarray, mid: np.ndarray) -> None:
    """The engraved frame, and the fine waves behind everything."""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    waves = np.sin(1.05 * x + 2.1 * np.sin(0.42 * y)) * np.sin(0.8 * y)
    canvas += 9.0 * waves[..., None]
    edge = (x == 0) | (y == 0) | (x == SIDE - 1) | (y == SIDE - 1)
    canvas[edge] = mid
    canvas[edge & ((x + y) % 2 == 0)] = 0.3 * paper + 0.7 * mid


def _stamp(canvas: np.ndarray, text: str, top: int, left: int, colour: np.ndarray) -> None:
    for place, digit in enumerate(text):
        for y, row in enumerate(DIGITS[int(digit)].split("\n")):
            for x, mark in enumerate(row):
                if mark == "#":
                    canvas[top + y, left + 4 * place + x] = colour


def _motif(canvas: np.ndarray, motif: str, mirrored: bool, tints: dict[str, np.ndarray]) -> None:
    for y, row in enumerate(motif.split("\n")):
        cells = row.ljust(6)
        for x, mark in enumerate(reversed(cells) if mirrored else cells):
            if mark in tints:
                canvas[1 + y, 9 + x] = tints[mark]
