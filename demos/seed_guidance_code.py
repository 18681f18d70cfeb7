"""The program that draws a whole sheet with plain diffusers, byte for byte."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from demos.program import NOISE, SEEDED, VARIED, call, quoted, source
from models import catalog
from models.diffusion import schedulers
from models.diffusion.explorer.axes import Axis
from models.diffusion.explorer.requests import SheetRequest
from models.diffusion.requests import DenoiseRequest

LOADED = """\
import torch
from diffusers import {classes}, {family}
{imports}{mixture}
torch.set_num_threads(1)  # as in the gallery
pipe = {pipeline}.from_pretrained({source}, dtype=torch.float32)
"""

MIXTURE = """

class Mixed({family}):
    # Plain diffusers leaves guidance out below 1.
    do_classifier_free_guidance = property(lambda self: self.guidance_scale != 1)

"""

ONE_SCHEDULER = "pipe.scheduler = {}.from_config({})\n"

DRAWN = """\
image = pipe(
    {prompt},
    negative_prompt={negative_prompt},
    num_inference_steps=num_inference_steps,
    guidance_scale={guidance_scale},{latents}
    generator={generator},
).images[0]
"""

WITHOUT_WORDS = """\
# Diffusers knows no guidance 0: it is the picture of the negative prompt alone.
words, away, w = prompt, negative_prompt, guidance_scale
if w == 0:
    words, away, w = negative_prompt, "", 1.0
"""

FROM_PICTURE = """\
rng = torch.Generator("cpu").manual_seed(seed)
if int(num_inference_steps * strength):
    image = pipe(
        {prompt},
        image=small,
        strength=strength,
        negative_prompt={negative_prompt},
        num_inference_steps=num_inference_steps,
        guidance_scale={guidance_scale},
        generator=rng,
    ).images[0]
else:  # No step runs: there and back through the autoencoder.
    pixels = pipe.image_processor.preprocess(small)
    with torch.inference_mode():
        latents = scale * pipe.vae.encode(pixels).latent_dist.sample(rng)
        pixels = pipe.vae.decode(latents / scale).sample
    image = pipe.image_processor.postprocess(pixels)[0]
