"""The training on pictures: real and forged with their verdicts, the film strip, the curves.

Each message carries the frames that are new; the page keeps them, and rewinds without asking.
"""

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr
import numpy as np

from demos.views.notes_show_template import CSS, HTML
from demos.views.pack import Blob, pack, uint8
from demos.views.view import view
from models.gan_pictures.records import SHOWN_FORGED, Frame, Started


def notes_show(
    slug: str,
    tab: str,
    before: str,
    server_functions: Sequence[Callable[..., Any]],
    **kwargs: Any,
) -> gr.HTML:
    """Draw the view; `before` is its first value, made by `preview`.

    `slug` names the run that fills it, `tab` the tab whose downloads it saves.
    `server_functions` has `finished({seed})`, which returns `{packed}` made by `forgeries`, or
    `{error}`, a sentence.
    """
    return view(
        "notes_show",
        HTML,
        CSS,
        before,
        slug=slug,
        tab=tab,
        elem_classes="uf-notes-show",
        server_functions=list(server_functions),
        **kwargs,
    )


def preview(real: np.ndarray, kinds: Sequence[str]) -> str:
    """What stands there before the first training: real pictures uint8 [K, S, S, C]."""
    header = {"run": "", "state": "empty", "plan": _shape(real, kinds), "frames": []}
    return pack(header, {"real": uint8(real)})


def opening(run: str, started: Started) -> str:
    """The plan of the training `run`, before its first frame."""
    plan = _shape(started.real, started.kinds) | {
        "rounds": started.rounds_total,
        "frames": started.frames_total,
        "perfect": {
            "belief": started.perfect.belief,
            "d_loss": started.perfect.discriminator_loss,
            "g_loss": started.perfect.generator_loss,
        },
        "settings": started.settings,
    }
    header = {"run": run, "state": "running", "plan": plan, "frames": []}
    return pack(header, {"real": uint8(started.real)})


def advancing(run: str, frames: Sequence[Frame]) -> str:
    """Only the frames that the page does not have yet."""
    return pack(*_message(run, "running", frames))


def ending(run: str, frames: Sequence[Frame], stopped: str | None) -> str:
    """The last frames; `stopped` says why there are no more."""
    header, blobs = _message(run, "finished", frames)
    return pack(header | {"stopped": stopped or ""}, blobs)


def forgeries(pictures: np.ndarray, verdicts: np.ndarray, rounds: int) -> str:
    """Forgeries of a forger who does not learn any more."""
    header = {"round": rounds, "forged_verdicts": verdicts.tolist()}
    return pack(header, {"forged": uint8(pictures)})


def _shape(real: np.ndarray, kinds: Sequence[str]) -> dict[str, Any]:
    return {
        "kinds": list(kinds),
        "modes": list(kinds),
        "side": real.shape[1],
        "channels": real.shape[3],
        "forged": SHOWN_FORGED,
        "perfect": {"belief": 0.5, "d_loss": None, "g_loss": None},
    }


def _message(run: str, state: str, frames: Sequence[Frame]) -> tuple[dict, dict[str, Blob]]:
    header = {"run": run, "state": state, "frames": [_numbers(frame) for frame in frames]}
    if not frames:
        return header, {}
    return header, {"forged": uint8(np.stack([frame.forged for frame in frames]))}


def _numbers(frame: Frame) -> dict[str, Any]:
    return {
        "round": frame.round,
        "d_real": frame.readings.real_belief,
        "d_fake": frame.readings.fake_belief,
        "d_loss": frame.readings.discriminator_loss,
        "g_loss": frame.readings.generator_loss,
        "modes": frame.count.covered,
        "variety": frame.count.variety,
        "shares": frame.count.shares,
        "won": frame.won,
        "forged_verdicts": frame.forged_verdicts.tolist(),
        "real_verdicts": frame.real_verdicts.tolist(),
    }
