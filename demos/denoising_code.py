"""The program that draws the same picture with plain diffusers, byte for byte."""

from demos.program import call, enlarging, loaded, quoted, steered
from models import catalog
from models.diffusion import schedulers
from models.diffusion.requests import DenoiseRequest
from models.specs import Spec

PROGRAM = """\
import torch
from diffusers import {classes}
{mixture}
{loaded}
image = pipe(
    {prompt},
{negative_prompt}    num_inference_steps={num_inference_steps},
    guidance_scale={guidance_scale},
    generator=torch.Generator("cpu").manual_seed({seed}),
).images[0]
{upscaler}image.save("unfog-seed-{seed}.png")
"""

MIXTURE = """

class Mixed({family}):
    do_classifier_free_guidance = True  # plain diffusers leaves guidance out below 1

"""


def code(request: DenoiseRequest) -> str:
    """The program of `request`: run it in the gallery's folder, where the checkpoints lie."""
    spec = catalog.find(request.model)
    sampler = schedulers.find(request.scheduler)
    mixed = 0 < request.guidance_scale < 1 and not spec.embeds_guidance
    words = steered(request)
    if spec.embeds_guidance:
        words |= {"prompt": quoted(request.prompt), "guidance_scale": request.guidance_scale}
    negative = f"    negative_prompt={words.pop('negative_prompt')},\n"
    return PROGRAM.format(
        classes=", ".join(sorted((sampler.class_name, spec.family))),
        mixture=MIXTURE.format(family=spec.family) if mixed else "",
        loaded=_loaded(spec, "Mixed" if mixed else spec.family, sampler),
        negative_prompt="" if "negative_prompt" in spec.ignored else negative,
        num_inference_steps=request.num_inference_steps,
        seed=request.seed,
        upscaler=enlarging(request, spec),
        **words,
    )


def _loaded(spec: Spec, pipeline: str, sampler: schedulers.Sampler) -> str:
    """Pipeline and scheduler, which has the settings of the one that the model came with."""
    if sampler.name in schedulers.OWN:
        origin = {"revision": quoted(str(spec.revision)), "subfolder": quoted("scheduler")}
        where = call(quoted(str(spec.hub_id)), **origin)
        own = f"{sampler.class_name}.from_pretrained(\n    {where}\n)"
        return f"scheduler = {own}\n{loaded(spec, pipeline, scheduler='scheduler')}"
    settings = {name: repr(value) for name, value in sampler.settings.items()}
    made = f"{sampler.class_name}.from_config({call('pipe.scheduler.config', **settings)})"
    return f"{loaded(spec, pipeline)}\npipe.scheduler = {made}"
