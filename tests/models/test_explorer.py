"""Guidance as arrows, the same again, glasses and races: on a random pipeline, in numbers."""

import itertools
from typing import Any

import numpy as np
import pytest
import torch
from numpy.random import default_rng

from models import engine
from models.diffusion import evaluations, schedulers
from models.diffusion.explorer import glasses, readings, replicate
from models.diffusion.explorer.cost import cost
from models.diffusion.explorer.guidance import arrows
from models.diffusion.explorer.race import principal_plane
from models.diffusion.explorer.race_records import LaneFinished, RaceFinished, RacePlanned
from models.diffusion.explorer.race_requests import RaceRequest
from models.diffusion.explorer.records import (
    Draw,
    Drawing,
    Glass,
    GuidanceSeen,
    Verdict,
    WineMeasured,
)
from models.diffusion.explorer.requests import (
    GuidanceRequest,
    ReplicateRequest,
    WineRequest,
)
from models.diffusion.records import Finished
from models.diffusion.requests import DenoiseRequest
from models.errors import InvalidRequest
from models.records import Waiting

PROMPT = "a red horse on mars"
LECTURE = {"prompt": "a photo of a poodle on an astronaut", "seed": 6421725739674010}


def answers(request: Any) -> list[Any]:
    return [r for r in engine.stream(request) if not isinstance(r, Waiting | Drawing)]


def seen(**values: Any) -> GuidanceSeen:
    values = {"prompt": PROMPT, "num_inference_steps": 4, "step": 2, **values}
    (record,) = answers(GuidanceRequest.parse(**values))
    return record


@pytest.mark.usefixtures("pocket")
@pytest.mark.parametrize("scheduler", ["DDIM", "Heun"])
def test_the_line_of_guidance_goes_through_both_predictions(scheduler: str) -> None:
    record = seen(scheduler=scheduler)
    at = {float(w): k for k, w in enumerate(record.w)}
    assert (record.w[0], record.w[-1]) == (-2, 20)
    assert record.norms[at[0]] == pytest.approx(np.hypot(*record.uncond), rel=1e-5)
    assert record.norms[at[1]] == pytest.approx(np.hypot(*record.cond), rel=1e-5)
    (a, _), (b, c) = record.uncond, record.cond
    for w in (-2.0, 4.5, 20.0):
        expected = np.hypot(a + w * (b - a), w * c)
        assert record.norms[at[w]] == pytest.approx(expected, rel=1e-4)
    assert record.angle == pytest.approx(record.angles[record.step])
    assert len(record.angles) == len(record.gaps) == len(record.timesteps)
    assert record.x_0.shape == (len(record.w), 64, 64, 3)
    assert record.noise_pred.shape == (len(record.w), 16, 16, 3)


@pytest.mark.usefixtures("pocket")
@pytest.mark.parametrize("w", [0, 1, 4])
def test_the_way_to_the_step_is_that_of_the_run(w: float) -> None:
    run = DenoiseRequest.parse(prompt=PROMPT, num_inference_steps=4, guidance_scale=w)
    end = answers(run)[-1]
    difference = seen(guidance_scale=w).picture.astype(int) - end.picture
    assert np.abs(difference).max() <= (0 if w == 4 else 1)


def test_arrows_keep_lengths_and_angle() -> None:
    a = torch.zeros(1, 4, 2, 2)
    a[0, 0, 0, 0] = 4.0
    b = a.clone() * 0
    b[0, 1, 1, 1] = 2.0
    drawn = arrows(a, a + b)
    assert drawn.uncond == (1.0, 0.0)
    assert drawn.cond == pytest.approx((1.0, 0.5))
    assert drawn.angle == pytest.approx(np.degrees(np.arctan(0.5)))
    assert drawn.gap == pytest.approx(0.5)


@pytest.mark.parametrize("step", [4, -1, 1.5, float("nan"), 10**9])
def test_a_step_that_the_run_does_not_have_is_refused(step: float) -> None:
    with pytest.raises(InvalidRequest, match=r"step is"):
        GuidanceRequest.parse(num_inference_steps=4, step=step)
    assert GuidanceRequest.parse(num_inference_steps=4, scheduler="Heun", step=6).step == 6


