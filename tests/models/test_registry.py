"""Lending: one load whatever the crowd, nothing in use is put away, and a failure does not stay."""

import dataclasses
import errno
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models import catalog, registry
from models.errors import ModelError
from models.registry import Registry


@pytest.fixture
def specs() -> dict[str, catalog.Spec]:
    """Three models of 10 MB whose loader counts its calls."""
    plain = dataclasses.replace(catalog.find("pocket-judge"), folder=None, size_mb=10)
    return {key: dataclasses.replace(plain, key=key, title=key) for key in "abc"}


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []

    def load(spec: catalog.Spec) -> str:
        calls.append(spec.key)
        return f"model {spec.key}"

    monkeypatch.setattr(registry, "_function", lambda _: load)
    return calls


def test_a_crowd_shares_one_load(specs: dict, loads: list) -> None:
    shelf, start = Registry(100), threading.Barrier(8)

    def visit(_: int) -> str:
        start.wait()
        with shelf.use(specs["a"]) as model:
            return model

    with ThreadPoolExecutor(8) as visitors:
        assert set(visitors.map(visit, range(8))) == {"model a"}
    assert loads == ["a"]


@pytest.mark.usefixtures("loads")
def test_the_least_recently_used_makes_room_but_never_one_in_use(specs: dict) -> None:
    shelf = Registry(budget_mb=20)
    with shelf.use(specs["a"]):
        with shelf.use(specs["b"]):
            pass
        with shelf.use(specs["c"]):
            pass
        assert shelf.status() == "c 10 MB · a 10 MB"
    with shelf.use(specs["b"]):
        assert shelf.status() == "b 10 MB · c 10 MB"


def test_a_failed_load_is_a_sentence_and_can_be_tried_again(specs: dict, monkeypatch) -> None:
    errors = [OSError(errno.ENOSPC, "No space left on device"), ValueError("bad shape"), None]

    def load(_: catalog.Spec) -> str:
        if error := errors.pop(0):
            raise error
        return "model"

    monkeypatch.setattr(registry, "_function", lambda _: load)
    shelf = Registry(100)
    for sentence in ("disk is full.*free some space", "could not be loaded.*bad shape"):
        with pytest.raises(ModelError, match=sentence), shelf.use(specs["a"]):
            pass
    with shelf.use(specs["a"]) as model:
        assert model == "model"


@pytest.mark.usefixtures("loads")
def test_out_of_memory_drops_idle_models_and_tries_once_more(specs: dict, monkeypatch) -> None:
    shelf = Registry(100)
    with shelf.use(specs["a"]):
        pass
    errors = [MemoryError(), None]

    def load(_: catalog.Spec) -> str:
        if error := errors.pop(0):
            raise error
        return "model"

    monkeypatch.setattr(registry, "_function", lambda _: load)
    with shelf.use(specs["b"]):
        assert shelf.status() == "b 10 MB"


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _garble(path: Path) -> None:
    path.write_bytes(b"garbage" * 50)


@pytest.mark.parametrize(
    ("file", "damage", "words"),
    [
        ("unet/diffusion_pytorch_model.safetensors", _truncate, "header promises"),
        ("vae/diffusion_pytorch_model.safetensors", _garble, "not a safetensors file"),
        ("vae/diffusion_pytorch_model.safetensors", Path.unlink, "is missing"),
        ("unet/config.json", _garble, "not valid JSON"),
        ("scheduler/scheduler_config.json", Path.unlink, "is missing"),
    ],
)
def test_a_broken_file_is_named_and_repair_helps(
    tiny_folder: Path, tmp_path: Path, serve, file: str, damage, words: str
) -> None:
    import shutil

    folder = shutil.copytree(tiny_folder, tmp_path / "broken")
    spec = serve(folder)
    damage(folder / file)
    with pytest.raises(ModelError, match=words) as error, registry.use(spec):
        pass
    assert file.split("/")[0] in str(error.value)
    assert str(tmp_path) not in str(error.value)
    shutil.copy(tiny_folder / file, folder / file)
    with registry.use(spec) as model:
        assert json.loads(model.pipe.scheduler.to_json_string())["clip_sample"] is False


def test_a_missing_folder_says_what_makes_it(serve, tmp_path: Path) -> None:
    spec = serve(tmp_path / "nowhere")
    with pytest.raises(ModelError, match=r"nowhere is missing.*train"), registry.use(spec):
        pass
