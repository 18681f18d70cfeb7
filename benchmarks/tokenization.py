"""A megabyte of text in tokens, beside the libraries alone.

Ours returns the ids as an array, checked for being the same; the library returns its own answer.
Vocabularies that are not on this machine are not measured.
"""

from collections.abc import Callable

import numpy as np

from benchmarks.speed import Measurement, seconds
from models import tokenizers

CHARACTERS = 1_000_000
TURNS = 5
KEYS = ("pocket-bpe", "gpt2", "cl100k_base", "o200k_base")
SEED = 0

Work = Callable[[], float]


def text() -> str:
    """English-looking words of the gallery's list, frequent ones often (Zipf), with full stops."""
    known = tokenizers.load("words")
    words = [known.written(token) for token in range(43, known.vocab_size)]
    rng = np.random.default_rng(SEED)
    chosen = rng.zipf(1.3, CHARACTERS // 4)
    sentences = (words[(rank - 1) % len(words)] for rank in chosen)
    return " ".join(f"{word}." if at % 12 == 11 else word for at, word in enumerate(sentences))[
        :CHARACTERS
    ]


def tokenize(key: str) -> tuple[Work, Work]:
    """Our `ids` of a megabyte, and the library's own call."""
    ours, long = tokenizers.load(key), text()
    theirs = _library(key)
    if theirs(long) != ours.ids(long).tolist():
        raise RuntimeError("the two give different ids, so their times cannot be compared")
    return lambda: seconds(lambda: ours.ids(long)), lambda: seconds(lambda: theirs(long))


def _library(key: str) -> Callable[[str], list[int]]:
    entry = tokenizers.find(key)
    if entry.ranks:
        import tiktoken

        return tiktoken.get_encoding(entry.ranks.encoding).encode_ordinary
    from tokenizers import Tokenizer

    alone = Tokenizer.from_file(str(entry.file))
    return lambda long: alone.encode(long, add_special_tokens=False).ids


def _measurement(key: str) -> Measurement:
    def text_tokens() -> tuple[Work, Work]:
        return tokenize(key)

    library = "tiktoken" if tokenizers.ENTRIES[key].ranks else "tokenizers"
    return Measurement(f"1 MB of text, {key}", library, text_tokens, TURNS)


MEASUREMENTS = tuple(
    _measurement(key) for key in KEYS if tokenizers.is_present(tokenizers.ENTRIES[key])
)
