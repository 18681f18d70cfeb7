"""Finished cells, remembered by everything that decides their bytes.

A cell is a pure function of its settings, so whoever asks again gets the same bytes at once. What
is remembered says nothing about who asked.
"""

import functools
import hashlib
import json
import threading
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np

from models import catalog
from models.diffusion.explorer.records import CellReading
from models.diffusion.requests import DenoiseRequest

ROOM_MB = 64.0


@dataclass(frozen=True)
class Remembered:
    """A finished cell: `raw` uint8 [H, W, 3] as the model drew it, and what it took."""

    raw: np.ndarray
    nfe: int
    seconds: float
    reading: CellReading
    blocked: bool = False


class Memory:
    """The cells that were asked for last, as many as fit into `room_mb`."""

    def __init__(self, room_mb: float) -> None:
        self.room = room_mb * 1e6
        self._cells: OrderedDict[str, Remembered] = OrderedDict()
        self._bytes = 0
        self._look = threading.Lock()

    def find(self, key: str) -> Remembered | None:
        """The cell of this content address, if it is remembered."""
        with self._look:
            if key in self._cells:
                self._cells.move_to_end(key)
            return self._cells.get(key)

    def keep(self, key: str, cell: Remembered) -> None:
        """Remember a cell; the ones that nobody asked for go first."""
        with self._look:
            if key in self._cells:
                return
            self._cells[key] = cell
            self._bytes += cell.raw.nbytes
            while self._bytes > self.room and len(self._cells) > 1:
                _, oldest = self._cells.popitem(last=False)
                self._bytes -= oldest.raw.nbytes

    def __contains__(self, key: str) -> bool:
        with self._look:
            return key in self._cells


@functools.cache
def memory() -> Memory:
    """The memory of this process."""
    return Memory(ROOM_MB)


def key_of(run: DenoiseRequest) -> str:
    """The content address of a run: SHA-256 of all that decides the bytes of its raw picture."""
    spec = catalog.find(run.model)
    names = set(type(run).model_fields) - {"upscale", "notes", "model", "image"}
    settings = {name: getattr(run, name) for name in names}
    if not run.variation_strength:
        del settings["variation_seed"]
    settings["model"] = [spec.source, spec.revision, spec.variant]
    image = getattr(run, "image", None)
    if image is not None:
        settings["image"] = hashlib.sha256(image.tobytes()).hexdigest()
    text = json.dumps(settings, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
