"""What guidance does: two predictions span a plane, and guidance walks along a line in it.

ε_w = ε_uncond + w · (ε_cond - ε_uncond): w = 0 is the one arrow, w = 1 the other, more goes beyond
(classifier-free guidance, Ho & Salimans 2022, equation 6 with w + 1 for our w).
"""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from models import catalog
from models.diffusion import pictures, predictions, schedulers
from models.diffusion.conditioning import Conditioning, conditioning
from models.diffusion.denoise import loading
from models.diffusion.explorer.loans import Loan, lent
from models.diffusion.explorer.records import GuidanceSeen
from models.diffusion.explorer.requests import GuidanceRequest
from models.diffusion.load import Diffuser
from models.diffusion.notes import remarks_on_words
from models.diffusion.trajectory import Look, trajectory
from models.errors import InvalidRequest
from models.records import Waiting

LOWEST, HIGHEST, STEP = -2.0, 20.0, 0.5
BATCH = 15
"""Pictures that are decoded at a time."""


@dataclass(frozen=True)
class Arrows:
    """ε_uncond and ε_cond in their plane, in units of √n: `uncond` lies along the first axis."""

    uncond: tuple[float, float]
    cond: tuple[float, float]

    @property
    def angle(self) -> float:
        """Degrees between the two."""
        return float(np.degrees(np.arctan2(self.cond[1], self.cond[0])))

    @property
    def gap(self) -> float:
        """The length of ε_cond - ε_uncond."""
        return float(np.hypot(self.cond[0] - self.uncond[0], self.cond[1]))


@torch.inference_mode()
def guidance(request: GuidanceRequest) -> Iterator[Waiting | GuidanceSeen]:
    """One GuidanceSeen: the chosen step in pictures, all steps in numbers."""
    yield from loading(catalog.find(request.model))
    with lent(request) as loan:
        begin = time.monotonic()
        model = loan.model
        told = _both(model, request)
        scheduler = schedulers.make(request.scheduler, model.pipe.scheduler.config)
        chosen, all_arrows, timesteps = None, [], []
        with contextlib.closing(trajectory(model, scheduler, request, told)) as looks:
            for look in looks:
                kind = scheduler.config.prediction_type
                uncond, cond = _noises(look, kind)
                all_arrows.append(arrows(uncond, cond))
                timesteps.append(look.timestep)
                if look.index == request.step:
                    chosen = (look, uncond, cond)
                if look.index % 8 == 7:
                    yield Waiting(f"Step {look.index + 1}.")
        end = loan.enlarge(pictures.decode(model, look.after))
        yield _seen(request, loan, chosen, all_arrows, np.float32(timesteps), end, begin)


def _both(model: Diffuser, request: GuidanceRequest) -> Conditioning:
    """With and without the prompt, also where the run itself would need only one of them."""
    if model.spec.embeds_guidance:
        raise InvalidRequest(
            f"{model.spec.title} is told the guidance scale and answers once, so there are no two "
            "arrows to show: choose another model."
        )
    return conditioning(model.pipe, request.model_copy(update={"guidance_scale": 2.0}))


def _noises(look: Look, prediction_type: str) -> tuple[torch.Tensor, torch.Tensor]:
    """ε_uncond and ε_cond, whatever the network was trained to answer."""
    uncond, cond = (
        predictions.split(look.x_t, answer, look.sigma, prediction_type)[1]
        for answer in look.answers.chunk(2)
    )
    return uncond, cond


def arrows(uncond: torch.Tensor, cond: torch.Tensor) -> Arrows:
    """Two predictions as arrows in the plane that they span, lengths kept."""
    a, b = uncond.flatten().double(), cond.flatten().double()
    root, length = a.numel() ** 0.5, a.norm()
    along = (a @ b) / length
    across = (b - along * a / length).norm()
    return Arrows((float(length) / root, 0.0), (float(along) / root, float(across) / root))


def _seen(
    request: GuidanceRequest,
    loan: Loan,
    chosen: tuple[Look, torch.Tensor, torch.Tensor],
    all_arrows: list[Arrows],
    timesteps: np.ndarray,
    end: np.ndarray,
    begin: float,
) -> GuidanceSeen:
    look, uncond, cond = chosen
    here = all_arrows[request.step]
    w = np.arange(LOWEST, HIGHEST + STEP / 2, STEP, dtype=np.float32)
    line = uncond + torch.from_numpy(w).to(uncond).view(-1, 1, 1, 1) * (cond - uncond)
    x_t = look.x_t.expand_as(line)
    x_0, _ = predictions.split(x_t, line, look.sigma, "epsilon")
    return GuidanceSeen(
        step=request.step,
        timestep=look.timestep,
        sigma=look.sigma,
        w=w,
        norms=line.flatten(1).square().mean(1).sqrt().float().cpu().numpy(),
        x_0=np.stack(
            [p for part in x_0.split(BATCH) for p in pictures.glimpse(loan.model, part)[0]]
        ),
        noise_pred=pictures.to_bytes(line[:, :3] / pictures.NOISE_RANGE),
        x_t=pictures.glimpse(loan.model, look.x_t)[0][0],
        uncond=here.uncond,
        cond=here.cond,
        angle=here.angle,
        timesteps=timesteps,
        angles=np.float32([step.angle for step in all_arrows]),
        gaps=np.float32([step.gap for step in all_arrows]),
        picture=end,
        guidance_scale=request.guidance_scale,
        seconds=time.monotonic() - begin,
        notes=(*request.notes, *remarks_on_words(request, loan.model)),
    )
