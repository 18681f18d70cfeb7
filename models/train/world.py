"""The training set of the pocket image models: drawings of the picture world, kept on disk once
drawn.

Sample i of split s is decided by the seed (s, i) alone, so any machine draws the same set.
"""

from collections.abc import Sequence
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.random import default_rng

from models.pictures import Scene, draw, sample_scene

TRAINING, UNSEEN, PAIRS = 0, 1, 2
"""The splits. PAIRS are more drawings for training: pairs alone, which are the hardest to learn."""


def scene_of(index: int, split: int = TRAINING) -> Scene:
    """Sample `index` of a split, never a withheld combination."""
    rng = default_rng((split, index))
    return sample_scene(rng, pair_share=1.0) if split == PAIRS else sample_scene(rng)


def scenes(count: int, split: int = TRAINING) -> list[Scene]:
    """The first `count` scenes of a split."""
    return [scene_of(i, split) for i in range(count)]


def training_scenes(drawings: int, pairs: int) -> list[Scene]:
    """What the models are trained on: `drawings` scenes of any kind, then `pairs` pairs."""
    return scenes(drawings) + scenes(pairs, PAIRS)


def pixels(
    drawn: Sequence[Scene], size: int = 64, cache: Path | None = None, processes: int = 2
) -> np.ndarray:
    """The scenes as uint8 [N, size, size, 3]; read from `cache` where that holds enough."""
    if cache is not None and cache.exists():
        stored = np.load(cache, mmap_mode="r")
        if len(stored) >= len(drawn):
            return stored[: len(drawn)]
    with Pool(processes) as pool:
        pictures = np.stack(pool.map(partial(_draw, size=size), drawn, chunksize=256))
    if cache is not None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.save(cache, pictures)
    return pictures


def _draw(scene: Scene, size: int) -> np.ndarray:
    return np.asarray(draw(scene, size))
