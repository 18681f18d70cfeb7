"""A hub on loopback, an empty cache, and the catalog's models in small behind their own names."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from models import catalog, engine, registry
from models.specs import Source, Spec
from tests.hub import loopback, tiny_models

sys.modules.setdefault("xformers", None)  # before diffusers, as models.diffusion.load does


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """`made("sd-turbo")`: the folder of a tiny model of that family; each is made once."""
    folders: dict[str, Path] = {}
    makers = {**tiny_models.FAMILIES, "taesd": tiny_models.taesd}

    def make(name: str) -> Path:
        if name not in folders:
            folders[name] = makers[name](tmp_path_factory.mktemp(name.replace(".", "-")))
        return folders[name]

    return make


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that huggingface_hub would have waited before it tried again."""
    from huggingface_hub import file_download
    from huggingface_hub.utils import _http

    slept: list[float] = []
    clock = SimpleNamespace(**{**vars(time), "sleep": slept.append})
    for module in (file_download, _http):
        monkeypatch.setattr(module, "time", clock)
    return slept


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, waits: list) -> Iterator[loopback.Hub]:
    """An empty hub that HF_ENDPOINT names, an empty cache, a process that has loaded nothing."""
    from huggingface_hub import constants

    assert waits == []
    with loopback.served() as served:
        monkeypatch.setenv("HF_ENDPOINT", served.endpoint)
        monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
        monkeypatch.delenv("UNFOG_PUBLIC", raising=False)
        registry.registry.cache_clear()
        engine.engine.cache_clear()
        yield served
    registry.registry.cache_clear()
    engine.engine.cache_clear()


@pytest.fixture
def publish(hub: loopback.Hub, made: Callable[[str], Path]) -> Callable[..., Spec]:
    """`publish("sd-turbo")`: the hub has the model, its preview decoder and its checker, in small.

    A folder may be given in place of the model's own.
    """

    def put(key: str, folder: Path | None = None) -> Spec:
        spec = catalog.MODELS[key]
        _serve(hub, spec.checker, made("stable-diffusion-1.5"))
        _serve(hub, spec.preview, made("taesd"))
        _serve(hub, spec.pipeline, folder or made(key))
        return spec

    return put


def _serve(hub: loopback.Hub, source: Source, folder: Path) -> None:
    hub.add(source.hub_id, source.revision, folder)
