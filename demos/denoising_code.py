"""The program that draws the same picture with plain diffusers, byte for byte."""

from demos.program import call, enlarging, source, steered
from models import catalog
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


def code(request: DenoiseRequest) -> str:
    """The program of `request`: run it in the gallery's folder, where the checkpoints lie."""
    spec = catalog.find(request.model)
    sampler = schedulers.find(request.scheduler)
    mixed = 0 < request.guidance_scale < 1
    settings = {name: repr(value) for name, value in sampler.settings.items()}
    return PROGRAM.format(
        scheduler_class=sampler.class_name,
        mixture=MIXTURE if mixed else "",
        pipeline="Mixed" if mixed else "StableDiffusionPipeline",
        source=source(spec),
        config=call("pipe.scheduler.config", **settings),
        num_inference_steps=request.num_inference_steps,
        seed=request.seed,
        upscaler=enlarging(request, spec),
        **steered(request),
    )
