"""Every tokenizer of the gallery against its promises, with text from every corner of Unicode."""

import hashlib
import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer as Pieces

from models import tokenizers
from models.errors import InvalidRequest, ModelError
from models.tokenizers import Merge
from models.tokenizers.__main__ import main
from models.tokenizers.lending import load
from models.tokenizers.ranks import RanksFile, fetch

EMBEDDED = [entry.key for entry in tokenizers.ENTRIES.values() if not entry.download_mb]
RANKED = [entry.key for entry in tokenizers.ENTRIES.values() if entry.ranks]
LECTURE = 'Who\'d use "后" vs. "後"?'
HOSTILE = (
    "",
    "\0",
    "<|endoftext|>",
    "\r\n\t \u2028\u00a0",
    "👩‍👩‍👧‍👦🇩🇪",
    "e\u0301\u0327\u0300",
    "Z̴̡̧͔a̷͎̽l̶͙̒g̵̱͝o̴̤͝",
    "\u202eright to left\u202c",
    "مرحبا हिन्दी ไทย 한국어 አማርኛ",
    "\U0010ffff\ufffe\ufdd0\ue000",
    "\ufffd",
    "a" * 3000,
    " " * 500 + "end",
    "1234567890" * 20,
    "'s 're 'LL ’s",
)


def is_here(key: str) -> bool:
    return tokenizers.is_present(tokenizers.ENTRIES[key])


def available(*keys: str) -> list[object]:
    """The keys as parameters; those whose vocabulary is not on this machine are skipped."""
    missing = pytest.mark.skip("its vocabulary is not in TIKTOKEN_CACHE_DIR")
    return [key if is_here(key) else pytest.param(key, marks=missing) for key in keys]


PROMISING = [key for key in (*EMBEDDED, *RANKED) if tokenizers.ENTRIES[key].round_trip]


@pytest.mark.parametrize("special", [False, True])
@pytest.mark.parametrize("key", available(*PROMISING))
def test_what_is_promised_comes_back(key: str, special: bool) -> None:
    tokenizer = load(key)

    @settings(max_examples=60, deadline=None)
    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
    def check(text: str) -> None:
        encoding = tokenizer.encode(text, special)
        assert tokenizer.decode(encoding.ids) == text
        data = text.encode()
        pieces = [data[start:end] for start, end in encoding.spans]
        assert b"".join(pieces) == data
        assert pieces == [tokenizer.token_bytes(token) for token in encoding.ids]

    check()
    for text in HOSTILE:
        check.hypothesis.inner_test(text)


@pytest.mark.parametrize("key", available(*EMBEDDED, *RANKED))
def test_spans_lie_in_the_text_and_never_go_back(key: str) -> None:
    tokenizer = load(key)
    for text in (*HOSTILE, LECTURE):
        encoding = tokenizer.encode(text)
        assert encoding.ids.dtype == encoding.spans.dtype == np.int32
        assert encoding.spans.shape == (len(encoding.ids), 2)
        edges = encoding.spans.ravel()
        assert (np.diff(edges) >= 0).all()
        assert not len(edges) or (edges[0] >= 0 and edges[-1] <= len(text.encode()))
        assert (encoding.ids == tokenizer.ids(text)).all()
        assert not len(edges) or encoding.ids.max() < tokenizer.vocab_size


def test_the_pocket_tokenizer_is_that_of_its_file() -> None:
    entry = tokenizers.find("pocket-bpe")
    theirs = Pieces.from_file(str(entry.file))
    tokenizer = load("pocket-bpe")
    for text in ("The unbelievable strawberries <|endoftext|> cost 12 coins.", LECTURE):
        assert tokenizer.ids(text, special=True).tolist() == theirs.encode(text).ids
    (end,) = tokenizer.ids("<|endoftext|>", special=True)
    assert tokenizer.specials == {end: "<|endoftext|>"}
    assert len(tokenizer.ids("<|endoftext|>")) > 1
    assert tokenizer.vocab_size == theirs.get_vocab_size()


@pytest.mark.skipif(not is_here("cl100k_base"), reason="its vocabulary is not here")
def test_the_sentence_of_the_lecture_has_eleven_tokens_for_gpt_4() -> None:
    tokenizer = load("cl100k_base")
    ids = tokenizer.ids(LECTURE)
    assert len(ids) == 11
    names = [tokenizer.written(token) for token in ids]
    assert names == ["Who", "'d", " use", ' "', "后", '"', " vs", ".", ' "', "後", '"?']


@pytest.mark.parametrize("key", available(*RANKED))
def test_ids_are_those_of_tiktoken(key: str) -> None:
    import tiktoken

    theirs = tiktoken.get_encoding(tokenizers.find(key).ranks.encoding)
    ours = load(key)
    for text in (*HOSTILE, LECTURE):
        assert ours.ids(text).tolist() == theirs.encode_ordinary(text)
        assert ours.ids(text, special=True).tolist() == theirs.encode(text, allowed_special="all")
    assert ours.vocab_size == theirs.n_vocab


def leaves(part: Merge) -> list[Merge]:
    return [part] if part.left is None else leaves(part.left) + leaves(part.right)


def ranks_fall(part: Merge) -> bool:
    """Whether no part was joined after the whole."""
    below = [side for side in (part.left, part.right) if side and side.rank is not None]
    return all(side.rank < part.rank and ranks_fall(side) for side in below)


