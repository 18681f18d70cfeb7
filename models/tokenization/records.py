"""What is reported about tokens: small arrays, strings and numbers, picklable."""

from dataclasses import dataclass

import numpy as np

from models.tokenizers import Merge

TEXT, SPECIAL, UNKNOWN = 0, 1, 2
"""Kinds of tokens: a piece of the text, one that stands for no text, one for anything unknown."""


@dataclass(frozen=True)
class Counts:
    """How long a text is: `special` of the `tokens` stand for no text, `unknown` for any.

    `in_specials` of the `characters` are the names of special tokens that were read in the text.
    """

    tokens: int
    special: int
    unknown: int
    characters: int
    bytes: int
    in_specials: int = 0

    @property
    def characters_per_token(self) -> float | None:
        """How much a token holds, special ones left out; None where there is none."""
        pieces = self.tokens - self.special
        return (self.characters - self.in_specials) / pieces if pieces else None


@dataclass(frozen=True)
class Tokenized:
    """A text as one tokenizer reads it.

    `ids` int32 [n], `spans` int32 [n, 2] in the bytes of the text, `kinds` uint8 [n]. `names` are
    the distinct tokens as the vocabulary writes them and `histories` the merges that made them,
    both by id, for the first tokens of a long text. `seconds` is what cutting took.
    """

    key: str
    title: str
    method: str
    vocab_size: int
    round_trip: bool
    ids: np.ndarray
    spans: np.ndarray
    kinds: np.ndarray
    names: dict[int, str]
    histories: dict[int, tuple[Merge, ...]]
    counts: Counts
    seconds: float


@dataclass(frozen=True)
class NotHere:
    """A tokenizer that was left out, because it would have to be downloaded first."""

    key: str
    name: str
    megabytes: float


@dataclass(frozen=True)
class Alphabet:
    """Before the first merge: the `pieces` of the text, which no merge reaches across.

    They are the first ones, enough to be shown; `is_whole` says that they are all. `bytes` counts
    the whole text, which at this moment is as many tokens; `characters` counts its code points.
    """

    pieces: tuple[bytes, ...]
    is_whole: bool
    bytes: int
    characters: int
    distinct: int


@dataclass(frozen=True)
class Merged:
    """One merge: `left` and `right` became one token, for they stood together `count` times.

    `rivals` are the most frequent pairs at that moment, the winner first. `tokens` is what the
    text has afterwards.
    """

    left: bytes
    right: bytes
    count: int
    rivals: tuple[tuple[bytes, bytes, int], ...]
    tokens: int


@dataclass(frozen=True)
class LearnedAll:
    """The end: how many tokens there are, and why no more where fewer were wanted."""

    vocab_size: int
    merges: int
    tokens: int
    seconds: float
    note: str
