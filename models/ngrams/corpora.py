"""The texts that n-grams are counted in: two of the gallery, or what a visitor brings."""

import functools
import logging
import lzma
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.catalog import CHECKPOINTS
from models.errors import InvalidRequest, ModelError
from models.ngrams import table
from models.ngrams.counts import Counts, count
from models.ngrams.units import cut

log = logging.getLogger(__name__)

MOBY_DICK = CHECKPOINTS / "moby-dick-ngrams"
STORY = Path(__file__).parents[2] / "assets" / "texts" / "the-jackdaw-and-the-fog.txt"
COUNTED = {"letters": 8, "characters": 6, "words": 4, "pocket-bpe": 3}
"""The units in which Moby-Dick is here, and how long the n-grams are."""

NAMES = {"letters": "letters", "characters": "characters", "words": "words"}
"""What the units are called in sentences; all others are tokens."""


@dataclass(frozen=True)
class Corpus:
    """Counts of a text, and the text itself where it is here.

    `vocabulary` are the different units as bytes, in ascending order; `ids` int32 [N] and `spans`
    int32 [N, 2], in code points of `text`, are empty where only the counts are here.
    """

    title: str
    unit: str
    vocabulary: tuple[bytes, ...]
    counts: Counts
    text: str
    ids: np.ndarray
    spans: np.ndarray

    @functools.cached_property
    def index(self) -> dict[bytes, int]:
        """The number of each unit."""
        return {piece: number for number, piece in enumerate(self.vocabulary)}

    @property
    def units(self) -> int:
        """How many units the text has."""
        return int(self.counts.levels[0].counts.sum())

    def read(self, text: str) -> np.ndarray:
        """The units of another text as ids of this corpus, −1 for unknown ones: int32 [n]."""
        row = cut(text, self.unit)
        known = np.array([self.index.get(piece, -1) for piece in row.vocabulary], dtype=np.int32)
        return known[row.ids] if len(known) else row.ids


def named(unit: str) -> str:
    """What a unit is called when there are many of it."""
    return NAMES.get(unit, "tokens")


def counted(text: str, unit: str, order: int, title: str = "your text") -> Corpus:
    """Count a text; InvalidRequest where it is too short to have an n-gram of that order."""
    row = cut(text, unit)
    found = len(row.ids)
    if found < order:
        what = named(unit) if found != 1 else named(unit).removesuffix("s")
        more = f"choose n up to {found}, or give it" if found else "give it"
        raise InvalidRequest(
            f"{title[0].upper()}{title[1:]} has {found or 'no'} {what}, so there are no "
            f"{order}-grams in it: {more} more text."
        )
    counts = count(row.ids, len(row.vocabulary), order)
    return Corpus(title, unit, row.vocabulary, counts, text, row.ids, row.spans)


def story(unit: str, order: int) -> Corpus:
    """The gallery's own story of about 4,000 words."""
    return counted(story_text(), unit, order, "the story")


@functools.cache
def story_text() -> str:
    """The text of the story."""
    return STORY.read_text(encoding="utf-8")


def moby_dick(unit: str, order: int) -> Corpus:
    """Melville's novel as counts; InvalidRequest where these units are not counted, or not so far.

    Raises:
        ModelError: where the file is missing or broken.
    """
    if unit not in COUNTED:
        units = ", ".join(COUNTED)
        raise InvalidRequest(
            f"Moby-Dick is here as counts, and of these tokens there are none: choose {units}, "
            "or another text."
        )
    if order > COUNTED[unit]:
        raise InvalidRequest(
            f"Moby-Dick is here as counts of at most {COUNTED[unit]} {named(unit)} in a row: "
            f"choose n up to {COUNTED[unit]}, or another text."
        )
    return _table(unit)


@functools.cache
def _table(unit: str) -> Corpus:
    path = MOBY_DICK / f"{unit}.npz.xz"
    try:
        vocabulary, counts = table.load(path)
    except (OSError, lzma.LZMAError, ValueError, KeyError, EOFError) as error:
        log.exception("loading %s failed", path)
        raise ModelError(
            f"The counts of Moby-Dick are missing or broken ({path.name}): restore them with "
            "`git checkout -- models/checkpoints`, or choose another text."
        ) from error
    nothing = np.zeros(0, dtype=np.int32)
    return Corpus("Moby-Dick", unit, vocabulary, counts, "", nothing, nothing.reshape(0, 2))
