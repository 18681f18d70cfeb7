"""From what a visitor writes to a row of the vectors: case, spaces, and words meant instead."""

import string
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from models.registry import registry
from models.word_vectors.lists import Groups, words_of
from models.word_vectors.ranking import largest
from models.word_vectors.records import Completions, Unknown
from models.word_vectors.requests import CompletionRequest
from models.word_vectors.source import spec_of
from models.word_vectors.space import Space

if TYPE_CHECKING:
    from gensim.models import KeyedVectors

SUGGESTIONS = 4
RELATED = 3
LONGEST_TO_CORRECT = 16
SEARCHED_FOR_PREFIX = 300_000


def find(word: str, index_of: Mapping[str, int]) -> int | None:
    """The row of `word`; in another case, or with spaces joined, where only that is there."""
    for joint in (" ", "_", "-"):
        joined = word.replace(" ", joint)
        for form in (joined, joined.lower(), joined.capitalize(), joined.title(), joined.upper()):
            if form in index_of:
                return index_of[form]
    return None


def unknown(word: str, space: Space) -> Unknown:
    """What could be meant by a word that is not there."""
    suggestions = tuple(_meant(word, space.keyed.key_to_index))
    related: tuple[str, ...] = ()
    if suggestions:
        (vector,) = space.units_at([space.keyed.key_to_index[suggestions[0]]])
        near = map(space.word, largest(space.cosines(vector), RELATED + SUGGESTIONS).tolist())
        related = tuple(word for word in near if word not in suggestions)[:RELATED]
    return Unknown(word, suggestions, related)


def sentence(missing: Unknown, space: Space) -> str:
    """ "“quen” is not among the 53,889 words of Pocket vectors: did you mean queen?" """
    there = f"“{missing.word}” is not among the {len(space):,} words of {space.name}"
    if not missing.suggestions:
        return f"{there}: try another word, in English."
    *first, last = missing.suggestions
    return f"{there}: did you mean {', '.join(first) + ' or ' if first else ''}{last}?"


def sort_out(groups: Groups, space: Space) -> tuple[dict[str, int], tuple[Unknown, ...]]:
    """The rows of the words of a list, a row once, and the words that are not there."""
    rows: dict[str, int] = {}
    missing = []
    for word in words_of(groups):
        index = find(word, space.keyed.key_to_index)
        if index is None:
            missing.append(unknown(word, space))
        elif index not in rows.values():
            rows[word] = index
    return rows, tuple(missing)


def complete(request: CompletionRequest) -> Iterator[Completions]:
    """Completions from vectors that are in memory; none while they are not."""
    spec = spec_of(request)
    if not request.prefix or not registry().holds(spec):
        yield Completions(())
        return
    with registry().use(spec) as keyed:
        yield Completions(tuple(islice(_beginning_with(request.prefix, keyed), request.count)))


def _beginning_with(prefix: str, keyed: "KeyedVectors") -> Iterator[str]:
    forms = tuple({prefix, prefix.lower(), prefix.capitalize()})
    for word in islice(keyed.index_to_key, SEARCHED_FOR_PREFIX):
        if word.startswith(forms):
            yield word


def _meant(word: str, index_of: Mapping[str, int]) -> list[str]:
    """Other numbers of the word, else words one slip away, else two; frequent ones first.

    Of several words with spaces between them, those that are there.
    """
    lower = word.lower()
    if " " in lower:
        return [part for part in lower.split() if part in index_of][:SUGGESTIONS]
    if len(lower) > LONGEST_TO_CORRECT:
        return []
    once = set(_slips(lower))
    stages = (_other_number(lower), once, (further for slip in once for further in _slips(slip)))
    found: dict[str, int] = {}
    for stage in stages:
        new = {form: index_of[form] for form in stage if form in index_of and form not in found}
        found |= dict(sorted(new.items(), key=lambda item: item[1]))
        if found:
            break
    return list(found)[:SUGGESTIONS]


def _other_number(word: str) -> Iterator[str]:
    """The plural of a singular and the singular of a plural, as English spells them."""
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("y"):
        yield word[:-1] + "ies"
    yield word + "s"
    yield word + "es"


def _slips(word: str) -> Iterator[str]:
    """All words that are one letter away: left out, swapped, changed or put in (Norvig 2007)."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in string.ascii_lowercase:
            if after:
                yield before + letter + after[1:]
            yield before + letter + after
