"""Word vectors on disk in 8 bits a number: `config.json`, `words.txt`, `vectors.safetensors`.

The words stand in `words.txt`, one a line, most frequent first. The tensors are `vectors`, int8
[n, d], and `scale`, float16 [n]: the vector of word k is row k times its scale, so that every
vector keeps its own length and loses at most half a step of 1/127 of its largest number. `counts`,
int32 [n], says how often each word was read in training.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gensim.models import KeyedVectors
from safetensors.numpy import load_file, save_file

from models.errors import ModelError
from models.integrity import shown
from models.specs import Spec

STEPS = 127
"""The whole numbers of a row are -STEPS … STEPS."""


class Vectors(KeyedVectors):
    """gensim's word vectors, with `remarks` on their file that a visitor should read."""

    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Packed:
    """Vectors in 8 bits: int8 [n, d] and float16 [n]."""

    vectors: np.ndarray
    scale: np.ndarray

    def unpacked(self) -> np.ndarray:
        """float32 [n, d]."""
        return self.vectors * self.scale.astype(np.float32)[:, None]


def pack(vectors: np.ndarray) -> Packed:
    """Round float vectors [n, d] to 8 bits; the scale is rounded first, the numbers make up for it.

    A vector of zeros stays one.
    """
    largest = np.abs(vectors).max(axis=1)
    scale = np.nextafter((largest / STEPS).astype(np.float16), np.float16(np.inf))
    steps = vectors / scale.astype(np.float32)[:, None]
    return Packed(np.rint(steps).clip(-STEPS, STEPS).astype(np.int8), scale)


def save(
    folder: Path, words: Sequence[str], packed: Packed, counts: np.ndarray, about: dict
) -> None:
    """Write the folder; `about` goes into `config.json` beside the shape."""
    count, size = packed.vectors.shape
    config = {"architectures": ["KeyedVectors"], "words": count, "vector_size": size, **about}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    (folder / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    tensors = {
        "vectors": packed.vectors,
        "scale": packed.scale,
        "counts": counts.astype(np.int32),
    }
    save_file(tensors, folder / "vectors.safetensors", metadata={"format": "np"})


def load(spec: Spec) -> Vectors:
    """What the registry lends of `spec`."""
    return read(spec.folder)


def read(folder: Path) -> Vectors:
    """The vectors as float32, as long as they were trained; ModelError where words are missing."""
    tensors = load_file(folder / "vectors.safetensors")
    words = (folder / "words.txt").read_text(encoding="utf-8").splitlines()
    vectors = Packed(tensors["vectors"], tensors["scale"]).unpacked()
    if len(words) != len(vectors):
        path = shown(folder / "words.txt")
        raise ModelError(
            f"{path} has {len(words):,} words for {len(vectors):,} vectors: restore it with "
            f"`git checkout -- {path}`, or pack the vectors again."
        )
    return keyed_vectors(words, vectors, tensors["counts"])


def keyed_vectors(
    words: Iterable[str],
    vectors: np.ndarray,
    counts: np.ndarray | None = None,
    remarks: tuple[str, ...] = (),
) -> Vectors:
    """gensim's own class around float32 vectors [n, d], which are not copied."""
    keyed = Vectors(vectors.shape[1])
    keyed.vectors = vectors
    keyed.index_to_key = list(words)
    keyed.key_to_index = {word: index for index, word in enumerate(keyed.index_to_key)}
    keyed.remarks = remarks
    if counts is not None:
        keyed.expandos["count"] = counts
    return keyed
