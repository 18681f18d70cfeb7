"""Word vectors in word2vec's binary format: a word, a space, float32 numbers, again and again."""

from typing import BinaryIO

import numpy as np

from models.word_vectors.rows import Rows, refuse

CHUNK = 1 << 22
LONGEST_WORD = 2000


def read(stream: BinaryIO, rows: Rows) -> None:
    """Fill `rows` with what `stream` holds behind its header.

    Raises:
        InvalidRequest: where it is not that format, or ends too early or too late.
    """
    data = b""
    while piece := stream.read(CHUNK):
        data += piece
        words, vectors, used = _records(data, rows)
        data = data[used:]
        words = words[: rows.wanted_of(len(words))]
        rows.add(words, vectors[: len(words)])
        if rows.is_enough:
            return
    if data.strip(b"\n"):
        raise refuse(rows.name, f"ends in the middle of a vector, after {rows.read:,} words")


def _records(data: bytes, rows: Rows) -> tuple[list[str], np.ndarray, int]:
    """The words and vectors [k, d] that are whole in `data`, and how many bytes they take."""
    length = 4 * rows.header.size
    words, vectors, position = [], [], 0
    while True:
        space = data.find(b" ", position)
        if space < 0 or space + 1 + length > len(data):
            break
        words.append(_word(data[position:space], rows, len(words)))
        vectors.append(data[space + 1 : space + 1 + length])
        position = space + 1 + length
    if len(data) - position > LONGEST_WORD + length + 1:
        raise _not_the_format(rows, len(words))
    numbers = np.frombuffer(b"".join(vectors), "<f4").reshape(-1, rows.header.size)
    if not np.isfinite(numbers).all():
        row = int(np.isfinite(numbers).all(axis=1).argmin())
        raise refuse(rows.name, f"has a number that is not finite, at word {rows.read + row + 1:,}")
    return words, numbers, position


def _word(text: bytes, rows: Rows, before: int) -> str:
    """The word; some programs write a line end before it."""
    try:
        word = text.lstrip(b"\n").decode()
    except UnicodeDecodeError:
        raise _not_the_format(rows, before) from None
    if not word or len(text) > LONGEST_WORD:
        raise _not_the_format(rows, before)
    return word


def _not_the_format(rows: Rows, before: int) -> Exception:
    return refuse(
        rows.name,
        f"is not in word2vec's binary format, as its first line has it: word "
        f"{rows.read + before + 1:,} is none",
    )
