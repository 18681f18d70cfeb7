"""The program that runs the same race with plain diffusers and prints the same distances."""

from demos.program import call, loaded, mixes, quoted, steered
from models import catalog
from models.diffusion import schedulers
from models.diffusion.explorer.race_requests import RaceRequest
from models.diffusion.requests import DenoiseRequest

PROGRAM = """\
import diffusers
import torch
{mixture}
{loaded}
pipe.set_progress_bar_config(disable=True)
config = pipe.scheduler.config


def latents(scheduler, num_inference_steps):
    pipe.scheduler = scheduler
    return pipe(
        {prompt},
{negative_prompt}        num_inference_steps=num_inference_steps,
        guidance_scale={guidance_scale},
        generator=torch.Generator("cpu").manual_seed({seed}),
        output_type="latent",
    ).images


goal = latents({reference}, {reference_steps})
racers = {{  # the steps that {nfe} network evaluations pay for
{racers}
}}
for name, racer in racers.items():
    away = latents(*racer) - goal
    print(name, round(float(away.square().mean().sqrt() / goal.square().mean().sqrt()), 3))
"""

MIXTURE = """

class Mixed(diffusers.{family}):
    do_classifier_free_guidance = True  # plain diffusers leaves guidance out below 1

"""


def race_code(request: RaceRequest) -> str:
    """The program of `request`: run it in the gallery's folder, where the checkpoints lie."""
    spec = catalog.find(request.model)
    mixed = mixes(request, spec)
    words = steered(request, spec)
    negative = f"        negative_prompt={words.pop('negative_prompt')},\n"
    lines = [
        f"    {quoted(run.scheduler)}: ({_scheduler(run)}, {run.num_inference_steps}),"
        for run in request.lanes
    ]
    return PROGRAM.format(
        mixture=MIXTURE.format(family=spec.family) if mixed else "",
        loaded=loaded(spec, "Mixed" if mixed else f"diffusers.{spec.family}"),
        negative_prompt="" if "negative_prompt" in spec.ignored else negative,
        seed=request.seed,
        reference=_scheduler(request.reference),
        reference_steps=request.reference.num_inference_steps,
        nfe=request.nfe,
        racers="\n".join(lines),
        **words,
    )


def _scheduler(run: DenoiseRequest) -> str:
    sampler = schedulers.find(run.scheduler)
    settings = {name: repr(value) for name, value in sampler.settings.items()}
    return f"diffusers.{sampler.class_name}.from_config({call('config', **settings)})"
