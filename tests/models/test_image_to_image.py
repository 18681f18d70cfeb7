"""Image-to-image against plain diffusers, its plan in words, and pictures of every kind."""

import io
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import pytest
import torch
from PIL import Image

from models import engine
from models.catalog import Spec
from models.diffusion import evaluations, schedulers
from models.diffusion.explorer.records import ImageStarted
from models.diffusion.explorer.requests import ImageToImageRequest
from models.diffusion.records import Finished, Step
from models.errors import InvalidRequest
from models.pictures import Item, Scene, draw

PROMPT = "a red horse on mars"
CAT = draw(Scene((Item("cat"),), "plain paper", seed=3, style="outline sketch"), 512)


def ask(**values: Any) -> ImageToImageRequest:
    return ImageToImageRequest.parse(
        **{"image": CAT, "prompt": PROMPT, "num_inference_steps": 8, "seed": 3, **values}
    )


def run(**values: Any) -> tuple[ImageStarted, list[Step], Finished]:
    records = list(engine.stream(ask(**values)))
    (started,) = (record for record in records if isinstance(record, ImageStarted))
    return started, [r for r in records if isinstance(r, Step)], records[-1]


@pytest.fixture
def plain(tiny_folder: Path) -> Any:
    """The same checkpoint in plain diffusers: `plain(scheduler, strength)` → uint8 [64, 64, 3]."""
    pipe = diffusers.StableDiffusionImg2ImgPipeline.from_pretrained(
        tiny_folder, dtype=torch.float32
    )
    pipe.set_progress_bar_config(disable=True)
    original = dict(pipe.scheduler.config)
    small = pipe.image_processor.resize(CAT, 64, 64)

    def draw_plainly(scheduler: str, strength: float) -> np.ndarray:
        sampler = schedulers.find(scheduler)
        make = getattr(diffusers, sampler.class_name).from_config
        pipe.scheduler = make(original, **sampler.settings)
        generator = torch.Generator("cpu").manual_seed(3)
        values = {"num_inference_steps": 8, "guidance_scale": 4.0, "strength": strength}
        return np.asarray(pipe(PROMPT, small, generator=generator, **values).images[0])

    return draw_plainly


@pytest.mark.usefixtures("pocket")
@pytest.mark.parametrize("scheduler", schedulers.SAMPLERS)
def test_every_scheduler_draws_the_picture_of_plain_diffusers(scheduler: str, plain: Any) -> None:
    started, steps, finished = run(scheduler=scheduler, strength=0.5)
    np.testing.assert_array_equal(finished.raw, plain(scheduler, 0.5))
    assert len(steps) == len(started.timesteps)
    assert [step.timestep for step in steps] == list(started.timesteps)
    np.testing.assert_allclose([step.sigma for step in steps], started.sigmas, rtol=1e-3)
    assert (
        finished.nfe == started.nfe_total == evaluations.of(ask(scheduler=scheduler, strength=0.5))
    )
    np.testing.assert_array_equal(steps[0].x_t, started.fogged)


@pytest.mark.usefixtures("pocket")
def test_strength_one_runs_all_steps_and_says_what_is_left(plain: Any) -> None:
    started, steps, finished = run(strength=1)
    assert started.sentence == "Runs 8 of 8 steps, starts at t = 999."
    assert (len(steps), len(started.skipped)) == (8, 0)
    assert any("almost nothing of the picture is left" in note for note in started.notes)
    np.testing.assert_array_equal(finished.raw, plain("DDIM", 1.0))


@pytest.mark.usefixtures("pocket")
@pytest.mark.parametrize("strength", [0, 0.1])
@pytest.mark.parametrize("scheduler", ["DDIM", "Heun", "PNDM"])
def test_strength_zero_returns_the_picture(strength: float, scheduler: str) -> None:
    started, steps, finished = run(strength=strength, scheduler=scheduler)
    assert started.sentence == "Runs 0 of 8 steps: the picture is not fogged."
    assert (steps, finished.nfe, started.t) == ([], 0, None)
    assert any("no step runs" in note for note in started.notes)
    np.testing.assert_array_equal(finished.raw, started.encoded)


