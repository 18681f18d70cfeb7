"""How good pocket diffusion is, by the judge: python -m benchmarks.quality [--json].

Draws pictures from prompts that no training caption equals and lets the judge read them: DDIM,
20 steps, the guidance scale that does best on a hundred other prompts. The judge itself is measured
first, on drawings it has not seen.
"""

import argparse
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import torch
from diffusers import StableDiffusionPipeline
from numpy.random import default_rng
from torch import Tensor, nn
from torchmetrics.image.kid import KernelInceptionDistance

from models.judge import LABELS, Judge
from models.pictures import Item, Scene, caption, has_withheld, sample_scene
from models.pictures.grammar import COLOURS, SETTING_PHRASES, SETTINGS, SUBJECTS
from models.train import world
from models.train.judge import accuracy, spoil
from models.train.text import captions_of
from models.train.vae import psnr, to_tensor

CHECKPOINTS = Path(__file__).parents[1] / "models" / "checkpoints"
CPU = torch.device("cpu")
GUIDANCE = (1.5, 2.0, 3.0, 4.0, 5.0, 7.0)
TRAINING_DRAWINGS, TRAINING_PAIRS, CAPTION_VARIANTS = 40_000, 12_000, 4
UNSEEN_SEED = 77

log = logging.getLogger("benchmarks.quality")


def training_captions(drawings: int, pairs: int) -> set[str]:
    """Every caption that the training has used, in all its wordings."""
    scenes = world.training_scenes(drawings, pairs)
    return {text for v in range(CAPTION_VARIANTS) for text in captions_of(scenes, v)}


def single_scenes(count: int, withheld: bool, seed: int) -> Iterator[tuple[Scene, str]]:
    """Scenes of one painted subject in a named setting, with captions; withheld combinations or
    the others.
    """
    rng = default_rng(seed)
    paintable = [name for name, subject in SUBJECTS.items() if subject.paintable]
    while count:
        item = Item(
            paintable[rng.integers(len(paintable))], list(COLOURS)[rng.integers(len(COLOURS))]
        )
        scene = Scene(
            (item,), list(SETTINGS)[rng.integers(len(SETTINGS))], int(rng.integers(2**31))
        )
        text = caption(scene, rng)
        if has_withheld(scene) == withheld and _names_setting(text, scene):
            count -= 1
            yield scene, text


def pair_scenes(count: int, seed: int) -> Iterator[tuple[Scene, str]]:
    """Scenes of two different subjects in the plain style."""
    rng = default_rng(seed)
    while count:
        scene = sample_scene(rng, pair_share=1.0)
        if scene.style == "flat":
            count -= 1
            yield scene, caption(scene, rng)


def _names_setting(text: str, scene: Scene) -> bool:
    return any(text.endswith(phrase) for phrase in SETTING_PHRASES[scene.setting])


def unseen(
    pairs: Iterator[tuple[Scene, str]], seen: set[str], count: int
) -> list[tuple[Scene, str]]:
    """The first `count` whose caption is not in `seen`."""
    kept = []
    for scene, text in pairs:
        if text not in seen:
            kept.append((scene, text))
        if len(kept) == count:
            break
    return kept


def draw_all(
    pipeline: StableDiffusionPipeline, prompts: list[str], guidance_scale: float, batch: int = 50
) -> Tensor:
    """float [N, 3, 64, 64] in [0, 1]; picture k has seed k."""
    parts = []
    for start in range(0, len(prompts), batch):
        part = prompts[start : start + batch]
        rngs = [torch.Generator().manual_seed(start + k) for k in range(len(part))]
        images = pipeline(
            part,
            num_inference_steps=20,
            guidance_scale=guidance_scale,
            generator=rngs,
            output_type="pt",
        ).images
        parts.append(images.float())
        log.info("drawn %d of %d at guidance %.1f", start + len(part), len(prompts), guidance_scale)
    return torch.cat(parts)


def score(judge: Judge, pictures: Tensor, scenes: list[Scene]) -> dict[str, float]:
    """Shares of pictures whose subject, colour, setting and all three the judge reads as asked."""
    reading = judge.read(pictures)
    right = {
        "subject": reading.subject.argmax(-1)
        == _wanted("subject", [s.items[0].subject for s in scenes]),
        "colour": reading.colour.argmax(-1)
        == _wanted("colour", [s.items[0].colour for s in scenes]),
        "setting": reading.setting.argmax(-1) == _wanted("setting", [s.setting for s in scenes]),
    }
    right["all three"] = right["subject"] & right["colour"] & right["setting"]
    return {name: hits.float().mean().item() for name, hits in right.items()}


def both_present(judge: Judge, pictures: Tensor, scenes: list[Scene]) -> float:
    """Share of pictures in which the judge finds both subjects asked for (each at least as likely
    as not).
    """
    found = judge.read(pictures).subject > 0.5
    rows = torch.arange(len(scenes))
    first, second = (_wanted("subject", [s.items[k].subject for s in scenes]) for k in (0, 1))
    return (found[rows, first] & found[rows, second]).float().mean().item()


