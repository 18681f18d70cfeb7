"""The scheduler race: its messages, its prices, and the program that runs the same race."""

import re
from pathlib import Path

import pytest

from demos.seed_guidance_race import race_request, run_race
from demos.seed_guidance_race_code import race_code
from demos.views import pack
from models import catalog
from models.errors import InvalidRequest

SETTINGS = {
    "prompt": "a red horse",
    "negative_prompt": "",
    "seed": 3,
    "guidance_scale": 3.0,
    "model": "pocket-diffusion",
    "nfe": 8,
    "racers": ["DDIM", "Heun", "DPM++ 2M"],
}


def test_everybody_gets_what_the_same_evaluations_pay() -> None:
    ddim, heun, dpm = race_request(SETTINGS).lanes
    assert (ddim.num_inference_steps, dpm.num_inference_steps) == (4, 4)
    assert heun.num_inference_steps == 2  # 3 looks: the last step of Heun's is a simple one


def test_racers_come_from_a_link_as_text() -> None:
    request = race_request(SETTINGS | {"racers": "DDIM,UniPC"})
    assert request.schedulers == ("DDIM", "UniPC")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"racers": ["DDIM"]}, "two"),
        ({"racers": None}, "two"),
        ({"racers": ["DDIM", "DDIM"]}, "two different"),
        ({"racers": ["DDIM", "Eulr"]}, "did you mean 'Euler'"),
        ({"nfe": 100_000}, "nfe"),
    ],
)
def test_no_race_without_two_racers_and_a_price(changes: dict, sentence: str) -> None:
    with pytest.raises(InvalidRequest, match=sentence):
        race_request(SETTINGS | changes)


def test_the_view_gets_the_plan_the_lanes_and_the_plane(random_model: catalog.Spec) -> None:
    messages = list(run_race(race_request(SETTINGS)))
    values = [value for value, *_ in messages if isinstance(value, str)]
    plan, _ = pack.unpack(values[1])
    assert [lane["looks"] for lane in plan["lanes"]] == [4, 3, 4]
    assert "distance" not in plan["lanes"][0]
    header, blobs = pack.unpack(values[-1])
    assert header["finished"] is True
    for index, lane in enumerate(header["lanes"]):
        assert len(lane["distance"]) == lane["looks"] + 1
        assert len(blobs[f"path:{index}"][1]) == 4 * 2 * (lane["looks"] + 1)
        assert f"frame:{index}:{lane['looks'] - 1}" in blobs
    _, words, _, _ = messages[-1]
    assert "Heun" in words
    assert "6 evaluations" in words


def test_the_program_prints_the_same_distances(
    random_model: catalog.Spec,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    request = race_request(SETTINGS | {"racers": ["DDIM", "Heun"]})
    header, _ = pack.unpack([v for v, *_ in run_race(request) if isinstance(v, str)][-1])
    (tmp_path / "models" / "checkpoints").mkdir(parents=True)
    (tmp_path / "models" / "checkpoints" / "pocket-diffusion").symlink_to(random_model.folder)
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    exec(compile(race_code(request), "unfog.py", "exec"), {"__name__": "__main__"})
    printed = dict(re.findall(r"^(\S+) ([\d.]+)$", capsys.readouterr().out, re.MULTILINE))
    for lane in header["lanes"]:
        assert float(printed[lane["name"]]) == pytest.approx(lane["distance"][-1], abs=6e-4)
