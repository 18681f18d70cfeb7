"""The proof that all files of a source are here and were verified; written last, in one move."""

import dataclasses
import json
import os
from collections.abc import Sequence

from models.hub.listing import Entry
from models.hub.settings import Hub, settings
from models.specs import Source, Spec


def write(hub: Hub, source: Source, entries: Sequence[Entry]) -> None:
    """Certify that `entries` are what `source` consists of, and are all whole."""
    path = hub.receipt(source)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.draft")
    draft.write_text(json.dumps([dataclasses.asdict(entry) for entry in entries], indent=1))
    draft.replace(path)


def is_complete(hub: Hub, source: Source) -> bool:
    """Whether there is a receipt and every file on it still has its size."""
    try:
        entries = [Entry(**entry) for entry in json.loads(hub.receipt(source).read_bytes())]
    except (OSError, ValueError, TypeError):
        return False
    files = [(hub.snapshot(source) / entry.path, entry) for entry in entries]
    return all(path.is_file() and path.stat().st_size == entry.size for path, entry in files)


def is_downloaded(spec: Spec) -> bool:
    """Whether everything that `spec` takes from the hub is here, verified."""
    hub = settings()
    return all(is_complete(hub, source) for source in spec.sources)
