"""The judge's training: read subject, colour and setting off drawings, also blurred and noisy
ones.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from transformers import ResNetConfig, ResNetForImageClassification

from models.judge import LABELS, Judge, split_logits
from models.pictures import Scene
from models.train.loop import Run
from models.train.vae import to_tensor

NONE = -100


def new_judge() -> ResNetForImageClassification:
    """0.7 M parameters, basic blocks at 16×16, 8×8 and 4×4."""
    names = [f"{group}: {name}" for group, labels in LABELS.items() for name in labels]
    config = ResNetConfig(
        embedding_size=32,
        hidden_sizes=[32, 64, 128],
        depths=[1, 2, 2],
        layer_type="basic",
        id2label=dict(enumerate(names)),
        label2id={name: k for k, name in enumerate(names)},
    )
    return ResNetForImageClassification(config)


def targets(scenes: Sequence[Scene]) -> tuple[Tensor, Tensor, Tensor]:
    """Subjects as yes or no [N, 30], colour [N] and setting [N] as indices.

    The colour counts only where the caption of a single subject names it; else it is NONE.
    """
    subject = torch.zeros(len(scenes), len(LABELS["subject"]))
    colour = torch.full((len(scenes),), NONE)
    for row, scene in enumerate(scenes):
        for item in scene.items:
            subject[row, LABELS["subject"].index(item.subject)] = 1
        if len(scene.items) == 1 and scene.items[0].colour:
            colour[row] = LABELS["colour"].index(scene.items[0].colour)
    setting = torch.tensor([LABELS["setting"].index(s.setting) for s in scenes])
    return subject, colour, setting


def spoil(x: Tensor, rng: torch.Generator) -> Tensor:
    """A third of the batch blurred, a third noisy, as the previews of a denoising run are."""
    third = len(x) // 3
    small = functional.avg_pool2d(x[:third], 2)
    blurred = functional.interpolate(small, scale_factor=2, mode="bilinear", align_corners=False)
    strength = 0.3 * torch.rand(third, 1, 1, 1, generator=rng)
    noisy = x[third : 2 * third] + strength * torch.randn(x[third : 2 * third].shape, generator=rng)
    return torch.cat([blurred, noisy, x[2 * third :]])


def train_judge(
    pictures: np.ndarray, scenes: Sequence[Scene], folder: Path, minutes: float, batch: int = 48
) -> Judge:
    """Trains on uint8 [N, 64, 64, 3] and returns the averaged judge."""
    torch.manual_seed(0)
    network = new_judge().to(memory_format=torch.channels_last)
    run = Run(folder, minutes, {"judge": network}, lr=2e-3)
    subject, colour, setting = targets(scenes)
    rng, order = torch.Generator().manual_seed(run.steps), np.random.default_rng(run.steps)
    while run.goes_on():
        rows = order.choice(len(pictures), batch, replace=False)
        x = spoil(to_tensor(pictures[rows], torch.device("cpu")), rng)
        seen = split_logits(network(x).logits)
        loss = 10 * functional.binary_cross_entropy_with_logits(seen[0], subject[rows])
        loss = loss + functional.cross_entropy(seen[1], colour[rows], ignore_index=NONE)
        run.step(loss + functional.cross_entropy(seen[2], setting[rows]))
    run.save()
    _copy_statistics(run.module("judge"), network)
    return Judge(run.module("judge"))


def _copy_statistics(averaged: torch.nn.Module, trained: torch.nn.Module) -> None:
    """Batch-norm statistics are buffers, which the average of weights does not carry."""
    for mine, theirs in zip(averaged.buffers(), trained.buffers(), strict=True):
        mine.copy_(theirs)


def accuracy(judge: Judge, pictures: np.ndarray, scenes: Sequence[Scene]) -> dict[str, float]:
    """Shares read right, over scenes with one subject: the subject, the colour where named, the
    setting.
    """
    rows = [k for k, s in enumerate(scenes) if len(s.items) == 1]
    subject, colour, setting = targets([scenes[k] for k in rows])
    reading = judge.read((to_tensor(pictures[rows], torch.device("cpu")) + 1) / 2)
    named = colour != NONE
    return {
        "subject": (reading.subject.argmax(-1) == subject.argmax(-1)).float().mean().item(),
        "colour": (reading.colour.argmax(-1) == colour)[named].float().mean().item(),
        "setting": (reading.setting.argmax(-1) == setting).float().mean().item(),
    }
