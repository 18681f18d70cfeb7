"""The judge: a small classifier that reads subject, colour and setting off a picture.

It is a `ResNetForImageClassification` (He et al. 2016) trained on fresh drawings of the picture
world, blurred and noisy ones among them. Its last hidden layer is the feature space of the KID.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from transformers import ResNetForImageClassification

from models.pictures.palette import COLOURS
from models.pictures.settings import SETTINGS
from models.pictures.subjects import SUBJECTS

LABELS: dict[str, tuple[str, ...]] = {
    "subject": tuple(SUBJECTS),
    "colour": tuple(COLOURS),
    "setting": tuple(SETTINGS),
}


@dataclass(frozen=True)
class Reading:
    """Probabilities for B pictures: subject [B, 30] (each its own yes or no, for a picture may
    show two), colour [B, 10] and setting [B, 10] (each row sums to 1)."""

    subject: Tensor
    colour: Tensor
    setting: Tensor


class Judge:
    """Reads pictures; holds the network and nothing else."""

    def __init__(self, network: ResNetForImageClassification) -> None:
        self.network = network.eval()

    @classmethod
    def from_pretrained(cls, folder: str | Path, dtype: torch.dtype = torch.float32) -> "Judge":
        return cls(ResNetForImageClassification.from_pretrained(folder, dtype=dtype))

    @torch.inference_mode()
    def read(self, pixels: Tensor) -> Reading:
        """What it sees in float pixels [B, 3, 64, 64] in [0, 1]."""
        subject, colour, setting = split_logits(self.network(pixels * 2 - 1).logits)
        return Reading(subject.sigmoid(), colour.softmax(-1), setting.softmax(-1))

    @torch.inference_mode()
    def features(self, pixels: Tensor) -> Tensor:
        """The pooled features [B, F] of float pixels [B, 3, 64, 64] in [0, 1]."""
        return self.network.resnet(pixels * 2 - 1).pooler_output.flatten(1)


def split_logits(logits: Tensor) -> tuple[Tensor, ...]:
    """The network's logits [B, 50] as those of subject, colour and setting."""
    return logits.split([len(names) for names in LABELS.values()], dim=-1)
