"""The script that trains word vectors, on a text of two lines; joining and packing."""

import json
import lzma
import sys
from pathlib import Path

import numpy as np
import pytest

from models.train import word_vectors
from models.train.joined_vectors import join
from models.word_vectors import checkpoint

TEXT = "The king loves the queen. “He's old,” said the man’s dog!\nThe dog loves you. His dog!\n"


def test_sentences_are_words_in_lower_case() -> None:
    assert list(word_vectors.sentences(TEXT.splitlines()[0])) == [
        ["the", "king", "loves", "the", "queen"],
        ["he's", "old", "said", "the", "man's", "dog"],
    ]


def test_a_training_ends_in_a_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with lzma.open(tmp_path / "tales.txt.xz", "wt", encoding="utf-8") as file:
        file.write(TEXT * 60)
    monkeypatch.setattr(word_vectors, "GOLDEN", (("king", "-dog", "queen"), ("loves",)))
    options = (
        f"--texts {tmp_path} --sources tales --runs {tmp_path}/runs --out {tmp_path}/out "
        "--windows 2 3 --vector-size 12 --packed-size 6 --sample 1 --epochs 3 --workers 1"
    )
    for stages in ("train", "pack"):
        monkeypatch.setattr(sys, "argv", ["word_vectors", stages, *options.split()])
        word_vectors.main()
    keyed = checkpoint.read(tmp_path / "out")
    assert keyed.vectors.shape == (11, 6)
    assert keyed.index_to_key[0] == "the"
    assert keyed.get_vecattr("dog", "count") == 180
    golden = json.loads((tmp_path / "out" / "golden" / "golden.json").read_text())
    assert [tuple(entry["sum"]) for entry in golden] == [("king", "-dog", "queen"), ("loves",)]
    assert golden[1]["nearest"][0][0] == keyed.most_similar("loves", topn=1)[0][0]
    config = json.loads((tmp_path / "out" / "config.json").read_text())
    assert (config["windows"], config["words"], config["vector_size"]) == ([2, 3], 11, 6)


def test_joined_vectors_keep_directions_and_lengths() -> None:
    rng = np.random.default_rng(4)
    meaning = rng.normal(size=(500, 5)) * rng.uniform(0.5, 2, size=(500, 1))
    trained = [meaning @ np.linalg.qr(rng.normal(size=(12, 12)))[0][:5] * size for size in (1, 3)]
    joined = join([vectors + 0.0 for vectors in trained], 5, damping=0.0)
    lengths = np.linalg.norm(joined, axis=1)
    assert lengths.mean() == pytest.approx(1, rel=1e-6)
    assert np.corrcoef(lengths, np.linalg.norm(meaning, axis=1))[0, 1] > 0.999
    unit = meaning / np.linalg.norm(meaning, axis=1, keepdims=True)
    centred = unit - unit.mean(axis=0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    ours = joined / lengths[:, None]
    np.testing.assert_allclose(ours @ ours.T, centred @ centred.T, atol=1e-4)
