"""Word vectors as text: a word and its numbers on every line, with spaces between them."""

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from models.errors import InvalidRequest
from models.requests import shorten
from models.word_vectors.rows import Rows, refuse

CHUNK = 1 << 20
LONGEST_LINE = 1 << 20

UNUSUAL = (b"  ", b"\t", b"\r", b"\v", b"\f")
"""What else may stand between numbers."""

Line = tuple[int, bytes]
"""The number of a line in its file, from 1, and what it says."""


def read(stream: BinaryIO, rows: Rows) -> None:
    """Fill `rows` with the lines of `stream`, which stands behind the header, if there is one.

    Raises:
        InvalidRequest: with the number of the line that is wrong.
    """
    for lines in _batches(stream, rows):
        lines = lines[: rows.wanted_of(len(lines))]
        words, vectors = _quickly(lines, rows.header.size) or _carefully(lines, rows)
        if not np.isfinite(vectors).all():
            row = int(np.isfinite(vectors).all(axis=1).argmin())
            raise _wrong(rows, lines[row], "has a number that is not finite")
        rows.add(words, vectors)
        if rows.is_enough:
            return


def _batches(stream: BinaryIO, rows: Rows) -> Iterator[list[Line]]:
    """The lines of `stream` that are not empty, many at a time."""
    number, rest, ended = rows.header.line, b"", False
    while not ended:
        piece = stream.read(CHUNK)
        ended = not piece
        *lines, rest = (rest + (piece or b"\n")).split(b"\n")
        if len(rest) > LONGEST_LINE:
            raise refuse(rows.name, "has a line of more than a million characters")
        batch = [(number + i, line) for i, line in enumerate(lines) if line.strip()]
        number += len(lines)
        if batch:
            yield batch


def _quickly(lines: list[Line], size: int) -> tuple[list[str], np.ndarray] | None:
    """Words and numbers [k, size] of lines as they should be; None where one is not."""
    parts = [line.rstrip().partition(b" ") for _, line in lines]
    if any(not word or rest.count(b" ") != size - 1 for word, _, rest in parts):
        return None
    joined = b" ".join(rest for *_, rest in parts)
    if any(space in joined for space in UNUSUAL):
        return None
    try:
        numbers = np.fromstring(joined, np.float32, sep=" ")
        words = [word.decode() for word, *_ in parts]
    except (ValueError, DeprecationWarning):
        return None
    return (words, numbers.reshape(-1, size)) if numbers.size == len(lines) * size else None


def _carefully(lines: list[Line], rows: Rows) -> tuple[list[str], np.ndarray]:
    """The same of lines with tabs, with several spaces, or with spaces within a word."""
    size = rows.header.size
    vectors = np.empty((len(lines), size), np.float32)
    words = []
    for row, line in enumerate(lines):
        word, *numbers = line[1].rsplit(None, size)
        surplus = sum(1 for piece in word.split()[1:] if is_number(piece))
        if len(numbers) < size:
            raise _wrong(rows, line, f"has {len(numbers)} of {size} numbers")
        if surplus:
            raise _wrong(rows, line, f"has {size + surplus} numbers, not {size}")
        try:
            vectors[row] = [float(number) for number in numbers]
            words.append(word.decode().strip())
        except UnicodeDecodeError:
            raise _wrong(rows, line, "is not text in UTF-8") from None
        except ValueError:
            problem = f"should be a word and {size} numbers, but is {shorten(_shown(line[1]))}"
            raise _wrong(rows, line, problem) from None
    return words, vectors


def is_number(piece: bytes) -> bool:
    """Whether a piece of a line can be read as a number."""
    try:
        float(piece)
    except ValueError:
        return False
    return True


def _wrong(rows: Rows, line: Line, problem: str) -> InvalidRequest:
    return refuse(rows.name, f"cannot be read: line {line[0]:,} {problem}")


def _shown(line: bytes) -> str:
    return line[:100].decode(errors="replace").strip()