def _wanted(group: str, names: list[str]) -> Tensor:
    return torch.tensor([LABELS[group].index(name) for name in names])


class Features(nn.Module):
    """The judge's features as torchmetrics wants them."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge
        self.num_features = judge.network.config.hidden_sizes[-1]

    def forward(self, pixels: Tensor) -> Tensor:
        return self.judge.features(pixels)


def kid(judge: Judge, drawings: Tensor, pictures: Tensor) -> tuple[float, float]:
    """Kernel Inception Distance (Bińkowski et al. 2018) in the judge's features, mean and
    deviation.
    """
    metric = KernelInceptionDistance(
        feature=Features(judge), subset_size=min(200, len(pictures) // 2), normalize=True
    )
    metric.update(drawings, real=True)
    metric.update(pictures, real=False)
    mean, deviation = metric.compute()
    return mean.item(), deviation.item()


def measure(pictures: int) -> dict[str, float]:
    """All figures by name, as shares, dB or plain numbers."""
    judge = Judge.from_pretrained(CHECKPOINTS / "pocket-judge")
    pipeline = StableDiffusionPipeline.from_pretrained(
        CHECKPOINTS / "pocket-diffusion", dtype=torch.float32
    )
    pipeline.set_progress_bar_config(disable=True)
    figures = judge_figures(judge)
    held_out = world.pixels(world.scenes(500, world.UNSEEN))
    figures["VAE PSNR, dB"] = psnr(pipeline.vae, held_out, CPU)
    seen = training_captions(TRAINING_DRAWINGS, TRAINING_PAIRS)
    best = best_guidance(judge, pipeline, seen)
    figures["best guidance scale"] = best
    asked = unseen(single_scenes(10**6, withheld=False, seed=UNSEEN_SEED), seen, pictures)
    drawn = draw_all(pipeline, [text for _, text in asked], best)
    figures |= score(judge, drawn, [scene for scene, _ in asked])
    fresh = (to_tensor(world.pixels([scene for scene, _ in asked]), CPU) + 1) / 2
    figures["KID"], figures["KID deviation"] = kid(judge, fresh, drawn)
    composed = list(single_scenes(pictures * 3 // 10, withheld=True, seed=UNSEEN_SEED + 1))
    drawn = draw_all(pipeline, [text for _, text in composed], best)
    figures["withheld combinations, all three"] = score(
        judge, drawn, [scene for scene, _ in composed]
    )["all three"]
    pairs = unseen(pair_scenes(10**6, seed=UNSEEN_SEED + 2), seen, pictures * 3 // 10)
    drawn = draw_all(pipeline, [text for _, text in pairs], best)
    figures["two subjects, both present"] = both_present(
        judge, drawn, [scene for scene, _ in pairs]
    )
    return figures


def judge_figures(judge: Judge) -> dict[str, float]:
    """The judge's accuracy on unseen drawings, clean and spoiled; and both-present on drawings of
    pairs.
    """
    scenes = world.scenes(1500, world.UNSEEN)
    pictures = world.pixels(scenes)
    figures = {f"judge, {name}": value for name, value in accuracy(judge, pictures, scenes).items()}
    spoiled = (
        spoil(to_tensor(pictures, CPU), torch.Generator().manual_seed(0)).clamp(-1, 1) + 1
    ) * 127.5
    numbers = spoiled.permute(0, 2, 3, 1).round().byte().numpy()
    figures |= {
        f"judge, {name}, blurred and noisy too": v
        for name, v in accuracy(judge, numbers, scenes).items()
    }
    pairs = [scene for scene, _ in pair_scenes(300, seed=UNSEEN_SEED + 3)]
    drawn = (to_tensor(world.pixels(pairs), CPU) + 1) / 2
    figures["judge, both of two subjects"] = both_present(judge, drawn, pairs)
    return figures


def best_guidance(judge: Judge, pipeline: StableDiffusionPipeline, seen: set[str]) -> float:
    """The guidance scale with most pictures right in all three, on a hundred prompts used for
    nothing else.
    """
    asked = unseen(single_scenes(10**6, withheld=False, seed=UNSEEN_SEED + 4), seen, 100)
    prompts, scenes = [text for _, text in asked], [scene for scene, _ in asked]
    return max(
        GUIDANCE, key=lambda w: score(judge, draw_all(pipeline, prompts, w), scenes)["all three"]
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pictures", type=int, default=1000, help="pictures for the main figures")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    figures = measure(options.pictures)
    lines = [f"{value:>10.4f}  {name}" for name, value in figures.items()]
    sys.stdout.write(
        json.dumps(figures, indent=2) + "\n" if options.json else "\n".join(lines) + "\n"
    )


if __name__ == "__main__":
    main()
