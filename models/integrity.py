"""Whether a checkpoint folder is whole, checked before a library trips over it in silence.

Reads the JSON files and the headers of the safetensors files only: milliseconds, and no torch.
"""

import json
import struct
from pathlib import Path
from typing import Any

from models.errors import ModelError

LARGEST_HEADER = 100_000_000


def verify(folder: Path) -> None:
    """ModelError, naming the file, where `folder` is missing, incomplete or holds a broken file."""
    if not folder.is_dir():
        raise ModelError(
            f"The model folder {shown(folder)} is missing: clone the repository again, "
            "or train the model with the command in models/train."
        )
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".json":
            _verify_json(path)
        elif path.suffix == ".safetensors":
            _verify_safetensors(path)
    if not any(folder.rglob("*.safetensors")):
        raise _broken(folder, "has no weights (*.safetensors)")


def shown(path: Path) -> str:
    """`path` from the project's folder on: a page need not know where the project lives."""
    root = Path(__file__).parent.parent
    inside = path.is_relative_to(root)
    return path.relative_to(root).as_posix() if inside else "/".join(path.parts[-2:])


def _verify_json(path: Path) -> None:
    """Valid JSON; and what the three kinds of file with a meaning name is there."""
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, OSError) as error:
        raise _broken(path, f"is not valid JSON ({error})") from None
    for needed in _needed(path, content):
        if not any(path.parent.glob(needed)):
            raise _broken(path.parent / needed, f"is missing ({shown(path)} needs it)")


def _needed(path: Path, content: Any) -> list[str]:
    """What must lie beside a JSON file, as patterns: parts of a pipeline, shards, weights."""
    if path.name == "config.json":
        return ["*.safetensors"]
    if not isinstance(content, dict):
        return []
    if path.name == "model_index.json":
        parts = [name for name, entry in content.items() if isinstance(entry, list) and all(entry)]
        return [f"{part}/*.json" for part in parts]
    if path.name.endswith(".safetensors.index.json"):
        return sorted(set(content.get("weight_map", {}).values()))
    return []


def _verify_safetensors(path: Path) -> None:
    """8 bytes of length, then a JSON header with the byte range of each tensor in what follows."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(8)
        length = struct.unpack("<Q", head)[0] if len(head) == 8 else 0
        text = file.read(length) if length <= LARGEST_HEADER else b""
    try:
        tensors = {name: entry for name, entry in json.loads(text).items() if name[:2] != "__"}
        expected = 8 + length + max(entry["data_offsets"][1] for entry in tensors.values())
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        raise _broken(path, "is not a safetensors file") from None
    if size != expected:
        raise _broken(path, f"has {size:,} bytes where its header promises {expected:,}")


def _broken(path: Path, what: str) -> ModelError:
    return ModelError(
        f"{shown(path)} {what}: restore it with `git checkout -- {shown(path)}`, "
        "or train the model again."
    )
