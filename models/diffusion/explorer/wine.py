"""The completely full wine glass: a model cannot leave its data, and pixels tell."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.random import default_rng

from models import catalog
from models.diffusion import evaluations, pictures
from models.diffusion.denoise import loading
from models.diffusion.explorer import glasses, workshop
from models.diffusion.explorer.glasses import Ruler
from models.diffusion.explorer.loans import Loan, lent
from models.diffusion.explorer.memory import Remembered, key_of, memory
from models.diffusion.explorer.pace import cells_at_a_time
from models.diffusion.explorer.records import Drawing, Glass, WineMeasured
from models.diffusion.explorer.requests import WineRequest
from models.diffusion.requests import DenoiseRequest
from models.pictures.things import WINE_FILL
from models.records import Waiting

BINS = 20
DRAWINGS = 160
PROOFS = 16
"""Glasses of known fill that prove the ruler, a quarter of them full."""


@torch.inference_mode()
def wine(request: WineRequest) -> Iterator[Waiting | Glass | Drawing | WineMeasured]:
    """A Glass for every seed with Drawing between them, then WineMeasured."""
    yield from loading(catalog.find(request.model))
    with lent(request) as loan:
        yield Waiting("Calibrating the ruler on glasses whose fill is known.")
        ruler = glasses.scale(lambda drawn: _through_autoencoder(loan, drawn))
        fills: list[float | None] = []
        for record in _glasses(request, loan, ruler):
            if isinstance(record, Glass):
                fills.append(record.fill)
            yield record
        yield _measured(loan, ruler, fills)


def _glasses(request: WineRequest, loan: Loan, ruler: Ruler) -> Iterator[Glass | Drawing]:
    new: list[workshop.Job] = []
    for index, run in enumerate(request.cells):
        known = memory().find(key_of(run))
        if known:
            yield _glass(index, run, known.raw, loan, ruler)
        else:
            new.append(workshop.Job(index, run))
    nfe_total, drawn = sum(evaluations.of(job.run) for job in new), 0
    for result in workshop.draw(loan.model, new, cells_at_a_time(request.model)):
        if isinstance(result, workshop.Done):
            drawn += 1
            reading = loan.reading(result.run.prompt, result.raw)
            cell = Remembered(result.raw, result.nfe, result.seconds, reading, result.blocked)
            memory().keep(key_of(result.run), cell)
            yield _glass(result.name, result.run, result.raw, loan, ruler)
        else:
            yield Drawing(result, nfe_total, drawn, len(new))


def _glass(index: int, run: DenoiseRequest, raw: np.ndarray, loan: Loan, ruler: Ruler) -> Glass:
    settings = run.model_dump()
    return Glass(index, run.seed, loan.enlarge(raw), raw, ruler.fill(raw), settings)


def _through_autoencoder(loan: Loan, drawn: Sequence[np.ndarray]) -> list[np.ndarray]:
    """`drawn` as the model's pictures look: encoded, decoded, with all the softness of that."""
    model = loan.model
    pixels = pictures.to_unit(drawn).to(model.pipe.device, model.pipe.vae.dtype) * 2 - 1
    clean = model.pipe.vae.encode(pixels).latent_dist.mean * model.pipe.vae.config.scaling_factor
    return [pictures.decode(model, latents[None]) for latents in clean]


def _measured(loan: Loan, ruler: Ruler, fills: Sequence[float | None]) -> WineMeasured:
    read = [fill for fill in fills if fill is not None]
    trained = [fill for fill in glasses.training_fills(DRAWINGS) if fill is not None]
    edges = np.linspace(0, 1, BINS + 1, dtype=np.float32)
    error, full = _proof(loan, ruler)
    return WineMeasured(
        edges=edges,
        model=np.histogram(read, edges)[0],
        drawings=np.histogram(trained, edges)[0],
        unread=len(fills) - len(read),
        highest=max(read, default=None),
        world_range=WINE_FILL,
        ruler_error=error,
        ruler_full=full,
        drawings_seen=len(trained),
    )


def _proof(loan: Loan, ruler: Ruler) -> tuple[float, float]:
    """The ruler's mean error on glasses it was not calibrated on, and its median for full ones."""
    rng = default_rng(2)
    truth = np.concatenate([rng.uniform(0.2, 1.0, PROOFS * 3 // 4), np.ones(PROOFS // 4)])
    seen = _through_autoencoder(loan, [glasses.glass(float(fill), rng) for fill in truth])
    read = np.array([np.nan if (f := ruler.fill(picture)) is None else f for picture in seen])
    return float(np.nanmean(np.abs(read - truth))), float(np.nanmedian(read[truth == 1]))
