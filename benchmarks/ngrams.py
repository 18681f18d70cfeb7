"""n-grams beside markovify and nltk: python -m benchmarks ngrams [--runs N].

Counting: a text as long as Moby-Dick, made of words of the gallery's story in random order, cut
into words and counted for n = 1 … 3, beside `nltk.lm` and `markovify` on the same text; and
as letters for n = 1 … 8, for which the bar is 2 seconds. Writing: 5,000 words from the same counts.
That nltk has counted the same is checked.
"""

import functools
import itertools
import random
from collections.abc import Callable

from numpy.random import default_rng

from benchmarks.speed import Measurement, seconds
from models.ngrams import corpora
from models.ngrams.chances import EMPTY, Chances
from models.ngrams.counts import Counts, count
from models.ngrams.units import cut, written

BYTES = 1_200_000
ORDER = 3
WRITTEN = 5_000
BAR = 2.0
TURNS = 5

Work = Callable[[], float]


@functools.cache
def text() -> str:
    """1.2 MB of sentences of the story in random order."""
    sentences = corpora.story_text().split(". ")
    rng = default_rng(0)
    order = rng.integers(len(sentences), size=2 * BYTES // 60)
    return ". ".join(sentences[k] for k in order)[:BYTES]


@functools.cache
def words() -> list[str]:
    """The words of that text, as all three count them."""
    row = cut(text(), "words")
    return [row.vocabulary[unit].decode() for unit in row.ids]


def counted(unit: str, order: int) -> tuple[tuple[bytes, ...], Counts]:
    """The text cut into units and counted."""
    row = cut(text(), unit)
    return row.vocabulary, count(row.ids, len(row.vocabulary), order)


def ngrams_nltk() -> tuple[Work, Work]:
    """Counting, beside `NgramCounter`; that both have the same trigrams is checked."""
    from nltk.lm import NgramCounter
    from nltk.util import everygrams

    def theirs() -> NgramCounter:
        return NgramCounter([list(everygrams(words(), max_len=ORDER))])

    _, counts = counted("words", ORDER)
    found = sum(len(following) for following in theirs()[ORDER].values())
    if found != len(counts.levels[-1].keys):
        raise RuntimeError("the two have counted different n-grams")
    return lambda: seconds(lambda: counted("words", ORDER)), lambda: seconds(theirs)


def ngrams_text() -> tuple[Work, Work]:
    """Counting, beside `markovify.Text`: both cut the text into words first."""
    from markovify import Text

    return (
        lambda: seconds(lambda: counted("words", ORDER)),
        lambda: seconds(lambda: Text(text(), state_size=ORDER - 1)),
    )


def ngrams_letters() -> tuple[Work, Work]:
    """Counting letters up to n = 8, beside the two seconds that it may take."""
    return lambda: seconds(lambda: counted("letters", 8)), lambda: BAR


def ngrams_write() -> tuple[Work, Work]:
    """Writing from counts, beside the bare loop of `markovify.Chain`; a blank between all words."""
    from markovify import Chain

    vocabulary, counts = counted("words", ORDER)
    chances = Chances(counts, ORDER, 1.0)
    chain = Chain([words()], ORDER - 1)
    chain.compile(inplace=True)

    def ours() -> str:
        return b" ".join(drawn(chances, vocabulary, WRITTEN)).decode()

    def theirs() -> str:
        return " ".join(itertools.islice(chain.gen(), WRITTEN))

    random.seed(0)
    ours()
    return lambda: seconds(ours), lambda: seconds(theirs)


def ngrams_sentences() -> tuple[Work, Work]:
    """Writing, beside `markovify.Text`, which makes sentences and throws copies away."""
    from markovify import Text

    vocabulary, counts = counted("words", ORDER)
    chances = Chances(counts, ORDER, 1.0)
    model = Text(text(), state_size=ORDER - 1)

    def theirs() -> None:
        left = WRITTEN
        while left > 0:
            left -= len((model.make_sentence() or "").split())

    random.seed(0)
    return lambda: seconds(lambda: write(chances, vocabulary, WRITTEN)), lambda: seconds(theirs)


def write(chances: Chances, vocabulary: tuple[bytes, ...], length: int) -> str:
    """A text of so many units, without a report."""
    return "".join(written(drawn(chances, vocabulary, length), "words"))


def drawn(chances: Chances, vocabulary: tuple[bytes, ...], length: int) -> list[bytes]:
    """So many units, drawn with the same seed every time."""
    units = chances.walk(EMPTY, default_rng(0).random(length).tolist())
    return [vocabulary[unit] for unit in units]


MEASUREMENTS = (
    Measurement("1.2 MB counted, words, n ≤ 3", "nltk NgramCounter", ngrams_nltk, TURNS),
    Measurement("1.2 MB counted, words, n ≤ 3", "markovify.Text, n = 3", ngrams_text, TURNS),
    Measurement("1.2 MB counted, letters, n ≤ 8", "the bar, 2 s", ngrams_letters, TURNS),
    Measurement("5,000 words written", "markovify.Chain, compiled", ngrams_write, TURNS),
    Measurement("5,000 words written", "markovify.Text", ngrams_sentences, TURNS),
)
