"""Text files as documents, for the models that learn from text.

A corpus is a folder of `.txt` files, plain or compressed with xz, in UTF-8. In most of them a blank
line ends a document; in lists of sentences every line is one.
"""

import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

HELD_OUT_EVERY = 100


@dataclass(frozen=True)
class Source:
    """One file of a corpus: how a document ends there (a regular expression), which lengths in
    characters are taken, and how often a training reads each.
    """

    name: str
    ends_with: str = r"\n\n"
    repeats: int = 1
    shortest: int = 0
    longest: int = 1_000_000


@dataclass(frozen=True)
class Split:
    """A source's documents, one in a hundred kept from training by a checksum of its text."""

    training: list[str]
    held_out: list[str]


def find(folder: Path, name: str) -> Path:
    """The file of a source, compressed or not; `FileNotFoundError` names both names."""
    for path in (folder / f"{name}.txt", folder / f"{name}.txt.xz"):
        if path.exists():
            return path
    raise FileNotFoundError(f"{folder} has neither {name}.txt nor {name}.txt.xz.")


def lines(path: Path) -> Iterator[str]:
    """The lines of a text file without their ends."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def documents(folder: Path, source: Source) -> Iterator[str]:
    """The documents of one source that are neither too short nor too long, in order."""
    text = "\n".join(lines(find(folder, source.name)))
    for document in re.split(source.ends_with, text):
        document = document.strip()
        if document and source.shortest <= len(document) <= source.longest:
            yield document


def split(texts: Iterable[str]) -> Split:
    """The same text always falls on the same side, whatever else the corpus holds."""
    parts = Split([], [])
    for text in texts:
        held_out = crc32(text.encode()) % HELD_OUT_EVERY == 0
        (parts.held_out if held_out else parts.training).append(text)
    return parts
