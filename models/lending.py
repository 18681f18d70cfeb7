"""From a model's entry in the catalog to a model in memory, told step by step and stoppable."""

import threading
import time
from collections.abc import Iterator

from models import catalog, placement, room
from models.errors import ModelError
from models.gensim_data import fetch as gensim_data
from models.hub import fetch as hub
from models.records import Waiting
from models.registry import registry
from models.specs import Spec

SECONDS_BETWEEN_NEWS = 0.5


def prepare(spec: Spec) -> Iterator[Waiting]:
    """Have the model of `spec` in memory, telling what is waited for: nothing where it is.

    Close the generator to stop. A download ends there; a model that is being loaded is loaded to
    the end beside the runs that follow, ready for the next time.

    Raises:
        ModelError: where the model is not offered here, does not fit, or cannot be had.
    """
    if not catalog.is_permitted(spec):
        raise ModelError(f"{spec.name} is not offered here: choose another model.")
    if registry().holds(spec):
        return
    if spec.server:
        yield Waiting(f"Asking {spec.name} which model it has.")
        return
    if spec.folder:
        yield Waiting(f"Loading {spec.name}, {spec.size_mb:.0f} MB.")
        return
    yield Waiting(f"Looking whether {spec.name} fits.")
    place = placement.choose(pocket=False, wish="cpu" if spec.kind == "word-vectors" else None)
    room.check_memory(spec, place, registry().idle_mb())
    yield from download(spec)
    yield from _loaded_beside(spec, room.weights_mb(spec, place))


def download(spec: Spec) -> Iterator[Waiting]:
    """Bring the files of `spec` here, telling how far it is; nothing where they are here.

    Raises:
        ModelError: where they cannot be had.
    """
    if spec.archive:
        yield from gensim_data.fetch(spec)
    elif spec.hub_id:
        yield from hub.fetch(spec)


def _loaded_beside(spec: Spec, size_mb: float) -> Iterator[Waiting]:
    """Load in another thread, so that the visitor hears of it and may leave."""
    failures: list[Exception] = []

    def load() -> None:
        try:
            with registry().use(spec):
                return
        except Exception as error:
            failures.append(error)

    thread = threading.Thread(target=load, daemon=True, name=f"load {spec.key}")
    begin = time.monotonic()
    thread.start()
    while thread.is_alive():
        seconds = time.monotonic() - begin
        yield Waiting(f"Loading {spec.name}, {size_mb:,.0f} MB: {seconds:.0f} s.")
        thread.join(SECONDS_BETWEEN_NEWS)
    if failures:
        raise failures[0]
