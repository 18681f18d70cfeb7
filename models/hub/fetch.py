"""Brings a model here from the hub, as a generator that tells how far it is and can be closed."""

import functools
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from models.downloads import MEGABYTE, Progress, Stopped, in_a_thread
from models.errors import ModelError, VisitorError
from models.hub import faults, listing, receipts
from models.hub.listing import Entry
from models.hub.settings import Hub, settings
from models.records import Waiting
from models.room import check_disk
from models.specs import Source, Spec

log = logging.getLogger(__name__)


def fetch(spec: Spec) -> Iterator[Waiting]:
    """Bring all sources of `spec` here; nothing is asked of the network where they are here.

    Close the generator to stop: files that are whole stay, the one under way is thrown away.

    Raises:
        ModelError: a sentence about what went wrong; nothing half-written is used later.
    """
    hub = settings()
    for source in spec.sources:
        if not receipts.is_complete(hub, source):
            progress = Progress("Stop keeps the files that are whole.", "Asking the hub about")
            bring = functools.partial(_bring, hub, spec, source, progress)
            yield from in_a_thread(spec.name, progress, bring)


def _bring(hub: Hub, spec: Spec, source: Source, progress: Progress) -> None:
    """Have every file of `source` in the cache, verified, and write the receipt."""
    try:
        entries = _known(hub, spec, source)
        absent = [entry for entry in entries if not _is_verified(hub, source, entry, progress)]
        _download(hub, spec, source, absent, progress)
        receipts.write(hub, source, entries)
    except (VisitorError, Stopped):
        raise
    except Exception as error:
        log.warning("%s from %s: %s", source.hub_id, hub.endpoint, error)
        raise faults.explain(error, spec, source, hub.endpoint) from error


def _known(hub: Hub, spec: Spec, source: Source) -> list[Entry]:
    """The files of `source`, from the hub; from the cache where the hub cannot be asked."""
    if not hub.offline:
        try:
            return listing.needed(listing.remote(hub, source), source)
        except Exception as error:
            if not faults.is_unreachable(error) or not hub.snapshot(source).is_dir():
                raise
            log.info("%s cannot be reached, so the cache is looked at", hub.endpoint)
    try:
        return listing.needed(listing.cached(hub, source), source)
    except ModelError:
        raise faults.not_here(spec) from None


def _is_verified(hub: Hub, source: Source, entry: Entry, progress: Progress) -> bool:
    """Whether the file is here and whole; a damaged one is thrown away."""
    path = hub.snapshot(source) / entry.path
    progress.add(0)
    if not path.is_file():
        return False
    progress.doing = "Checking the files of"
    if listing.is_whole(path, entry):
        return True
    _throw_away(path)
    return False


def _download(
    hub: Hub, spec: Spec, source: Source, entries: Sequence[Entry], progress: Progress
) -> None:
    if not entries:
        return
    if hub.offline:
        raise faults.not_here(spec)
    progress.doing, progress.total = "Downloading", sum(entry.size for entry in entries)
    check_disk(spec, progress.total / MEGABYTE, hub.cache)
    for entry in entries:
        if not _arrives_whole(hub, source, entry, progress):
            progress.add(-entry.size)
            if not _arrives_whole(hub, source, entry, progress):
                raise faults.damaged(spec, entry.path)


def _arrives_whole(hub: Hub, source: Source, entry: Entry, progress: Progress) -> bool:
    from huggingface_hub import hf_hub_download

    path = hf_hub_download(
        source.hub_id,
        entry.path,
        revision=source.revision,
        endpoint=hub.endpoint,
        cache_dir=hub.cache,
        tqdm_class=_meter(progress),
    )
    if listing.is_whole(Path(path), entry):
        return True
    _throw_away(Path(path))
    return False


def _throw_away(path: Path) -> None:
    """Remove a file of the cache: the name, and the content it stands for."""
    path.resolve().unlink(missing_ok=True)
    path.unlink(missing_ok=True)


def _meter(progress: Progress) -> type:
    """A progress bar in the manner of tqdm that draws nothing and tells `progress`."""

    class Meter:
        def __init__(self, *_: Any, initial: float = 0, **__: Any) -> None:
            progress.add(int(initial))

        def update(self, count: float | None = 1) -> None:
            progress.add(int(count or 0))

        def close(self) -> None:
            """Nothing was opened."""

        def __enter__(self) -> "Meter":
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

    return Meter
