"""Where models run."""

import pytest
import torch

from models import placement
from models.errors import ModelError


def test_pocket_models_are_float32_everywhere() -> None:
    place = placement.choose(pocket=True)
    assert place.dtype is torch.float32
    assert str(place) == f"{place.device} · float32"
    assert "every machine draws the same picture" in place.sentence


def test_a_wish_is_granted_or_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNFOG_DEVICE", "cpu")
    assert placement.choose(pocket=False).device == "cpu"
    with pytest.raises(ModelError, match=r"'tpu'.*must be one of auto, cpu"):
        placement.choose(pocket=True, wish="tpu")


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has CUDA")
def test_a_device_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match="asks for cuda, but PyTorch finds no such device"):
        placement.choose(pocket=True, wish="cuda")
