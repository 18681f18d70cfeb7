"""The numbers of a run in words, each with its formula."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from demos.views.pad import pad_value
from demos.wording import WHAT_YOU_SEE, percent, whole_percent
from models.diffusion.explorer.records import (
    Draw,
    Glass,
    GuidanceSeen,
    SheetCell,
    SheetFinished,
    Verdict,
    WineMeasured,
)
from models.diffusion.explorer.requests import (
    GuidanceRequest,
    ReplicateRequest,
    SheetRequest,
    WineRequest,
)

BY_CHANCE = ("seed", "variation_strength")
ALIKE = 0.1
"""Changes below this share of the larger value are not called rising or falling."""

SETTINGS = (
    "prompt",
    "negative_prompt",
    "seed",
    "num_inference_steps",
    "guidance_scale",
    "scheduler",
    "model",
)
IN_DENOISING = (*SETTINGS, "variation_seed", "variation_strength")
IN_IMAGE_TO_IMAGE = (*SETTINGS, "strength")


def cell_link(cell: SheetCell, picture: str = "") -> dict[str, Any]:
    """The tab that draws this cell alone, `tab`, and the values of its controls.

    `picture` is the JPEG that an axis of strength begins with, in base64.
    """
    settings = cell.settings
    if settings.get("strength") is None:
        here = {"tab": "denoising", "mode": "Unfog"}
        return here | {name: settings[name] for name in IN_DENOISING}
    here = {"tab": "image_to_image", "start": pad_value(under=f"data:image/jpeg;base64,{picture}")}
    return here | {name: settings[name] for name in IN_IMAGE_TO_IMAGE}


def caption_of(request: SheetRequest) -> str:
    """What a saved sheet is called: its words, and what did not change."""
    on_axis = {axis.kind.setting for axis in (request.columns, request.rows) if axis}
    words = [] if "prompt" in on_axis else [f"“{request.prompt}”" if request.prompt else "no words"]
    rest = {
        "seed": f"seed {request.seed}",
        "num_inference_steps": f"{request.num_inference_steps} steps",
        "guidance_scale": f"guidance {request.guidance_scale:g}",
        "scheduler": request.scheduler,
    }
    kept = [text for name, text in rest.items() if name not in on_axis]
    return ", ".join([*words, *kept, request.model])


def story(request: SheetRequest, finished: SheetFinished) -> str:
    """The sheet in a sentence, for the last row: what grew and what fell along its ordered axis."""
    groups, axis = _along(request, finished)
    if axis is None or axis.kind.written not in ("whole", "number") or len(groups) < 2:
        return ""
    if axis.kind.name in BY_CHANCE:
        return ""
    found = [
        ("agreement", [group.agreement for group in groups], percent),
        ("diversity", [group.diversity for group in groups], _plain),
        ("saturation", [group.saturation for group in groups], percent),
    ]
    told = [
        f"{name} {trend(values, write)}"
        for name, values, write in found
        if all(value is not None for value in values)
        and (name != "diversity" or groups[0].over in BY_CHANCE)
    ]
    if not told:
        return ""
    ends = f"{axis.labels[0]} to {axis.labels[-1]}"
    name = axis.kind.label.partition(" (")[0].lower()
    return f"From {name} {ends}, {_listed(told)}."


def trend(values: Sequence[float], write: Any) -> str:
    """How a series goes, from its first to its last value, with its peak where that is inside."""
    first, last = values[0], values[-1]
    low, high = min(values), max(values)
    room = max(abs(low), abs(high))
    if high - low <= ALIKE * room:
        return f"stays near {write(last)}"
    if high - max(first, last) > ALIKE * room:
        return f"rises from {write(first)} to {write(high)} and falls to {write(last)}"
    if min(first, last) - low > ALIKE * room:
        return f"falls from {write(first)} to {write(low)} and rises to {write(last)}"
    return f"{'rises' if last > first else 'falls'} from {write(first)} to {write(last)}"


def sheet_in_words(
    request: SheetRequest, cells: Sequence[SheetCell], finished: SheetFinished
) -> str:
    """What this sheet cost and what was measured on it."""
    paragraphs = [
        _cost_in_words(finished),
        _readings_in_words(request, finished),
        _equal_in_words(cells),
        "**Any cell again.** A cell is decided by its settings alone: open one, and the denoising "
        "tab draws the same bytes, step by step.",
    ]
    return WHAT_YOU_SEE + "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def guidance_in_words(request: GuidanceRequest, seen: GuidanceSeen) -> str:
    """The two arrows in numbers."""
    gap = float(seen.gaps[seen.step])
    largest = int(seen.gaps.argmax())
    w = request.guidance_scale
    length = float(np.interp(w, seen.w, seen.norms))
    return WHAT_YOU_SEE + (
        f"**Two answers to one question.** At step {seen.step} of {len(seen.gaps)} "
        f"(t = {seen.timestep:.0f}, σ = {seen.sigma:.2g}) the network was asked twice which noise "
        f"it sees, without the words and with them. The answers are almost the same: "
        f"{seen.angle:.1f}° apart, and their difference has {100 * gap:.1f} % of the length of "
        "true noise, "
        "$\\lVert\\varepsilon_c-\\varepsilon_\\varnothing\\rVert/\\sqrt n$. In it lies all that "
        "the prompt has to say here.\n\n"
        f"**Beyond.** $\\varepsilon_w=\\varepsilon_\\varnothing+w\\,(\\varepsilon_c-"
        f"\\varepsilon_\\varnothing)$ with $w={w:g}$ has length {length:.2f}; at $w=20$ it is "
        f"{float(seen.norms[-1]):.2f}. True noise has 1: what is longer takes away more than there "
        "is, and colours burn out.\n\n"
        f"**When the words matter.** The two answers differ most at step {largest} "
        f"({100 * float(seen.gaps[largest]):.1f} %) and at step 0 by "
        f"{100 * float(seen.gaps[0]):.1f} %."
    )


def again_in_words(request: ReplicateRequest, draws: Sequence[Draw], verdict: Verdict) -> str:
    """Why they are equal, or how far they are not."""
    if not verdict.equal:
        return WHAT_YOU_SEE + (
            f"**Not equal.** {verdict.pixels_differing} pixels differ, by at most "
            f"{verdict.largest_difference} of 255 levels. Some devices add up in another order "
            "from one run to the next, and rounding then differs."
        )
    return WHAT_YOU_SEE + (
        f"**Equal, byte for byte.** {len(draws)} drawings, one fingerprint: "
        f"`{draws[0].sha256[:16]}…`. A computer draws no random numbers: seed {request.seed} "
        "starts a recipe that always gives the same noise $x_T$; all after it is arithmetic. "
        "Whoever has the model, the prompt, the seed and the settings has the picture.\n\n"
        "**Why the third time matters.** In the sheet another picture was drawn at the same "
        "time. It changes nothing, because nothing is drawn in batches here: a batch would add "
        "the same numbers up in another order, and the last bits would differ."
    )


def glass_in_words(request: WineRequest, glasses: Sequence[Glass], measured: WineMeasured) -> str:
    """What the histogram says."""
    fills = [glass.fill for glass in glasses if glass.fill is not None]
    low, high = map(whole_percent, measured.world_range)
    seen = f"between {percent(min(fills))} and {percent(max(fills))}" if fills else "nowhere"
    return WHAT_YOU_SEE + (
        f"**The model cannot leave its data.** In everything it has learned from, wine glasses "
        f"were filled between {low} and {high}. Asked {len(glasses)} times for “{request.prompt}”, "
        f"it filled them {seen}. It knows every word of the prompt, and it has seen “full”: but "
        "full, in its world, ends where the drawings end.\n\n"
        "**The ruler.** The fill is read from the pixels: the bowl is narrow below and wide above, "
        "so the shape of the wine tells its level. Tested on glasses of known fill that went "
        f"through the model's own decoder, it is off by {100 * measured.ruler_error:.0f} "
        "percentage points on average, and it reads "
        f"{percent(measured.ruler_full)} off those filled to the rim: a full glass would be "
        f"noticed. The blue bars are {measured.drawings_seen} fresh training drawings, read by the "
        "same ruler.\n\n"
        "**Which other gap can you find?** One tenth of all combinations of subject, colour and "
        "setting was never drawn for it either. Look for one with the sheet."
    )


def _along(request: SheetRequest, finished: SheetFinished):
    """The groups along the axis that is not left to chance, and that axis."""
    if request.rows is None:
        return finished.columns, request.columns
    if request.columns.kind.name in BY_CHANCE:
        return finished.rows, request.rows
    return finished.columns, request.columns


def _cost_in_words(finished: SheetFinished) -> str:
    if not finished.drawn:
        return (
            f"**What it cost.** Nothing: all {finished.remembered} cells were drawn before, and a "
            "cell is never drawn twice."
        )
    before = (
        f"; {finished.remembered} cells were drawn before and cost nothing"
        if finished.remembered
        else ""
    )
    return (
        f"**What it cost.** {finished.drawn} pictures with {finished.nfe:,} network evaluations in "
        f"{finished.seconds:.1f} s, {finished.seconds / finished.drawn:.2f} s a picture{before}."
    )


def _readings_in_words(request: SheetRequest, finished: SheetFinished) -> str:
    told = story(request, finished)
    groups, _ = _along(request, finished)
    formulas = [
        "*agreement* is how likely a small classifier, the judge, finds what the prompt names "
        "(the mean of its probabilities)",
        "*saturation* is the share of pixels that are clipped or as colourful as a screen can show",
    ]
    if groups and groups[0].over in BY_CHANCE:
        formulas.insert(
            1,
            "*diversity* is the mean distance between every two pictures of a line in the judge's "
            "features, $\\frac{2}{n(n-1)}\\sum_{i<j}\\lVert f_i-f_j\\rVert$",
        )
    return f"**What was measured.** {told} Here {'; '.join(formulas)}."


def _equal_in_words(cells: Sequence[SheetCell]) -> str:
    digests = [cell.sha256 for cell in cells]
    twins = len(digests) - len(set(digests))
    if not twins:
        return ""
    return (
        f"**Twins.** {twins} of the cells have the same bytes as another one: what changes along "
        "the axis does not matter there."
    )


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _plain(value: float) -> str:
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
