"""What pocket-gpt reads: everything first, then what is plain, each as a long row of token ids."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import default_rng
from tokenizers import Tokenizer

from models.train.corpora import Source, Split, documents, split

OURS = Path(__file__).with_name("texts")
SOURCES = (
    Source("plain_english", repeats=4),
    Source("tatoeba", ends_with=r"\n", repeats=3),
    Source("common_voice", ends_with=r"\n", repeats=3),
    Source("tinystories_sample", ends_with=r"(?<!\n)\n(?!\n)", repeats=4),
    Source("stories", repeats=4),
    Source("fairytales", repeats=3),
    Source("gutenberg_children", longest=260_000),
    Source("simplewiki", shortest=800, longest=8_000),
)


@dataclass(frozen=True)
class Reading:
    """How a source is read: which share of its documents, the plainest first, and how often."""

    source: str
    repeats: int = 1
    plainest: float = 1.0


FIRST_READ = tuple(Reading(source.name, source.repeats) for source in SOURCES)
LAST_READ = (
    Reading("plain_english", repeats=8),
    Reading("tatoeba"),
    Reading("common_voice"),
    Reading("tinystories_sample", repeats=6),
    Reading("stories", repeats=5),
    Reading("fairytales", repeats=2, plainest=0.6),
    Reading("gutenberg_children", plainest=0.4),
    Reading("simplewiki", plainest=0.45),
)

FAMILIAR_FROM = ("tatoeba", "common_voice", "tinystories_sample", "stories")
FAMILIAR = 3000

BROKEN_PUNCTUATION = {
    "â€œ": "“",
    "â€™": "’",
    "â€˜": "‘",
    "â€“": "–",
    "â€”": "—",
    "â€¦": "…",
    "â€": "”",
}
"""The last comes last: its third character was lost."""


def splits(folder: Path) -> dict[str, Split]:
    """Training and held-out documents of every source, their punctuation mended; the folder may
    lack those that are ours.
    """
    ours = {path.stem for path in OURS.glob("*.txt")}
    parts = {
        source.name: split(documents(OURS if source.name in ours else folder, source))
        for source in SOURCES
    }
    return {
        name: Split([mended(t) for t in part.training], [mended(t) for t in part.held_out])
        for name, part in parts.items()
    }


def mended(text: str) -> str:
    """The text with quotes and dashes where a program once took UTF-8 for Windows-1252."""
    for broken, right in BROKEN_PUNCTUATION.items():
        text = text.replace(broken, right)
    return text


def training_texts(parts: dict[str, Split]) -> Iterator[str]:
    """Every training document once."""
    for part in parts.values():
        yield from part.training


def token_row(
    parts: dict[str, Split], readings: Sequence[Reading], tokenizer: Tokenizer, end: int, path: Path
) -> np.ndarray:
    """The training documents of the readings, shuffled, each after an end token: uint16 [tokens],
    kept at `path`.
    """
    if not path.exists():
        familiar = familiar_words(parts)
        texts = [
            text
            for reading in readings
            for text in plainest(parts[reading.source].training, reading.plainest, familiar)
            for _ in range(reading.repeats)
        ]
        default_rng(0).shuffle(texts)
        np.save(path, encode(tokenizer, texts, end))
    return np.load(path, mmap_mode="r")


def familiar_words(parts: dict[str, Split], sources: Sequence[str] = FAMILIAR_FROM) -> set[str]:
    """The words used most in everyday sentences and in stories for children."""
    counts = Counter()
    for name in sources:
        for text in parts[name].training:
            counts.update(words(text))
    return {word for word, _ in counts.most_common(FAMILIAR)}


def plainest(texts: list[str], share: float, familiar: set[str]) -> list[str]:
    """That share of the texts, those with the lowest reading level."""
    if share == 1:
        return texts
    ordered = sorted(texts, key=lambda text: reading_level(text, familiar))
    return ordered[: round(share * len(texts))]


def reading_level(text: str, familiar: set[str]) -> float:
    """Rare words and long sentences, weighed as by Dale and Chall ("A formula for predicting
    readability", 1948), with our own list of familiar words for theirs.
    """
    found = words(text)
    if not found:
        return float("inf")
    rare = sum(word not in familiar for word in found) / len(found)
    sentences = max(1, len(re.findall(r"[.!?]+[\"'”’)]*(?=\s|$)", text)))
    return 0.1579 * 100 * rare + 0.0496 * len(found) / sentences


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return re.findall(r"[a-z]+(?:['’][a-z]+)?", text.lower())


def encode(tokenizer: Tokenizer, texts: list[str], end: int) -> np.ndarray:
    """The ids of the texts in a row, each after `end`: uint16."""
    rows = [
        np.array([end, *encoding.ids], dtype=np.uint16)
        for start in range(0, len(texts), 2000)
        for encoding in tokenizer.encode_batch(texts[start : start + 2000])
    ]
    return np.concatenate(rows)


def windows(row: np.ndarray, length: int, size: int, step: int) -> np.ndarray:
    """Batch number `step`: `size` windows of `length` + 1 ids, int64 [size, length + 1].

    A pass over the row visits every window once, in an order and with an offset of its own, so a
    training that resumes at a step reads on where it stopped.
    """
    per_pass = (len(row) - length - 1) // (length * size)
    passed, index = divmod(step, per_pass)
    rng = default_rng(passed)
    offset = rng.integers(length)
    order = rng.permutation(per_pass * size)[index * size : (index + 1) * size]
    starts = np.minimum(offset + order * length, len(row) - length - 1)
    return np.stack([row[start : start + length + 1] for start in starts]).astype(np.int64)
