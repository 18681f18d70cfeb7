"""Brings word vectors here, as a generator that tells how far it is and can be closed."""

import functools
import hashlib
import http.client
import logging
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from models.downloads import MEGABYTE, Progress, Stopped, in_a_thread
from models.errors import VisitorError
from models.gensim_data import faults
from models.gensim_data.settings import Collection, settings
from models.records import Waiting
from models.room import check_disk
from models.specs import Archive, Spec

log = logging.getLogger(__name__)

CHUNK = 1 << 18
SECONDS_OF_SILENCE = 30.0
SECONDS_BEFORE_NEXT_TRY = (1.0, 4.0)
FAILURES = (OSError, http.client.HTTPException)
"""What urllib raises where it cannot connect, is cut off, or is refused."""

READER = '''"""Read by gensim.downloader."""

from pathlib import Path

from gensim.models import KeyedVectors


def load_data():
    path = Path(__file__).with_name("{name}.gz")
    return KeyedVectors.load_word2vec_format(str(path), binary={binary})
'''
"""What gensim.downloader expects beside a file; its own, which it would download, never comes."""


def fetch(spec: Spec) -> Iterator[Waiting]:
    """Bring the archive of `spec` here; nothing is asked of the network where it is here.

    Close the generator to stop: what has arrived is kept, and the next download goes on there.

    Raises:
        ModelError: a sentence about what went wrong; nothing half-written is used later.
    """
    collection = settings()
    if collection.has(spec.archive):
        return
    if collection.offline:
        raise faults.not_here(spec)
    progress = Progress("Stop keeps what has arrived.", "Connecting for")
    bring = functools.partial(_bring, collection, spec, progress)
    yield from in_a_thread(spec.name, progress, bring)


def _bring(collection: Collection, spec: Spec, progress: Progress) -> None:
    """Have the file where it belongs, verified; one process at a time."""
    archive, part = spec.archive, collection.unfinished(spec.archive)
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        with _Alone(part.with_suffix(".lock"), progress):
            if collection.has(archive):
                return
            progress.total = archive.size
            check_disk(spec, (archive.size - _length(part)) / MEGABYTE, collection.folder)
            if not _arrives_whole(collection, archive, part, progress):
                progress.done = 0
                if not _arrives_whole(collection, archive, part, progress):
                    raise faults.damaged(spec)
            _put_in_place(collection, archive, part)
    except (VisitorError, Stopped):
        raise
    except Exception as error:
        log.warning("%s: %s", collection.url(archive), error)
        raise faults.explain(error, spec, collection.url(archive)) from error


class _Alone:
    """Keeps others from writing the same file; a visitor who waits for them may stop."""

    def __init__(self, path: Path, progress: Progress) -> None:
        from filelock import FileLock

        self.lock, self.progress = FileLock(path), progress

    def __enter__(self) -> None:
        from filelock import Timeout

        while not self.lock.is_locked:
            try:
                self.lock.acquire(timeout=0.5)
            except Timeout:
                self.progress.doing = "Another visitor is downloading"
                self.progress.add(0)

    def __exit__(self, *_: object) -> None:
        self.lock.release()


def _arrives_whole(
    collection: Collection, archive: Archive, part: Path, progress: Progress
) -> bool:
    """Download what is missing of `part`; whether it is the right file. A wrong one is removed."""
    for pause in (*SECONDS_BEFORE_NEXT_TRY, None):
        try:
            _continue(collection.url(archive), archive.size, part, progress)
            break
        except FAILURES as error:
            if pause is None or not faults.is_passing(error):
                raise
            log.info("%s: %s; once more", collection.url(archive), error)
            time.sleep(pause)
    progress.doing = "Checking"
    progress.add(0)
    if _length(part) == archive.size and _md5(part, progress) == archive.md5:
        return True
    part.unlink()
    return False


def _continue(url: str, size: int, part: Path, progress: Progress) -> None:
    """Ask for the bytes of `part` that are missing and append them, never more than `size`."""
    if _length(part) > size:
        part.unlink()
    begin = progress.done = _length(part)
    if begin == size:
        return
    request = urllib.request.Request(url, headers={"Range": f"bytes={begin}-"} if begin else {})
    with urllib.request.urlopen(request, timeout=SECONDS_OF_SILENCE) as answer:
        if begin and answer.status != http.client.PARTIAL_CONTENT:
            begin = progress.done = 0
        progress.doing = "Downloading"
        with part.open("ab" if begin else "wb") as out:
            while progress.done <= size and (piece := answer.read(CHUNK)):
                progress.add(len(piece))
                out.write(piece)
    if progress.done < size:
        raise faults.CutShortError(f"{progress.done:,} of {size:,} bytes arrived")


def _put_in_place(collection: Collection, archive: Archive, part: Path) -> None:
    """Give the verified file its name, and gensim's downloader the reader it expects there."""
    path = collection.path(archive)
    path.parent.mkdir(exist_ok=True)
    reader = path.with_name("__init__.py")
    if not reader.exists():
        reader.write_text(READER.format(name=archive.name, binary=archive.binary))
    part.replace(path)


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _md5(path: Path, progress: Progress) -> str:
    """The checksum that gensim-data lists; it guards against accidents, not against an enemy."""
    digest = hashlib.md5(usedforsecurity=False)
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
            progress.add(0)
    return digest.hexdigest()
