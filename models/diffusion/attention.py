"""Which code computes attention on a CUDA device: torch's own (SDPA), or xformers after a trial.

Both compute softmax(Q Kᵀ / √d) V without ever storing the whole matrix (Dao et al. 2022, Rabe &
Staats 2021). SDPA is the default and needs nothing; on some older cards xformers is faster.
"""

import importlib.util
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch

from models.errors import ModelError
from models.placement import Placement
from models.requests import shorten

log = logging.getLogger(__name__)

WISHES = ("auto", "sdpa", "xformers")
TRIALS = 3
WORTH_IT = 0.95
"""xformers must take at most this share of SDPA's time to be chosen by itself."""

TOLERANCE = 0.05
"""Largest difference of two predictions, relative to their spread: half precision rounds."""


@dataclass(frozen=True)
class Attention:
    """`name` for the status line, "sdpa" or "xformers", and the `sentence` that explains it."""

    name: str
    sentence: str


def choose(pipe: Any, placement: Placement, wish: str | None = None) -> Attention:
    """Set up the attention of `pipe` as wished, or as UNFOG_ATTENTION says; "sdpa" by default.

    xformers is used only where a trial run of the U-Net succeeds with it and agrees with SDPA; for
    "auto" it must be faster too. Raises ModelError for a wish that is none.
    """
    wish = wish or os.environ.get("UNFOG_ATTENTION", "sdpa")
    if wish not in WISHES:
        raise ModelError(
            f"UNFOG_ATTENTION is {shorten(wish)}, but must be one of {', '.join(WISHES)}: "
            "change it."
        )
    if wish == "sdpa":
        return Attention("sdpa", "sdpa: PyTorch's own attention, the default.")
    obstacle = _obstacle(placement)
    if obstacle:
        return Attention("sdpa", f"sdpa: {obstacle}.")
    return _tried(pipe, wish)


def _obstacle(placement: Placement) -> str | None:
    """Why xformers is out of the question; None where it is not."""
    if placement.device != "cuda":
        return f"xformers needs a CUDA device, and this model runs on {placement.device}"
    if importlib.util.find_spec("xformers") is None:
        return "xformers is not installed"
    return None


def _tried(pipe: Any, wish: str) -> Attention:
    expected, theirs = _timed(lambda: _look(pipe))
    try:
        pipe.enable_xformers_memory_efficient_attention()
        found, ours = _timed(lambda: _look(pipe))
        problem = _difference(expected, found)
    except Exception as error:
        log.warning("xformers failed its trial run", exc_info=True)
        ours, problem = 0.0, f"its trial run failed ({type(error).__name__})"
    if problem is None and (wish == "xformers" or ours < WORTH_IT * theirs):
        return Attention(
            "xformers", f"xformers: its trial run took {ours / theirs:.2f} of the time of sdpa."
        )
    pipe.disable_xformers_memory_efficient_attention()
    reason = problem or f"its trial run took {ours / theirs:.2f} of the time of sdpa"
    return Attention("sdpa", f"sdpa: xformers is there, but {reason}.")


def _timed(work: Callable[[], torch.Tensor]) -> tuple[torch.Tensor, float]:
    """The result of `work`, and the fastest of its times in seconds after one for warming up."""
    result, seconds = work(), []
    for _ in range(TRIALS):
        begin = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - begin)
    return result, min(seconds)


@torch.inference_mode()
def _look(pipe: Any) -> torch.Tensor:
    """One prediction of the U-Net at its real size, from noise and words that mean nothing."""
    config, unet = pipe.unet.config, pipe.unet
    rng = torch.Generator().manual_seed(0)

    def noise(*shape: int) -> torch.Tensor:
        return torch.randn(shape, generator=rng).to(unet.device, unet.dtype)

    extra: dict[str, Any] = {}
    if config.addition_embed_type == "text_time":
        pooled = pipe.text_encoder_2.config.projection_dim
        extra["added_cond_kwargs"] = {"text_embeds": noise(2, pooled), "time_ids": noise(2, 6)}
    if config.time_cond_proj_dim is not None:
        extra["timestep_cond"] = noise(2, config.time_cond_proj_dim)
    x_t = noise(2, config.in_channels, config.sample_size, config.sample_size)
    words = noise(2, 77, config.cross_attention_dim)
    output = unet(x_t, 500, encoder_hidden_states=words, **extra, return_dict=False)[0]
    return output.float().cpu()  # waits for the device


def _difference(expected: torch.Tensor, found: torch.Tensor) -> str | None:
    """What is wrong with `found`; None where it is what was expected, up to rounding."""
    if not torch.isfinite(found).all():
        return "its trial run gave numbers that are not finite"
    largest = float((found - expected).abs().max() / expected.std().clamp_min(1e-6))
    return None if largest < TOLERANCE else f"its trial run differed by {largest:.2f} σ from sdpa"
