"""Which files of a repository a model needs, and whether a file on this disk is the right one.

The hub knows a checksum of every file: SHA-256 of large ones, and git's own hash of small ones.
Its cache calls the files by these checksums, so that they can be verified without a network too.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import ModelError
from models.hub.settings import Hub
from models.specs import Source

CHUNK = 1 << 20
PICKLES = (".bin", ".ckpt", ".pt", ".pth", ".pkl", ".msgpack", ".h5")
TEXTS = (".json", ".txt", ".model", ".jinja")
WITHOUT_WEIGHTS = ("scheduler", "tokenizer", "feature_extractor")
SHA256_DIGITS = 64


@dataclass(frozen=True)
class Entry:
    """A file of a repository: its path, its size in bytes, and the checksum the hub promises."""

    path: str
    size: int
    checksum: str


def remote(hub: Hub, source: Source) -> list[Entry]:
    """All files of the repository, as the hub lists them."""
    from huggingface_hub import HfApi
    from huggingface_hub.hf_api import RepoFile

    listed = HfApi(endpoint=hub.endpoint).list_repo_tree(
        source.hub_id, revision=source.revision, recursive=True
    )
    return [
        Entry(file.path, file.size, file.lfs.sha256 if file.lfs else file.blob_id)
        for file in listed
        if isinstance(file, RepoFile)
    ]


def cached(hub: Hub, source: Source) -> list[Entry]:
    """The files on this disk, in the layout of the hub's cache; empty where there is none."""
    folder = hub.snapshot(source)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        Entry(path.relative_to(folder).as_posix(), path.stat().st_size, path.resolve().name)
        for path in files
    ]


def needed(entries: Sequence[Entry], source: Source) -> list[Entry]:
    """The entries that `source` consists of.

    Raises:
        ModelError: where a part is missing, or has its weights only in files that can run code.
    """
    return [entry for part in source.parts for entry in _of_part(entries, source, part)]


def is_whole(path: Path, entry: Entry) -> bool:
    """Whether the file is there with the size and the checksum of its entry."""
    return (
        path.is_file() and path.stat().st_size == entry.size and checksum(path, entry) is not None
    )


def checksum(path: Path, entry: Entry) -> str | None:
    """The checksum of the file where it is that of `entry`; None where it is not."""
    if len(entry.checksum) == SHA256_DIGITS:
        digest = hashlib.sha256()
    else:  # git's blob hash, which the hub uses for small files
        digest = hashlib.sha1(b"blob %d\0" % entry.size, usedforsecurity=False)
    for piece in _pieces(path):
        digest.update(piece)
    return entry.checksum if digest.hexdigest() == entry.checksum else None


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def _of_part(entries: Sequence[Entry], source: Source, part: str) -> list[Entry]:
    """A part is a file of the root, a folder, or "." for the root itself."""
    inside = [entry for entry in entries if _folder(entry) == part or entry.path == part]
    texts = [entry for entry in inside if entry.path.endswith(TEXTS)]
    texts = [entry for entry in texts if ".index." not in entry.path]
    if not inside or (not texts and part != "."):
        raise ModelError(
            f"{source.hub_id} has no {part} at revision {source.revision[:8]}: choose another "
            "model, and report that its entry in the catalog is wrong."
        )
    if part in texts or inside[0].path == part or part.startswith(WITHOUT_WEIGHTS):
        return texts
    return texts + _weights(inside, source, part)


def _folder(entry: Entry) -> str:
    return entry.path.rpartition("/")[0] or "."


def _weights(inside: Sequence[Entry], source: Source, part: str) -> list[Entry]:
    """The weights in the variant of `source`, or plain where the part has no such variant.

    The variant stands before or after the number of a shard, depending on the age of the file:
    model.fp16-00001-of-00002.safetensors, model-00001-of-00002.fp16.safetensors.
    """
    for variant in dict.fromkeys((source.variant, None)):
        kind = rf"\.{re.escape(variant)}" if variant else ""
        shard = r"-\d{5}-of-\d{5}"
        name = rf"(diffusion_pytorch_)?model(({kind})({shard})?|({shard})({kind}))\.safetensors"
        index = rf"(diffusion_pytorch_)?model\.safetensors\.index({kind})\.json"
        found = [e for e in inside if re.fullmatch(name, e.path.rpartition("/")[2])]
        if found:
            indexes = [e for e in inside if re.fullmatch(index, e.path.rpartition("/")[2])]
            return found + indexes
    if any(entry.path.endswith(PICKLES) for entry in inside):
        raise ModelError(
            f"The {part} of {source.hub_id} is only there as a pickle, a file that can run any "
            "program when it is opened: it was refused, and nothing was downloaded. Choose "
            "another model."
        )
    raise ModelError(f"The {part} of {source.hub_id} has no weights: choose another model.")
