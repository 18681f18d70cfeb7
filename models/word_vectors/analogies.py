"""Sets of analogies a : b = c : d, by category: ours, Google's, a visitor's."""

import sys
from dataclasses import dataclass
from itertools import chain, permutations
from pathlib import Path

import numpy as np

from models.errors import InvalidRequest
from models.requests import shorten
from models.word_vectors.space import Space

OWN = Path(__file__).parent / "sets" / "analogies.txt"
GOOGLE = "questions-words.txt"
MAX_QUESTIONS = 50_000
SEARCHED = 300_000
"""Only the most frequent words are asked for and may answer, as in gensim."""

MAX_MISSING = 20

Question = tuple[str, str, str, str]


@dataclass(frozen=True)
class Section:
    """The questions of a category."""

    name: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Analogies:
    """A set of questions; `skipped` are the lines that are none, with their numbers."""

    sections: tuple[Section, ...]
    skipped: tuple[tuple[int, str], ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What the visitor should know of the lines that were left out."""
        if not self.skipped:
            return ()
        number, line = self.skipped[0]
        count = f"{len(self.skipped):,} line" + "s" * (len(self.skipped) > 1)
        return (
            f"{count} without four words or two left out, first line {number}: {shorten(line)}.",
        )


@dataclass(frozen=True)
class Covered:
    """The questions of a category whose four words are known: rows of a, b, c, d, int [q, 4]."""

    name: str
    asked: int
    rows: np.ndarray


@dataclass(frozen=True)
class Coverage:
    """What vectors can be asked of a set of analogies.

    `missing` are words that they lack, the first few. `twins` has, for the row of a word, the rows
    of the same word in another case.
    """

    sections: tuple[Covered, ...]
    missing: tuple[str, ...]
    twins: dict[int, tuple[int, ...]]


def read(analogies: str, questions: str = "") -> Analogies:
    """The set called "own" or "google", or "yours": what `questions` say; see `parse`."""
    if analogies == "own":
        return parse(OWN.read_text(encoding="utf-8"))
    if analogies == "google":
        from gensim.test.utils import datapath

        return parse(Path(datapath(GOOGLE)).read_text(encoding="utf-8"))
    return parse(questions)


def parse(text: str) -> Analogies:
    """The categories of a text in the format of Mikolov et al. 2013.

    A line is a category, ": capitals"; a question, four words; or a pair, two words, which makes a
    question with every other pair of its category. "#" begins a remark.

    Raises:
        InvalidRequest: where there is no question, or there are too many.
    """
    sections: list[Section] = []
    skipped: list[tuple[int, str]] = []
    name, questions, pairs = "", [], []
    for number, line in enumerate(chain(text.splitlines(), [":"]), start=1):
        words = tuple(map(sys.intern, line.partition("#")[0].split()))
        if line.startswith(":"):
            questions += [(*a, *b) for a, b in permutations(pairs, 2)]
            if questions:
                sections.append(Section(name or "questions", tuple(questions)))
            name, questions, pairs = line[1:].strip(), [], []
        elif len(words) == 4:
            questions.append(words)
        elif len(words) == 2:
            pairs.append(words)
        elif words:
            skipped.append((number, line.strip()))
        _check_size(sections, len(questions) + len(pairs) * (len(pairs) - 1))
    if not sections:
        raise InvalidRequest(
            "There is no question to ask: write four words in a line, such as “man king woman "
            "queen”, or two lines of two words."
        )
    return Analogies(tuple(sections), tuple(skipped))


def cover(sections: tuple[Section, ...], space: Space) -> Coverage:
    """The questions that `space` can be asked, without regard to case.

    Of a word in several cases the most frequent one counts.
    """
    words = {word for section in sections for question in section.questions for word in question}
    rows: dict[str, list[int]] = {word.upper(): [] for word in words}
    for index, word in enumerate(space.keyed.index_to_key[:SEARCHED]):
        upper = word.upper()
        if upper in rows:
            rows[upper].append(index)
    covered = [_covered(section, rows) for section in sections]
    missing = sorted(word for word in words if not rows[word.upper()])
    twins = {found[0]: tuple(found[1:]) for found in rows.values() if len(found) > 1}
    return Coverage(tuple(covered), tuple(missing[:MAX_MISSING]), twins)


def _covered(section: Section, rows: dict[str, list[int]]) -> Covered:
    known = [
        [rows[word.upper()][0] for word in question]
        for question in section.questions
        if all(rows[word.upper()] for word in question)
    ]
    return Covered(section.name, len(section.questions), np.array(known, int).reshape(-1, 4))


def _check_size(sections: list[Section], more: int) -> None:
    count = more + sum(len(section.questions) for section in sections)
    if count > MAX_QUESTIONS:
        raise InvalidRequest(
            f"That makes more than {MAX_QUESTIONS:,} questions: leave some lines out."
        )
