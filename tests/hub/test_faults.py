"""Everything that can go wrong with a download ends in a right picture or in one clear sentence.

After each fault the same request is made again on a healthy hub: it must succeed, so nothing
half-written was kept and used. The small decoder stands for the whole model where it can: it goes
through the same code, and a test takes milliseconds.
"""

import dataclasses
import errno
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from models import catalog, room
from models.errors import ModelError
from models.hub import receipts
from models.hub.fetch import fetch
from models.hub.settings import settings
from models.specs import Source, Spec
from tests.hub.loopback import Hub

WEIGHTS = "diffusion_pytorch_model.safetensors"


@pytest.fixture
def spec(publish: Callable[..., Spec]) -> Spec:
    """A model that consists of nothing but the small decoder."""
    turbo = publish("sd-turbo")
    taesd = turbo.preview
    return dataclasses.replace(
        turbo,
        hub_id=taesd.hub_id,
        revision=taesd.revision,
        variant=None,
        parts=taesd.parts,
        preview=None,
        checker=None,
    )


def bring(spec: Spec) -> Path:
    """Download `spec`; its folder, in which every file is whole."""
    for _ in fetch(spec):
        pass
    assert receipts.is_downloaded(spec)
    return settings().snapshot(spec.pipeline)


def is_like(folder: Path, original: Path) -> bool:
    """Whether all files of `folder` are those that the hub has."""
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    return bool(files) and all(
        (folder / name).read_bytes() == (original / name).read_bytes() for name in files
    )


def nothing_unfinished() -> bool:
    return not list(settings().cache.rglob("*.incomplete"))


FINAL = [
    pytest.param("resolve", {"status": 404, "headers": {"X-Error-Code": "EntryNotFound"}},
                 "lacks a file that it lists", id="404 file"),
    pytest.param("tree", {"status": 404, "headers": {"X-Error-Code": "RepoNotFound"}},
                 "not on the hub any more, or is private", id="404 repository"),
    pytest.param("tree", {"status": 404, "headers": {"X-Error-Code": "RevisionNotFound"}},
                 "no longer has revision 614f7681", id="404 revision"),
    pytest.param("tree", {"status": 401}, "not on the hub any more, or is private", id="401"),
    pytest.param("resolve", {"status": 401, "headers": {"X-Error-Code": "GatedRepo"}},
                 "accept its licence first.*hf auth login", id="401 gated"),
    pytest.param("resolve", {"status": 403, "headers": {"X-Error-Code": "GatedRepo"}},
                 "accept its licence first.*hf auth login", id="403 gated"),
    pytest.param("tree", {"status": 429, "times": 99}, "asks for patience", id="429 tree"),
    pytest.param("resolve", {"status": 429, "times": 99}, "asks for patience", id="429 file"),
    pytest.param("tree", {"status": 500, "times": 99}, "problem of its own.*500", id="500 tree"),
    pytest.param("resolve", {"status": 500, "times": 99}, "problem of its own.*500", id="500"),
    pytest.param(WEIGHTS, {"cut": 1000, "times": 99}, "connection to .* failed", id="cut for good"),
    pytest.param(WEIGHTS, {"garbled": True, "times": 2}, "damaged twice", id="wrong checksum"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "fault", "words"), FINAL)
def test_a_lasting_fault_is_a_sentence_and_the_next_try_succeeds(
    spec: Spec, hub: Hub, made: Callable, where: str, fault: dict, words: str
) -> None:
    hub.fail(where, **fault)
    with pytest.raises(ModelError, match=words) as error:
        bring(spec)
    assert str(error.value).startswith("SD-Turbo")
    assert len(str(error.value)) < 400
    assert not receipts.is_downloaded(spec)
    assert nothing_unfinished()
    hub.faults.clear()
    assert is_like(bring(spec), made("taesd"))


PASSING = [
    pytest.param("tree", {"status": 429, "headers": {"Retry-After": "7"}}, [8.0], id="429 tree"),
    pytest.param("/large/", {"status": 429, "headers": {"Retry-After": "3"}}, [4.0],
                 id="429 large file"),
    pytest.param("tree", {"status": 500}, [1], id="500 tree"),
    pytest.param("resolve", {"status": 503}, [], id="503 file"),
    pytest.param(WEIGHTS, {"cut": 1000}, [1], id="cut once"),
    pytest.param(WEIGHTS, {"garbled": True}, [], id="wrong checksum once"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "fault", "waited"), PASSING)
def test_a_passing_fault_is_waited_out(
    spec: Spec, hub: Hub, made: Callable, waits: list, where: str, fault: dict, waited: list
) -> None:
    hub.fail(where, **fault)
    assert is_like(bring(spec), made("taesd"))
    assert waits == waited
    assert all(fault.times == 0 for fault in hub.faults)


