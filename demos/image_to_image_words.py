"""The numbers of an image-to-image run in words, each with its formula."""

from collections.abc import Sequence

import numpy as np

from demos.wording import WHAT_YOU_SEE, hidden_in_words, percent
from models.diffusion.explorer.records import ImageStarted
from models.diffusion.explorer.requests import ImageToImageRequest
from models.diffusion.records import Finished, Step


def run_in_words(
    request: ImageToImageRequest,
    started: ImageStarted,
    steps: Sequence[Step],
    finished: Finished,
) -> str:
    """What this run did, for somebody who has just watched it."""
    paragraphs = [
        _start_in_words(request, started),
        _cost_in_words(steps, finished),
        _kept_in_words(started, finished),
        hidden_in_words(steps, finished),
        _reading_in_words(finished),
        _proof_in_words(started, finished),
    ]
    return WHAT_YOU_SEE + "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def difference(a: np.ndarray, b: np.ndarray) -> float:
    """Root mean square difference of the colours of two pictures, as a share of their range."""
    return float(np.sqrt(np.mean((a.astype(np.float64) - b.astype(np.float64)) ** 2)) / 255)


def _start_in_words(request: ImageToImageRequest, started: ImageStarted) -> str:
    n, m = started.num_inference_steps, started.steps_to_run
    rule = f"$\\lfloor {n}\\cdot{request.strength:g}\\rfloor={m}$"
    if not m:
        return (
            f"**No step.** {rule}: at this strength the network is never asked. What you see is "
            "your picture after the autoencoder packed it into latents and unpacked it again."
        )
    keep = (1 + started.sigma**2) ** -0.5
    return (
        f"**Into the fog, half-way.** Strength {request.strength:g} runs the last {m} of {n} steps "
        f"({rule}). So your picture's latents were mixed with noise as at t = {started.t:.0f}: "
        f"{keep:.2f} parts picture, {(1 - keep**2) ** 0.5:.2f} parts noise "
        "($\\sqrt{\\bar\\alpha_t}$ and $\\sqrt{1-\\bar\\alpha_t}$; their squares add up to 1). "
        f"The other {n - m} steps were skipped."
    )


def _cost_in_words(steps: Sequence[Step], finished: Finished) -> str:
    if not steps:
        return ""
    each = finished.nfe // len(steps)
    why = {1: "once at each noise level", 2: "twice at each, with the words and without"}[each]
    return (
        f"**What it cost.** The network was asked {finished.nfe} times, {why}: "
        f"{finished.seconds:.2f} s. Skipped steps cost nothing, so a low strength is also fast."
    )


def _kept_in_words(started: ImageStarted, finished: Finished) -> str:
    changed = difference(started.given, finished.raw)
    packed = difference(started.given, started.encoded)
    return (
        f"**How much is new.** Before and after differ by {percent(changed)} of the range of "
        f"colours, as the root mean square over all pixels. The autoencoder alone accounts for "
        f"{percent(packed)}: that is the difference without any fog."
    )


def _reading_in_words(finished: Finished) -> str:
    if not finished.readings:
        return ""
    parts = []
    for what, reading in finished.readings.items():
        last = reading.probabilities[-1]
        parts.append(f"{what} {reading.labels[last.argmax()]} ({percent(float(last.max()))})")
    return (
        "**What it has become.** A small classifier, the judge, reads the new picture: "
        f"{', '.join(parts)}."
    )


def _proof_in_words(started: ImageStarted, finished: Finished) -> str:
    return (
        f"**Again?** The same picture, seed {started.seed} and the same settings give the same "
        f"bytes: the SHA-256, before it is enlarged, begins with `{finished.sha256[:16]}`."
    )
