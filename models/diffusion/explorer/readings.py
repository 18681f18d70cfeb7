"""What the pictures of a sheet say: agreement, saturation, diversity. Plain numpy.

Agreement is how likely the judge finds what the prompt names; diversity how far apart pictures are
in the judge's features; saturation the share of pixels that are driven to the edge of what a screen
can show. As guidance grows, the first rises, the second falls, the third rises (Ho & Salimans 2022;
Saharia et al. 2022, section 2.3, on saturation).
"""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.diffusion.explorer.axes import Axis
from models.diffusion.explorer.records import CellReading, GroupReading, SheetCell
from models.diffusion.explorer.requests import SheetRequest
from models.pictures.grammar import COLOURS, SETTING_PHRASES, SUBJECTS, words_of

CLIPPED = (1, 254)
"""Levels of 255 at which a channel counts as clipped."""

VIVID = 0.9
"""From this share of the largest channel on, the smallest one missing, a colour is over-saturated
(S of the HSV colour space); the world's own pots stay below."""


@dataclass(frozen=True)
class Wanted:
    """What a prompt names, in the judge's words; a colour only where one alone is named."""

    subjects: tuple[str, ...]
    colour: str | None
    setting: str | None


def wanted(prompt: str) -> Wanted:
    """The subjects, the colour and the setting that a prompt names."""
    text = f" {' '.join(words_of(prompt))} "
    settings = _named(text, SETTING_PHRASES)
    subjects = _named(text, {key: (*s.names, s.plural) for key, s in SUBJECTS.items()})
    colours = _named(text, {name: (name,) for name in COLOURS})
    return Wanted(
        tuple(subjects),
        colours[0] if len(colours) == 1 else None,
        settings[0] if len(settings) == 1 else None,
    )


def _named(text: str, phrases: Mapping[str, Iterable[str]]) -> list[str]:
    """The keys whose phrases stand in `text` as whole words, in the order of the text."""
    found = {
        key: match.start()
        for key, group in phrases.items()
        if (match := re.search(rf" (?:{'|'.join(map(re.escape, group))})(?= )", text))
    }
    return sorted(found, key=found.__getitem__)


def agreement(prompt: str, probabilities: Mapping[str, Mapping[str, float]]) -> float | None:
    """The mean probability, by the judge, of everything that the prompt names; None for nothing.

    `probabilities` are those of one picture: by "subject", "colour" and "setting", then by name.
    """
    named = wanted(prompt)
    found = [probabilities["subject"][name] for name in named.subjects]
    found += [probabilities["colour"][named.colour]] if named.colour else []
    found += [probabilities["setting"][named.setting]] if named.setting else []
    return sum(found) / len(found) if found else None


def saturation(raw: np.ndarray) -> float:
    """The share of pixels of uint8 [H, W, 3] that are clipped in a channel or over-saturated."""
    high = raw.max(-1).astype(np.int32)
    low = raw.min(-1).astype(np.int32)
    clipped = (low <= CLIPPED[0]) | (high >= CLIPPED[1])
    vivid = (high - low) >= VIVID * np.maximum(high, 1)
    return float((clipped | vivid).mean())


def diversity(features: Sequence[np.ndarray | None]) -> float | None:
    """The mean Euclidean distance between every two of `features`, float32 [F] each.

    None for fewer than two, or where the judge has not seen them all.
    """
    if len(features) < 2 or any(f is None for f in features):
        return None
    pairs = itertools.combinations(features, 2)
    return float(np.mean([np.linalg.norm(a - b) for a, b in pairs]))


def summarise(
    request: SheetRequest, cells: Iterable[SheetCell]
) -> tuple[tuple[GroupReading, ...], tuple[GroupReading, ...]]:
    """The readings of the columns and of the rows, from as many cells as there are."""
    cells = list(cells)
    rows = request.rows
    columns = _groups(cells, request.columns, "column", rows)
    return columns, _groups(cells, rows, "row", request.columns) if rows else ()


def _groups(
    cells: list[SheetCell], axis: Axis, side: str, inside: Axis | None
) -> tuple[GroupReading, ...]:
    groups = []
    for index, label in enumerate(axis.labels):
        members = [cell.reading for cell in cells if getattr(cell, side) == index]
        if members:
            groups.append(_group(label, members, inside.kind.name if inside else ""))
    return tuple(groups)


def _group(label: str, members: list[CellReading], over: str) -> GroupReading:
    told = [reading.agreement for reading in members if reading.agreement is not None]
    return GroupReading(
        label=label,
        cells=len(members),
        agreement=sum(told) / len(told) if told else None,
        saturation=sum(reading.saturation for reading in members) / len(members),
        diversity=diversity([reading.features for reading in members]),
        over=over,
    )
