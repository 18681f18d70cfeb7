"""The upscaler: a 64×64 picture to 256×256, by sub-pixel convolution (Shi et al. 2016, ESPCN).

All layers work on the small picture; the last one predicts sixteen pixels for each of its pixels,
as a correction to plain bilinear enlargement.
"""

from huggingface_hub import PyTorchModelHubMixin
from torch import Tensor, nn
from torch.nn import functional

FACTOR = 4


class Upscaler(nn.Module, PyTorchModelHubMixin):
    """`forward` maps float [B, 3, H, W] in [0, 1] to [B, 3, 4H, 4W], clamped to [0, 1]."""

    def __init__(self, width: int = 32, depth: int = 4) -> None:
        super().__init__()
        self.head = nn.Conv2d(3, width, 5, padding=2)
        self.body = nn.ModuleList(nn.Conv2d(width, width, 3, padding=1) for _ in range(depth))
        self.tail = nn.Conv2d(width, 3 * FACTOR**2, 3, padding=1)

    def forward(self, pixels: Tensor) -> Tensor:
        return self.correct(pixels).clamp(0, 1)

    def correct(self, pixels: Tensor) -> Tensor:
        """The enlargement before clamping, which training needs."""
        h = functional.relu(self.head(pixels * 2 - 1))
        for layer in self.body:
            h = h + functional.relu(layer(h))
        enlarged = functional.interpolate(
            pixels, scale_factor=FACTOR, mode="bilinear", align_corners=False
        )
        return enlarged + functional.pixel_shuffle(self.tail(h), FACTOR)
