"""The arena: a game in the plane while it is trained, and afterwards every moment of it.

A message carries the frames since the last one; the page joins them into a timeline, so that
rewinding, playing and comparing ask for nothing.
"""

import base64
from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr
import numpy as np

from demos.views.gan_arena_template import CSS, HTML
from demos.views.pack import Blob, float16, pack, uint8
from demos.views.view import view
from models.gan.records import Evaluation, Frame, Started

BYTES = "application/octet-stream"
PASSING = ("rounds", "play", "frames", "resume", "from_round")
"""Fields of a request that do not decide how a game is played."""


def arena(slug: str, server_functions: Sequence[Callable[..., Any]] = ()) -> gr.HTML:
    """Draw the view; what it is sent is made by one of the functions below.

    When Play is pressed its value is a JSON object of what to play: `play` and `rounds` for a
    single step, the points of a `drawing`, and, where a game goes on, its `run`, the state to
    `resume` from, `from_round` and the `settings` it had. Another view asks for a single step
    with the window event `unfog:next` (`{slug, play, rounds}`), and for a new game with
    `unfog:reset`; `unfog:data` (`{slug, name}`) tells which data are chosen.
    """
    return view(
        "gan_arena",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-arena",
        server_functions=list(server_functions),
    )


def opening(run: str, started: Started, *, slow: bool) -> str:
    """The plan of a game; in `slow` motion the page shows the five steps of each round."""
    plan = {
        "settings": {k: v for k, v in started.settings.items() if k not in PASSING},
        "modes": started.modes.tolist(),
        "mode_radius": started.mode_radius,
        "floor": started.divergence_floor,
        "perfect": {
            "d_loss": started.perfect.discriminator_loss,
            "g_loss": started.perfect.generator_loss,
            "belief": started.perfect.belief,
        },
        "first_round": started.first_round,
        "extent": started.extent,
        "slow": slow,
    }
    header = {"run": run, "state": "running", "plan": plan, "frames": []}
    return pack(header, {"real": float16(started.real)})


def advancing(run: str, moments: Sequence[tuple[Frame, str]], *, alone: bool) -> str:
    """The frames that the page does not have yet, each with the player whose step it shows.

    "" stands for whole rounds; `alone` says that one player takes steps alone.
    """
    if not moments:
        return ""
    frames = [frame for frame, _ in moments]
    numbers = [_numbers(frame, step, alone or not frame.stage) for frame, step in moments]
    blobs = _arrays(frames) | _states(frames, [each["anchor"] for each in numbers])
    return pack({"run": run, "state": "running", "frames": numbers}, blobs)


def ending(run: str, stopped: str | None) -> str:
    """The end of a game; `stopped` tells why it ended before its time."""
    return pack({"run": run, "state": "finished", "frames": [], "stopped": stopped or ""}, {})


def _arrays(frames: Sequence[Frame]) -> dict[str, Blob]:
    """The arrays of all frames, one behind the other."""
    best = [frame.evaluation.optimal for frame in frames if _has_optimal(frame)]
    blobs = {
        "fakes": float16(np.stack([frame.fakes for frame in frames])),
        "arrows": float16(np.stack([frame.arrows for frame in frames])),
        "mesh": float16(np.stack([frame.mesh for frame in frames])),
        "judgement": uint8(np.stack([frame.judgement for frame in frames])),
    }
    return blobs | ({"optimal": uint8(np.stack(best))} if best else {})


def _states(frames: Sequence[Frame], anchors: Sequence[bool]) -> dict[str, Blob]:
    """The states of the anchors and the newest one, as bytes: they outweigh all the rest."""
    newest = max((i for i, frame in enumerate(frames) if frame.state), default=None)
    return {
        f"state {index}": (BYTES, base64.b64decode(frame.state))
        for index, (frame, anchor) in enumerate(zip(frames, anchors, strict=True))
        if frame.state and (anchor or index == newest)
    }


def _numbers(frame: Frame, step: str, anchor: bool) -> dict[str, Any]:
    """What is told of a frame in numbers.

    An `anchor` is where something changes that is not in the settings alone: it keeps its state.
    """
    readings = frame.readings
    return {
        "round": frame.round,
        "step": step,
        "anchor": anchor,
        "whole": frame.stage == "round" or frame.state is not None,
        "steps": [frame.discriminator_steps, frame.generator_steps],
        "won": frame.won,
        "d_loss": readings.discriminator_loss,
        "g_loss": readings.generator_loss,
        "d_real": readings.real_belief,
        "d_fake": readings.fake_belief,
        "accuracy": readings.accuracy,
        "d_gradient": readings.discriminator_gradient,
        "g_gradient": readings.generator_gradient,
        "has_optimal": _has_optimal(frame),
        **(_measured(frame.evaluation) if frame.evaluation else {}),
    }


def _measured(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "modes": evaluation.modes,
        "divergence": evaluation.divergence,
        "precision": evaluation.precision,
        "recall": evaluation.recall,
    }


def _has_optimal(frame: Frame) -> bool:
    return frame.evaluation is not None and frame.evaluation.optimal is not None
