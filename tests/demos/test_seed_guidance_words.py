"""What the tab says and asks for, without a page and without a model."""

import dataclasses
import json
from typing import Any

import numpy as np
import pytest

from demos import image_to_image_start, seed_guidance
from demos.denoising_runs import denoise_request
from demos.seed_guidance_requests import MODES, planned, sheet_request
from demos.seed_guidance_texts import EXPERIMENTS, NEVER_SEEN
from demos.seed_guidance_words import cell_link, glass_in_words, sheet_in_words, story, trend
from demos.views import glass as glass_view
from demos.views import pack
from demos.views import sheet as sheet_view
from demos.views.sheet_axes import axes_value, read_axes
from models.diffusion.explorer.records import (
    CellReading,
    Cost,
    Glass,
    GroupReading,
    SheetCell,
    SheetFinished,
    SheetPlanned,
    WineMeasured,
)
from models.diffusion.explorer.requests import SheetRequest, WineRequest
from models.errors import InvalidRequest
from models.pictures import withheld
from models.pictures.palette import COLOURS
from models.pictures.settings import SETTINGS
from models.pictures.subjects import SUBJECTS

PLAN = SheetPlanned(
    x="guidance_scale",
    y="seed",
    columns=("1", "15"),
    rows=("1", "2"),
    keys=(("a", "b"), ("c", "d")),
    cost=Cost(4, 4, 160, None, ""),
    notes=(),
    status="",
)


def settings(**changes: Any) -> dict[str, Any]:
    """The controls as the tab opens, but for the ones named."""
    usual = EXPERIMENTS[0].settings | {
        "wine": "a full wine glass",
        "step": 7,
        "nfe": 40,
        "racers": ["DDIM", "Euler"],
    }
    return usual | changes


def group(label: str, agreement: float, diversity: float, saturation: float) -> GroupReading:
    return GroupReading(label, 8, agreement, saturation, diversity, "seed")


def finished(*groups: GroupReading) -> SheetFinished:
    return SheetFinished(groups, (), 4, 0, 160, 2.0)


def cell(row: int, column: int, **changes: Any) -> SheetCell:
    raw = np.full((64, 64, 3), 60 * row + column, np.uint8)
    reading = CellReading(0.5, 0.1, None)
    request = sheet_request(settings())
    run = request.cells[row, column].model_dump() | changes
    key = PLAN.keys[row][column]
    return SheetCell(row, column, key, raw, raw, "ab" * 32, 40, 0.5, False, reading, run)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([0.1, 0.5, 0.9], "rises from 10 to 90"),
        ([0.9, 0.5, 0.1], "falls from 90 to 10"),
        ([0.50, 0.51, 0.49], "stays near 49"),
        ([0.1, 0.9, 0.5], "rises from 10 to 90 and falls to 50"),
        ([0.9, 0.1, 0.5], "falls from 90 to 10 and rises to 50"),
    ],
)
def test_a_trend_tells_its_ends_and_its_turning_point(values: list[float], told: str) -> None:
    assert trend(values, lambda value: f"{100 * value:.0f}") == told


def test_the_story_of_a_sheet_names_what_grows_and_what_falls() -> None:
    request = SheetRequest.parse(
        x_axis="guidance_scale", x_values="1, 15", y_axis="seed", y_values="1-8"
    )
    told = story(request, finished(group("1", 0.3, 14.0, 0.01), group("15", 0.9, 7.0, 0.2)))
    assert told == (
        "From guidance scale 1 to 15, agreement rises from 30 % to 90 %, diversity falls from 14.0 "
        "to 7.00 and saturation rises from 1.0 % to 20 %."
    )
    assert "What it cost" in sheet_in_words(request, [cell(0, 0)], finished(group("1", 1, 1, 1)))


def test_a_sheet_of_names_tells_no_story() -> None:
    request = SheetRequest.parse(x_axis="scheduler", x_values="DDIM, Euler")
    assert story(request, finished(group("DDIM", 0.3, 14, 0), group("Euler", 0.9, 7, 0))) == ""


def test_readings_stand_along_the_axis_that_is_not_chance() -> None:
    groups = (group("1", 0.3, 14.0, 0.01), group("15", 0.9, 7.0, 0.2))
    found = sheet_view.readings(PLAN, finished(*groups))
    assert [(r["along"], r["label"]) for r in found] == [
        ("columns", "agreement"),
        ("columns", "diversity"),
        ("columns", "saturation"),
    ]
    assert found[1]["values"] == [14.0, 7.0]
    swapped = dataclasses.replace(PLAN, x="seed", y="guidance_scale")
    assert {r["along"] for r in sheet_view.readings(swapped, None)} == {"rows"}
    neither = dataclasses.replace(PLAN, x="guidance_scale", y="num_inference_steps")
    labels = [(r["along"], r["label"]) for r in sheet_view.readings(neither, None)]
    assert ("rows", "agreement") in labels
    assert not [label for _, label in labels if label == "diversity"]


