"""The trained pair on disk: `config.json`, `model.safetensors`, and the stages of its training.

The weights lie in float16, which is more than 256 shades need, and are read as float32.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from models.gan_pictures.networks import Discriminator, Generator
from models.specs import Spec


class Pair(nn.Module):
    """A generator and the discriminator it plays against, at one moment of their training."""

    def __init__(self, generator: Generator, discriminator: Discriminator) -> None:
        super().__init__()
        self.generator = generator
        self.discriminator = discriminator

    def half(self) -> dict[str, Tensor]:
        """The weights as they are saved."""
        state = self.state_dict()
        return {name: t.half() if t.is_floating_point() else t for name, t in state.items()}


@dataclass(frozen=True)
class Trained:
    """The pair at every stage, the last one finished; `rounds` tells after how many rounds."""

    stages: tuple[Pair, ...]
    rounds: tuple[int, ...]


def save(folder: Path, trained: Trained) -> None:
    """Write the folder: the finished pair at its top, the others in `stages`."""
    generator = trained.stages[-1].generator
    channels, side, _ = generator.shape
    widths = [layer.out_features for layer in generator.layers[:-1]]
    config = {
        "architectures": ["Generator", "Discriminator"],
        "side": side,
        "channels": channels,
        "z": generator.z,
        "widths": widths,
        "width": trained.stages[-1].discriminator.first.out_channels,
        "rounds": list(trained.rounds),
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    for path, pair in zip(paths(folder, len(trained.rounds)), trained.stages, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(pair.half(), path, metadata={"format": "pt"})


def load(spec: Spec) -> Trained:
    """What the registry lends of `spec`."""
    return read(spec.folder)


def read(folder: Path) -> Trained:
    """The pair at all its stages, ready to be asked."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    rounds = tuple(config["rounds"])
    return Trained(tuple(_read(path, config) for path in paths(folder, len(rounds))), rounds)


def paths(folder: Path, count: int) -> list[Path]:
    """The files of `count` stages in the order of the training."""
    stages = [folder / "stages" / f"{index}.safetensors" for index in range(count - 1)]
    return [*stages, folder / "model.safetensors"]


def _read(path: Path, config: dict) -> Pair:
    side, channels = config["side"], config["channels"]
    generator = Generator(side, channels, config["z"], tuple(config["widths"]))
    pair = Pair(generator, Discriminator(side, channels, config["width"]))
    pair.load_state_dict({name: _full(tensor) for name, tensor in load_file(path).items()})
    return pair.eval().requires_grad_(False)


def _full(tensor: Tensor) -> Tensor:
    return tensor.to(torch.float32) if tensor.is_floating_point() else tensor
