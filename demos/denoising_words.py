"""The numbers of a run in words, each with its formula."""

from collections.abc import Sequence

import numpy as np

from demos.wording import WHAT_YOU_SEE, hidden_in_words, percent
from models import catalog
from models.diffusion import schedulers
from models.diffusion.records import Finished, Reading, Rung, Started, Step
from models.diffusion.requests import DenoiseRequest

CALM = 0.02
"""Below this change per step, predicted x_0 hardly moves any more."""

MANY_STEPS = 20
"""A model that never draws in so many steps was distilled from one that does."""


def run_in_words(
    request: DenoiseRequest, started: Started, steps: Sequence[Step], finished: Finished
) -> str:
    """What this run did, for somebody who has just watched it."""
    paragraphs = [
        _start_in_words(request),
        _noise_in_words(request, steps),
        _cost_in_words(request, steps, finished),
        _change_in_words(steps, _is_distilled(request)),
        hidden_in_words(steps, finished),
        _reading_in_words(steps, finished.readings),
        _proof_in_words(started, finished),
    ]
    return WHAT_YOU_SEE + "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def ladder_in_words(rungs: Sequence[Rung]) -> str:
    """What the ladder cost, from its shortest to its longest rung."""
    first, last = rungs[0], rungs[-1]
    ratio = last.nfe / max(1, first.nfe)
    return WHAT_YOU_SEE + (
        f"**Same noise, {len(rungs)} ways down.** Every rung starts from the same $x_T$. "
        f"{first.num_inference_steps} step asked the network {_times(first.nfe)} "
        f"({first.seconds:.2f} s), {last.num_inference_steps} steps asked it {_times(last.nfe)} "
        f"({last.seconds:.2f} s): {ratio:.0f} times the work. The time grows with the number of "
        "evaluations, NFE; the picture stops changing long before. Under each rung stands how far "
        "it is from the longest one, as the root mean square of the difference of their colours."
    )


def decided(reading: Reading) -> tuple[str, int]:
    """The last first choice of the judge, and the position from which on it never changed."""
    best = reading.probabilities.argmax(axis=1)
    changed = np.flatnonzero(best != best[-1])
    return reading.labels[best[-1]], int(changed[-1]) + 1 if len(changed) else 0


def _start_in_words(request: DenoiseRequest) -> str:
    if not request.variation_strength:
        return ""
    return (
        f"**Between two seeds.** The noise lies {percent(request.variation_strength)} of the way "
        f"from that of seed {request.seed} to that of seed {request.variation_seed}, along the "
        "great circle on which both lie: so it is as strong as any other (Shoemake 1985)."
    )


def _noise_in_words(request: DenoiseRequest, steps: Sequence[Step]) -> str:
    first, last = steps[0], steps[-1]
    paper = schedulers.find(request.scheduler).paper
    if len(steps) == 1:
        return (
            f"**Out of the fog.** One look, at t = {first.timestep:.0f}, where the noise is σ = "
            f"{first.sigma:.3g} times as strong as the picture: "
            "$\\sigma_t=\\sqrt{(1-\\bar\\alpha_t)/\\bar\\alpha_t}$. From there "
            f"{request.scheduler} ({paper}) went straight to what the network saw."
        )
    return (
        f"**Out of the fog.** {request.scheduler} ({paper}) went from t = {first.timestep:.0f} to "
        f"t = {last.timestep:.0f}. The noise fell from σ = {first.sigma:.3g} to "
        f"{last.sigma:.3g}, where $\\sigma_t=\\sqrt{{(1-\\bar\\alpha_t)/\\bar\\alpha_t}}$; the "
        f"signal-to-noise ratio $\\bar\\alpha_t/(1-\\bar\\alpha_t)=1/\\sigma_t^2$ rose from "
        f"{first.snr:.2g} to {last.snr:.3g}."
    )


def _cost_in_words(request: DenoiseRequest, steps: Sequence[Step], finished: Finished) -> str:
    looks, w = len(steps), request.guidance_scale
    each = finished.nfe // looks
    told = catalog.find(request.model).embeds_guidance
    why = {
        (1, True): "once a step, without the words, because guidance is 0",
        (1, False): "once a step, with the words, because guidance 1 needs no comparison",
        (2, False): "twice a step, with the words and without: "
        "$\\hat\\varepsilon=\\varepsilon_\\varnothing+w(\\varepsilon_c-\\varepsilon_\\varnothing)$ "
        f"with $w={w:g}$",
        "told": f"once a step, because this network was told $w={w:g}$ as it was told the words "
        "(Meng et al. 2023)",
    }["told" if told else (each, w == 0)]
    return (
        f"**What it cost.** The network was asked {_times(finished.nfe)} at {looks} noise "
        f"level{'s' if looks > 1 else ''}, {why}. That took {finished.seconds:.2f} s, pictures of "
        "every step included."
    )


def _is_distilled(request: DenoiseRequest) -> bool:
    """Whether the model was trained to draw in very few steps."""
    return catalog.find(request.model).limits["num_inference_steps"] < MANY_STEPS


def _change_in_words(steps: Sequence[Step], is_distilled: bool) -> str:
    changes = [step.x_0_change for step in steps[1:]]
    if not changes and is_distilled:
        return (
            "**One look.** This model was trained by another one to answer at the first look with "
            "a picture, not with the average of all pictures that could be behind the fog "
            "(adversarial diffusion distillation, Sauer et al. 2023)."
        )
    if not changes:
        return (
            "**One look.** There was no second look, so predicted $x_0$ is all there is: the "
            "average of everything that could be behind the fog."
        )
    biggest = int(np.argmax(changes)) + 1
    text = (
        f"**How the guess moved.** From one step to the next, predicted $x_0$ changed most at step "
        f"{biggest} ({percent(changes[biggest - 1])}) and by {percent(changes[-1])} at the last: "
        "$\\lVert\\hat x_0^{(k)}-\\hat x_0^{(k-1)}\\rVert\\,/\\,\\lVert\\hat x_0^{(k)}\\rVert$."
    )
    restless = [index for index, change in enumerate(changes, start=1) if change > CALM]
    if restless and restless[-1] < len(changes):
        text += f" After step {restless[-1]} it stayed below {percent(CALM)} per step."
    return text


def _reading_in_words(steps: Sequence[Step], readings: dict[str, Reading]) -> str:
    if not readings:
        return ""
    found = sorted(
        (decided(reading)[1], what, decided(reading)[0]) for what, reading in readings.items()
    )
    parts = [_settled(what, label, position, steps) for position, what, label in found]
    return (
        f"**What was decided when.** A small classifier, the judge, reads every predicted $x_0$. "
        f"Settled: {'; '.join(parts)}. Large areas survive more noise than small parts, so the "
        "order is usually setting, colour, subject."
    )


def _settled(what: str, label: str, position: int, steps: Sequence[Step]) -> str:
    if position >= len(steps):
        return f"the {what} ({label}) only in the finished picture"
    return f"the {what} ({label}) from step {position} on, at σ = {steps[position].sigma:.2g}"


def _proof_in_words(started: Started, finished: Finished) -> str:
    return (
        f"**Again?** Seed {started.seed} and the same settings give the same bytes: the SHA-256 of "
        f"this picture, before it is enlarged, begins with `{finished.sha256[:16]}`."
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
