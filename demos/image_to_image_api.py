"""The image-to-image tab as a function for `gradio_client`: /img2img."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import gradio as gr
from PIL import Image

from demos.endpoints import offer, paced, parsed
from models import engine
from models.diffusion.explorer.records import ImageStarted
from models.diffusion.explorer.requests import ImageToImageRequest
from models.diffusion.records import Finished


def img2img(
    model: str,
    image: str,
    prompt: str,
    strength: float,
    seed: int,
    num_inference_steps: int,
    guidance_scale: float,
    scheduler: str,
) -> Iterator[tuple[Image.Image | None, dict[str, Any]]]:
    """Turn a picture into another one: fog as far as the strength says, and unfog with a prompt.

    Args:
        model: A key of the catalog, "pocket-diffusion".
        image: A PNG, JPEG, WebP, GIF or BMP file; its middle square is taken.
        prompt: What to draw, at most 1,000 characters; empty draws anything.
        strength: 0 (the picture itself) to 1 (only a trace of it is left).
        seed: 0 to 2147483647; the same seed gives the same picture. Larger ones are reduced.
        num_inference_steps: 1 to 100, of which int(num_inference_steps · strength) run.
        guidance_scale: 0 to 15; 0 ignores the prompt, 1 follows it plainly, more exaggerates.
        scheduler: "DDIM", "Euler", "DPM++ 2M", …; a wrong name is answered with the nearest one.

    Returns:
        The new picture, and a dictionary: `steps_to_run`; `t`, where the run starts, null where
        no step runs; `sentence`, which says both; `notes`; `seconds`; `nfe`, the number of network
        evaluations; `sha256` of the picture's bytes before it is enlarged; and `settings`.
    """
    request = parsed(
        ImageToImageRequest,
        model=model,
        image=Path(image) if image else None,
        prompt=prompt,
        strength=strength,
        seed=seed,
        num_inference_steps=num_inference_steps,
        guidance_scale=guidance_scale,
        scheduler=scheduler,
    )
    yield from _answer(request)


def _answer(request: ImageToImageRequest) -> Iterator[tuple[Image.Image | None, dict[str, Any]]]:
    """The plan while the run goes on, and at the end the picture."""
    plan: dict[str, Any] = {}
    for record in paced(engine.stream(request)):
        if isinstance(record, ImageStarted):
            plan = _plan(record)
        elif isinstance(record, Finished):
            yield Image.fromarray(record.picture), plan | _end(request, record)
            return
        else:
            yield None, plan


def endpoints(named: Mapping[str, gr.Component]) -> None:
    """Add the end point; `named` are the tab's controls by the names of the parameters."""
    file = gr.File(visible=False, label="image", type="filepath")
    picture = gr.Image(visible=False, format="png", label="picture")
    numbers = gr.JSON(visible=False, label="numbers")
    names = ("prompt", "strength", "seed", "num_inference_steps", "guidance_scale", "scheduler")
    inputs = [named["model"], file, *(named[name] for name in names)]
    offer(img2img, inputs, [picture, numbers])


def _plan(started: ImageStarted) -> dict[str, Any]:
    return {
        "steps_to_run": started.steps_to_run,
        "t": started.t,
        "sentence": started.sentence,
        "notes": list(started.notes),
    }


def _end(request: ImageToImageRequest, finished: Finished) -> dict[str, Any]:
    return {
        "seconds": finished.seconds,
        "nfe": finished.nfe,
        "sha256": finished.sha256,
        "settings": request.model_dump(exclude={"image", "notes"}),
    }
