"""The models under test: a random pipeline in a temporary folder, and a new registry and engine."""

import dataclasses
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models import catalog, engine, registry
from models.catalog import Spec

sys.modules.setdefault(
    "xformers", None
)  # before a test imports diffusers, as models.diffusion.load does


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the layout and architecture of pocket-diffusion, and random weights."""
    import tiny_pipeline

    return tiny_pipeline.save(tmp_path_factory.mktemp("checkpoints") / "tiny")


@pytest.fixture
def fresh() -> Iterator[None]:
    """A process that has loaded nothing yet."""
    registry.registry.cache_clear()
    engine.engine.cache_clear()
    yield
    registry.registry.cache_clear()
    engine.engine.cache_clear()


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Callable[..., Spec]:
    """Put a folder in the place of pocket-diffusion's: `serve(folder)`."""
    request.getfixturevalue("fresh")

    def put(folder: Path, **changes: Any) -> Spec:
        values = {"folder": folder, "upscaler": None, "judge": None, **changes}
        spec = dataclasses.replace(catalog.find("pocket-diffusion"), **values)
        monkeypatch.setattr(catalog, "MODELS", {**catalog.MODELS, spec.key: spec})
        return spec

    return put


@pytest.fixture
def pocket(serve: Callable[..., Spec], tiny_folder: Path) -> Spec:
    """The catalog's pocket-diffusion is the random pipeline."""
    return serve(tiny_folder)
