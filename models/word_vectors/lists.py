"""Lists, groups and pairs of words, read from what a visitor writes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MAX_LIST_LENGTH = 60_000
MAX_WORD_LENGTH = 100
MAX_PAIRS = 40

BETWEEN_WORDS = re.compile(r"[\s,;|]+")
BETWEEN_PAIRS = re.compile(r"[\n,;]+")
INSIDE_A_PAIR = re.compile(r"\s*[–—:/\s]\s*|\s+-\s+|-")


@dataclass(frozen=True)
class Group:
    """Words under a name; the name may be empty."""

    name: str
    words: tuple[str, ...]


Groups = tuple[Group, ...]


def parse_groups(given: object) -> Groups:
    """Groups from a text, a line each: "animals: cat, dog"; from words; or groups as they are.

    A word counts once, in the first group that has it. ValueError with a sentence for what is too
    long.
    """
    if isinstance(given, str):
        lines = _short_enough(given).splitlines()
    elif isinstance(given, Sequence) and all(isinstance(item, Group) for item in given):
        return tuple(given)
    elif isinstance(given, Sequence) and all(isinstance(item, str) for item in given):
        lines = [_short_enough(", ".join(given))]
    else:
        raise ValueError("words must be a text or a list of words.")
    seen: set[str] = set()
    groups = [_group(line, seen) for line in lines]
    return tuple(group for group in groups if group.words)


def parse_pairs(given: object) -> tuple[tuple[str, str], ...]:
    """Pairs from a text such as "he she, man – woman", or from a list of pairs.

    ValueError with a sentence for a pair that is none, for no pairs or too many.
    """
    if isinstance(given, str):
        pieces = [piece.strip() for piece in BETWEEN_PAIRS.split(_short_enough(given))]
        pairs = [INSIDE_A_PAIR.split(piece) for piece in pieces if piece]
    elif isinstance(given, Sequence):
        pairs = [list(pair) if isinstance(pair, Sequence) else [pair] for pair in given]
    else:
        raise ValueError("pairs must be a text or a list of pairs of words.")
    if not 1 <= len(pairs) <= MAX_PAIRS:
        raise ValueError(
            f"There are {len(pairs):,} pairs: give 1 to {MAX_PAIRS}, such as “he she, man woman”."
        )
    for pair in pairs:
        if len(pair) != 2 or not all(isinstance(word, str) and word for word in pair):
            written = " ".join(str(word) for word in pair)[:60]
            raise ValueError(f"“{written}” is not a pair: write two words, such as “he she”.")
    return tuple((_word(a), _word(b)) for a, b in pairs)


def words_of(groups: Groups) -> tuple[str, ...]:
    """All words, in the order in which they were written."""
    return tuple(word for group in groups for word in group.words)


def _group(line: str, seen: set[str]) -> Group:
    name, colon, rest = line.partition(":")
    words = [_word(word) for word in BETWEEN_WORDS.split(rest if colon else line) if word]
    new = [word for word in dict.fromkeys(words) if word not in seen]
    seen.update(new)
    return Group(name.strip() if colon else "", tuple(new))


def _word(word: str) -> str:
    if len(word) > MAX_WORD_LENGTH:
        raise ValueError(
            f"“{word[:20]}…” has {len(word):,} letters: put commas or spaces between words."
        )
    return word


def _short_enough(text: str) -> str:
    if len(text) > MAX_LIST_LENGTH:
        raise ValueError(
            f"The list has {len(text):,} characters: write at most {MAX_LIST_LENGTH:,}."
        )
    return text
