"""Borrows a model and its companions for an experiment, saying what the visitor waits for."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from models import catalog
from models.diffusion import pictures
from models.diffusion.denoise import borrow
from models.diffusion.explorer import readings
from models.diffusion.explorer.records import CellReading
from models.diffusion.load import Diffuser
from models.diffusion.requests import DenoiseRequest
from models.registry import registry


@dataclass(frozen=True)
class Loan:
    """A model with its companions, each None where it is not there or not wanted."""

    model: Diffuser
    upscaler: Any | None
    judge: Any | None

    @property
    def status(self) -> str:
        """Where the model runs and what it weighs, as a line for the visitor."""
        spec = self.model.spec
        return f"{self.model.status} · {spec.key} {spec.size_mb:,.0f} MB"

    def enlarge(self, raw: np.ndarray) -> np.ndarray:
        """`raw` as people see it."""
        return pictures.upscale(self.upscaler, raw)

    def reading(self, prompt: str, raw: np.ndarray) -> CellReading:
        """What a picture says about itself and about its prompt."""
        return CellReading(
            agreement=self._agreement(prompt, raw),
            saturation=readings.saturation(raw),
            features=self._features(raw),
        )

    def _agreement(self, prompt: str, raw: np.ndarray) -> float | None:
        seen = {
            name: dict(zip(reading.labels, map(float, reading.probabilities[0]), strict=True))
            for name, reading in pictures.read(self.judge, [raw]).items()
        }
        return readings.agreement(prompt, seen) if seen else None

    @torch.inference_mode()
    def _features(self, raw: np.ndarray) -> np.ndarray | None:
        if self.judge is None:
            return None
        pixels = pictures.to_unit([raw]).to(self.judge.network.device)
        return self.judge.features(pixels)[0].float().cpu().numpy()


@contextlib.contextmanager
def lent(request: DenoiseRequest) -> Iterator[Loan]:
    """The model of `request`, its upscaler where one is wanted, and its judge."""
    spec = catalog.find(request.model)
    with contextlib.ExitStack() as loans:
        model = loans.enter_context(registry().use(spec))
        upscaler = borrow(loans, spec.upscaler) if request.upscale else None
        yield Loan(model, upscaler, borrow(loans, spec.judge))