@pytest.mark.usefixtures("pocket")
def test_the_plan_in_words_and_pictures() -> None:
    started, steps, finished = run(strength=0.6, num_inference_steps=20)
    assert started.sentence == "Runs 12 of 20 steps, starts at t = 599."
    assert (started.steps_to_run, len(steps), len(started.skipped)) == (12, 12, 8)
    assert started.given.shape == started.encoded.shape == started.fogged.shape == (64, 64, 3)
    assert started.given_picture.shape == finished.picture.shape
    assert "image" not in finished.settings
    assert finished.settings["strength"] == 0.6


def file(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def sixteen_bits() -> bytes:
    ramp = np.linspace(0, 65535, 64 * 64).reshape(64, 64).astype(np.uint16)
    return file(Image.fromarray(ramp), "PNG")


BLUE = Image.new("RGB", (32, 32), "blue")
PICTURES = {
    "1 × 1": (file(Image.new("RGB", (1, 1), "red"), "PNG"), (255, 0, 0), "1 × 1 pixels are"),
    "8000 × 10": (file(Image.new("RGB", (8000, 10), "red"), "PNG"), (255, 0, 0), "middle 10 × 10"),
    "animated GIF": (
        file(Image.new("RGB", (32, 32), "red"), "GIF", save_all=True, append_images=[BLUE]),
        (255, 0, 0),
        "only the first frame",
    ),
    "CMYK": (file(Image.new("CMYK", (32, 32), (0, 255, 255, 0)), "JPEG"), (255, 0, 0), None),
    "16 bits": (sixteen_bits(), (127, 127, 127), None),
    "transparent": (file(Image.new("RGBA", (32, 32), (9, 9, 9, 0)), "PNG"), (255,) * 3, "as white"),
    "palette": (file(Image.new("RGB", (32, 32), "red").quantize(4), "PNG"), (255, 0, 0), None),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_of_every_kind(name: str) -> None:
    source, colour, note = PICTURES[name]
    request = ask(image=source)
    assert (request.image.size, request.image.mode) == ((512, 512), "RGB")
    np.testing.assert_allclose(np.asarray(request.image).mean((0, 1)), colour, atol=3)
    assert any(note in said for said in request.notes) if note else not request.notes


@pytest.mark.usefixtures("pocket")
def test_the_smallest_picture_runs() -> None:
    started, steps, _ = run(image=PICTURES["1 × 1"][0])
    assert len(steps) == 4
    assert np.ptp(started.given, axis=(0, 1)).max() == 0


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"image": b"GIF89a but not really"}, ["is not a picture", "choose"]),
        ({"image": None}, ["There is no picture yet", "draw"]),
        ({"image": b""}, ["is not a picture"]),
        ({"image": "cat.png"}, ["'cat.png' is not a picture"]),
        ({"strength": 1.1}, ["strength is 1.1", "0 to 1"]),
        ({"strength": -0.1}, ["strength is -0.1", "0 to 1"]),
        ({"strength": float("nan")}, ["strength is nan", "0 to 1"]),
        ({"strength": "much"}, ["strength is 'much'"]),
    ],
)
def test_bad_values_are_refused_in_a_sentence(values: dict, words: list[str]) -> None:
    with pytest.raises(InvalidRequest) as error:
        ask(**values)
    assert all(word in str(error.value) for word in words), str(error.value)


def test_a_seed_of_10_to_the_30_is_reduced() -> None:
    request = ask(seed=10**30)
    assert request.seed == 10**30 % 2**31
    assert "reduced modulo" in request.notes[0]


@pytest.mark.parametrize("scheduler", schedulers.SAMPLERS)
def test_evaluations_are_counted_as_the_schedulers_do(scheduler: str, pocket: Spec) -> None:
    from models import registry

    with registry.use(pocket) as model:
        for steps in (1, 2, 3, 10, 25):
            made = schedulers.make(scheduler, model.pipe.scheduler.config)
            made.set_timesteps(steps)
            assert evaluations.noise_levels(scheduler, steps) == len(made.timesteps)
            most = evaluations.affordable_steps(scheduler, len(made.timesteps))
            assert evaluations.noise_levels(scheduler, most) <= len(made.timesteps)
            assert most >= steps
