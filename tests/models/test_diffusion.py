"""Denoising against plain diffusers, and with visitors who come together, stop and leave."""

import dataclasses
import functools
import inspect
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import pytest
import torch

from models import catalog, engine, registry
from models.catalog import Spec
from models.diffusion import pictures, predictions, schedulers
from models.diffusion.denoise import denoise
from models.diffusion.records import Climbing, Finished, LadderStarted, Rung, Started, Step
from models.diffusion.requests import DenoiseRequest, LadderRequest
from models.diffusion.trajectory import trajectory
from models.records import Waiting

PROMPT = "a red horse on mars"
TELLS_X_0 = [
    "DDIM", "DDPM", "Euler", "Euler ancestral", "Heun", "LMS", "DPM2", "DPM2 ancestral",
]  # fmt: skip


def ask(**values: Any) -> DenoiseRequest:
    return DenoiseRequest.parse(**{"prompt": PROMPT, "num_inference_steps": 5, **values})


def finished(**values: Any) -> Finished:
    return list(denoise(ask(**values)))[-1]


@pytest.fixture
def plain(tiny_folder: Path) -> Any:
    """The same checkpoint in plain diffusers: `plain(prompt, ...)` → uint8 [64, 64, 3]."""
    pipe = diffusers.DiffusionPipeline.from_pretrained(tiny_folder, dtype=torch.float32)
    pipe.set_progress_bar_config(disable=True)
    original = dict(pipe.scheduler.config)

    def draw(prompt: str, scheduler: str = "DDIM", **values: Any) -> np.ndarray:
        sampler = schedulers.find(scheduler)
        make = getattr(diffusers, sampler.class_name).from_config
        pipe.scheduler = make(original, **sampler.settings)
        generator = torch.Generator("cpu").manual_seed(values.pop("seed", ask().seed))
        values = {"num_inference_steps": 5, "guidance_scale": 4.0, **values}
        return np.asarray(pipe(prompt, generator=generator, **values).images[0])

    return draw


@pytest.mark.usefixtures("pocket")
@pytest.mark.parametrize("scheduler", schedulers.SAMPLERS)
def test_every_scheduler_draws_the_picture_of_plain_diffusers(scheduler: str, plain: Any) -> None:
    ours = finished(scheduler=scheduler, seed=3, negative_prompt="blue")
    theirs = plain(PROMPT, scheduler, seed=3, negative_prompt="blue")
    np.testing.assert_array_equal(ours.raw, theirs)


@pytest.mark.usefixtures("pocket")
def test_guidance_one_and_zero_need_one_evaluation(plain: Any) -> None:
    one, zero = finished(guidance_scale=1), finished(guidance_scale=0, negative_prompt="blue")
    assert (one.nfe, zero.nfe, finished(guidance_scale=0.5).nfe) == (5, 5, 10)
    np.testing.assert_array_equal(one.raw, plain(PROMPT, guidance_scale=1.0))
    np.testing.assert_array_equal(zero.raw, plain("blue", guidance_scale=1.0))


@pytest.mark.usefixtures("pocket")
def test_a_run_tells_its_plan_its_steps_and_its_end() -> None:
    waiting, started, *steps, end = list(denoise(ask(seed=2**31 + 5, scheduler="Heun")))
    assert isinstance(waiting, Waiting)
    assert isinstance(started, Started)
    assert isinstance(end, Finished)
    assert [type(step) for step in steps] == [Step] * len(started.timesteps)
    assert (started.seed, started.nfe_total, end.nfe) == (5, 18, 18)
    assert "reduced modulo" in started.notes[0]
    assert "second-order" in started.notes[-1]
    assert started.status.endswith("float32 · pocket-diffusion 47 MB")
    assert steps[0].x_0_change is None
    assert all(step.x_0_change > 0 for step in steps[1:])
    assert {step.x_t.shape for step in steps} == {(64, 64, 3)}
    assert {step.noise_pred.shape for step in steps} == {(16, 16, 3)}
    assert DenoiseRequest.parse(**end.settings) == ask(seed=5, scheduler="Heun")
    assert pickle.loads(pickle.dumps(end)).sha256 == end.sha256


