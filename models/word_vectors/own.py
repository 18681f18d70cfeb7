"""A visitor's own file of word vectors, as an entry that the registry can lend.

It is called by a checksum of its content: nobody can name the file of somebody else, and the same
file twice is read once.
"""

import hashlib
from pathlib import Path
from types import MappingProxyType

from models.errors import InvalidRequest
from models.requests import shorten
from models.specs import Spec, is_public

MEGABYTE = 1_000_000
LARGEST_FILE_MB, LARGEST_FILE_MB_IN_PUBLIC = 2000, 10
NUMBERS, NUMBERS_IN_PUBLIC = 400_000_000, 25_000_000
"""The numbers that a matrix may have: 1,600 MB, and 100 MB on a public page, where a file may be
compressed."""

CHUNK = 1 << 20
PACKED = ".gz"
EXPANDS = 4
"""How many times larger than its compressed file a matrix may be, to reckon with."""


def spec_of(path: str | Path) -> Spec:
    """The entry of an uploaded file, which is not opened yet.

    Raises:
        InvalidRequest: where there is no such file, or it is too large to be read here.
    """
    path = Path(path)
    if not path.is_file():
        raise InvalidRequest(f"{shorten(path.name, 60)} is not here any more: choose it again.")
    size, most = path.stat().st_size, largest_file_mb()
    if size > most * MEGABYTE:
        raise InvalidRequest(
            f"{shorten(path.name, 60)} has {size / MEGABYTE:,.0f} MB, but {most:,} MB is the most "
            "that is read here: keep its most frequent words."
        )
    expands = EXPANDS if path.suffix == PACKED else 1
    return Spec(
        key=f"own-{_checksum(path)[:12]}",
        title=path.name,
        kind="word-vectors",
        size_mb=max(1, round(expands * size / MEGABYTE)),
        licence="the visitor's",
        loader="models.word_vectors.files:load",
        file=path,
        fallback="pocket-vectors",
        limits=MappingProxyType({"numbers": NUMBERS_IN_PUBLIC if is_public() else NUMBERS}),
    )


def largest_file_mb() -> int:
    """How many megabytes an uploaded file may have here."""
    return LARGEST_FILE_MB_IN_PUBLIC if is_public() else LARGEST_FILE_MB


def _checksum(path: Path) -> str:
    digest = hashlib.blake2b()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()
