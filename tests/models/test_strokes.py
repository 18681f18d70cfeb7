"""Drawings by hand as texts: what is drawn where, and what is refused."""

import numpy as np
import pytest

from models import strokes
from models.errors import InvalidRequest
from models.pictures.palette import COLOURS, PAPER


def pixel(text: str, x: int, y: int) -> tuple[int, ...]:
    """The colour of a drawing at a place of the paper."""
    picture = np.asarray(strokes.draw(text))
    scale = strokes.PIXELS // strokes.SIDE
    return tuple(int(value) for value in picture[y * scale, x * scale])


def test_no_strokes_leave_the_paper_as_it_is() -> None:
    assert strokes.draw("").size == (strokes.PIXELS, strokes.PIXELS)
    assert pixel("", 100, 100) == PAPER


def test_a_line_is_as_wide_as_its_brush() -> None:
    line = "rc40808080"
    assert pixel(line, 96, 128) == COLOURS["red"]
    assert pixel(line, 96, 128 + 9) == COLOURS["red"]
    assert pixel(line, 96, 128 + 14) == PAPER
    assert pixel(line, 32, 128) == PAPER


def test_a_single_point_is_a_dot() -> None:
    assert pixel("kb7c56", 0x7C, 0x56) == COLOURS["black"]


def test_a_capital_fills_what_the_line_encloses() -> None:
    corners = "20202060606060206020"
    assert pixel(f"ga{corners}", 0x40, 0x40) == PAPER
    assert pixel(f"gA{corners}", 0x40, 0x40) == COLOURS["green"]


def test_the_eraser_brings_the_paper_back() -> None:
    assert pixel("kd40808080.ed40808080", 96, 128) == PAPER


@pytest.mark.parametrize("text", ["k", "ka12", "zz0000", "ka0000;ka0000", "ka00 00", "KA0000"])
def test_what_is_not_a_drawing_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest, match="is not a stroke"):
        strokes.parse(text)


def test_an_endless_drawing_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="undo a few strokes"):
        strokes.parse("ka0000." * 10_000)
