"""The denoising tab as functions for `gradio_client`: /denoise, /fog and /ladder."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import gradio as gr
from PIL import Image

from demos.denoising_runs import SHORT_SWEEP
from demos.endpoints import offer, paced, parsed
from models import engine
from models.diffusion.records import Finished, Fogged, Rung, Step
from models.diffusion.requests import DenoiseRequest, FogRequest, LadderRequest


def denoise(
    model: str,
    prompt: str,
    negative_prompt: str,
    seed: int,
    num_inference_steps: int,
    guidance_scale: float,
    scheduler: str,
) -> Iterator[tuple[Image.Image | None, dict[str, Any]]]:
    """Turn noise into a picture, and tell what happened at every step.

    Args:
        model: A key of the catalog, "pocket-diffusion".
        prompt: What to draw, at most 1,000 characters; empty draws anything.
        negative_prompt: What to steer away from.
        seed: 0 to 2147483647; the same seed gives the same picture. Larger ones are reduced.
        num_inference_steps: 1 to 100.
        guidance_scale: 0 to 15; 0 ignores the prompt, 1 follows it plainly, more exaggerates.
        scheduler: "DDIM", "Euler", "DPM++ 2M", …; a wrong name is answered with the nearest one.

    Returns:
        The finished picture, and a dictionary: `steps`, a list of `index`, `timestep`, `sigma`,
        `snr` and `x_0_change` (relative change of the predicted clean latents, null at the first
        step); `seconds`; `nfe`, the number of network evaluations; `sha256` of the picture's
        bytes before it is enlarged; and `settings`.
    """
    request = parsed(
        DenoiseRequest,
        model=model,
        prompt=prompt,
        negative_prompt=negative_prompt,
        seed=seed,
        num_inference_steps=num_inference_steps,
        guidance_scale=guidance_scale,
        scheduler=scheduler,
    )
    steps: list[dict[str, Any]] = []
    for record in paced(engine.stream(request)):
        if isinstance(record, Step):
            steps.append(_step_numbers(record))
        elif isinstance(record, Finished):
            yield Image.fromarray(record.picture), _run_numbers(steps, record)
            return
        else:
            yield None, {"steps": steps}


def fog(image: str, t: int, schedule: str) -> tuple[Image.Image, dict[str, Any]]:
    """Put a picture into fog: x_t = √ᾱ_t · x_0 + √(1-ᾱ_t) · ε.

    Args:
        image: A PNG, JPEG, WebP, GIF or BMP file; its middle square is taken.
        t: 0 (clear) to 999 (noise).
        schedule: "linear", "scaled_linear" or "squaredcos_cap_v2".

    Returns:
        The picture in fog, and a dictionary of `t`, `alphas_cumprod`, `sqrt_alphas_cumprod`,
        `sqrt_one_minus_alphas_cumprod`, `snr` and `sigma`.
    """
    source = Path(image) if image else None
    request = parsed(FogRequest, image=source, t=t, schedule=schedule)
    (fogged,) = (r for r in paced(engine.stream(request)) if isinstance(r, Fogged))
    numbers = {
        "t": fogged.t,
        "alphas_cumprod": fogged.alphas_cumprod,
        "sqrt_alphas_cumprod": fogged.sqrt_alphas_cumprod,
        "sqrt_one_minus_alphas_cumprod": fogged.sqrt_one_minus_alphas_cumprod,
        "snr": fogged.snr,
        "sigma": fogged.sigma,
    }
    return Image.fromarray(fogged.picture), numbers


def ladder(
    model: str,
    prompt: str,
    negative_prompt: str,
    seed: int,
    step_counts: list[int],
    guidance_scale: float,
    scheduler: str,
) -> Iterator[tuple[list[tuple[Image.Image, str]], dict[str, Any]]]:
    """Draw the same seed and prompt with several numbers of steps.

    Args:
        model: A key of the catalog, "pocket-diffusion".
        prompt: What to draw, at most 1,000 characters.
        negative_prompt: What to steer away from.
        seed: 0 to 2147483647.
        step_counts: 1 to 20 numbers from 1 to 100, together at most 1,000 steps.
        guidance_scale: 0 to 15.
        scheduler: "DDIM", "Euler", "DPM++ 2M", …

    Returns:
        The pictures as a gallery, and a dictionary with `rungs`, a list of
        `num_inference_steps`, `seconds` and `nfe`.
    """
    request = parsed(
        LadderRequest,
        model=model,
        prompt=prompt,
        negative_prompt=negative_prompt,
        seed=seed,
        step_counts=step_counts,
        guidance_scale=guidance_scale,
        scheduler=scheduler,
    )
    pictures: list[tuple[Image.Image, str]] = []
    rungs: list[dict[str, Any]] = []
    for record in paced(engine.stream(request)):
        if isinstance(record, Rung):
            caption = f"{record.num_inference_steps} steps"
            pictures.append((Image.fromarray(record.picture), caption))
            rungs.append(_rung_numbers(record))
        yield pictures, {"rungs": rungs}


def endpoints(named: Mapping[str, gr.Component]) -> None:
    """Add the three end points; `named` are the tab's controls by the names of the parameters."""
    picture = gr.Image(visible=False, format="png", label="picture")
    numbers = gr.JSON(visible=False, label="numbers")
    gallery = gr.Gallery(visible=False, format="png", label="pictures")
    counts = gr.JSON(list(SHORT_SWEEP), visible=False, label="step_counts")
    file = gr.File(visible=False, label="image", type="filepath")
    t = gr.Number(500, visible=False, label="t")
    schedule = gr.Textbox("scaled_linear", visible=False, label="schedule")
    shared = [named[name] for name in ("model", "prompt", "negative_prompt", "seed")]
    last = [named["guidance_scale"], named["scheduler"]]
    offer(denoise, [*shared, named["num_inference_steps"], *last], [picture, numbers])
    offer(ladder, [*shared, counts, *last], [gallery, numbers])
    offer(fog, [file, t, schedule], [picture, numbers], queue="fog", at_once=4)


def _step_numbers(step: Step) -> dict[str, Any]:
    return {
        "index": step.index,
        "timestep": step.timestep,
        "sigma": step.sigma,
        "snr": step.snr,
        "x_0_change": step.x_0_change,
    }


def _run_numbers(steps: list[dict[str, Any]], finished: Finished) -> dict[str, Any]:
    return {
        "steps": steps,
        "seconds": finished.seconds,
        "nfe": finished.nfe,
        "sha256": finished.sha256,
        "settings": finished.settings,
    }


def _rung_numbers(rung: Rung) -> dict[str, Any]:
    return {
        "num_inference_steps": rung.num_inference_steps,
        "seconds": rung.seconds,
        "nfe": rung.nfe,
    }
