"""Counts what was forged: a classifier names every forgery after the real picture next to it.

Nearest neighbour (Cover and Hart 1967), with a way to say "none of these": a forgery that is
farther from every real picture than real pictures of different kinds are from one another.
"""

import numpy as np
import torch
from torch import Tensor

from models.gan_pictures.data import Dataset
from models.gan_pictures.networks import to_tensor
from models.gan_pictures.records import Count

KNOWN = 400
FAIR_SHARE = 0.25
NONE = -1


class Classifier:
    """Knows KNOWN real pictures by heart; `limit` is the distance from which on it names none."""

    def __init__(self, data: Dataset) -> None:
        known = slice(0, KNOWN)
        self.kinds = data.kinds
        self.pictures = to_tensor(data.pictures[known]).flatten(1)
        self.labels = torch.from_numpy(data.labels[known])
        apart = torch.cdist(self.pictures, self.pictures)
        apart[self.labels[:, None] == self.labels[None, :]] = torch.inf
        self.limit = float(apart.min(1).values.median())
        self.spread = _spread(to_tensor(data.pictures).flatten(1))

    def name(self, x: Tensor) -> np.ndarray:
        """The kind of each picture of x [B, C, S, S] in -1 … 1, NONE where it is like none."""
        distance, nearest = torch.cdist(x.flatten(1), self.pictures).min(1)
        return torch.where(distance <= self.limit, self.labels[nearest], NONE).numpy()

    def count(self, x: Tensor) -> Count:
        """How many of x [B, C, S, S] are of each kind, and how much they differ."""
        names = self.name(x)
        shares = [float(np.mean(names == kind)) for kind in range(len(self.kinds))]
        fair = FAIR_SHARE / len(self.kinds)
        return Count(
            shares=tuple(shares),
            covered=sum(share >= fair for share in shares),
            variety=_spread(x.flatten(1)) / self.spread,
        )


def _spread(x: Tensor) -> float:
    """The standard deviation of the rows of x [B, P], all columns together."""
    return float(x.var(0, unbiased=False).sum().sqrt())