def test_a_connection_cut_in_the_middle_goes_on_where_it_broke(spec: Spec, hub: Hub) -> None:
    hub.fail(WEIGHTS, cut=1000)
    bring(spec)
    assert [line for line in hub.log if line.startswith("GET /large/")] == [
        f"GET /large/madebyollin/taesd/resolve/{spec.revision}/{WEIGHTS}"
    ] * 2


def test_offline_with_the_files_here_is_no_hindrance(
    spec: Spec, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = bring(spec)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    hub.log.clear()
    assert bring(spec) == folder
    settings().receipt(spec.pipeline).unlink()
    assert bring(spec) == folder  # verified by the names that the cache gives to its files
    assert hub.log == []


@pytest.mark.usefixtures("hub")
def test_offline_without_the_files_is_a_sentence(
    spec: Spec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="not on this disk, and the gallery runs offline"):
        bring(spec)


def test_offline_with_a_damaged_file_is_a_sentence(
    spec: Spec, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = bring(spec)
    settings().receipt(spec.pipeline).unlink()
    weights = (folder / WEIGHTS).resolve()
    weights.write_bytes(weights.read_bytes()[:-1] + b"!")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="not on this disk"):
        bring(spec)


def test_no_network_is_a_sentence(spec: Spec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match=r"connection to http://127\.0\.0\.1:9 failed"):
        bring(spec)


def test_a_file_that_shrank_after_the_receipt_is_brought_again(spec: Spec, made: Callable) -> None:
    folder = bring(spec)
    weights = (folder / WEIGHTS).resolve()
    weights.write_bytes(weights.read_bytes()[:-10])
    assert not receipts.is_downloaded(spec)
    assert is_like(bring(spec), made("taesd"))


def test_a_pickle_where_safetensors_should_be_is_refused(
    publish: Callable, hub: Hub, made: Callable, tmp_path: Path
) -> None:
    folder = shutil.copytree(made("sd-turbo"), tmp_path / "pickled")
    for path in (folder / "unet").glob("*.safetensors"):
        path.unlink()
    spec = publish("sd-turbo", folder)
    with pytest.raises(ModelError, match=r"The unet of stabilityai/sd-turbo .* pickle.*refused"):
        bring(spec)
    assert hub.files() == []


def test_a_repository_without_a_part_is_named(
    publish: Callable, made: Callable, tmp_path: Path
) -> None:
    folder = shutil.copytree(made("sd-turbo"), tmp_path / "partial")
    shutil.rmtree(folder / "vae")
    with pytest.raises(ModelError, match="has no vae at revision b261bac6"):
        bring(publish("sd-turbo", folder))


def test_too_little_disk_is_told_with_numbers_before_anything_is_sent(
    spec: Spec, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil._ntuple_diskusage(10**9, 10**9 - 10**8, 10**8)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: full)
    with pytest.raises(ModelError, match=r"disk is too full.*100 MB are free.*free some space"):
        bring(spec)
    assert hub.files() == []


def test_a_disk_that_fills_up_on_the_way_is_a_sentence(
    spec: Spec, made: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import file_download

    def write_some(_: str, file, **__: object) -> None:
        file.write(b"half of it")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(file_download, "http_get", write_some)
        with pytest.raises(ModelError, match=r"the disk is full\. Free some space"):
            bring(spec)
    assert nothing_unfinished()
    assert is_like(bring(spec), made("taesd"))


def test_progress_is_told_and_stop_ends_the_download(
    spec: Spec, hub: Hub, made: Callable, tmp_path: Path
) -> None:
    folder = shutil.copytree(made("taesd"), tmp_path / "heavy")
    (folder / WEIGHTS).write_bytes(bytes(6_000_000))
    hub.add(spec.hub_id, spec.revision, folder)
    hub.fail(WEIGHTS, slow=0.05, times=99)
    news = fetch(spec)
    told = [next(news).sentence for _ in range(4)]
    assert any("of 6 MB" in sentence and "MB/s" in sentence for sentence in told)
    news.close()
    end = time.monotonic() + 5
    while any(thread.name.startswith("download") for thread in threading.enumerate()):
        assert time.monotonic() < end, "the download went on"
        time.sleep(0.02)
    assert nothing_unfinished()
    assert not receipts.is_downloaded(spec)
    hub.faults.clear()
    assert is_like(bring(spec), folder)


def test_every_source_of_the_catalog_is_pinned_and_names_its_parts() -> None:
    sources: list[Source] = []
    for spec in catalog.MODELS.values():
        sources += [source for source in (spec.pipeline, spec.preview, spec.checker) if source]
    assert len(sources) >= 15
    for source in sources:
        assert len(source.revision) == 40 and set(source.revision) <= set("0123456789abcdef")
        assert source.parts and source.megabytes > 0
