"""What pocket-gpt reads: simple English first, as one long row of token ids."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.random import default_rng
from tokenizers import Tokenizer

from models.train.corpora import Source, Split, documents, split

SOURCES = (
    Source("tatoeba", ends_with=r"\n", repeats=3),
    Source("common_voice", ends_with=r"\n", repeats=3),
    Source("tinystories_sample", ends_with=r"(?<!\n)\n(?!\n)", repeats=4),
    Source("stories", repeats=4),
    Source("fairytales", repeats=3),
    Source("gutenberg_children", longest=260_000),
    Source("simplewiki", shortest=800, longest=8_000),
)

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
    """Training and held-out documents of every source, their punctuation mended."""
    parts = {source.name: split(documents(folder, source)) for source in SOURCES}
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


def token_row(parts: dict[str, Split], tokenizer: Tokenizer, end: int, path: Path) -> np.ndarray:
    """All training documents, shuffled, each after an end token: uint16 [tokens], kept at `path`.

    Sources with `repeats` are read that often in one pass over the row.
    """
    if not path.exists():
        texts = [
            text
            for source in SOURCES
            for text in parts[source.name].training
            for _ in range(source.repeats)
        ]
        default_rng(0).shuffle(texts)
        np.save(path, encode(tokenizer, texts, end))
    return np.load(path, mmap_mode="r")


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
