"""Word vectors come from gensim-data whole, or not at all with one clear sentence."""

import dataclasses
import errno
import gzip
import hashlib
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from gensim import downloader
from gensim.models import KeyedVectors

from models import catalog, engine, lending, registry, room
from models.errors import ModelError
from models.gensim_data import fetch as fetching
from models.gensim_data.fetch import fetch
from models.gensim_data.settings import is_downloaded, settings
from models.hub.__main__ import main
from models.records import Waiting
from models.specs import Archive, Spec
from models.word_vectors.requests import ArithmeticRequest
from tests.hub import loopback
from tests.hub.releases import Releases

NAME = "glove-wiki-gigaword-50"
WORDS = [f"word{index}" for index in range(400)]


@pytest.fixture
def releases(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[loopback.Hub]:
    """An empty gensim-data on loopback, an empty folder for its files, no waiting for retries."""
    with loopback.served(Releases) as hub:
        hub.add("releases", "", tmp_path / "releases")
        monkeypatch.setattr(downloader, "DOWNLOAD_BASE_URL", hub.endpoint)
        listed = (f"{hub.endpoint}/list.json", "utf-8")
        monkeypatch.setattr(downloader._load_info, "__defaults__", listed)
        monkeypatch.setattr(fetching, "SECONDS_BEFORE_NEXT_TRY", (0.0, 0.0))
        monkeypatch.setenv("GENSIM_DATA_DIR", str(tmp_path / "here"))
        monkeypatch.setenv("HF_HUB_OFFLINE", "0")
        monkeypatch.delenv("UNFOG_PUBLIC", raising=False)
        registry.registry.cache_clear()
        yield hub
    registry.registry.cache_clear()


@pytest.fixture
def publish(releases: loopback.Hub) -> Callable[[bytes], Spec]:
    """`publish(content)`: gensim-data has this as GloVe, and the catalog knows its checksum."""

    def put(content: bytes) -> Spec:
        path = releases.repositories["releases"][1] / NAME / f"{NAME}.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        archive = Archive(NAME, len(content), hashlib.md5(content).hexdigest())
        listed = {"checksum": archive.md5, "file_name": f"{NAME}.gz", "parts": 1}
        (path.parents[1] / "list.json").write_text(
            json.dumps({"corpora": {}, "models": {NAME: listed}})
        )
        return dataclasses.replace(catalog.MODELS[NAME], archive=archive, size_mb=1)

    return put


@pytest.fixture
def spec(publish: Callable[[bytes], Spec], tmp_path: Path) -> Spec:
    """GloVe in small."""
    keyed = KeyedVectors(50)
    rng = np.random.default_rng(1)
    keyed.add_vectors(WORDS, rng.normal(size=(len(WORDS), 50)).astype(np.float32))
    keyed.save_word2vec_format(str(tmp_path / "small.txt"))
    return publish(gzip.compress((tmp_path / "small.txt").read_bytes()))


def bring(spec: Spec) -> bytes:
    """Download `spec`; what lies where gensim looks for it."""
    for news in fetch(spec):
        assert isinstance(news, Waiting)
    assert is_downloaded(spec.archive)
    return settings().path(spec.archive).read_bytes()


def is_right(content: bytes, spec: Spec) -> bool:
    return hashlib.md5(content).hexdigest() == spec.archive.md5


def test_vectors_are_brought_lent_and_then_there(spec: Spec, releases: loopback.Hub) -> None:
    list(lending.prepare(spec))
    with registry.use(spec) as keyed:
        assert keyed.index_to_key == WORDS
        assert keyed.most_similar("word7", topn=1)[0][1] < 1
    asked = list(releases.log)
    assert list(lending.prepare(spec)) == []
    registry.registry.cache_clear()
    list(lending.prepare(spec))
    assert releases.log == asked == [f"GET /{NAME}/{NAME}.gz", f"GET /store/{NAME}/{NAME}.gz",
                                     f"sent {NAME}.gz"]  # fmt: skip


def test_a_sum_of_words_waits_for_its_vectors(spec: Spec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "MODELS", {**catalog.MODELS, NAME: spec})
    request = ArithmeticRequest.parse(expression="word1 + word2", vectors=NAME)
    waiting, *records = engine.stream(request)
    assert isinstance(waiting, Waiting)
    told = [record.sentence for record in records if isinstance(record, Waiting)]
    assert any(sentence.startswith("Connecting for GloVe Wikipedia 50") for sentence in told)
    answer = records[-1]
    assert answer.about.words == len(WORDS)
    with registry.use(spec) as keyed:
        expected = [word for word, _ in keyed.most_similar(positive=["word1", "word2"])]
    assert [each.word for each in answer.ranking] == expected


def test_gensims_own_downloader_finds_them_here(
    spec: Spec, monkeypatch: pytest.MonkeyPatch, releases: loopback.Hub
) -> None:
    bring(spec)
    folder = str(settings().folder)
    for name in ("BASE_DIR", "base_dir"):
        monkeypatch.setattr(downloader, name, folder)
    releases.log.clear()
    theirs = downloader.load(NAME)
    assert theirs.index_to_key == WORDS
    assert not any(line.endswith((".gz", ".py")) for line in releases.log)
    with registry.use(spec) as ours:
        np.testing.assert_array_equal(ours.vectors, theirs.vectors)


FINAL = [
    pytest.param({"status": 404}, "localhost:|127.0.0.1:.* no longer has the file", id="404"),
    pytest.param({"status": 403}, "asks for patience.*403", id="403"),
    pytest.param({"status": 429}, "asks for patience.*429", id="429"),
    pytest.param({"status": 410}, "refuses the request .it answers 410", id="410"),
    pytest.param({"status": 503, "times": 99}, "problem of its own.*503", id="503"),
    pytest.param({"cut": 1000, "times": 3}, "connection to .* failed", id="cut for good"),
    pytest.param({"garbled": True, "times": 2}, "arrived damaged twice", id="wrong checksum"),
]


@pytest.mark.parametrize(("fault", "words"), FINAL)
def test_a_lasting_fault_is_a_sentence_and_the_next_try_succeeds(
    spec: Spec, releases: loopback.Hub, fault: dict, words: str
) -> None:
    releases.fail(NAME, **fault)
    with pytest.raises(ModelError, match=words) as error:
        bring(spec)
    assert str(error.value).startswith("GloVe Wikipedia 50 could not be downloaded: ")
    assert len(str(error.value)) < 300
    assert not is_downloaded(spec.archive)
    releases.faults.clear()
    assert is_right(bring(spec), spec)


PASSING = [
    pytest.param({"status": 500}, id="500 once"),
    pytest.param({"cut": 2000, "times": 2}, id="cut twice"),
    pytest.param({"garbled": True}, id="wrong checksum once"),
]


@pytest.mark.parametrize("fault", PASSING)
def test_a_passing_fault_goes_unnoticed(spec: Spec, releases: loopback.Hub, fault: dict) -> None:
    releases.fail(NAME, **fault)
    assert is_right(bring(spec), spec)
    assert all(fault.times == 0 for fault in releases.faults)


def test_stop_ends_the_download_and_the_next_one_goes_on_there(
    publish: Callable[[bytes], Spec], releases: loopback.Hub
) -> None:
    spec = publish(np.random.default_rng(2).bytes(8_000_000))
    releases.fail(NAME, slow=0.02, times=1)
    news = fetch(spec)
    told = [next(news).sentence for _ in range(3)]
    news.close()
    end = time.monotonic() + 5
    while any(thread.name.startswith("download") for thread in threading.enumerate()):
        assert time.monotonic() < end, "the download went on"
        time.sleep(0.02)
    assert "Downloading GloVe Wikipedia 50: " in told[-1]
    assert " of 8 MB, " in told[-1] and told[-1].endswith("Stop keeps what has arrived.")
    arrived = settings().unfinished(spec.archive).stat().st_size
    assert 0 < arrived < spec.archive.size
    assert not is_downloaded(spec.archive)
    assert is_right(bring(spec), spec)
    assert f"sent {NAME}.gz" in releases.log
    assert not settings().unfinished(spec.archive).exists()


def test_a_file_that_never_ends_is_cut_off(spec: Spec, releases: loopback.Hub) -> None:
    path = releases.repositories["releases"][1] / NAME / f"{NAME}.gz"
    path.write_bytes(bytes(30_000_000))
    with pytest.raises(ModelError, match="arrived damaged twice"):
        bring(spec)
    assert not settings().unfinished(spec.archive).exists()


def test_two_visitors_download_it_once(spec: Spec, releases: loopback.Hub) -> None:
    releases.fail(NAME, slow=0.05)
    first, second = fetch(spec), fetch(spec)
    next(first), next(second)
    for news in (first, second):
        list(news)
    assert is_right(bring(spec), spec)
    assert releases.log.count(f"sent {NAME}.gz") == 1


def test_offline_only_what_is_here_is_there(spec: Spec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="not on this disk, and the gallery runs offline"):
        bring(spec)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    bring(spec)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert is_right(bring(spec), spec)


def test_no_network_is_a_sentence(spec: Spec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloader, "DOWNLOAD_BASE_URL", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match=r"the connection to 127\.0\.0\.1:9 failed"):
        bring(spec)


def test_too_little_disk_is_told_with_numbers_before_anything_is_sent(
    spec: Spec, releases: loopback.Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil._ntuple_diskusage(10**9, 10**9 - 10**8, 10**8)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: full)
    with pytest.raises(ModelError, match=r"disk is too full.*100 MB are free.*GENSIM_DATA_DIR"):
        bring(spec)
    assert releases.log == []


def test_a_disk_that_fills_up_on_the_way_is_a_sentence(
    spec: Spec, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_some(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(fetching, "_continue", write_some)
        with pytest.raises(ModelError, match=r"the disk is full\. Free some space"):
            bring(spec)
    assert is_right(bring(spec), spec)


def test_in_public_only_what_is_allowed_is_offered_and_loaded(
    spec: Spec, releases: loopback.Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNFOG_PUBLIC", "1")
    assert [each.key for each in catalog.offered("word-vectors")] == ["pocket-vectors"]
    with pytest.raises(ModelError, match="not offered here"):
        list(lending.prepare(spec))
    with pytest.raises(ModelError, match="not offered here"), registry.use(spec):
        pass
    assert releases.log == []
    monkeypatch.setenv("UNFOG_MODELS", NAME)
    assert [each.key for each in catalog.offered("word-vectors")] == ["pocket-vectors", NAME]
    list(lending.prepare(spec))
    assert is_downloaded(spec.archive)


def test_they_can_be_brought_ahead_of_a_lecture(
    spec: Spec, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(catalog, "MODELS", {**catalog.MODELS, NAME: spec})
    assert main([]) == 0
    listed = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "not here" in listed[NAME]
    assert main([NAME]) == 0
    assert "GloVe Wikipedia 50 (400,000 words) is here." in capsys.readouterr().out
    assert is_downloaded(spec.archive)
    monkeypatch.setattr(downloader, "DOWNLOAD_BASE_URL", "http://127.0.0.1:9")
    settings().path(spec.archive).unlink()
    assert main([NAME]) == 1
    assert "the connection to 127.0.0.1:9 failed" in capsys.readouterr().err


def test_every_entry_is_one_of_gensims_with_its_checksum() -> None:
    entries = [spec for spec in catalog.of_kind("word-vectors") if spec.archive]
    assert len(entries) == 10
    for spec in entries:
        assert spec.key == spec.archive.name
        assert len(spec.archive.md5) == 32 and set(spec.archive.md5) <= set("0123456789abcdef")
        assert spec.download_mb == pytest.approx(spec.archive.size / 1e6)
        assert spec.limits["words"] >= 400_000
        assert catalog.find(spec.fallback).folder
