"""The vocabulary files that tiktoken reads: which they are, where they are kept, how they come.

tiktoken would download them by itself, without a word, without an end. Here they are put where it
looks for them (TIKTOKEN_CACHE_DIR, as in its own documentation) beforehand, with their progress
told; then it verifies the checksum once more when it reads them.
"""

import hashlib
import os
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from models.errors import ModelError
from models.records import Waiting
from models.registry import is_disk_full

CHUNK = 1 << 16
SECONDS_BETWEEN_NEWS = 0.5
SECONDS_OF_SILENCE = 30.0
MEGABYTE = 1e6


@dataclass(frozen=True)
class RanksFile:
    """A file of tokens in the order of their merges, base64 and rank in each line.

    `encoding` is its name in tiktoken; `size` its bytes.
    """

    encoding: str
    url: str
    sha256: str
    size: int

    @property
    def megabytes(self) -> float:
        """What there is to download."""
        return self.size / MEGABYTE

    def path(self) -> Path:
        """Where tiktoken looks for it: a file named by the SHA-1 of its address."""
        name = hashlib.sha1(self.url.encode(), usedforsecurity=False).hexdigest()
        return _cache() / name


_FOLDER = "https://openaipublic.blob.core.windows.net/encodings"

FILES = {
    encoding: RanksFile(encoding, f"{_FOLDER}/{encoding}.tiktoken", sha256, size)
    for encoding, sha256, size in (
        ("r50k_base", "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930", 835_554),
        (
            "cl100k_base",
            "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
            1_681_126,
        ),
        (
            "o200k_base",
            "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
            3_613_922,
        ),
    )
}


def fetch(file: RanksFile, title: str) -> Iterator[Waiting]:
    """Bring the file here, telling how far it is; nothing where it is here.

    Close the generator to stop: nothing half-written stays.

    Raises:
        ModelError: a sentence about what went wrong.
    """
    path = file.path()
    if path.is_file():
        return
    if os.environ.get("HF_HUB_OFFLINE") == "1":
        raise ModelError(
            f"The vocabulary of {title} is not on this disk, and the gallery runs offline: start "
            "it without --offline once to download it, or choose a tokenizer that is here."
        )
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        yield from _download(file, title, draft)
        draft.replace(path)
    except OSError as error:
        raise ModelError(_explain(error, title)) from error
    except HTTPException as error:
        raise ModelError(_explain(error, title)) from error
    finally:
        draft.unlink(missing_ok=True)


def _download(file: RanksFile, title: str, draft: Path) -> Iterator[Waiting]:
    digest, done, told = hashlib.sha256(), 0, 0.0
    with (
        urllib.request.urlopen(file.url, timeout=SECONDS_OF_SILENCE) as answer,
        draft.open("wb") as out,
    ):
        while piece := answer.read(CHUNK):
            done += len(piece)
            if done > file.size:
                break
            digest.update(piece)
            out.write(piece)
            if time.monotonic() - told > SECONDS_BETWEEN_NEWS:
                told = time.monotonic()
                yield Waiting(
                    f"Downloading the vocabulary of {title}: {done / MEGABYTE:.1f} of "
                    f"{file.megabytes:.1f} MB."
                )
    if digest.hexdigest() != file.sha256:
        raise ModelError(
            f"The vocabulary of {title} arrived damaged (its checksum is not the one that is "
            "known), so it was thrown away: try again, or another network."
        )


def _explain(error: Exception, title: str) -> str:
    what = f"The vocabulary of {title} could not be downloaded"
    if is_disk_full(error):
        return f"{what}: the disk is full. Free some space and try again."
    status = getattr(error, "code", None)
    if status:
        return f"{what}: its server answers {status}. Try again later."
    return f"{what}: the connection failed. Check the network and try again."


def _cache() -> Path:
    """The folder that tiktoken uses, found as it finds it."""
    for name in ("TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR"):
        if os.environ.get(name):
            return Path(os.environ[name])
    return Path(tempfile.gettempdir()) / "data-gym-cache"