@pytest.mark.usefixtures("pocket")
@pytest.mark.parametrize("scheduler", ["DDIM", "Euler ancestral"])
def test_the_same_again_has_the_same_bytes(scheduler: str) -> None:
    request = ReplicateRequest.parse(**LECTURE, num_inference_steps=3, scheduler=scheduler)
    *draws, verdict = answers(request)
    assert [type(record) for record in draws] == [Draw] * 3
    assert [draw.how for draw in draws] == list(replicate.WAYS)
    assert (verdict.equal, verdict.pixels_differing, verdict.largest_difference) == (True, 0, 0)
    assert any("reduced modulo 2^31" in note for note in verdict.notes)
    plain = DenoiseRequest.parse(**LECTURE, num_inference_steps=3, scheduler=scheduler)
    end = answers(plain)[-1]
    assert isinstance(end, Finished)
    assert {draw.sha256 for draw in draws} == {end.sha256}
    assert cost(request).nfe == 4 * 6


@pytest.mark.usefixtures("pocket")
def test_a_difference_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    decode = replicate.workshop.pictures.decode_checked
    calls = itertools.count()

    def spoilt(model: Any, latents: Any) -> tuple[np.ndarray, bool]:
        raw, blocked = decode(model, latents)
        if next(calls) == 1:
            raw = raw.copy()
            raw[3, 5, 0] ^= 4
        return raw, blocked

    monkeypatch.setattr(replicate.workshop.pictures, "decode_checked", spoilt)
    verdict = answers(ReplicateRequest.parse(**LECTURE, num_inference_steps=2))[-1]
    assert isinstance(verdict, Verdict)
    assert (verdict.equal, verdict.pixels_differing, verdict.largest_difference) == (False, 1, 4)


@pytest.mark.usefixtures("pocket")
def test_a_race_at_equal_evaluations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.diffusion.explorer.race_requests.REFERENCE_STEPS", 40)
    names = ("DDIM", "Heun", "PNDM", "Euler ancestral")
    request = RaceRequest.parse(prompt=PROMPT, nfe=20, schedulers=names)
    planned, *lanes, end = answers(request)
    assert isinstance(planned, RacePlanned)
    assert isinstance(end, RaceFinished)
    assert [type(lane) for lane in lanes] == [LaneFinished] * 4
    assert [(p.num_inference_steps, p.looks, p.nfe) for p in planned.lanes] == [
        (10, 10, 20), (5, 9, 18), (9, 10, 20), (10, 10, 20),
    ]  # fmt: skip
    assert any("Euler ancestral adds fresh noise" in note for note in planned.notes)
    by_index = {lane.index: lane for lane in lanes}
    for index, path in enumerate(end.paths):
        lane = by_index[index]
        assert len(path) == len(lane.distance) == len(lane.nfe) == lane.plan.looks + 1
        assert lane.nfe[-1] == lane.plan.nfe
        assert len(lane.frames) == lane.plan.looks
    assert by_index[0].distance[-1] < by_index[3].distance[-1]
    assert 0 < sum(end.explained) <= 1
    starts = np.array([path[0] for path in end.paths[:1]])
    np.testing.assert_allclose(starts[0], end.reference[0], atol=1e-3)
    single = answers(DenoiseRequest.parse(**by_index[1].settings))[-1]
    np.testing.assert_array_equal(single.raw, by_index[1].raw)


@pytest.mark.parametrize("name", schedulers.SAMPLERS)
@pytest.mark.parametrize("nfe", [8, 9, 40])
@pytest.mark.parametrize("w", [1.0, 4.0])
def test_no_racer_spends_more_than_the_others_may(name: str, nfe: int, w: float) -> None:
    other = "Euler" if name == "DDIM" else "DDIM"
    request = RaceRequest.parse(nfe=nfe, guidance_scale=w, schedulers=(name, other))
    lane = request.lanes[0]
    each = evaluations.a_look(w)
    assert nfe - 2 * each < evaluations.of(lane) <= nfe


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"nfe": 7}, ["nfe is 7", "8 to 200"]),
        ({"nfe": 10**6}, ["nfe is 1000000"]),
        ({"schedulers": ()}, ["two or more"]),
        ({"schedulers": ("DDIM", "DDIM")}, ["two different schedulers"]),
        ({"schedulers": ("DDIM", "Eulr")}, ["did you mean 'Euler'"]),
    ],
)
def test_bad_races_are_refused(values: dict, words: list[str]) -> None:
    with pytest.raises(InvalidRequest) as error:
        RaceRequest.parse(**values)
    assert all(word in str(error.value) for word in words), str(error.value)


