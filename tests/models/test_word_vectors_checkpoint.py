"""Vectors in 8 bits: what is kept, and that gensim answers from them as from the full ones."""

import json
import time
from pathlib import Path

import numpy as np
import pytest

from models import catalog, registry
from models.errors import ModelError
from models.train import word_vectors
from models.word_vectors import checkpoint

SPEC = catalog.MODELS["pocket-vectors"]


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def test_every_number_is_kept_to_half_a_step(rng: np.random.Generator) -> None:
    vectors = rng.normal(size=(300, 40)) * rng.uniform(0.01, 30, size=(300, 1))
    packed = checkpoint.pack(vectors)
    step = np.abs(vectors).max(axis=1, keepdims=True) / checkpoint.STEPS
    assert packed.vectors.dtype == np.int8
    assert (np.abs(packed.unpacked() - vectors) <= 0.502 * step).all()


def test_a_vector_of_zeros_stays_one() -> None:
    assert (checkpoint.pack(np.zeros((2, 5))).unpacked() == 0).all()


def test_a_folder_is_read_as_it_was_written(tmp_path: Path, rng: np.random.Generator) -> None:
    words, counts = ["the", "naïve", "dog's"], np.array([900, 70, 5])
    packed = checkpoint.pack(rng.normal(size=(3, 8)))
    checkpoint.save(tmp_path, words, packed, counts, {"window": 8})
    keyed = checkpoint.read(tmp_path)
    assert keyed.index_to_key == words
    assert [keyed.get_vecattr(word, "count") for word in words] == counts.tolist()
    np.testing.assert_array_equal(keyed["naïve"], packed.unpacked()[1])
    assert keyed.most_similar("the", topn=2)[0][1] == pytest.approx(
        max(keyed.similarity("the", other) for other in words[1:])
    )


def test_a_list_of_words_that_lost_one_is_told(tmp_path: Path, rng: np.random.Generator) -> None:
    packed = checkpoint.pack(rng.normal(size=(3, 8)))
    checkpoint.save(tmp_path, ["a", "b"], packed, np.ones(3), {})
    with pytest.raises(ModelError, match=r"words\.txt has 2 words for 3 vectors: restore it"):
        checkpoint.read(tmp_path)


@pytest.mark.skipif(not SPEC.is_present, reason="the checkpoint is not trained yet")
class TestPocketVectors:
    def test_they_are_small_many_and_quickly_there(self) -> None:
        files = [path for path in SPEC.folder.rglob("*") if path.is_file()]
        assert sum(path.stat().st_size for path in files) <= 10_000_000
        seconds = []
        for _ in range(3):
            begin = time.perf_counter()
            keyed = checkpoint.read(SPEC.folder)
            seconds.append(time.perf_counter() - begin)
        assert min(seconds) < 0.5
        assert len(keyed) >= 40_000
        counts = keyed.expandos["count"]
        assert (np.diff(counts) <= 0).all(), "the most frequent words come first"

    @pytest.mark.parametrize(
        ("positive", "negative", "answer"),
        [
            (["king", "woman"], ["man"], "queen"),
            (["man", "mother"], ["woman"], "father"),
            (["his", "you"], ["he"], "your"),
        ],
    )
    def test_the_relations_of_the_lectures_hold(
        self, positive: list[str], negative: list[str], answer: str
    ) -> None:
        with registry.use(SPEC) as keyed:
            found = keyed.most_similar(positive=positive, negative=negative, topn=1)
        assert found[0][0] == answer

    def test_the_golden_answers_are_given_again(self) -> None:
        golden = json.loads((SPEC.folder / "golden" / "golden.json").read_text(encoding="utf-8"))
        with registry.use(SPEC) as keyed:
            for entry in golden:
                found = word_vectors.nearest(keyed, tuple(entry["sum"]))
                assert [word for word, _ in found] == [word for word, _ in entry["nearest"]]
                expected = [cosine for _, cosine in entry["nearest"]]
                assert [cosine for _, cosine in found] == pytest.approx(expected, abs=1e-3)

    def test_the_distances_of_the_lectures_hold(self) -> None:
        with registry.use(SPEC) as keyed:
            horse, cow, ocean = (keyed[word] for word in ("horse", "cow", "ocean"))
            dog, puppy, car = (keyed[word] for word in ("dog", "puppy", "car"))
            assert keyed.similarity("horse", "cow") > keyed.similarity("horse", "ocean")
        assert horse @ cow > horse @ ocean
        assert np.linalg.norm(dog - puppy) < np.linalg.norm(dog - car)
