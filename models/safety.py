"""The safety stage: pictures that a checker takes for unsuitable become blurred tiles that say so.

The checker is the one of Stable Diffusion: it compares CLIP's embedding of a picture with those of
17 concepts that nobody may read (Rando et al. 2022 took them apart). It errs on both sides: a
classroom that sees a harmless picture hidden has learned something about classifiers.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    import torch

WORDS = "Hidden by the\nsafety checker"
TILES = 5
"""A hidden picture is reduced to TILES × TILES colours: nothing comes back from that."""


@dataclass(frozen=True)
class Checker:
    """The checker's network and how it wants its pictures: `side` pixels, `mean`, `std` [3]."""

    network: Any
    side: int
    mean: np.ndarray
    std: np.ndarray

    def blocked(self, pictures: Sequence[np.ndarray]) -> list[bool]:
        """Whether each picture, uint8 [H, W, 3], must not be shown."""
        pixels = self._pixels(pictures)
        flags = self.network(images=np.zeros((len(pictures), 1)), clip_input=pixels)[1]
        return [bool(flag) for flag in flags]

    def _pixels(self, pictures: Sequence[np.ndarray]) -> "torch.Tensor":
        """float [B, 3, side, side]: the middle square, resized, in the units of CLIP."""
        import torch

        small = [np.asarray(_square(Image.fromarray(each), self.side)) for each in pictures]
        units = (np.stack(small).astype(np.float32) / 255 - self.mean) / self.std
        weight = next(self.network.parameters())
        return torch.from_numpy(units).permute(0, 3, 1, 2).to(weight)


def load(folder: Path, dtype: "torch.dtype", device: str) -> Checker:
    """The checker in the `safety_checker` and `feature_extractor` of a pipeline's folder."""
    from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker

    network = StableDiffusionSafetyChecker.from_pretrained(
        folder / "safety_checker",
        dtype=dtype,
        use_safetensors=True,
        local_files_only=True,
        **_variant(folder),
    )
    wants = json.loads((folder / "feature_extractor" / "preprocessor_config.json").read_text())
    return Checker(
        network.to(device).eval(),
        network.config.vision_config.image_size,
        np.array(wants["image_mean"], np.float32),
        np.array(wants["image_std"], np.float32),
    )


def hidden(picture: np.ndarray) -> np.ndarray:
    """A tile of the same size in place of `picture`: its colours, blurred, and why it is hidden."""
    image = Image.fromarray(picture)
    blurred = image.resize((TILES, TILES), Image.Resampling.BOX)
    tile = blurred.resize(image.size, Image.Resampling.BICUBIC).point(lambda value: value // 2)
    font = ImageFont.load_default(size=max(8, image.width // 12))
    middle = (image.width / 2, image.height / 2)
    ImageDraw.Draw(tile).multiline_text(
        middle, WORDS, fill="white", font=font, anchor="mm", align="center"
    )
    return np.asarray(tile)


def shown(checker: Checker | None, pictures: Sequence[np.ndarray]) -> tuple[list[np.ndarray], bool]:
    """`pictures` as they may be shown, and whether one of them was hidden."""
    if checker is None:
        return list(pictures), False
    flags = checker.blocked(pictures)
    safe = [hidden(each) if flag else each for each, flag in zip(pictures, flags, strict=True)]
    return safe, any(flags)


def _square(image: Image.Image, side: int) -> Image.Image:
    """The middle square of `image` with `side` pixels a side, as CLIP was trained to see it."""
    size = tuple(side * length // min(image.size) for length in image.size)
    left, top = (size[0] - side) // 2, (size[1] - side) // 2
    resized = image.resize(size, Image.Resampling.BICUBIC)
    return resized.crop((left, top, left + side, top + side))


def _variant(folder: Path) -> dict[str, str]:
    """The stored precision of the checker: half where the files say so."""
    return {"variant": "fp16"} if any((folder / "safety_checker").glob("*.fp16*")) else {}
