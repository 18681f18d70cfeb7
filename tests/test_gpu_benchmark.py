"""The GPU benchmark where there is no GPU: a clear line, and the same comparison in small."""

import pytest
import torch

from benchmarks import full_size, gpu
from models.placement import Placement

TINY = {
    "sample_size": 8,
    "block_out_channels": (32, 32),
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
    "layers_per_block": 1,
    "attention_head_dim": 4,
}
TEXT = {
    "hidden_size": 32,
    "intermediate_size": 32,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "projection_dim": 32,
}
CPU = Placement("cpu", torch.float32, "", 1)


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has CUDA")
def test_without_cuda_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert gpu.main([]) == 0
    assert "No CUDA device" in capsys.readouterr().out


def test_unknown_models_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        gpu.main(["sd3"])
    assert "unknown: sd3; choose from sd15, sdxl" in capsys.readouterr().err


@pytest.mark.parametrize("family", ["sd15", "sdxl"])
def test_both_sides_end_at_the_same_bytes(family: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_size, "SD15_UNET", TINY | {"cross_attention_dim": 32})
    sdxl = {
        "cross_attention_dim": 64,
        "addition_embed_type": "text_time",
        "addition_time_embed_dim": 4,
        "projection_class_embeddings_input_dim": 6 * 4 + 32,
    }
    monkeypatch.setattr(full_size, "SDXL_UNET", TINY | sdxl)
    monkeypatch.setattr(full_size, "CLIP_L", TEXT)
    monkeypatch.setattr(full_size, "CLIP_G", TEXT)
    (result,) = gpu.compare(family, CPU, steps=2, runs=1)
    assert (result.family, result.attention) == (family, "sdpa")
    assert result.ours > 0 and result.theirs > 0
    assert result.largest == 0
    assert len(result.cells()) == len(gpu.HEADINGS)
