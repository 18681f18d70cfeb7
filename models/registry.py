"""Lends models out: loaded once, shared by all, put away when idle and memory is short."""

import contextlib
import errno
import functools
import importlib
import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from models.catalog import Spec
from models.errors import ModelError, VisitorError
from models.integrity import verify

log = logging.getLogger(__name__)

MODEST_BUDGET_MB = 4000.0


@dataclass
class _Loan:
    spec: Spec
    model: Any
    users: int = 0


class Registry:
    """The models in memory, least recently used first.

    One load at a time in the whole process: `from_pretrained` patches torch globally while it runs
    (diffusers #4296). A model in use is never put away, so a run can exceed `budget_mb` where
    everything in memory is in use.
    """

    def __init__(self, budget_mb: float) -> None:
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

    def drop_idle(self) -> None:
        """Put away every model that nobody uses."""
        self._make_room(float("inf"))

    def status(self) -> str:
        """What is in memory, such as "pocket-diffusion 45 MB"; empty where nothing is."""
        with self._look:
            held = [f"{loan.spec.key} {loan.spec.size_mb:.0f} MB" for loan in self._shelf.values()]
        return " · ".join(held)

    def _borrow(self, spec: Spec) -> _Loan:
        loan = self._find(spec)
        if loan:
            return loan
        with self._load:
            loan = self._find(spec)
            if loan:
                return loan
            self._make_room(spec.size_mb)
            loan = _Loan(spec, self._loaded(spec), users=1)
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

    def _make_room(self, size_mb: float) -> None:
        """Put idle models away, least recently used first, until `size_mb` more fit the budget."""
        with self._look:
            for key, loan in list(self._shelf.items()):
                held = sum(other.spec.size_mb for other in self._shelf.values())
                if held + size_mb <= self.budget_mb:
                    return
                if loan.users == 0:
                    del self._shelf[key]

    def _loaded(self, spec: Spec) -> Any:
        """Call the spec's loader; if memory is full, once more without the idle models."""
        try:
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
    return Registry(float(os.environ.get("UNFOG_MODEL_BUDGET_MB") or half_of_the_memory()))


def half_of_the_memory() -> float:
    """Half of this machine's memory in MB; a modest number where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2e6
    except (AttributeError, ValueError, OSError):
        return MODEST_BUDGET_MB


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
        return f"The disk is full, so {spec.title} cannot be stored: free some space and try again."
    if is_out_of_memory(error):
        need = f"{spec.title} ({spec.size_mb:,.0f} MB)"
        return f"There is not enough memory for {need}: choose a smaller model."
    detail = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return f"{spec.title} could not be loaded ({detail[:200]}): choose another model."
