"""A gallery whose pocket-diffusion is a random pipeline: everything is real but the weights."""

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from models import catalog, engine, registry
from models.diffusion.explorer import memory
from tests.conftest import serve
from tests.models import tiny_language, tiny_pipeline


@contextlib.contextmanager
def in_its_place(spec: catalog.Spec) -> Iterator[None]:
    """The catalog has `spec` under its key; nothing is loaded or remembered, before or after."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalog, "MODELS", {**catalog.MODELS, spec.key: spec})
        _forget()
        yield
    _forget()


def _forget() -> None:
    for kept in (registry.registry, engine.engine, memory.memory):
        kept.cache_clear()


@pytest.fixture(scope="session")
def random_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint folder of the right architecture, untrained."""
    return tiny_pipeline.save(tmp_path_factory.mktemp("checkpoints") / "random")


@pytest.fixture(scope="module")
def random_model(random_weights: Path) -> Iterator[catalog.Spec]:
    """pocket-diffusion with random weights and no companions; nothing is loaded yet."""
    known = catalog.find("pocket-diffusion")
    spec = dataclasses.replace(known, folder=random_weights, upscaler=None, judge=None)
    with in_its_place(spec):
        yield spec


@pytest.fixture(scope="module")
def tiny_gpt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[catalog.Spec]:
    """pocket-gpt with a few random weights that prefer some tokens clearly."""
    folder = tiny_language.llama(tmp_path_factory.mktemp("tiny-gpt"))
    limits = {"context": tiny_language.CONTEXT}
    spec = dataclasses.replace(catalog.find("pocket-gpt"), folder=folder, limits=limits)
    with in_its_place(spec):
        yield spec


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """A machine that is busy with other things may take its time."""
    expect.set_options(timeout=30_000)
    yield
    expect.set_options(timeout=5_000)


TRAINED = catalog.find("pocket-diffusion")


@pytest.fixture
def trained_model() -> Iterator[catalog.Spec]:
    """pocket-diffusion as it is shipped, also where its place was taken by random weights."""
    with in_its_place(TRAINED):
        yield TRAINED


@pytest.fixture(scope="module")
def address(random_model: catalog.Spec) -> Iterator[str]:
    """The address of a served gallery with the random model."""
    from demos import DEMOS

    yield from serve(DEMOS)
