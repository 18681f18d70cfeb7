"""The program that draws the same picture with plain diffusers, byte for byte."""

import textwrap

from demos.image_to_image_start import WORLD, parts
from demos.program import enlarging, mixes, quoted, scheduled, steered
from models import catalog
from models.diffusion import schedulers
from models.diffusion.explorer.requests import ImageToImageRequest

PROGRAM = """\
import torch
from diffusers import {classes}
from PIL import Image
{imports}{mixture}
{loaded}
{start}
side = pipe.unet.config.sample_size * pipe.vae_scale_factor
image = pipe(
    {prompt},
    image=start.resize((side, side), Image.Resampling.LANCZOS),
    strength={strength},  # runs {m} of {num_inference_steps} steps
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

ROUND_TRIP = """\
import torch
from diffusers import {classes}
from PIL import Image
{imports}
{loaded}
{start}
side = pipe.unet.config.sample_size * pipe.vae_scale_factor
pixels = pipe.image_processor.preprocess(start, height=side, width=side)
pixels = pixels.to(pipe.device, pipe.vae.dtype)
generator = torch.Generator("cpu").manual_seed({seed})
scale = pipe.vae.config.scaling_factor
with torch.inference_mode():  # strength {strength}: no step runs, only there and back again
    latents = scale * pipe.vae.encode(pixels).latent_dist.sample(generator)
    image = pipe.image_processor.postprocess(pipe.vae.decode(latents / scale).sample)[0]
{upscaler}image.save("unfog-seed-{seed}.png")
"""

SCENE = """\
scene = sample_scene(np.random.default_rng({seed}))
start = draw_scene(scene, 256).resize((512, 512), Image.Resampling.LANCZOS)
"""
FILE = """\
start = Image.open("start.jpg").convert("RGB")  # what you chose: “Start picture” below
start = start.resize((512, 512), Image.Resampling.LANCZOS)
"""
STROKES = """\
start = draw_strokes(
{text}
{paper})
"""


def code(request: ImageToImageRequest, start: str) -> str:
    """The program of `request`, which began with what a pad with the value `start` shows.

    To be run in the gallery's folder, where the checkpoints lie. A file under the strokes is
    wanted there as start.jpg.
    """
    spec = catalog.find(request.model)
    sampler = schedulers.find(request.scheduler)
    family = spec.family.replace("Pipeline", "Img2ImgPipeline")
    mixed = mixes(request, spec) and request.steps_to_run > 0
    imports, drawn = _start(start)
    words = steered(request, spec)
    negative = f"    negative_prompt={words.pop('negative_prompt')},\n"
    return (PROGRAM if request.steps_to_run else ROUND_TRIP).format(
        classes=", ".join(sorted((sampler.class_name, family))),
        family=family,
        mixture=MIXTURE.format(family=family) if mixed else "",
        loaded=scheduled(spec, "Mixed" if mixed else family, sampler),
        negative_prompt="" if "negative_prompt" in spec.ignored else negative,
        imports=imports,
        start=drawn.rstrip(),
        strength=request.strength,
        m=request.steps_to_run,
        num_inference_steps=request.num_inference_steps,
        seed=request.seed,
        upscaler=enlarging(request, spec),
        **words,
    )


def _start(start: str) -> tuple[str, str]:
    """What must be imported to draw the start picture, and the lines that draw it."""
    under, strokes = parts(start)
    imports, lines = [], ""
    if under.startswith(WORLD):
        imports += ["import numpy as np", "from models.pictures import sample_scene"]
        imports += ["from models.pictures import draw as draw_scene  # the gallery's own"]
        lines = SCENE.format(seed=int(under.removeprefix(WORLD)) % 2**31)
    elif under:
        lines = FILE
    if strokes or not under:
        imports += ["from models.strokes import draw as draw_strokes  # the gallery's own"]
        lines += STROKES.format(text=_wrapped(strokes), paper="    start,\n" if under else "")
    return "".join(f"{line}\n" for line in imports), lines


def _wrapped(strokes: str) -> str:
    """The strokes as one argument on many lines, which Python joins."""
    pieces = [quoted(piece) for piece in textwrap.wrap(strokes, 90)] or [quoted("")]
    return textwrap.indent("\n".join(pieces), "    ") + ","
