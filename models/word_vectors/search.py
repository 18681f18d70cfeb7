"""Answers to many analogies at once: blocks of words against all questions.

One product of matrices gives the cosines of a block of words with every word that is asked for; the
score of a word as an answer to a : b = c : ? is then cos b - cos a + cos c (3CosAdd), or the same
with logarithms (3CosMul). No word is compared twice with the same word, and no more than a block of
the vectors is ever copied.
"""

from collections.abc import Iterator

import numpy as np

from models.word_vectors.analogies import SEARCHED
from models.word_vectors.ranking import EPSILON
from models.word_vectors.space import SMALLEST, Space

BLOCK = 1024
CHUNK = 128
"""Words and questions that are scored together, so that their scores stay in the cache."""

MAX_WORDS = 256
TOLERANCE = 1e-6
"""How far rounding may move a score between two computations."""


class Search:
    """The best answers to `questions`, rows of a, b, c in int [q, 3].

    `with_inputs` int [q] are the best of all words, `without_inputs` the best of those that are
    not barred: a, b, c and their `twins`. Both are final when `blocks` has ended.
    """

    def __init__(
        self, space: Space, questions: np.ndarray, twins: dict[int, tuple[int, ...]], method: str
    ) -> None:
        self.space = space
        self.questions = questions
        self.method = method
        self.size = min(len(space), SEARCHED)
        self.barred = _barred(questions, twins)
        self.with_inputs, self.without_inputs = (np.zeros(len(questions), int) for _ in range(2))
        self.best, self.best_without = (np.full(len(questions), -np.inf) for _ in range(2))

    def blocks(self) -> Iterator[float]:
        """Work through all words; yields the share of the work that is done."""
        parts = list(_parts(self.questions))
        for number, part in enumerate(parts):
            words, places = np.unique(self.questions[part], return_inverse=True)
            asked = self.space.units_at(words)
            places = places.reshape(-1, 3)
            for start in range(0, self.size, BLOCK):
                stop = min(start + BLOCK, self.size)
                plus, minus = self._factors(asked, self.space.units(start, stop))
                for first in range(part.start, part.stop, CHUNK):
                    chunk = slice(first, min(first + CHUNK, part.stop))
                    here = places[first - part.start :][:CHUNK]
                    self._look(chunk, _scores(plus, minus, here), start)
                yield (number + stop / self.size) / len(parts)

    def places(self, chosen: np.ndarray, expected: np.ndarray) -> np.ndarray:
        """Where the rows `expected` [k] come among the words that are not barred, from 1: int [k].

        `chosen` [k] are the numbers of their questions.
        """
        words, places = np.unique(self.questions[chosen], return_inverse=True)
        asked, places = self.space.units_at(words), places.reshape(-1, 3)
        own = np.diag(_scores(*self._factors(asked, self.space.units_at(expected)), places))
        above = np.zeros(len(chosen), int)
        for start in range(0, self.size, BLOCK):
            block = self.space.units(start, min(start + BLOCK, self.size))
            scores = _scores(*self._factors(asked, block), places)
            _bar(scores, self.barred[chosen], start)
            above += np.count_nonzero(scores > own[:, None] + TOLERANCE, axis=1)
        return above + 1

    def _factors(self, asked: np.ndarray, block: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What the `asked` words [u, d] add to the scores of a block [B, d], and take away: [u, B].

        A word that is added may be taken away elsewhere.
        """
        cosines = asked @ block.T
        if self.method == "3CosAdd":
            return cosines, cosines
        likeness = np.maximum((1 + cosines) / 2, SMALLEST, out=cosines)
        return np.log(likeness), np.log(likeness + np.float32(EPSILON))

    def _look(self, chunk: slice, scores: np.ndarray, start: int) -> None:
        """Keep what is better than the best so far, for a chunk of questions: scores [Q, B]."""
        top = scores.argmax(axis=1)
        _keep(self.best[chunk], self.with_inputs[chunk], scores, top, start)
        touched = _bar(scores, self.barred[chunk], start)
        top[touched] = scores[touched].argmax(axis=1)
        _keep(self.best_without[chunk], self.without_inputs[chunk], scores, top, start)


def _scores(plus: np.ndarray, minus: np.ndarray, places: np.ndarray) -> np.ndarray:
    """[Q, B] of questions a, b, c in `places` [Q, 3], from what their words add: [u, B]."""
    scores = plus[places[:, 1]]
    scores -= minus[places[:, 0]]
    scores += plus[places[:, 2]]
    return scores


def _keep(
    best: np.ndarray, answers: np.ndarray, scores: np.ndarray, top: np.ndarray, start: int
) -> None:
    found = scores[np.arange(len(top)), top]
    better = found > best
    best[better] = found[better]
    answers[better] = top[better] + start


def _bar(scores: np.ndarray, barred: np.ndarray, start: int) -> np.ndarray:
    """Let no barred word [Q, m] of the block answer; returns the questions that had one."""
    inside = (barred >= start) & (barred < start + scores.shape[1])
    touched, which = np.nonzero(inside)
    scores[touched, barred[touched, which] - start] = -np.inf
    return np.unique(touched)


def _barred(questions: np.ndarray, twins: dict[int, tuple[int, ...]]) -> np.ndarray:
    """The rows that may not answer, int [q, m], filled up with -1."""
    more = max(map(len, twins.values()), default=0)
    table = np.full((len(questions), 3 + 3 * more), -1)
    table[:, :3] = questions
    for place in range(3 if more else 0):
        for row, question in enumerate(questions):
            others = twins.get(int(question[place]), ())
            table[row, 3 + place * more :][: len(others)] = others
    return table


def _parts(questions: np.ndarray) -> Iterator[slice]:
    """Questions in a row that ask for at most MAX_WORDS different words, or few more."""
    first, seen = 0, set()
    for number, words in enumerate(questions.tolist()):
        seen.update(words)
        if len(seen) >= MAX_WORDS:
            yield slice(first, number + 1)
            first, seen = number + 1, set()
    if first < len(questions):
        yield slice(first, len(questions))
