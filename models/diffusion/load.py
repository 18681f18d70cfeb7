"""Loads diffusion models and their companions. The heavy imports happen inside the functions."""

import contextlib
import json
import logging
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.catalog import Spec
from models.placement import Placement, choose
from models.safety import Checker

if TYPE_CHECKING:
    import torch
    from torch import nn

log = logging.getLogger(__name__)

PREVIEW = "preview"
"""The folder of the preview decoder inside the folder of a pipeline."""

KNOWN_NOISE = {
    "transformers.utils.import_utils": "requires torchvision",
    "diffusers.configuration_utils": "'block_out_channels'.* passed to AutoencoderTiny",
    "diffusers.pipelines.stable_diffusion.safety_checker": "A black image will be returned",
}
"""By the name of their logger: an image processor that we do not use wants torchvision,
AutoencoderTiny writes a setting that it does not read, and our hidden pictures are not black.
"""


@dataclass(frozen=True)
class Diffuser:
    """A pipeline, shared by all runs: nothing in it is changed after loading.

    `pipe` is a StableDiffusionPipeline; `preview` an AutoencoderTiny that decodes the pictures on
    the way, or None where the checkpoint has none (the VAE does it then). `checker` looks at every
    picture before anybody sees it; None where nothing is checked. `attention` names the code that
    computes attention, where there is a choice.
    """

    spec: Spec
    pipe: Any
    preview: Any | None
    placement: Placement
    checker: Checker | None = None
    attention: str = ""

    @property
    def status(self) -> str:
        """Where and how it runs, such as "cuda · bfloat16 · sdpa"."""
        return " · ".join(filter(None, [str(self.placement), self.attention]))

    @property
    def manner(self) -> str:
        """How it runs, without where: "bfloat16, sdpa"."""
        return ", ".join(self.status.split(" · ")[1:])


def load(spec: Spec) -> Diffuser:
    """The pipeline in the folder of `spec`, in the precision of its place."""
    import_diffusers()
    place = choose(pocket=True)
    place.use_threads()
    log.info("%s: %s", spec.key, place.sentence)
    with quiet():
        from diffusers import AutoencoderTiny, StableDiffusionPipeline

        pipe = StableDiffusionPipeline.from_pretrained(
            spec.source, dtype=place.dtype, use_safetensors=True, local_files_only=True
        )
        preview = None
        if (spec.folder / PREVIEW).is_dir():
            preview = AutoencoderTiny.from_pretrained(
                spec.folder / PREVIEW,
                dtype=place.dtype,
                use_safetensors=True,
                local_files_only=True,
            )
            preview = _swift(preview, place.device)
    return Diffuser(spec, pipe.to(place.device), preview, place)


def load_upscaler(spec: Spec) -> "Callable[[torch.Tensor], torch.Tensor]":
    """The network that enlarges: float [B, 3, H, W] in 0 … 1 → [B, 3, 4 H, 4 W]."""
    from safetensors.torch import load_model

    from models.upscaler import Upscaler

    upscaler = Upscaler(**json.loads((spec.folder / "config.json").read_text()))
    load_model(upscaler, spec.folder / "model.safetensors")
    return _swift(upscaler, choose(pocket=True).device)


def load_judge(spec: Spec) -> Any:
    """The classifier that reads subject, colour and setting from a picture of the world."""
    import_diffusers()
    from models.judge import Judge

    with quiet():
        judge = Judge.from_pretrained(spec.source)
    return Judge(_swift(judge.network, choose(pocket=True).device))


def _swift(network: "nn.Module", device: str) -> "nn.Module":
    """`network` ready to be used, in the memory layout that small convolutions like best.

    With the channels of a pixel side by side, the preview decoder is 1.7 times faster on a CPU.
    """
    import torch

    return network.to(device, memory_format=torch.channels_last).eval()


def import_diffusers() -> None:
    """Import diffusers without its detour through xformers, and without its quarrel with numpy 2.

    Where xformers is installed, diffusers imports it: on a machine without CUDA that costs 3.5
    seconds and prints a warning, for nothing. Its schedulers hand tensors to numpy in a way that
    numpy 2 warns about thousands of times.
    """
    import torch

    if "diffusers" not in sys.modules and not torch.cuda.is_available():
        sys.modules.setdefault("xformers", None)
    for message in (
        r"__array_wrap__ must accept",
        r"__array__ implementation doesn't accept a copy",
    ):
        warnings.filterwarnings("ignore", message, DeprecationWarning)
    import diffusers  # noqa: F401


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Load without progress bars and without KNOWN_NOISE, printed though nothing is wrong."""
    from diffusers.utils import logging as diffusers_logging
    from transformers.utils import logging as transformers_logging

    chatty = [logging.getLogger(name) for name in KNOWN_NOISE]
    loud = [
        library
        for library in (diffusers_logging, transformers_logging)
        if library.is_progress_bar_enabled()
    ]
    for library in loud:
        library.disable_progress_bar()
    for logger in chatty:
        logger.addFilter(_is_news)
    try:
        yield
    finally:
        for logger in chatty:
            logger.removeFilter(_is_news)
        for library in loud:
            library.enable_progress_bar()


def _is_news(record: logging.LogRecord) -> bool:
    return not re.search(KNOWN_NOISE[record.name], record.getMessage())
