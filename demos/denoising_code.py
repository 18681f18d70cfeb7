"""The program that draws the same picture with plain diffusers, byte for byte."""

import json

from models import catalog
from models.catalog import Spec
from models.diffusion import schedulers
from models.diffusion.requests import DenoiseRequest

PROGRAM = """\
import torch
from diffusers import {scheduler_class}, StableDiffusionPipeline
{mixture}
torch.set_num_threads(1)  # as in the gallery
pipe = {pipeline}.from_pretrained({source}, dtype=torch.float32)
pipe.scheduler = {scheduler_class}.from_config({config})
image = pipe(
    {prompt},
    negative_prompt={negative_prompt},
    num_inference_steps={num_inference_steps},
    guidance_scale={guidance_scale},
    generator=torch.Generator("cpu").manual_seed({seed}),
).images[0]
{upscaler}image.save("unfog-seed-{seed}.png")
"""

MIXTURE = """

class Mixed(StableDiffusionPipeline):
    do_classifier_free_guidance = True  # plain diffusers leaves guidance out below 1

"""

UPSCALER = """
import numpy as np
from PIL import Image

from models.upscaler import Upscaler  # the gallery's own: four times larger

pixels = torch.from_numpy(np.array(image)).permute(2, 0, 1)[None] / 255
with torch.inference_mode():
    large = Upscaler.from_pretrained("models/checkpoints/{upscaler}")(pixels)[0]
image = Image.fromarray((large * 255).round().byte().permute(1, 2, 0).numpy())
"""


def code(request: DenoiseRequest) -> str:
    """The program of `request`: run it in the gallery's folder, where the checkpoints lie."""
    spec = catalog.find(request.model)
    sampler = schedulers.find(request.scheduler)
    mixed = 0 < request.guidance_scale < 1
    enlarged = request.upscale and spec.upscaler is not None
    settings = {name: repr(value) for name, value in sampler.settings.items()}
    return PROGRAM.format(
        scheduler_class=sampler.class_name,
        mixture=MIXTURE if mixed else "",
        pipeline="Mixed" if mixed else "StableDiffusionPipeline",
        source=_call(_source(spec)),
        config=_call("pipe.scheduler.config", **settings),
        num_inference_steps=request.num_inference_steps,
        seed=request.seed,
        upscaler=UPSCALER.format(upscaler=spec.upscaler) if enlarged else "",
        **_steered(request),
    )


def _source(spec: Spec) -> str:
    """The arguments that name the checkpoint: a folder here, or a pinned revision of the hub."""
    if spec.hub_id is None:
        return _quoted(f"models/checkpoints/{spec.key}")
    pinned = {"revision": spec.revision, "variant": spec.variant}
    options = {name: _quoted(value) for name, value in pinned.items() if value}
    return _call(_quoted(spec.hub_id), **options)


def _steered(request: DenoiseRequest) -> dict[str, object]:
    """Prompts and guidance in the convention of diffusers, which knows no guidance 0."""
    prompt, negative, w = request.prompt, request.negative_prompt, request.guidance_scale
    if w == 0:
        prompt, negative, w = negative, "", 1.0
    return {
        "prompt": _quoted(prompt),
        "negative_prompt": _quoted(negative),
        "guidance_scale": w,
    }


def _call(first: str, **named: str) -> str:
    return ", ".join([first, *(f"{name}={value}" for name, value in named.items())])


def _quoted(text: str) -> str:
    """`text` as a Python string in double quotes; JSON's escapes mean the same in both."""
    return json.dumps(text, ensure_ascii=False)
