"""The program that draws the same picture with plain diffusers, byte for byte."""

from demos.program import NOISE, SEEDED, VARIED, enlarging, mixes, scheduled, steered
from models import catalog
from models.diffusion import schedulers
from models.diffusion.requests import DenoiseRequest

PROGRAM = """\
import torch
from diffusers import {classes}
{mixture}
{loaded}
{varied}image = pipe(
    {prompt},
{negative_prompt}    num_inference_steps={num_inference_steps},
    guidance_scale={guidance_scale},{latents}
    generator={generator},
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
    mixed = mixes(request, spec)
    words = steered(request, spec)
    negative = f"    negative_prompt={words.pop('negative_prompt')},\n"
    return PROGRAM.format(
        classes=", ".join(sorted((sampler.class_name, spec.family))),
        mixture=MIXTURE.format(family=spec.family) if mixed else "",
        loaded=scheduled(spec, "Mixed" if mixed else spec.family, sampler),
        negative_prompt="" if "negative_prompt" in spec.ignored else negative,
        num_inference_steps=request.num_inference_steps,
        seed=request.seed,
        **_noise(request),
        upscaler=enlarging(request, spec),
        **words,
    )


def _noise(request: DenoiseRequest) -> dict[str, str]:
    """Where the noise comes from: one seed, or the way from it to another one."""
    if not request.variation_strength:
        generator = SEEDED.format(seed=request.seed)
        return {"varied": "", "latents": "", "generator": generator}
    walk = VARIED.format(
        seed=request.seed,
        variation_seed=request.variation_seed,
        variation_strength=request.variation_strength,
    )
    return {"varied": NOISE + walk, "latents": "\n    latents=latents,", "generator": "rng"}
