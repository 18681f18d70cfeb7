"""The two players on pictures: a generator of three layers, a discriminator that looks locally.

Shapes: B pictures of C channels and S × S pixels in -1 … 1, noise z of Z numbers.
"""

from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

LEAK = 0.2


class Generator(nn.Module):
    """The criminal: noise [B, Z] → pictures [B, C, S, S].

    Fully connected, because on a banknote everything has its place. Batch normalization (Ioffe and
    Szegedy 2015) keeps its forgeries apart from one another.
    """

    def __init__(self, side: int, channels: int, z: int = 32, widths: tuple[int, int] = (128, 256)):
        super().__init__()
        self.z = z
        self.shape = (channels, side, side)
        sizes = (z, *widths, channels * side * side)
        self.layers = nn.ModuleList(nn.Linear(*pair) for pair in pairwise(sizes))
        self.norms = nn.ModuleList(nn.BatchNorm1d(width) for width in widths)

    def forward(self, z: Tensor) -> Tensor:
        h = z
        for layer, norm in zip(self.layers, self.norms, strict=False):
            h = functional.leaky_relu(norm(layer(h)), LEAK)
        return self.layers[-1](h).tanh().unflatten(1, self.shape)


class Discriminator(nn.Module):
    """The detective: pictures [B, C, S, S] → scores [B]; σ(score) is how real it holds each.

    Two convolutions see 4 × 4 pixels at a time, then one layer weighs what they found.
    """

    def __init__(self, side: int, channels: int, width: int = 32) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, width, 4, stride=2, padding=1)
        self.second = nn.Conv2d(width, 2 * width, 4, stride=2, padding=1)
        self.last = nn.Linear(2 * width * (side // 4) ** 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        h = functional.leaky_relu(self.first(x), LEAK)
        h = functional.leaky_relu(self.second(h), LEAK).flatten(1)
        return self.last(h).squeeze(1)


def initialize(module: nn.Module, rng: torch.Generator) -> nn.Module:
    """Draw the weights from `rng` as PyTorch begins: uniform in ±1/√(inputs), biases zero."""
    for layer in module.modules():
        if isinstance(layer, nn.Linear | nn.Conv2d):
            nn.init.kaiming_uniform_(layer.weight, a=5**0.5, generator=rng)
            nn.init.zeros_(layer.bias)
    return module


def to_tensor(pictures: np.ndarray) -> Tensor:
    """uint8 [B, S, S, C] → float [B, C, S, S] in -1 … 1."""
    return torch.from_numpy(pictures).permute(0, 3, 1, 2).float().div_(127.5).sub_(1)


def to_pictures(x: Tensor) -> np.ndarray:
    """float [B, C, S, S] in -1 … 1 → uint8 [B, S, S, C]."""
    return x.add(1).mul_(127.5).round_().clamp_(0, 255).byte().permute(0, 2, 3, 1).numpy()