def test_the_last_message_carries_every_cell_and_the_settings() -> None:
    cells = [cell(row, column) for row in range(2) for column in range(2)]
    told = {"sentence": "s", "caption": "c", "settings": {"racers": ["DDIM", "Euler"], "step": 7}}
    links = [cell_link(each) for each in cells]
    groups = finished(group("1", 0.3, 14.0, 0.01), group("15", 0.9, 7.0, 0.2))
    header, blobs = pack.unpack(
        sheet_view.whole("r1", PLAN, ("Guidance scale", "Seed"), cells, links, groups, told)
    )
    assert set(blobs) == {"cell:a", "cell:b", "cell:c", "cell:d"}
    assert header["settings"] == "racers=DDIM%2CEuler&step=7"
    assert header["cells"][0]["link"]["mode"] == "Unfog"
    assert header["cells"][0]["link"]["guidance_scale"] == 0.0


def test_a_large_picture_travels_small() -> None:
    kind, data = sheet_view.small(np.zeros((512, 512, 3), np.uint8))
    assert kind == "image/jpeg"
    assert len(data) < 10_000
    assert sheet_view.small(np.zeros((64, 64, 3), np.uint8))[0] == "image/png"


def test_a_cell_opens_in_the_tab_that_draws_it_with_all_its_settings() -> None:
    varied = cell_link(cell(0, 0, variation_seed=9, variation_strength=1 / 3))
    assert varied["tab"] == "denoising"
    assert denoise_request(varied).variation_strength == 1 / 3
    assert denoise_request(varied).variation_seed == 9
    begun = cell_link(cell(0, 0, strength=0.5), "AAAA")
    assert begun["tab"] == "image_to_image"
    assert begun["strength"] == 0.5
    assert image_to_image_start.parts(begun["start"]) == ("data:image/jpeg;base64,AAAA", "")


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_tells_its_cost_before_it_runs(mode: str) -> None:
    message, line = planned(settings(mode=mode, prompt="a cat nobody has drawn yet"))
    told = json.loads(line)
    assert told["kind"] == "note"
    if mode == "Sheet":
        assert pack.unpack(message)[0]["cost"]["nfe"] > 1000
    else:
        assert "network evaluations" in told["text"]


@pytest.mark.parametrize(
    ("axes", "sentence"),
    [
        ({"x_axis": "seed", "x_values": " "}, "no value"),
        ({"x_axis": "seed", "x_values": "1-10000"}, "10,000 values"),
        ({"x_axis": "seed", "x_values": "1", "y_axis": "seed", "y_values": "2"}, "Both axes"),
        ({"x_axis": "strength", "x_values": "0, 1"}, "needs a picture"),
        ({"x_axis": "strength", "x_values": "0", "image": "%%%"}, "cannot be read"),
        ({"x_axis": "strength", "x_values": "0", "image": "AAAA"}, "not a picture"),
        ({"x_axis": "strength", "x_values": "0-2", "image": "AAAA"}, "not a picture"),
    ],
)
def test_axes_that_cannot_be_are_refused_in_a_sentence(axes: dict[str, Any], sentence: str) -> None:
    _, line = planned(settings(axes=axes_value(axes)))
    told = json.loads(line)
    assert told["kind"] == "error"
    assert sentence in told["text"]


def test_a_huge_seed_and_equal_prompts_are_remarked_on() -> None:
    axes = {"x_axis": "seed", "x_values": f"1, {10**30}"}
    assert "reduced modulo 2^31" in planned(settings(axes=axes_value(axes)))[1]
    axes = {"x_axis": "prompt", "x_values": "a horse\n a  horse "}
    assert "spaces apart" in planned(settings(axes=axes_value(axes)))[1]


@pytest.mark.parametrize("text", ["", "7", "[]", '{"x_axis": 3}', "[" * 100_000])
def test_what_is_no_axes_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest, match="cannot be read"):
        read_axes(text)


def test_every_experiment_asks_for_what_can_be() -> None:
    for experiment in EXPERIMENTS:
        told = json.loads(planned(settings(**experiment.settings))[1])
        assert told["kind"] == "note", (experiment.title, told)


def test_the_combinations_of_the_experiment_were_withheld() -> None:
    for prompt in NEVER_SEEN:
        (subject,) = (name for name in SUBJECTS if f" {name} " in prompt)
        (colour,) = (name for name in COLOURS if f" {name} " in prompt)
        (setting,) = (name for name in SETTINGS if name in prompt)
        assert withheld(subject, colour, setting), prompt


def test_the_words_of_the_glasses_say_what_was_seen() -> None:
    raw = np.zeros((64, 64, 3), np.uint8)
    glasses = [Glass(k, k, raw, raw, fill, {}) for k, fill in enumerate((0.2, 0.61, None))]
    bins = np.zeros(20, int)
    measured = WineMeasured(
        np.linspace(0, 1, 21, dtype=np.float32), bins, bins, 1, 0.61, (0.1, 0.7), 0.05, 0.98, 160
    )
    told = glass_in_words(WineRequest.parse(pictures=3), glasses, measured)
    assert "between 20 % and 61 %" in told
    header, blobs = pack.unpack(glass_view.glass_value(3, glasses, measured))
    assert header["measured"]["world"] == [0.1, 0.7]
    assert len(blobs) == 3


def test_the_first_sheet_is_that_of_the_first_experiment() -> None:
    axes = json.loads(EXPERIMENTS[0].settings["axes"])
    first = seed_guidance.first_request()
    assert (first.x_values, first.y_values) == (axes["x_values"], axes["y_values"])
