"""Counts of n-grams as a small file: figures, and not the text.

A trie needs, level by level, how many n-grams continue each context and with which units; how often
the longest ones occur gives all other counts as sums, but for the n-grams at the end of the text,
which nothing continues. The columns are stored as small numbers and compressed together.
"""

import io
import lzma
from pathlib import Path

import numpy as np

from models.ngrams.counts import Counts, Level


def save(path: Path, vocabulary: tuple[bytes, ...], counts: Counts, last: np.ndarray) -> None:
    """Write counts and the `vocabulary` they are about; `last` are the text's last units."""
    columns = {
        "vocabulary": np.frombuffer(b"\0".join(vocabulary), np.uint8),
        "counts": _small(counts.levels[-1].counts),
        "last": last[1 - counts.order :] if counts.order > 1 else last[:0],
    }
    for n, level in enumerate(counts.levels, start=1):
        continued = np.bincount(counts.parents(n), minlength=counts.contexts(n))
        columns[f"continued_{n}"] = _small(continued)
        columns[f"units_{n}"] = _small(level.keys % counts.vocab_size)
    file = io.BytesIO()
    np.savez(file, **columns)
    path.write_bytes(lzma.compress(file.getvalue(), preset=9 | lzma.PRESET_EXTREME))


def load(path: Path) -> tuple[tuple[bytes, ...], Counts]:
    """Read what `save` wrote; OSError, LZMAError or ValueError where it cannot be read."""
    with np.load(io.BytesIO(lzma.decompress(path.read_bytes())), allow_pickle=False) as file:
        columns = dict(file)
    vocabulary = tuple(columns["vocabulary"].tobytes().split(b"\0"))
    size, order = len(vocabulary), sum(name.startswith("units_") for name in columns)
    levels: list[Level] = []
    for n in range(1, order + 1):
        continued = columns[f"continued_{n}"]
        parents = np.repeat(np.arange(len(continued)), continued)
        units = columns[f"units_{n}"].astype(np.int64)
        shorter = np.zeros(len(units), np.int32)
        if n > 1:
            keys = levels[-1].shorter[parents] * np.int64(size) + units
            shorter = np.searchsorted(levels[-1].keys, keys).astype(np.int32)
        levels.append(Level(parents * size + units, np.zeros(0), shorter))
    return vocabulary, _summed(Counts(size, tuple(levels)), columns["counts"], columns["last"])


def _summed(counts: Counts, longest: np.ndarray, last: np.ndarray) -> Counts:
    """The trie with the counts of all levels: an n-gram occurs as often as it is continued, and
    once more at the end of the text.
    """
    occur, found = longest.astype(np.int64), []
    for n in range(counts.order, 0, -1):
        level = counts.levels[n - 1]
        found.append(Level(level.keys, occur, level.shorter))
        if n > 1:
            occur = np.bincount(counts.parents(n), occur, counts.contexts(n)).astype(np.int64)
            *_, place = counts.up_to(n - 1).places(last[len(last) - n + 1 :])
            occur[place[-1]] += 1
    return Counts(counts.vocab_size, tuple(reversed(found)))


def _small(values: np.ndarray) -> np.ndarray:
    """The same whole numbers in as few bytes each as they need."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))
