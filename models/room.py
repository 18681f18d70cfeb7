"""Whether a model fits: what it needs of memory and disk beside what is free, in numbers."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from models import catalog
from models.errors import ModelError
from models.placement import Placement
from models.specs import Spec

MEGABYTE = 1e6
DISK_RESERVE_MB = 500.0
"""Left free after a download, for the rest of the machine."""


@dataclass(frozen=True)
class Memory:
    """The memory in which a model would run, in MB; `name` says which: "GPU memory"."""

    name: str
    free_mb: float
    total_mb: float


def needed_mb(spec: Spec, placement: Placement) -> float:
    """Weights in the precision of `placement`, and room to work with them."""
    return weights_mb(spec, placement) + spec.workspace_mb


def weights_mb(spec: Spec, placement: Placement) -> float:
    """What the weights of `spec` take in memory in the precision of `placement`."""
    size = placement.dtype.itemsize
    stored = [(source.megabytes, source.stored_bytes) for source in spec.sources]
    return sum(mb * size / each for mb, each in stored) if stored else spec.size_mb


def memory_of(placement: Placement) -> Memory:
    """The memory of the device of `placement`, as it is now."""
    import torch

    if placement.device == "cuda":
        free, total = torch.cuda.mem_get_info()
        # What torch holds ready for itself counts as used there.
        free += torch.cuda.memory_reserved() - torch.cuda.memory_allocated()
        return Memory("GPU memory", free / MEGABYTE, total / MEGABYTE)
    import psutil

    now = psutil.virtual_memory()
    return Memory("memory", now.available / MEGABYTE, now.total / MEGABYTE)


def check_memory(spec: Spec, placement: Placement, idle_mb: float = 0) -> None:
    """ModelError with the numbers where `spec` cannot fit, even if idle models go (`idle_mb`)."""
    memory, need = memory_of(placement), needed_mb(spec, placement)
    free = memory.free_mb + idle_mb
    if need <= free:
        return
    weights = weights_mb(spec, placement)
    precision = str(placement.dtype).removeprefix("torch.")
    raise ModelError(
        f"{spec.name} needs about {need:,.0f} MB of {memory.name} ({weights:,.0f} MB of weights "
        f"in {precision}, the rest to work with), but {free:,.0f} of {memory.total_mb:,.0f} MB are "
        f"free: close other programs, or choose {_smaller(spec)}."
    )


def check_disk(spec: Spec, download_mb: float, folder: Path) -> None:
    """ModelError with the numbers where a download of `download_mb` leaves too little disk."""
    existing = next(parent for parent in (folder, *folder.parents) if parent.is_dir())
    free = shutil.disk_usage(existing).free / MEGABYTE
    if download_mb + DISK_RESERVE_MB > free:
        variable = "GENSIM_DATA_DIR" if spec.archive else "HF_HUB_CACHE"
        raise ModelError(
            f"{spec.name} could not be downloaded: the disk is too full. It takes "
            f"{download_mb:,.0f} MB, and {free:,.0f} MB are free where models are kept "
            f"({DISK_RESERVE_MB:,.0f} MB stay in reserve): free some space and try again, or "
            f"name another folder in {variable}."
        )


def _smaller(spec: Spec) -> str:
    other = catalog.find(spec.fallback) if spec.fallback else None
    return f"{other.name} ({other.size_mb:,.0f} MB)" if other else "a smaller model"
