"""Lends models out: loaded once, shared by all, put away when idle and memory is short."""

import contextlib
import errno
import functools
import gc
import importlib
import logging
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from models.catalog import is_permitted
from models.errors import ModelError, VisitorError
from models.integrity import verify
from models.specs import Spec

log = logging.getLogger(__name__)

DEVICE_SHARE = 0.85
"""How much of a CUDA device's memory models may take; the rest is to work with."""


@dataclass
class _Loan:
    spec: Spec
    model: Any
    size_mb: float
    users: int = 0

    def status(self) -> str:
        """Key and size; and how it runs, for a model that is not float32 everywhere."""
        if self.spec.server:
            return self.model.status
        how = f" ({self.model.manner})" if self.spec.hub_id else ""
        return f"{self.spec.key} {self.size_mb:,.0f} MB{how}"


class Registry:
    """The models in memory, least recently used first.

    One load at a time in the whole process: `from_pretrained` patches torch globally while it runs
    (diffusers #4296). A model in use is never put away, so a run can exceed `budget_mb` where
    everything in memory is in use. Without a budget, the device gives it when it is first needed.
    """

    def __init__(self, budget_mb: float | None = None) -> None:
        self.budget_mb = budget_mb
        self._shelf: OrderedDict[str, _Loan] = OrderedDict()
        self._look = threading.Lock()
        self._load = threading.Lock()

    @contextlib.contextmanager
    def use(self, spec: Spec) -> Iterator[Any]:
        """Borrow the model of `spec`, loading it if need be. Where that fails, ModelError."""
        loan = self._borrow(spec)
        try:
            yield loan.model
        finally:
            with self._look:
                loan.users -= 1

    def holds(self, spec: Spec) -> bool:
        """Whether the model is in memory now."""
        with self._look:
            return spec.key in self._shelf

    def holds_pocket_models(self) -> bool:
        """Whether one of the embedded models is in memory."""
        with self._look:
            return any(loan.spec.folder is not None for loan in self._shelf.values())

    def drop_idle(self, keep: Collection[str] = ()) -> None:
        """Put away every model that nobody uses, but for those whose keys are in `keep`."""
        self._make_room(float("inf"), keep)

    def idle_mb(self) -> float:
        """How much memory would be free if every model that nobody uses were put away."""
        with self._look:
            return sum(loan.size_mb for loan in self._shelf.values() if loan.users == 0)

    def status(self) -> str:
        """What is in memory, such as "pocket-diffusion 45 MB"; empty where nothing is."""
        with self._look:
            return " · ".join(loan.status() for loan in reversed(self._shelf.values()))

    def _borrow(self, spec: Spec) -> _Loan:
        loan = self._find(spec)
        if loan:
            return loan
        with self._load:
            loan = self._find(spec)
            if loan:
                return loan
            size_mb = in_memory_mb(spec)
            self._make_room(size_mb)
            loan = _Loan(spec, self._loaded(spec), size_mb, users=1)
            with self._look:
                self._shelf[spec.key] = loan
            return loan

    def _find(self, spec: Spec) -> _Loan | None:
        with self._look:
            loan = self._shelf.get(spec.key)
            if loan:
                loan.users += 1
                self._shelf.move_to_end(spec.key)
            return loan

    def _make_room(self, size_mb: float, keep: Collection[str] = ()) -> None:
        """Put idle models away, least recently used first, until `size_mb` more fit the budget."""
        if self.budget_mb is None:
            self.budget_mb = memory_for_models()
        with self._look:
            for key, loan in list(self._shelf.items()):
                held = sum(other.size_mb for other in self._shelf.values())
                if held + size_mb <= self.budget_mb:
                    break
                if loan.users == 0 and key not in keep:
                    del self._shelf[key]
        give_back_memory()

    def _loaded(self, spec: Spec) -> Any:
        """Call the spec's loader; if memory is full, once more without the idle models."""
        try:
            if not is_permitted(spec):
                raise ModelError(f"{spec.name} is not offered here: choose another model.")
            if spec.folder:
                verify(spec.folder)
            load = _function(spec.loader)
            try:
                return load(spec)
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
            self.drop_idle()
            return load(spec)
        except VisitorError:
            raise
        except Exception as error:
            log.exception("loading %s failed", spec.key)
            raise ModelError(_explain(spec, error)) from error


@functools.cache
def registry() -> Registry:
    """The registry of this process. UNFOG_MODEL_BUDGET_MB says how much memory models may take."""
    wish = os.environ.get("UNFOG_MODEL_BUDGET_MB")
    return Registry(float(wish) if wish else None)


def memory_for_models() -> float:
    """Most of the memory of the device that large models run on, in MB; half of a processor's."""
    from models import placement, room

    place = placement.choose(pocket=False)
    return room.memory_of(place).total_mb * (DEVICE_SHARE if place.device == "cuda" else 0.5)


def in_memory_mb(spec: Spec) -> float:
    """What the model of `spec` takes in memory: what it says, or more, in a larger precision."""
    if spec.hub_id is None:
        return spec.size_mb
    from models import placement, room

    return room.weights_mb(spec, placement.choose(pocket=False))


def give_back_memory() -> None:
    """Let torch return to the device what it holds ready for itself; models hold cycles."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        gc.collect()
        torch.cuda.empty_cache()


def use(spec: Spec) -> contextlib.AbstractContextManager[Any]:
    """Borrow a model from the registry of this process: `with registry.use(spec) as model:`."""
    return registry().use(spec)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory ran out; told by the error's name, because torch may not be imported here."""
    return isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError"


def is_disk_full(error: BaseException) -> bool:
    """Whether the operating system, perhaps deep inside `error`, said that the disk is full."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _function(name: str) -> Callable[[Spec], Any]:
    module, function = name.split(":")
    return getattr(importlib.import_module(module), function)


def _explain(spec: Spec, error: Exception) -> str:
    if is_disk_full(error):
        return f"The disk is full, so {spec.name} cannot be stored: free some space and try again."
    if is_out_of_memory(error):
        need = f"{spec.name} ({spec.size_mb:,.0f} MB)"
        return f"There is not enough memory for {need}: choose a smaller model."
    detail = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return f"{spec.name} could not be loaded ({detail[:200]}): choose another model."
