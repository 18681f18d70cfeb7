"""What the programs of the tabs have in common: how a model, words and settings are written."""

import json

from models.diffusion import schedulers
from models.diffusion.requests import DenoiseRequest
from models.diffusion.schedulers import Sampler
from models.specs import Spec

LOADING = """\
on_gpu = torch.cuda.is_available()
pipe = {pipeline}.from_pretrained(
    {source},
    dtype=torch.bfloat16 if on_gpu else torch.float32,
    use_safetensors=True,
{given})
pipe.to("cuda" if on_gpu else "cpu")"""

UPSCALER = """
import numpy as np
from PIL import Image

from models.upscaler import Upscaler  # the gallery's own: four times larger

pixels = torch.from_numpy(np.array(image)).permute(2, 0, 1)[None] / 255
with torch.inference_mode():
    large = Upscaler.from_pretrained("models/checkpoints/{upscaler}")(pixels)[0]
image = Image.fromarray((large * 255).round().byte().permute(1, 2, 0).numpy())
"""

SEEDED = 'torch.Generator("cpu").manual_seed({seed})'

NOISE = """

def noise(rng):
    side = pipe.unet.config.sample_size
    shape = (1, pipe.unet.config.in_channels, side, side)
    return torch.randn(shape, generator=rng, dtype=pipe.unet.dtype)


def slerp(a, b, share):  # along the great circle, so that the noise keeps its strength
    x, y = a.double(), b.double()
    cosine = (x.flatten() @ y.flatten()) / (x.norm() * y.norm())
    angle = cosine.clamp(-1, 1).arccos()
    if angle < 1e-6:  # twice the same noise
        return a
    between = ((1 - share) * angle).sin() * x + (share * angle).sin() * y
    return (between / angle.sin()).to(a.dtype)


"""

VARIED = """\
rng = torch.Generator("cpu").manual_seed({seed})
other = torch.Generator("cpu").manual_seed({variation_seed})
latents = slerp(noise(rng), noise(other), {variation_strength})
"""


def source(spec: Spec) -> str:
    """The arguments that name the checkpoint: a folder here, or a pinned revision of the hub."""
    if spec.hub_id is None:
        return quoted(f"models/checkpoints/{spec.key}")
    pinned = {"revision": spec.revision, "variant": spec.variant}
    options = {name: quoted(value) for name, value in pinned.items() if value}
    return call(quoted(spec.hub_id), **options)


def loaded(spec: Spec, pipeline: str, **parts: str) -> str:
    """The lines that load the model as the gallery does: its threads, its precision, its place.

    `parts` are the names of what is given to the pipeline instead of loaded with it.
    """
    if spec.hub_id is None:
        return (
            "torch.set_num_threads(1)  # as in the gallery\n"
            f"pipe = {pipeline}.from_pretrained({source(spec)}, dtype=torch.float32)"
        )
    given = "".join(f"    {name}={value},\n" for name, value in parts.items())
    return LOADING.format(pipeline=pipeline, source=source(spec), given=given)


def scheduled(spec: Spec, pipeline: str, sampler: Sampler) -> str:
    """The lines that load the model, and give it a scheduler with the settings of its own one."""
    if sampler.name in schedulers.OWN:
        origin = {"revision": quoted(str(spec.revision)), "subfolder": quoted("scheduler")}
        where = call(quoted(str(spec.hub_id)), **origin)
        own = f"{sampler.class_name}.from_pretrained(\n    {where}\n)"
        return f"scheduler = {own}\n{loaded(spec, pipeline, scheduler='scheduler')}"
    settings = {name: repr(value) for name, value in sampler.settings.items()}
    made = f"{sampler.class_name}.from_config({call('pipe.scheduler.config', **settings)})"
    return f"{loaded(spec, pipeline)}\npipe.scheduler = {made}"


def mixes(request: DenoiseRequest, spec: Spec) -> bool:
    """Whether guidance lies between 0 and 1, where plain diffusers leaves it out."""
    return 0 < request.guidance_scale < 1 and not spec.embeds_guidance


def steered(request: DenoiseRequest, spec: Spec) -> dict[str, object]:
    """Prompts and guidance in the convention of diffusers, which knows no guidance 0.

    A model that is told the guidance scale knows it.
    """
    prompt, negative, w = request.prompt, request.negative_prompt, request.guidance_scale
    if w == 0 and not spec.embeds_guidance:
        prompt, negative, w = negative, "", 1.0
    return {
        "prompt": quoted(prompt),
        "negative_prompt": quoted(negative),
        "guidance_scale": w,
    }


def enlarging(request: DenoiseRequest, spec: Spec) -> str:
    """The lines that enlarge `image`; none where the model has no upscaler or none is wanted."""
    enlarged = request.upscale and spec.upscaler is not None
    return UPSCALER.format(upscaler=spec.upscaler) if enlarged else ""


def call(first: str, **named: str) -> str:
    """Arguments as they stand between brackets."""
    return ", ".join([first, *(f"{name}={value}" for name, value in named.items())])


def quoted(text: str) -> str:
    """`text` as a Python string in double quotes; JSON's escapes mean the same in both."""
    return json.dumps(text, ensure_ascii=False)
