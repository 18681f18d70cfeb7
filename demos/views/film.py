"""The film of a denoising run: x_t, predicted x_0 and predicted noise at every step.

While the run goes on, each message carries the steps that are new; the last one carries the
whole run. From then on the page plays, steps and scrubs without asking for anything.
"""

import base64
import io
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import gradio as gr
import numpy as np
from PIL import Image

from demos.views.film_template import CSS, HTML
from demos.views.pack import Blob, float32, jpeg, pack, png, unpack
from demos.views.view import view
from models.diffusion import files
from models.diffusion.records import Finished, Started, Step
from models.errors import InvalidRequest

SCHEDULE_POINTS = 101
MAX_FRAMES = 250
MAX_SIDE = 1024


def film(slug: str, server_functions: Sequence[Callable[..., Any]] = ()) -> gr.HTML:
    """Draw the view of one run; its value is a string made by one of the functions below.

    From the page it fires `restore` with `{png}`, a file in base64 that a visitor brought.
    """
    return view(
        "film",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-film",
        server_functions=list(server_functions),
    )


def waiting(run: str) -> str:
    """Say that `run` was asked for and nothing can be shown yet."""
    return pack({"run": run, "state": "waiting", "steps": []}, {})


def opening(run: str, started: Started, guidance_scale: float) -> str:
    """The plan of the run: how many steps, and the noise schedule they walk down."""
    return pack(*message(run, "running", started, (), guidance_scale))


def advancing(run: str, started: Started, steps: Sequence[Step], guidance_scale: float) -> str:
    """Only the steps that the page does not have yet."""
    return pack(*message(run, "running", started, steps, guidance_scale))


def whole(
    run: str,
    started: Started,
    steps: Sequence[Step],
    finished: Finished,
    guidance_scale: float,
    file: bytes,
) -> str:
    """The complete run with its last picture; `file` is that picture as PNG, settings inside."""
    header, blobs = message(run, "finished", started, steps, guidance_scale)
    finish(header, blobs, finished, file)
    return pack(header, blobs)


def message(
    run: str, state: str, started: Started, steps: Sequence[Step], guidance_scale: float
) -> tuple[dict[str, Any], dict[str, Blob]]:
    """What a message says of a run, before it is packed: the plan and `steps` with pictures."""
    header = {
        "run": run,
        "state": state,
        "total": len(started.timesteps),
        "nfe_total": started.nfe_total,
        "seed": started.seed,
        "guidance_scale": guidance_scale,
        "timesteps": started.timesteps.tolist(),
        "training_steps": len(started.alphas_cumprod),
        "schedule": _thinned(np.sqrt(started.alphas_cumprod)),
        "steps": [_numbers(step) for step in steps],
    }
    blobs: dict[str, Blob] = {}
    for step in steps:
        blobs[f"x_t:{step.index}"] = jpeg(step.x_t)
        blobs[f"x_0:{step.index}"] = jpeg(step.x_0)
        blobs[f"noise:{step.index}"] = png(step.noise_pred)
    return header, blobs


def finish(header: dict[str, Any], blobs: dict[str, Blob], finished: Finished, file: bytes) -> None:
    """Add the end of the run to its message: the picture, and what the judge read."""
    header["finished"] = {
        "seconds": finished.seconds,
        "nfe": finished.nfe,
        "sha256": finished.sha256,
        "upscaled": finished.picture.shape != finished.raw.shape,
        "readings": [
            {"what": what, "labels": reading.labels, "shape": reading.probabilities.shape}
            for what, reading in finished.readings.items()
        ],
    }
    blobs["picture"] = ("image/png", file)
    blobs["raw"] = png(finished.raw)
    for what, reading in finished.readings.items():
        blobs[f"reading:{what}"] = float32(reading.probabilities)


def pictures(packed: str) -> list[np.ndarray]:
    """The frames of a complete run as the page holds it: x_t of every step, then the picture.

    Raises:
        InvalidRequest: if `packed` is not a run of at most MAX_FRAMES frames.
    """
    try:
        _, blobs = unpack(packed)
        names = sorted((name for name in blobs if name.startswith("x_t:")), key=_index)
        return [_opened(blobs[name][1]) for name in [*names[:MAX_FRAMES], "picture"]]
    except (ValueError, KeyError, TypeError, OSError, SyntaxError, struct.error):
        raise InvalidRequest("This is not a run that can be saved: press Unfog first.") from None


def film_file(asked: Mapping[str, Any]) -> str:
    """Make the animation of a run from what the page holds of it: GIF or WebP, in base64.

    Raises:
        ValueError: if this is not a run.
    """
    kind = {"gif": "GIF", "webp": "WEBP"}[asked["what"]]
    data = files.animation(pictures(asked["packed"]), kind)
    return base64.b64encode(data).decode("ascii")


def _opened(data: bytes) -> np.ndarray:
    image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
    if max(image.size) > MAX_SIDE:
        raise ValueError(f"a frame has at most {MAX_SIDE} pixels a side, not {image.size}")
    return np.asarray(image.convert("RGB"))


def _index(name: str) -> int:
    return int(name.partition(":")[2])


def _numbers(step: Step) -> dict[str, float | int | None]:
    return {
        "index": step.index,
        "timestep": step.timestep,
        "sigma": step.sigma,
        "snr": step.snr,
        "nfe": step.nfe,
        "seconds": step.seconds,
        "change": step.x_0_change,
    }


def _thinned(curve: np.ndarray) -> list[float]:
    """`curve` at SCHEDULE_POINTS evenly spaced places, the first and the last among them."""
    places = np.linspace(0, len(curve) - 1, SCHEDULE_POINTS).round().astype(int)
    return curve[places].tolist()
