"""Trains pocket diffusion from nothing: python -m models.train.diffusion [stage …].

Stages, in order: vae, decoder, judge, text, preview, upscaler, unet, export. Each has a budget in
minutes, keeps its state under --runs and resumes from it; a stage that has spent its budget is done
at once.
On CUDA the autoencoder and the denoiser train there, everything else stays on the CPU.
"""

import argparse
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL, AutoencoderTiny, UNet2DConditionModel
from torch import Tensor
from transformers import CLIPTextModel, CLIPTokenizer

from models.pictures import Scene
from models.train import world
from models.train.export import export_pipeline
from models.train.golden import write_golden
from models.train.judge import accuracy, train_judge
from models.train.preview import train_preview
from models.train.samples import sample_sheet
from models.train.text import captions_of, encode, train_text_encoder, train_tokenizer
from models.train.unet import encode_latents, normalise_latents, train_unet
from models.train.upscaler import train_upscaler, upscaled_psnr
from models.train.vae import psnr, train_decoder, train_vae
from models.upscaler import Upscaler

CHECKPOINTS = Path(__file__).parents[1] / "checkpoints"
CAPTION_VARIANTS = 4

log = logging.getLogger("train")


@dataclass(frozen=True)
class Workshop:
    """Where a training keeps its things, how large it is, and on what it runs."""

    runs: Path
    drawings: int
    pairs: int
    device: torch.device

    def scenes(self) -> list[Scene]:
        return world.training_scenes(self.drawings, self.pairs)

    def pictures(self) -> np.ndarray:
        return np.concatenate([self.split(*part) for part in self._parts()])

    def unseen(self) -> np.ndarray:
        return self.split(world.UNSEEN, 500)

    def split(self, split: int, count: int) -> np.ndarray:
        """The first `count` drawings of a split: uint8 [count, 64, 64, 3]."""
        return world.pixels(world.scenes(count, split), 64, self.runs / f"world-{split}-64.npy")

    def _parts(self) -> tuple[tuple[int, int], ...]:
        return (world.TRAINING, self.drawings), (world.PAIRS, self.pairs)

    def vae(self) -> AutoencoderKL:
        return AutoencoderKL.from_pretrained(self.runs / "vae-done").eval()

    def latents(self) -> Tensor:
        vae = self.vae()
        parts = [
            encode_latents(
                vae, self.split(split, count), self.device, self.runs / f"latents-{split}.pt"
            )
            for split, count in self._parts()
        ]
        return torch.cat(parts)

    def tokenizer(self) -> CLIPTokenizer:
        return CLIPTokenizer.from_pretrained(self.runs / "tokenizer")


def _vae(shop: Workshop, minutes: float) -> None:
    vae = train_vae(shop.pictures(), shop.runs / "vae", minutes, shop.device).cpu()
    unseen = shop.unseen()
    normalise_latents(vae, unseen)
    vae.save_pretrained(shop.runs / "vae-done")
    _tell_psnr(vae, unseen)


def _decoder(shop: Workshop, minutes: float) -> None:
    vae = train_decoder(
        shop.vae(), shop.pictures(), shop.latents(), shop.runs / "decoder", minutes, shop.device
    ).cpu()
    vae.save_pretrained(shop.runs / "vae-done")
    _tell_psnr(vae, shop.unseen())


def _tell_psnr(vae: AutoencoderKL, unseen: np.ndarray) -> None:
    log.info("autoencoder: PSNR %.2f dB on unseen drawings", psnr(vae, unseen, torch.device("cpu")))


def _judge(shop: Workshop, minutes: float) -> None:
    judge = train_judge(shop.pictures(), shop.scenes(), shop.runs / "judge", minutes)
    unseen = accuracy(judge, shop.unseen(), world.scenes(500, world.UNSEEN))
    judge.network.half().save_pretrained(CHECKPOINTS / "pocket-judge")
    log.info("judge: %s on unseen drawings", unseen)


def _text(shop: Workshop, minutes: float) -> None:
    scenes = world.scenes(shop.drawings)
    tokenizer = train_tokenizer(captions_of(scenes[:8000], 0))
    tokenizer.save_pretrained(shop.runs / "tokenizer")
    encoder = train_text_encoder(tokenizer, scenes, shop.runs / "text", minutes)
    encoder.save_pretrained(shop.runs / "text-done")


def _preview(shop: Workshop, minutes: float) -> None:
    preview = train_preview(shop.vae(), shop.latents(), shop.runs / "preview", minutes)
    preview.save_pretrained(shop.runs / "preview-done")


def _upscaler(shop: Workshop, minutes: float, drawings: int = 4000) -> None:
    small, large = (world.pixels(world.scenes(drawings), size) for size in (64, 256))
    upscaler = train_upscaler(shop.vae(), small, large, shop.runs / "upscaler", minutes)
    upscaler.save_pretrained(CHECKPOINTS / "pocket-upscaler")
    unseen = [world.pixels(world.scenes(100, world.UNSEEN), size) for size in (64, 256)]
    log.info("upscaler: PSNR %s", upscaled_psnr(upscaler, *unseen))


def _unet(shop: Workshop, minutes: float) -> None:
    scenes, tokenizer = shop.scenes(), shop.tokenizer()
    variants = [encode(tokenizer, captions_of(scenes, v)) for v in range(CAPTION_VARIANTS)]
    text_encoder = CLIPTextModel.from_pretrained(shop.runs / "text-done")
    nothing = encode(tokenizer, [""])[0]
    unet = train_unet(
        text_encoder, shop.latents(), variants, nothing, shop.runs / "unet", minutes, shop.device
    )
    unet.save_pretrained(shop.runs / "unet-done")


def _export(shop: Workshop, minutes: float) -> None:
    folder = CHECKPOINTS / "pocket-diffusion"
    export_pipeline(
        folder,
        shop.tokenizer(),
        CLIPTextModel.from_pretrained(shop.runs / "text-done"),
        shop.vae(),
        UNet2DConditionModel.from_pretrained(shop.runs / "unet-done"),
        AutoencoderTiny.from_pretrained(shop.runs / "preview-done"),
    )
    sample_sheet(folder, Upscaler.from_pretrained(CHECKPOINTS / "pocket-upscaler")).save(
        shop.runs / "samples.png"
    )
    write_golden(folder)


STAGES: dict[str, tuple[Callable[[Workshop, float], None], float]] = {
    "vae": (_vae, 50.0),
    "decoder": (_decoder, 50.0),
    "judge": (_judge, 8.0),
    "text": (_text, 2.5),
    "preview": (_preview, 5.0),
    "upscaler": (_upscaler, 6.0),
    "unet": (_unet, 90.0),
    "export": (_export, 0.0),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "stages", nargs="*", choices=[*STAGES, []], help="stages to run; all of them by default"
    )
    parser.add_argument(
        "--minutes", type=float, help="budget of each stage named, instead of its usual one"
    )
    parser.add_argument("--drawings", type=int, default=40_000, help="size of the training set")
    parser.add_argument("--pairs", type=int, default=12_000, help="pairs of subjects besides")
    parser.add_argument(
        "--runs", type=Path, default=Path("runs/diffusion"), help="where states and logs are kept"
    )
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    shop = Workshop(options.runs, options.drawings, options.pairs, device)
    for stage in options.stages or STAGES:
        train, minutes = STAGES[stage]
        train(shop, minutes if options.minutes is None else options.minutes)


if __name__ == "__main__":
    main()
