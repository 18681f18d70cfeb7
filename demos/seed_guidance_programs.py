"""Programs for what is no sheet: a look at guidance, the replicability test, a row of glasses."""

from typing import Any

from demos.program import quoted
from demos.seed_guidance_code import chosen_schedulers, loaded
from models.diffusion import schedulers
from models.diffusion.explorer.requests import GuidanceRequest, ReplicateRequest, WineRequest
from models.diffusion.requests import DenoiseRequest

GUIDANCE = """
cond, uncond = pipe.encode_prompt(
    {prompt}, "cpu", 1, True, {negative_prompt}
)
rng = torch.Generator("cpu").manual_seed({seed})
pipe.scheduler.set_timesteps({num_inference_steps})
side = pipe.unet.config.sample_size
x = torch.randn((1, pipe.unet.config.in_channels, side, side), generator=rng)
x = x * pipe.scheduler.init_noise_sigma
with torch.inference_mode():
    for step, t in enumerate(pipe.scheduler.timesteps):
        x_t = pipe.scheduler.scale_model_input(torch.cat([x, x]), t)
        text = torch.cat([uncond, cond])
        without, with_words = pipe.unet(x_t, t, encoder_hidden_states=text).sample.chunk(2)
        if step == {step}:
            break
        guided = without + {guidance_scale} * (with_words - without)
        x = pipe.scheduler.step(guided, t, x{rng}).prev_sample

cosine = torch.cosine_similarity(without.flatten(), with_words.flatten(), dim=0)
gap = (with_words - without).square().mean().sqrt()
print(f"angle {{cosine.double().arccos().rad2deg():.2f}} degrees, distance {{gap:.4f}}")
for w in (-2, 0, 1, {guidance_scale}, 20):
    guided = without + w * (with_words - without)
    print(f"w = {{w}}: length {{guided.square().mean().sqrt():.3f}}")
"""

AGAIN = """
digests = []
for _ in range(2):
    image = pipe(
        {prompt},
        negative_prompt={negative_prompt},
        num_inference_steps={num_inference_steps},
        guidance_scale={guidance_scale},
        generator=torch.Generator("cpu").manual_seed({seed}),
    ).images[0]
    digests.append(hashlib.sha256(image.tobytes()).hexdigest())
    print(digests[-1])
print("equal" if digests[0] == digests[1] else "not equal")
image.save("unfog-seed-{seed}.png")
"""

GLASSES = """

def through(drawings):  # as soft as everything that comes out of this model's decoder
    unit = torch.from_numpy(np.stack(drawings)).permute(0, 3, 1, 2).float() / 255
    with torch.inference_mode():
        latents = pipe.vae.encode(unit * 2 - 1).latent_dist.mean
        pixels = [pipe.vae.decode(one[None]).sample for one in latents]
    images = [pipe.image_processor.postprocess(one)[0] for one in pixels]
    return [np.asarray(image) for image in images]


ruler = glasses.scale(through)
for seed in range({first}, {end}):
    image = pipe(
        {prompt},
        negative_prompt={negative_prompt},
        num_inference_steps={num_inference_steps},
        guidance_scale={guidance_scale},
        generator=torch.Generator("cpu").manual_seed(seed),
    ).images[0]
    image.save(f"unfog-glass-{{seed}}.png")
    fill = ruler.fill(np.asarray(image))
    print(seed, "no wine" if fill is None else f"{{fill:.0%}} full")
"""


def guidance_code(request: GuidanceRequest) -> str:
    """The two predictions at one step, their angle and their distance."""
    stochastic = schedulers.find(request.scheduler).stochastic
    return _one_loaded(request) + GUIDANCE.format(
        **_words(request, plainly=True),
        seed=request.seed,
        num_inference_steps=request.num_inference_steps,
        step=request.step,
        rng=", generator=rng" if stochastic else "",
    )


def again_code(request: ReplicateRequest) -> str:
    """Twice the same, and the fingerprints of both."""
    values = {"seed": request.seed, "num_inference_steps": request.num_inference_steps}
    return _one_loaded(request, "import hashlib\n") + AGAIN.format(**values, **_words(request))


def glass_code(request: WineRequest) -> str:
    """One glass for each seed, and how full it is."""
    ruler = "\nfrom models.diffusion.explorer import glasses  # the gallery's own ruler\n"
    return _one_loaded(request, "import numpy as np\n", ruler) + GLASSES.format(
        first=request.seed,
        end=request.seed + request.pictures,
        num_inference_steps=request.num_inference_steps,
        **_words(request),
    )


def _one_loaded(request: DenoiseRequest, before: str = "", after: str = "") -> str:
    names = (request.scheduler,)
    lines = loaded(request, names, {request.guidance_scale}, after)
    return before + lines + chosen_schedulers(names)


def _words(request: DenoiseRequest, plainly: bool = False) -> dict[str, Any]:
    """Prompts and guidance as diffusers wants them; `plainly` as they are."""
    prompt, negative, w = request.prompt, request.negative_prompt, request.guidance_scale
    if w == 0 and not plainly:
        prompt, negative, w = negative, "", 1.0
    return {
        "prompt": quoted(prompt),
        "negative_prompt": quoted(negative),
        "guidance_scale": w,
    }
