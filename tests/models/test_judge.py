"""The judge and the upscaler as they are shipped, on drawings that no training has seen."""

import numpy as np
import pytest
import torch
from numpy.random import default_rng

from models import catalog
from models.diffusion.load import load_judge, load_upscaler
from models.pictures import draw, sample_scene
from models.train.judge import accuracy

FRESH = 20_261_120


@pytest.fixture(scope="module")
def scenes():
    rng = default_rng(FRESH)
    return [sample_scene(rng, pair_share=0.0) for _ in range(200)]


def drawn(scenes, size: int) -> np.ndarray:
    return np.stack([np.asarray(draw(scene, size)) for scene in scenes])


def test_the_judge_reads_fresh_drawings(scenes):
    shares = accuracy(load_judge(catalog.find("pocket-judge")), drawn(scenes, 64), scenes)
    assert min(shares.values()) > 0.9, shares


def test_the_upscaler_beats_bicubic_enlargement(scenes):
    small, large = (
        torch.from_numpy(drawn(scenes[:24], size)).permute(0, 3, 1, 2) / 255 for size in (64, 256)
    )
    with torch.inference_mode():
        ours = load_upscaler(catalog.find("pocket-upscaler"))(small)
    bicubic = torch.nn.functional.interpolate(small, scale_factor=4, mode="bicubic").clamp(0, 1)
    assert ours.shape == large.shape
    assert (ours - large).abs().mean() < 0.8 * (bicubic - large).abs().mean()
