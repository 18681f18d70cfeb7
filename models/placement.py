"""Where a model runs, in which precision, and the sentence that explains the choice."""

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.errors import ModelError
from models.requests import shorten

if TYPE_CHECKING:
    import torch

DEVICES = ("auto", "cpu", "cuda", "mps")


@dataclass(frozen=True)
class Placement:
    """`device` as torch spells it, `dtype` of the weights, `threads` of the processor to use.

    `sentence` says why.
    """

    device: str
    dtype: "torch.dtype"
    sentence: str
    threads: int

    def __str__(self) -> str:
        return f"{self.device} · {str(self.dtype).removeprefix('torch.')}"

    def use_threads(self) -> None:
        """Let torch work with `threads` threads here: one for pocket models.

        Their layers are too small to share: a second thread slows them down whenever the machine
        is busy (a UNet step of 12 ms took 245 ms and more). The setting belongs to the calling
        thread, so a generator that moves between threads repeats it; it costs microseconds.
        """
        import torch

        torch.set_num_threads(self.threads)


def choose(pocket: bool, wish: str | None = None) -> Placement:
    """The place for a model: the wish, or UNFOG_DEVICE, or the fastest device at hand.

    Pocket models are float32 everywhere, so that every machine draws the same picture; others take
    bfloat16 or float16 on CUDA by capability. Raises ModelError where the wished device is not
    there.
    """
    import torch

    wish = wish or os.environ.get("UNFOG_DEVICE", "auto")
    there = {
        "cpu": True,
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
    }
    if wish not in DEVICES:
        raise ModelError(
            f"UNFOG_DEVICE is {shorten(wish)}, but must be one of {', '.join(DEVICES)}: change it."
        )
    if wish != "auto" and not there[wish]:
        raise ModelError(
            f"UNFOG_DEVICE asks for {wish}, but PyTorch finds no such device: set it to auto."
        )
    device = wish if wish != "auto" else next(d for d in ("cuda", "mps", "cpu") if there[d])
    reason = "UNFOG_DEVICE asks for it" if wish != "auto" else "the fastest device found here"
    dtype, precision = _precision(device, pocket)
    threads = 1 if pocket else os.cpu_count() or 1
    return Placement(device, dtype, f"{device}: {reason}; {precision}.", threads)


def _precision(device: str, pocket: bool) -> tuple["torch.dtype", str]:
    import torch

    if pocket:
        return torch.float32, "float32, so that every machine draws the same picture"
    if device == "cuda" and torch.cuda.is_bf16_supported():
        return torch.bfloat16, "bfloat16, which this card computes natively"
    if device in ("cuda", "mps"):
        return torch.float16, "float16, half the memory of float32"
    return torch.float32, "float32, the only fast precision on a processor"
