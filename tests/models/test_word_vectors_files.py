"""Word vectors from outside: read as gensim reads them, refused in sentences, never run."""

import contextlib
import gzip
import os
import pickle
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors
from hypothesis import given
from hypothesis import strategies as st

from models import lending, registry
from models.errors import InvalidRequest
from models.word_vectors import files, own
from models.word_vectors.rows import Limits

WORDS = ["the", "naïve", "犬", "dog's", "1999", ".", "😀"]


@pytest.fixture
def theirs() -> KeyedVectors:
    """Vectors as gensim writes them."""
    keyed = KeyedVectors(12)
    rng = np.random.default_rng(3)
    keyed.add_vectors(WORDS, rng.normal(size=(len(WORDS), 12)).astype(np.float32))
    return keyed


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """`put("dog 1 2", "name.txt")`: a file with this content."""

    def write(content: str | bytes, name: str = "mine.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def read(path: Path, **limits: int) -> KeyedVectors:
    return files.read(path, Limits(**limits))


@pytest.mark.parametrize("binary", [False, True])
@pytest.mark.parametrize("packed", [False, True])
def test_what_gensim_writes_is_read_as_gensim_reads_it(
    theirs: KeyedVectors, tmp_path: Path, binary: bool, packed: bool
) -> None:
    path = tmp_path / ("vectors.gz" if packed else "vectors")
    theirs.save_word2vec_format(str(path), binary=binary)
    ours, again = read(path), KeyedVectors.load_word2vec_format(str(path), binary=binary)
    assert ours.index_to_key == again.index_to_key == WORDS
    np.testing.assert_array_equal(ours.vectors, again.vectors)
    assert ours.most_similar("犬") == again.most_similar("犬")
    assert ours.remarks == ()


def test_glove_has_no_header(theirs: KeyedVectors, tmp_path: Path) -> None:
    path = tmp_path / "glove.txt"
    theirs.save_word2vec_format(str(path), write_header=False)
    np.testing.assert_array_equal(read(path).vectors, theirs.vectors)


def test_tabs_spaces_and_words_of_several_pieces(put: Callable) -> None:
    keyed = read(put("dog\t1 2  3\r\n. . 4 5 6 \r\n\r\ncat 7 8 9"))
    assert keyed.index_to_key == ["dog", ". .", "cat"]
    assert keyed.vectors.tolist() == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]


def test_only_the_most_frequent_words_are_taken(theirs: KeyedVectors, tmp_path: Path) -> None:
    for binary in (False, True):
        path = tmp_path / f"vectors-{binary}"
        theirs.save_word2vec_format(str(path), binary=binary)
        assert read(path, words=3).index_to_key == WORDS[:3]


def test_a_word_that_comes_twice_counts_once_and_is_told(put: Callable) -> None:
    keyed = read(put("4 2\ndog 1 2\ncat 3 4\ndog 5 6\ndog 7 8\n"))
    assert keyed["dog"].tolist() == [1, 2]
    assert keyed["cat"].tolist() == [3, 4]
    assert keyed.remarks == (
        "2 lines repeat a word of the file, such as 'dog': its first vector counts.",
    )


MANY = "".join(f"w{k} {k} 1\n" for k in range(30_000))

REFUSED = [
    pytest.param("", "'mine.txt' is empty", id="empty"),
    pytest.param("\n \n", "is empty", id="blank"),
    pytest.param("Once upon a time\n", "holds no word vectors: its first line", id="prose"),
    pytest.param("dog 1\ncat 2\n", "holds no word vectors", id="one number"),
    pytest.param("dog 1 2\n", "fewer than two words", id="one word"),
    pytest.param("3 2\ndog 1 2\ncat 3 4\n", "promises 3 words .* ends after 2", id="too few"),
    pytest.param("1 2\ndog 1 2\ncat 3 4\n", "promises 1 words .* but more follow", id="too many"),
    pytest.param("2 3\ndog 1 2\ncat 3 4\n", "line 2 has 2 of 3 numbers", id="wrong header"),
    pytest.param("dog 1 2\ncat 3 4 5\n", "line 2 has 3 numbers, not 2", id="a longer line"),
    pytest.param("dog 1 2 3\n\ncat 3 4\n", "line 3 has 2 of 3 numbers", id="a shorter line"),
    pytest.param("a 1 2\nb 3\nc 4 5 6\n", "line 2 has 1 of 2 numbers", id="lengths that add up"),
    pytest.param("a 1 2\nb\t3\t4 5\nc  6\n", "line 2 has 3 numbers", id="tabs that add up"),
    pytest.param(MANY + "dog 1\n", "line 30,001 has 1 of 2 numbers", id="late in the file"),
    pytest.param("dog 1 2\ncat 3 x4\n", "line 2 should be a word and 2 numbers", id="no number"),
    pytest.param("dog 1 2\ncat 3 nan\n", "line 2 has a number that is not finite", id="nan"),
    pytest.param("dog 1 2\ncat 3 1e99\n", "line 2 has a number that is not finite", id="huge"),
    pytest.param(b"dog 1 2\ncat\xff 3 4\n", "line 2 is not text in UTF-8", id="not UTF-8"),
    pytest.param("3000000 250\ndog 1 2\n", "3,000 MB in memory, but 1,600 MB", id="3 GB claimed"),
    pytest.param("9 99999\ndog 1 2\n", "vectors of 99,999 numbers", id="too many numbers"),
    pytest.param("9 0\ndog\n", "vectors of 0 numbers", id="no numbers"),
    pytest.param("9 4\nab \x00\x00\x00\x00", "ends in the middle of a vector", id="cut binary"),
    pytest.param("9 4\n" + "\x00" * 9000, "is not in word2vec's binary format", id="no binary"),
    pytest.param(b"PK\x03\x04rest", "zip archive: unpack it first", id="zip"),
    pytest.param(b"\x93NUMPY\x01", "an array without words", id="npy"),
    pytest.param(b"\x1f\x8b\x08\x00nonsense", "is compressed, but damaged", id="broken gzip"),
    pytest.param(gzip.compress(b"2 2\ndog 1 2\ncat 3 4\n" * 99)[:-20], "damaged", id="cut gzip"),
]