def test_the_plane_is_that_of_the_principal_components() -> None:
    rng = default_rng(0)
    axes = np.linalg.qr(rng.normal(size=(30, 3)))[0].T
    weights = rng.normal(size=(40, 3)) * (9, 3, 0.1)
    (first, second), explained = principal_plane([weights[:25] @ axes, weights[25:] @ axes])
    flat = np.concatenate([first, second])
    truth = weights - weights.mean(0)
    for k in range(2):
        assert abs(np.corrcoef(flat[:, k], truth[:, k])[0, 1]) > 0.99
    assert sum(explained) > 0.999
    assert explained[0] > explained[1]


def test_the_ruler_reads_glasses_up_to_the_rim() -> None:
    ruler, rng = glasses.scale(lambda drawn: drawn), default_rng(9)
    truth = rng.uniform(0.15, 1.0, 60)
    read = [ruler.fill(glasses.glass(float(fill), rng)) for fill in truth]
    errors = [abs(r - t) for r, t in zip(read, truth, strict=True) if r is not None]
    assert len(errors) >= 57
    assert np.mean(errors) < 0.05
    assert ruler.fill(np.full((64, 64, 3), 200, np.uint8)) is None
    fills = [fill for fill in glasses.training_fills(40) if fill is not None]
    assert max(fills) < 0.78


@pytest.mark.usefixtures("pocket")
def test_sixteen_glasses_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    request = WineRequest.parse(pictures=3, seed=5, num_inference_steps=2)
    *drawn, end = answers(request)
    assert {glass.seed for glass in drawn if isinstance(glass, Glass)} == {5, 6, 7}
    assert isinstance(end, WineMeasured)
    assert end.model.sum() + end.unread == 3
    assert end.drawings.sum() == end.drawings_seen > 100
    assert end.edges[np.nonzero(end.drawings)[0].max()] < 0.76
    assert cost(request).new_runs == 0


def test_a_prompt_says_what_it_wants() -> None:
    wanted = readings.wanted("a photo of a red pony on top of a stop sign on mars")
    assert wanted == readings.Wanted(("horse", "stop sign"), "red", "mars")
    assert readings.wanted("two blue cats and a red dog").colour is None
    assert readings.wanted("nothing of this world") == readings.Wanted((), None, None)
    sure = {
        "subject": {"horse": 0.8, "stop sign": 0.4},
        "colour": {"red": 1.0},
        "setting": {"mars": 0.6},
    }
    prompt = "a red horse on a stop sign on mars"
    assert readings.agreement(prompt, sure) == pytest.approx((0.8 + 0.4 + 1.0 + 0.6) / 4)
    assert readings.agreement("nothing", sure) is None


def test_saturation_counts_clipped_and_vivid_pixels() -> None:
    picture = np.full((4, 4, 3), 128, np.uint8)
    assert readings.saturation(picture) == 0
    picture[0, 0] = (255, 200, 200)
    picture[0, 1] = (90, 60, 0)
    picture[0, 2] = (200, 10, 10)
    picture[0, 3] = (212, 42, 46)
    assert readings.saturation(picture) == pytest.approx(3 / 16)


def test_diversity_is_the_mean_distance_of_pairs() -> None:
    points = [np.array([0.0, 0.0]), np.array([3.0, 4.0]), np.array([0.0, 0.0])]
    assert readings.diversity(points) == pytest.approx(10 / 3)
    assert readings.diversity(points[:1]) is None
    assert readings.diversity([*points, None]) is None