@pytest.mark.usefixtures("pocket")
@pytest.mark.parametrize("scheduler", schedulers.SAMPLERS)
def test_the_noise_levels_are_known_before_the_run(scheduler: str) -> None:
    _, started, *steps, _ = list(denoise(ask(scheduler=scheduler, guidance_scale=1)))
    np.testing.assert_allclose([step.sigma for step in steps], started.sigmas, rtol=1e-3)
    assert [step.timestep for step in steps] == list(started.timesteps)


def looks(spec: Spec, scheduler: str, told: list, **config: Any) -> list:
    """A trajectory, with what the scheduler itself says about x_0 in `told`."""
    with registry.use(spec) as model, torch.inference_mode():
        original = dict(model.pipe.scheduler.config)
        ours = schedulers.make(scheduler, {**original, **config})
        step = ours.step

        @functools.wraps(step)
        def spy(*values: Any, return_dict: bool, **options: Any) -> tuple:
            assert not return_dict
            answer = step(*values, **options)
            told.append(getattr(answer, "pred_original_sample", None))
            return (answer.prev_sample,)

        ours.step = spy
        assert inspect.signature(ours.step) == inspect.signature(step)
        return list(trajectory(model, ours, ask()))


@pytest.mark.parametrize("scheduler", TELLS_X_0)
def test_x_0_is_what_the_scheduler_predicts(scheduler: str, pocket: Spec) -> None:
    told: list = []
    for look, theirs in zip(looks(pocket, scheduler, told), told, strict=True):
        torch.testing.assert_close(look.x_0, theirs, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize(
    ("scheduler", "kind"),
    [("DDIM", "v_prediction"), ("DDIM", "sample"), ("Euler", "v_prediction"), ("DDPM", "sample")],
)
def test_x_0_of_networks_that_predict_something_else(
    scheduler: str, kind: str, pocket: Spec
) -> None:
    told: list = []
    for look, theirs in zip(
        looks(pocket, scheduler, told, prediction_type=kind), told, strict=True
    ):
        torch.testing.assert_close(look.x_0, theirs, rtol=1e-3, atol=1e-4)
        signal = (1 + look.sigma**2) ** -0.5
        mixed = signal * look.x_0 + look.sigma * signal * look.noise_pred
        torch.testing.assert_close(mixed, look.x_t, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("scheduler", ["DPM++ 2M", "DPM++ 2M Karras", "UniPC"])
def test_x_0_of_multistep_solvers_is_what_they_remember(scheduler: str, pocket: Spec) -> None:
    with registry.use(pocket) as model, torch.inference_mode():
        solver = schedulers.make(scheduler, model.pipe.scheduler.config)
        for look in trajectory(model, solver, ask()):
            torch.testing.assert_close(look.x_0, solver.model_outputs[-1], rtol=1e-3, atol=1e-4)


def test_unknown_predictions_are_refused() -> None:
    with pytest.raises(predictions.ModelError, match="flow_prediction"):
        predictions.split(torch.zeros(1), torch.zeros(1), 1.0, "flow_prediction")


@pytest.mark.usefixtures("pocket")
def test_visitors_who_come_together_get_their_own_pictures() -> None:
    names = ["Heun", "DDIM", "Euler ancestral", "UniPC"]
    alone = [finished(seed=i, scheduler=name).sha256 for i, name in enumerate(names)]

    def visit(i: int) -> str:
        return list(engine.stream(ask(seed=i, scheduler=names[i])))[-1].sha256

    with ThreadPoolExecutor(4) as visitors:
        assert list(visitors.map(visit, range(4))) == alone


def test_stopping_in_mid_run_frees_device_and_model(pocket: Spec) -> None:
    expected = finished().sha256
    records = engine.stream(ask(num_inference_steps=100))
    while not isinstance(next(records), Step):
        pass
    records.close()
    assert len(engine.engine().line) == 0
    assert registry.registry()._shelf[pocket.key].users == 0
    assert list(engine.stream(ask()))[-1].sha256 == expected


@pytest.mark.usefixtures("pocket")
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux")
def test_memory_does_not_grow() -> None:
    def megabytes() -> float:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    for _ in range(3):
        list(engine.stream(ask()))
    before = megabytes()
    for _ in range(10):
        list(engine.stream(ask()))
        next(engine.stream(ask()))
    assert megabytes() - before < 20


@pytest.mark.usefixtures("pocket")
def test_inference_mode_does_not_leak_between_records() -> None:
    for _ in denoise(ask()):
        assert not torch.is_inference_mode_enabled()


def test_words_that_are_not_read_are_named(pocket: Spec) -> None:
    with registry.use(pocket):
        notes = next(denoise(ask(prompt=f"{'a ' * 40}zorkmid horse"))).notes
    assert any("zorkmid" in note and "world" in note for note in notes)
    assert any("the model reads 30" in note and "horse" in note for note in notes)
    assert "prompt is empty" in next(denoise(ask(prompt=""))).notes[0]


def test_without_a_preview_decoder_the_vae_draws_the_steps(pocket: Spec) -> None:
    with registry.use(pocket) as model, torch.inference_mode():
        bare = dataclasses.replace(model, preview=None)
        look = next(trajectory(bare, schedulers.make("DDIM", model.pipe.scheduler.config), ask()))
        drawn = pictures.paint(bare, look)
    assert (drawn.x_t.shape, drawn.x_0.shape) == ((64, 64, 3), (64, 64, 3))
    assert drawn.noise_pred.shape == (16, 16, 3)


@pytest.mark.usefixtures("pocket")
def test_a_ladder_has_the_pictures_of_single_runs() -> None:
    request = LadderRequest.parse(prompt=PROMPT, step_counts=(1, 4), scheduler="Heun", seed=9)
    records = [r for r in engine.stream(request) if not isinstance(r, Waiting | Climbing)]
    start, *rungs = records
    assert isinstance(start, LadderStarted)
    assert [type(rung) for rung in rungs] == [Rung, Rung]
    assert (start.nfe_total, [rung.nfe for rung in rungs]) == (16, [2, 14])
    for rung in rungs:
        single = finished(num_inference_steps=rung.num_inference_steps, scheduler="Heun", seed=9)
        np.testing.assert_array_equal(rung.raw, single.raw)


def test_a_cold_run_is_silent_and_leaves_xformers_alone(tiny_folder: Path, tmp_path: Path) -> None:
    """In a process of its own, with an xformers that would tell if it were imported."""
    (tmp_path / "xformers").mkdir()
    (tmp_path / "xformers" / "__init__.py").write_text("print('xformers was imported')")
    code = f"""
import dataclasses, pathlib, sys
from models import catalog, engine
from models.diffusion.requests import DenoiseRequest
folder = pathlib.Path({str(tiny_folder)!r})
spec = dataclasses.replace(catalog.find("pocket-diffusion"), folder=folder)
catalog.MODELS = {{**catalog.MODELS, spec.key: spec}}
assert not {{"torch", "diffusers", "transformers"}} & set(sys.modules)
for _ in engine.stream(DenoiseRequest.parse(prompt="a horse", num_inference_steps=2)):
    pass
"""
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "CUDA_VISIBLE_DEVICES": ""}
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert (answer.stdout, answer.stderr, answer.returncode) == ("", "", 0)


def test_a_missing_companion_is_told(serve: Any, tiny_folder: Path, tmp_path: Path) -> None:
    upscaler = dataclasses.replace(catalog.find("pocket-upscaler"), folder=tmp_path / "nowhere")
    spec = serve(tiny_folder, upscaler=upscaler.key)
    catalog.MODELS = {**catalog.MODELS, upscaler.key: upscaler}
    with registry.use(spec):
        started, *_, end = list(denoise(ask(num_inference_steps=1)))
        assert "The upscaler is not on this disk" in started.notes[-1]
        assert end.picture.shape == (64, 64, 3)
        assert not next(denoise(ask(upscale=False))).notes
