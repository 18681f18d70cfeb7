"""Every family of the catalog, from an empty cache to a picture, equal to plain diffusers'."""

from collections.abc import Callable

import numpy as np
import pytest
import torch

from models import engine, registry
from models.diffusion.records import Finished, Started, Step
from models.diffusion.requests import DenoiseRequest
from models.errors import InvalidRequest
from models.hub.settings import settings
from models.records import Waiting
from models.specs import Spec
from tests.hub import tiny_models
from tests.hub.loopback import Hub

PROMPT = "a red horse on mars"
EXACT = 0


def ask(spec: Spec, **settings: object) -> DenoiseRequest:
    usual = {name: spec.defaults[name] for name in ("num_inference_steps", "guidance_scale")}
    return DenoiseRequest.parse(model=spec.key, prompt=PROMPT, **usual | settings)


def drawn(request: DenoiseRequest) -> Finished:
    *_, finished = engine.stream(request)
    return finished


@pytest.mark.parametrize("key", tiny_models.FAMILIES)
def test_a_model_is_brought_loaded_and_draws_what_diffusers_draws(
    key: str, publish: Callable[..., Spec], hub: Hub
) -> None:
    spec = publish(key)
    records = list(engine.stream(ask(spec)))
    told = " ".join(record.sentence for record in records if isinstance(record, Waiting))
    assert f"Downloading {spec.name}" in told or "Asking the hub" in told
    assert f"Loading {spec.name}" in told
    started = next(record for record in records if isinstance(record, Started))
    steps = [record for record in records if isinstance(record, Step)]
    assert len(steps) == len(started.timesteps)
    assert steps[-1].nfe == started.nfe_total
    assert "sdpa" in started.status
    side = 2 * tiny_models.SIDE
    assert steps[0].x_0.shape == records[-1].raw.shape == (side, side, 3)
    assert (records[-1].raw == by_diffusers(spec, ask(spec))).all()
    wanted = [name for name in hub.files() if not name.endswith((".json", ".txt"))]
    assert all(name.endswith(".safetensors") for name in wanted)
    assert not any("non_ema" in name or "taesd_decoder" in name for name in wanted)
    if key != "lcm-dreamshaper":
        assert all(".fp16" in name for name in wanted if "/" in name)


def by_diffusers(spec: Spec, request: DenoiseRequest) -> np.ndarray:
    """The same picture from a plain pipeline over the cache."""
    import diffusers

    folder = settings().snapshot(spec.pipeline)
    options = {"safety_checker": None, "requires_safety_checker": False, "feature_extractor": None}
    if spec.key == "sdxl-turbo":
        options = {"feature_extractor": None}
    if spec.key == "lcm-dreamshaper":
        scheduler = diffusers.LCMScheduler.from_pretrained(folder, subfolder="scheduler")
        options["scheduler"] = scheduler
    pipe = diffusers.DiffusionPipeline.from_pretrained(
        folder, variant=spec.variant, dtype=torch.float32, **options
    )
    pipe.set_progress_bar_config(disable=True)
    if spec.key != "lcm-dreamshaper":
        sampler = getattr(diffusers, _class_of(request.scheduler))
        pipe.scheduler = sampler.from_config(pipe.scheduler.config)
    return np.asarray(
        pipe(
            PROMPT,
            num_inference_steps=request.num_inference_steps,
            guidance_scale=request.guidance_scale,
            generator=torch.Generator("cpu").manual_seed(request.seed),
        ).images[0]
    )


def _class_of(scheduler: str) -> str:
    from models.diffusion import schedulers

    return schedulers.find(scheduler).class_name


def test_what_a_model_ignores_stays_put_and_is_told(publish: Callable[..., Spec]) -> None:
    spec = publish("sd-turbo")
    request = ask(spec, guidance_scale=7.5, negative_prompt="blue", upscale=True)
    assert (request.guidance_scale, request.negative_prompt, request.upscale) == (1.0, "", False)
    assert any("follows the prompt plainly" in note for note in request.notes)
    assert (drawn(request).raw == drawn(ask(spec)).raw).all()


def test_a_second_run_asks_the_hub_for_nothing(publish: Callable[..., Spec], hub: Hub) -> None:
    spec = publish("sd-turbo")
    first = drawn(ask(spec))
    registry.registry.cache_clear()
    hub.log.clear()
    assert (drawn(ask(spec)).raw == first.raw).all()
    assert hub.log == []


def test_the_status_says_where_and_how(publish: Callable[..., Spec]) -> None:
    drawn(ask(publish("sd-turbo")))
    place = registry.registry().status()
    assert place.startswith("sd-turbo") and "(float32, sdpa)" in place


def test_more_steps_than_a_model_makes_are_refused() -> None:
    with pytest.raises(InvalidRequest, match=r"is 20, but SD-Turbo draws in at most 8.*to 1"):
        DenoiseRequest.parse(model="sd-turbo", num_inference_steps=20)
    with pytest.raises(InvalidRequest, match="LCM belongs to consistency models"):
        DenoiseRequest.parse(scheduler="LCM")
