"""The replicability test: the same seed and settings, three times. Are the bytes the same?"""

import hashlib
import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch

from models import catalog
from models.diffusion.denoise import loading
from models.diffusion.explorer import workshop
from models.diffusion.explorer.loans import Loan, lent
from models.diffusion.explorer.records import Draw, Drawing, Verdict
from models.diffusion.explorer.requests import ReplicateRequest
from models.diffusion.notes import remarks_on_words
from models.diffusion.requests import DenoiseRequest
from models.records import Waiting

WAYS = ("alone", "alone again", "in a sheet, beside another seed")


@torch.inference_mode()
def replicate(request: ReplicateRequest) -> Iterator[Waiting | Drawing | Draw | Verdict]:
    """A Draw for each of WAYS, then the Verdict. Nothing is remembered from earlier runs."""
    yield from loading(catalog.find(request.model))
    with lent(request) as loan:
        run = DenoiseRequest.parse(
            **request.model_dump(include=set(DenoiseRequest.model_fields)), notes=request.notes
        )
        neighbour = run.model_copy(update={"seed": (run.seed + 1) % 2**31})
        draws: list[Draw] = []
        for how, runs in zip(WAYS, ([run], [run], [run, neighbour]), strict=True):
            for record in _draw(loan, how, runs):
                if isinstance(record, Draw):
                    draws.append(record)
                yield record
        yield _verdict(draws, run, (*request.notes, *remarks_on_words(run, loan.model)))


def _draw(loan: Loan, how: str, runs: Sequence[DenoiseRequest]) -> Iterator[Drawing | Draw]:
    """The first of `runs`, drawn beside the others."""
    begin = time.monotonic()
    jobs = [workshop.Job(index, run) for index, run in enumerate(runs)]
    for result in workshop.draw(loan.model, jobs, len(jobs)):
        if isinstance(result, workshop.Done) and result.name == 0:
            sha256 = hashlib.sha256(result.raw.tobytes()).hexdigest()
            picture = loan.enlarge(result.raw)
            yield Draw(how, picture, result.raw, sha256, time.monotonic() - begin)


def _verdict(draws: Sequence[Draw], run: DenoiseRequest, notes: tuple[str, ...]) -> Verdict:
    first = draws[0].raw.astype(np.int16)
    differences = np.stack([np.abs(draw.raw - first) for draw in draws[1:]]).max((0, -1))
    return Verdict(
        equal=len({draw.sha256 for draw in draws}) == 1,
        pixels_differing=int((differences > 0).sum()),
        largest_difference=int(differences.max()),
        settings=run.model_dump(),
        notes=notes,
    )