@pytest.mark.parametrize("key", available("pocket-bpe", "gpt2", "cl100k_base"))
def test_a_token_is_one_tree_of_merges_down_to_bytes(key: str) -> None:
    tokenizer = load(key)
    for token in tokenizer.ids("The unbelievable strawberries 后 🍓 because!\n\n    x"):
        (tree,) = tokenizer.history(token)
        assert tree.data == tokenizer.token_bytes(token)
        assert b"".join(leaf.data for leaf in leaves(tree)) == tree.data
        assert all(len(leaf.data) == 1 and leaf.rank is None for leaf in leaves(tree))
        assert ranks_fall(tree)


def test_a_merge_has_the_rank_of_its_line() -> None:
    (tree,) = load("pocket-bpe").history(load("pocket-bpe").ids(" the")[0])
    assert (tree.rank, tree.left.data, tree.right.data) == (4, b" t", b"he")
    assert (tree.left.rank, tree.right.rank) == (0, 1)


def test_words_that_are_not_on_the_list_cannot_be_told_apart() -> None:
    tokenizer = load("words")
    first, second = (tokenizer.ids(sign).tolist() for sign in ("后", "後"))
    assert first == second == [tokenizer.unknown]
    the, big, cat = tokenizer.ids("the THE cat").tolist()
    assert the == big != cat
    assert tokenizer.decode(tokenizer.ids("The cat, 42!")) == "the cat , 4 2 !"


@pytest.mark.parametrize("key", EMBEDDED)
@pytest.mark.parametrize("token", [-1, 10**7])
def test_an_id_that_does_not_exist_is_an_index_error(key: str, token: int) -> None:
    with pytest.raises(IndexError, match="no token"):
        load(key).token_bytes(token)
    with pytest.raises(IndexError, match="no token"):
        load(key).decode([token])


def test_unknown_names_are_answered_with_the_nearest() -> None:
    with pytest.raises(InvalidRequest, match="did you mean 'gpt2'"):
        tokenizers.find("gpt-2")


def test_in_public_nothing_is_downloaded_but_what_is_named(monkeypatch) -> None:
    monkeypatch.setenv("UNFOG_PUBLIC", "1")
    monkeypatch.setenv("UNFOG_MODELS", "cl100k_base")
    assert [entry.key for entry in tokenizers.offered()] == [*EMBEDDED, "cl100k_base"]
    with pytest.raises(InvalidRequest, match="not offered on this public page"):
        tokenizers.find("o200k_base")


def test_vocabularies_can_be_brought_ahead(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bytes", "pocket-bpe"]) == 0
    assert "Pocket BPE" in capsys.readouterr().out
    assert main([]) == 0
    assert "o200k_base" in capsys.readouterr().out
    assert main(["gpt5"]) == 1
    assert "no tokenizer called 'gpt5'" in capsys.readouterr().err


class Vocabulary(BaseHTTPRequestHandler):
    """Serves the class attribute `data` as a file; a number instead of it is a status."""

    data: bytes | int = b""

    def do_GET(self) -> None:
        is_file = isinstance(self.data, bytes)
        self.send_response(200 if is_file else self.data)
        self.end_headers()
        if is_file:
            self.wfile.write(self.data)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


DATA = b"".join(b"IQ== %d\n" % rank for rank in range(30_000))


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RanksFile]:
    """A file of ranks on loopback, an empty cache, a process that may ask the network."""
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setattr(Vocabulary, "data", DATA)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Vocabulary)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/x.tiktoken"
    yield RanksFile("x", address, hashlib.sha256(DATA).hexdigest(), len(DATA))
    server.shutdown()
    server.server_close()


def test_a_vocabulary_arrives_where_tiktoken_looks_for_it(file: RanksFile) -> None:
    from tiktoken.load import read_file_cached

    news = [waiting.sentence for waiting in fetch(file, "GPT-9")]
    assert "GPT-9" in news[0] and f"of {file.megabytes:.1f} MB" in news[0]
    assert file.path().read_bytes() == DATA == read_file_cached(file.url, file.sha256)
    assert list(fetch(file, "GPT-9")) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (DATA[:-5], "arrived damaged"),
        (DATA + b"more", "arrived damaged"),
        (bytes(len(DATA)), "arrived damaged"),
        (503, "its server answers 503"),
        (404, "its server answers 404"),
    ],
    ids=["short", "long", "other", "503", "404"],
)
def test_a_download_that_fails_is_one_sentence_and_leaves_nothing(
    file: RanksFile, data: bytes | int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Vocabulary, "data", data)
    with pytest.raises(ModelError, match=sentence):
        list(fetch(file, "GPT-9"))
    assert not any(file.path().parent.iterdir())
    monkeypatch.setattr(Vocabulary, "data", DATA)
    list(fetch(file, "GPT-9"))
    assert file.path().is_file()


def test_a_download_can_be_stopped(file: RanksFile) -> None:
    news = fetch(file, "GPT-9")
    next(news)
    news.close()
    assert not any(file.path().parent.iterdir())


def test_nobody_answers(file: RanksFile) -> None:
    nowhere = RanksFile("x", "http://127.0.0.1:9/x.tiktoken", file.sha256, file.size)
    with pytest.raises(ModelError, match="the connection failed"):
        list(fetch(nowhere, "GPT-9"))


def test_offline_nothing_is_asked(file: RanksFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="runs offline"):
        list(fetch(file, "GPT-9"))
    assert not os.path.exists(file.path().parent)
