"""How much of a text stands, word for word, in another."""

from dataclasses import dataclass

import numpy as np

from models.ngrams.counts import Counts


@dataclass(frozen=True)
class Copies:
    """For each unit of a text [T]: `lengths` int32, how many units up to and with this one stand
    together in the source; `places` int32, where in the source the first such run ends, −1 where
    there is none; `limit`, a length from which on a run may be longer than can be told, 0 if none.
    """

    lengths: np.ndarray
    places: np.ndarray
    limit: int


def find_copies(ids: np.ndarray, source: np.ndarray) -> Copies:
    """The longest run that ends at each id [T], in a source [N]; −1 is an id it does not have."""
    order = np.argsort(source, kind="stable")
    bounds = np.searchsorted(source[order], np.arange(source.max(initial=0) + 2))
    lengths, places = np.zeros(len(ids), np.int32), np.full(len(ids), -1, np.int32)
    ends, length = np.zeros(0, np.int64), 0
    for t, unit in enumerate(ids.tolist()):
        on = ends[ends + 1 < len(source)] + 1
        on = on[source[on] == unit]
        if len(on):
            ends, length = on, length + 1
        elif unit < 0:
            ends, length = ends[:0], 0
        else:
            everywhere = order[bounds[unit] : bounds[unit + 1]]
            ends, length = _longest(everywhere, ids[: t + 1], source)
        lengths[t], places[t] = length, ends[0] if length else -1
    return Copies(lengths, places, 0)


def count_copies(ids: np.ndarray, counts: Counts) -> Copies:
    """The same from counts alone, which know no run longer than their order, and no place."""
    lengths = np.zeros(len(ids), np.int32)
    for n, places in enumerate(counts.places(ids), start=1):
        lengths[n - 1 :][places >= 0] = n
    return Copies(lengths, np.full(len(ids), -1, np.int32), counts.order)


def in_runs(lengths: np.ndarray) -> np.ndarray:
    """For each unit [T] the length of the longest run that it is a part of: int32 [T]."""
    longest = np.zeros_like(lengths)
    for t, length in enumerate(lengths.tolist()):
        part = longest[max(0, t - length + 1) : t + 1]
        np.maximum(part, length, out=part)
    return longest


def copied_share(pieces: list[str], lengths: np.ndarray, characters: int) -> float:
    """The share of the text's characters in runs of at least so many characters."""
    sizes = np.array([len(piece) for piece in pieces])
    begins = np.cumsum(sizes) - sizes
    copied = np.zeros(len(sizes), bool)
    for t, length in enumerate(lengths.tolist()):
        first = max(0, t - length + 1)
        if length and begins[t] + sizes[t] - begins[first] >= characters:
            copied[first : t + 1] = True
    return float(sizes[copied].sum() / max(sizes.sum(), 1))


def _longest(ends: np.ndarray, ids: np.ndarray, source: np.ndarray) -> tuple[np.ndarray, int]:
    """Of the places where the last id stands, those with the longest run before it, and its
    length.
    """
    length = min(len(ends), 1)
    while length and length < len(ids):
        before = ends[ends >= length]
        before = before[source[before - length] == ids[-1 - length]]
        if not len(before):
            break
        ends, length = before, length + 1
    return ends, length