@pytest.mark.parametrize(("content", "words"), REFUSED)
def test_a_wrong_file_is_refused_in_a_sentence(
    put: Callable, content: str | bytes, words: str
) -> None:
    with pytest.raises(InvalidRequest, match=words) as error:
        read(put(content), numbers=own.NUMBERS)
    assert str(error.value).startswith("'mine.txt' ")
    assert str(error.value).endswith("GloVe's text format.")
    assert len(str(error.value)) < 420


class Trap:
    """A pickle of it makes a folder when it is opened."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple:
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("protocol", [0, 2, 4, 5])
def test_a_pickle_is_refused_and_never_opened(put: Callable, tmp_path: Path, protocol: int) -> None:
    trap = tmp_path / "sprung"
    path = put(pickle.dumps(Trap(trap), protocol), "mine.kv")
    with pytest.raises(InvalidRequest, match=r"'mine\.kv' (is a pickle|holds no word vectors)"):
        read(path)
    with pytest.raises(InvalidRequest), registry.use(own.spec_of(path)):
        pass
    assert not trap.exists()


def test_what_gensim_saves_is_such_a_pickle(theirs: KeyedVectors, tmp_path: Path) -> None:
    theirs.save(str(tmp_path / "theirs.kv"))
    with pytest.raises(InvalidRequest, match=r"is a pickle.*save_word2vec_format"):
        read(tmp_path / "theirs.kv")


def test_a_promise_takes_no_memory_and_neither_does_a_bomb(put: Callable) -> None:
    promise = put("1000000 1000\ndog 1 2\n", "promise.txt")
    bomb = put(gzip.compress(b"5 5\n" + b"0" * 50_000_000), "bomb.gz")
    tracemalloc.start()
    for path, words in ((promise, "line 2 has 2 of 1000 numbers"), (bomb, "more than a million")):
        with pytest.raises(InvalidRequest, match=words):
            read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000


def test_more_words_than_fit_are_refused_before_they_are_kept(put: Callable) -> None:
    with pytest.raises(InvalidRequest, match="keep its most frequent words"):
        read(put(MANY), numbers=20_000)


@given(st.binary(max_size=300))
def test_no_content_does_anything_but_read_or_refuse(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "anything"
    path.write_bytes(b"2 2\n" + content)
    with contextlib.suppress(InvalidRequest):
        assert len(read(path)) == 2


def test_a_visitors_file_is_lent_like_a_model(theirs: KeyedVectors, tmp_path: Path) -> None:
    path = tmp_path / "my vectors.bin"
    theirs.save_word2vec_format(str(path), binary=True)
    spec = own.spec_of(path)
    sentences = [news.sentence for news in lending.prepare(spec)]
    assert sentences[0] == "Looking whether my vectors.bin fits."
    assert own.spec_of(str(path)).key == spec.key
    assert list(lending.prepare(own.spec_of(path))) == []
    with registry.use(own.spec_of(path)) as keyed:
        assert keyed.index_to_key == WORDS
    assert str(tmp_path) not in spec.key + spec.title


def test_a_file_may_be_too_large_or_gone(
    put: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put("dog 1 2\n")
    os.truncate(path, 101_000_000)
    assert own.spec_of(path).size_mb == 101
    monkeypatch.setenv("UNFOG_PUBLIC", "1")
    with pytest.raises(InvalidRequest, match=r"has 101 MB, but 10 MB is the most"):
        own.spec_of(path)
    with pytest.raises(InvalidRequest, match="not here any more"):
        own.spec_of(tmp_path / "gone")
