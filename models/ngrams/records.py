"""What n-grams report: picklable strings, numbers and arrays, ready to be sent to a page."""

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Option:
    """A unit that may come next: how often it followed in each corpus, its share of those
    counts, and its chance at the temperature.
    """

    text: str
    counts: tuple[int, ...]
    share: float
    chance: float


@dataclass(frozen=True)
class Place:
    """Where a run that was copied stands in the source: positions of characters.

    The run begins at `run`, the n-gram at `gram`, its last unit at `unit`, and all end at `end`.
    """

    source: int
    run: int
    gram: int
    unit: int
    end: int


@dataclass(frozen=True)
class Step:
    """One unit that was written.

    `text` is what it adds to the text. `used` says, for each corpus, how many of the last n − 1
    units its context has: fewer where the rest has no continuation there. `totals` is how often
    that context is continued, `kinds` with how many different units. `options` are the likeliest of
    them and, last where it is none of those, the one that was drawn, number `drawn`. The random
    number `u` fell into its part of the cumulative chances, from `lower` to `lower + chance`.
    `copied` is how many units up to this one, some perhaps of the prompt, stand together in
    a source, `place` where.
    """

    text: str
    used: tuple[int, ...]
    totals: tuple[int, ...]
    kinds: int
    options: tuple[Option, ...]
    drawn: int
    u: float
    lower: float
    chance: float
    copied: int
    place: Place | None


@dataclass(frozen=True)
class Source:
    """A corpus: `units` in all, `types` different n-grams with the n of the request, and the text
    itself, empty where only its counts are here.
    """

    title: str
    units: int
    types: int
    text: str


@dataclass(frozen=True)
class Written:
    """A text, whole.

    `prompt` are the units of the prompt and `text` what was written after it. `limit` is the length
    from which on a copied run may be longer than the counts can tell; 0 where the text is here.
    `copied_share` is the share of what was written in verbatim runs of at least COPIED characters;
    None where that cannot be told.
    """

    prompt: tuple[str, ...]
    text: str
    steps: tuple[Step, ...]
    sources: tuple[Source, ...]
    limit: int
    copied_share: float | None
    longest_copy: str
    notes: tuple[str, ...]
    seconds: float
    settings: dict[str, Any]


@dataclass(frozen=True)
class Held:
    """How a text was parted: units to count, units held out, different units, and how many units
    of the held-out part are among those that count as unknown.
    """

    counted: int
    held_out: int
    vocab_size: int
    unknown: int


@dataclass(frozen=True)
class Rung:
    """One n of the ladder.

    `perplexities` of the held-out part by smoothing, infinite where a unit has probability 0;
    `impossible` is the share of such units without smoothing. `pieces` and `runs` [T] are a text
    written at this n, and how long a copied run each unit is in.
    """

    n: int
    perplexities: dict[str, float]
    impossible: float
    copied_share: float
    pieces: tuple[str, ...]
    runs: np.ndarray


@dataclass(frozen=True)
class Climbed:
    """The end of the ladder: what was parted, and the settings."""

    title: str
    held: Held
    seconds: float
    settings: dict[str, Any]


@dataclass(frozen=True)
class NextUnit:
    """What may come next: every unit that followed the last `used` units, likeliest first.

    `pieces` are their bytes, `counts` int64 and `shares` float64 [k] how often they followed,
    `chances` float64 [k] the same at the temperature. `context` is the text of the used units.
    """

    used: int
    context: str
    pieces: tuple[bytes, ...]
    counts: np.ndarray
    shares: np.ndarray
    chances: np.ndarray
    notes: tuple[str, ...]