"""

START = """\
picture = (
{lines}
)
start = Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB")
start = ImageOps.fit(start, (512, 512), Image.Resampling.LANCZOS)
scale = pipe.vae.config.scaling_factor
"""

SMALL = "small = start.resize((size, size), Image.Resampling.LANCZOS)\n"


def sheet_code(request: SheetRequest, picture: str = "") -> str:
    """The whole sheet, cell by cell, as one picture.

    `picture` is the file that an axis of strength begins with, in base64.
    """
    sides = [("columns", request.columns)] + ([("rows", request.rows)] if request.rows else [])
    on_axis = {axis.kind.setting for _, axis in sides}
    guidances = {cell.guidance_scale for cell in request.cells.values()}
    varied = "variation_strength" in on_axis
    names = _names(sides, request)
    begun = request.image is not None
    body = _cell(
        request, without_words=0 in guidances, varied=varied, begun=begun, many=len(names) > 1
    )
    return "".join(
        [
            "import base64\nimport io\n\n" if begun else "",
            loaded(request, names, guidances, *_family(begun)),
            chosen_schedulers(names),
            NOISE if varied else "",
            _start(picture) if begun else "",
            _constants(request, on_axis),
            *(_values(side, axis, request) for side, axis in sides),
            _loops(dict(sides), body, SMALL if begun else ""),
        ]
    )


def loaded(
    request: DenoiseRequest,
    names: Sequence[str],
    guidances: set[float],
    imports: str,
    family: str = "StableDiffusionPipeline",
) -> str:
    """The lines that load the model; `imports` are further lines, `family` is the pipeline."""
    mixed = any(0 < w < 1 for w in guidances)
    classes = sorted({schedulers.find(name).class_name for name in names})
    return LOADED.format(
        classes=", ".join(classes),
        imports=imports,
        family=family,
        mixture=MIXTURE.format(family=family) if mixed else "",
        pipeline="Mixed" if mixed else family,
        source=call(source(catalog.find(request.model))),
    )


def chosen_schedulers(names: Sequence[str]) -> str:
    """The lines that choose the scheduler, or that make one of each name."""
    if len(names) == 1:
        return ONE_SCHEDULER.format(*_made("pipe.scheduler.config", names[0]))
    lines = [
        f"    {quoted(name)}: {'{}.from_config({})'.format(*_made('config', name))},\n"
        for name in names
    ]
    return f"config = pipe.scheduler.config\nschedulers = {{\n{''.join(lines)}}}\n"


def _names(sides: Sequence[tuple[str, Axis]], request: SheetRequest) -> tuple[str, ...]:
    """The schedulers of a sheet, in the order of their axis."""
    for _, axis in sides:
        if axis.kind.setting == "scheduler":
            return tuple(axis.values)
    return (request.scheduler,)


def _made(config: str, name: str) -> tuple[str, str]:
    sampler = schedulers.find(name)
    settings = {key: repr(value) for key, value in sampler.settings.items()}
    return sampler.class_name, call(config, **settings)


def _constants(request: SheetRequest, on_axis: set[str]) -> str:
    """What does not change, each on a line."""
    values: Mapping[str, Any] = {
        "prompt": quoted(request.prompt),
        "negative_prompt": quoted(request.negative_prompt),
        "num_inference_steps": request.num_inference_steps,
        "guidance_scale": request.guidance_scale,
        "seed": request.seed,
    }
    lines = [f"{name} = {value}\n" for name, value in values.items() if name not in on_axis]
    return "".join(lines)


def _values(side: str, axis: Axis, request: SheetRequest) -> str:
    """The values of an axis as a list, prompts with their words already replaced."""
    if axis.kind.setting == "scheduler":
        return f"{side} = list(schedulers)\n"
    values = axis.values
    if axis.kind.setting == "prompt":
        values = tuple(dict.fromkeys(_prompts(side, request)))
    if not all(isinstance(value, str) for value in values):
        return f"{side} = {list(values)}\n"
    lines = "".join(f"    {quoted(value)},\n" for value in values)
    return f"{side} = [\n{lines}]\n"


def _prompts(side: str, request: SheetRequest) -> list[str]:
    along = 1 if side == "columns" else 0
    return [cell.prompt for place, cell in sorted(request.cells.items()) if not place[1 - along]]


def _family(begun: bool) -> tuple[str, str]:
    """What is imported from Pillow, and the pipeline."""
    if begun:
        return "from PIL import Image, ImageOps\n", "StableDiffusionImg2ImgPipeline"
    return "from PIL import Image\n", "StableDiffusionPipeline"


def _start(picture: str) -> str:
    """The picture to begin with, written out in the program."""
    lines = [f"    {quoted(part)}" for part in textwrap.wrap(picture, 88)]
    return START.format(lines="\n".join(lines))


def _cell(
    request: SheetRequest, *, without_words: bool, varied: bool, begun: bool, many: bool
) -> str:
    """The lines that draw one cell."""
    names = {"prompt": "prompt", "negative_prompt": "negative_prompt"}
    if without_words:
        names = {"prompt": "words", "negative_prompt": "away"}
    drawn = (FROM_PICTURE if begun else DRAWN).format(
        **names,
        guidance_scale="w" if without_words else "guidance_scale",
        latents="\n    latents=latents," if varied else "",
        generator="rng" if varied else SEEDED.format(seed="seed"),
    )
    return "".join(
        [
            "pipe.scheduler = schedulers[scheduler]\n" if many else "",
            WITHOUT_WORDS if without_words else "",
            _between_seeds(request) if varied else "",
            drawn,
        ]
    )


def _between_seeds(request: SheetRequest) -> str:
    """The lines that walk to the variation seed, by the names of the program's own values."""
    return VARIED.format(
        seed="seed",
        variation_seed=request.variation_seed,
        variation_strength="variation_strength",
    )


def _loops(sides: Mapping[str, Axis], body: str, before: str) -> str:
    """The sheet, and the loops that fill it."""
    height = "size * len(rows)" if "rows" in sides else "size"
    start = (
        "size = pipe.unet.config.sample_size * pipe.vae_scale_factor\n"
        f'sheet = Image.new("RGB", (size * len(columns), {height}))\n'
    )
    y = "size * y" if "rows" in sides else "0"
    inner = f"{body}sheet.paste(image, (size * x, {y}))\n"
    for side, count in (("columns", "x"), ("rows", "y")):
        if side in sides:
            setting = sides[side].kind.setting
            inner = (
                f"for {count}, {setting} in enumerate({side}):\n{textwrap.indent(inner, '    ')}"
            )
    return f'{start}{before}{inner}sheet.save("unfog-sheet.png")\n'
