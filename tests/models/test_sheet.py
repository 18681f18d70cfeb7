"""Sheets: every cell as if drawn alone, each drawn once, told before, and stopped at any time."""

import pickle
import threading
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from models import engine, registry
from models.catalog import Spec
from models.diffusion.explorer import memory, pace, workshop
from models.diffusion.explorer.cost import cost
from models.diffusion.explorer.readings import summarise
from models.diffusion.explorer.records import Drawing, SheetCell, SheetFinished, SheetPlanned
from models.diffusion.explorer.requests import ImageToImageRequest, PaceRequest, SheetRequest
from models.diffusion.records import Finished
from models.diffusion.requests import DenoiseRequest
from models.diffusion.trajectory import slerp
from models.errors import InvalidRequest, ModelError
from models.records import Waiting

PROMPT = "a red horse on mars"
PICTURE = Image.radial_gradient("L").convert("RGB")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    memory.memory.cache_clear()
    pace.pace.cache_clear()
    yield
    memory.memory.cache_clear()
    pace.pace.cache_clear()


def ask(**values: Any) -> SheetRequest:
    return SheetRequest.parse(**{"prompt": PROMPT, "num_inference_steps": 3, **values})


def run(request: SheetRequest) -> tuple[SheetPlanned, dict[tuple[int, int], SheetCell], Any]:
    records = [r for r in engine.stream(request) if not isinstance(r, Waiting | Drawing)]
    planned, *cells, end = records
    assert isinstance(planned, SheetPlanned)
    assert isinstance(end, SheetFinished)
    return planned, {(cell.row, cell.column): cell for cell in cells}, end


def alone(cell: SheetCell, **values: Any) -> Finished:
    kind = ImageToImageRequest if values else DenoiseRequest
    return list(engine.stream(kind.parse(**cell.settings, **values)))[-1]


@pytest.mark.usefixtures("pocket")
@pytest.mark.parametrize(
    "axes",
    [
        {"x_axis": "guidance_scale", "x_values": "0, 1, 4", "y_axis": "seed", "y_values": "8-9"},
        {"x_axis": "scheduler", "x_values": "Heun, Euler ancestral, UniPC, PNDM"},
        {"x_axis": "num_inference_steps", "x_values": "1-5 (+2)", "upscale": False},
        {"x_axis": "prompt", "x_values": 'a blue horse\n""', "negative_prompt": "red"},
        {"x_axis": "replace", "x_values": "red, blue", "y_axis": "negative_prompt",
         "y_values": '""\nmars'},
        {"x_axis": "variation_strength", "x_values": "0-1 [3]", "variation_seed": 77},
    ],
    ids=lambda axes: axes["x_axis"],
)  # fmt: skip
def test_a_cell_has_the_bytes_of_a_run_of_its_own(axes: dict[str, str]) -> None:
    request = ask(**axes)
    _, cells, end = run(request)
    assert len(cells) == len(request.cells) == end.drawn
    assert len({cell.sha256 for cell in cells.values()}) == len(cells)
    for cell in cells.values():
        single = alone(cell)
        assert (single.sha256, single.nfe) == (cell.sha256, cell.nfe)
        np.testing.assert_array_equal(single.picture, cell.picture)


@pytest.mark.usefixtures("pocket")
def test_cells_along_strength_have_the_bytes_of_image_to_image() -> None:
    request = ask(
        x_axis="strength", x_values="0-1 [3]", y_axis="seed", y_values="1,2", image=PICTURE
    )
    _, cells, end = run(request)
    assert end.nfe == 2 * (0 + 2 + 6)
    for place in ((0, 0), (1, 1), (0, 2)):
        assert alone(cells[place], image=request.image).sha256 == cells[place].sha256


@pytest.mark.usefixtures("pocket")
def test_growing_a_sheet_draws_only_what_is_new() -> None:
    small = ask(x_axis="guidance_scale", x_values="1-4", y_axis="seed", y_values="1-4")
    large = ask(x_axis="guidance_scale", x_values="1-4", y_axis="seed", y_values="1-5")
    assert cost(small).new_runs == cost(small).runs == 16
    _, before, _ = run(small)
    told = cost(large)
    assert (told.runs, told.new_runs, told.nfe) == (20, 4, 3 + 3 * 6)
    planned, cells, end = run(large)
    assert planned.cost.new_runs == end.drawn == 4
    assert (end.remembered, end.nfe) == (16, told.nfe)
    for place, cell in before.items():
        assert cells[place].remembered
        assert cells[place].sha256 == cell.sha256
        np.testing.assert_array_equal(cells[place].picture, cell.picture)
    assert "all of them drawn before" in cost(large).sentence


@pytest.mark.usefixtures("pocket")
def test_axes_the_other_way_round_are_the_same_cells() -> None:
    run(ask(x_axis="guidance_scale", x_values="2,3", y_axis="seed", y_values="1,2"))
    turned = ask(x_axis="seed", x_values="2,1", y_axis="guidance_scale", y_values="3,2")
    assert cost(turned).new_runs == 0


def test_the_cheaper_axis_is_walked_first() -> None:
    prompts = {"values": "a cat\na dog", "axis": "prompt"}
    across = ask(x_axis="seed", x_values="1,2", y_axis="prompt", y_values=prompts["values"])
    down = ask(x_axis="prompt", x_values=prompts["values"], y_axis="seed", y_values="1,2")
    for request in (across, down):
        drawn = [run.prompt for run in request.cells.values()]
        assert drawn == ["a cat", "a cat", "a dog", "a dog"]


def test_stopping_keeps_what_is_there(pocket: Spec) -> None:
    request = ask(x_values="1-8", num_inference_steps=20)
    records = engine.stream(request)
    kept = next(record for record in records if isinstance(record, SheetCell))
    records.close()
    assert len(engine.engine().line) == 0
    assert registry.registry()._shelf[pocket.key].users == 0
    assert not [t for t in threading.enumerate() if t.name.startswith("cell")]
    assert kept.key in memory.memory()
    assert cost(request).new_runs < 8
    columns, rows = summarise(request, [kept])
    assert [(group.cells, group.label) for group in columns] == [
        (1, request.columns.labels[kept.column])
    ]
    assert rows == ()
    _, cells, _ = run(request)
    assert cells[kept.row, kept.column].sha256 == kept.sha256


@pytest.mark.usefixtures("pocket")
def test_a_stop_is_quick() -> None:
    records = engine.stream(ask(x_values="1-4", num_inference_steps=100))
    next(record for record in records if isinstance(record, SheetPlanned))
    next(records)
    begin = time.monotonic()
    records.close()
    assert time.monotonic() - begin < 2


@pytest.mark.usefixtures("pocket")
def test_a_fault_in_one_cell_ends_the_sheet_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("no picture today")

    with monkeypatch.context() as patch:
        patch.setattr(workshop.pictures, "decode_checked", broken)
        with pytest.raises(ModelError, match="Something unexpected"):
            list(engine.stream(ask()))
    assert len(run(ask())[1]) == 4


@pytest.mark.usefixtures("pocket")
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_how_many_at_a_time_changes_nothing(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.diffusion.explorer.sheet.cells_at_a_time", lambda _: workers)
    _, cells, _ = run(ask(x_values="1-5", scheduler="Euler ancestral"))
    single = alone(cells[0, 4])
    assert single.sha256 == cells[0, 4].sha256


@pytest.mark.usefixtures("pocket")
def test_the_plan_tells_the_cost_and_what_to_know() -> None:
    (measured,) = (r for r in engine.stream(PaceRequest.parse()) if not isinstance(r, Waiting))
    assert measured.alone > 0
    request = ask(x_values=f"{10**30}, 1-3", prompt="a zorkmid")
    told = cost(request)
    assert (told.runs, told.nfe) == (4, 24)
    assert told.seconds == pytest.approx((24 + 4 * pace.A_PICTURE) * measured.together)
    assert "24 network evaluations" in told.sentence
    planned, _, end = run(request)
    assert planned.cost.nfe == end.nfe == 24
    assert any("reduced modulo" in note for note in planned.notes)
    assert any("zorkmid" in note for note in planned.notes)
    assert len(planned.keys[0]) == 4
    assert pickle.loads(pickle.dumps(end)).nfe == 24


def test_an_untimed_machine_says_so() -> None:
    assert cost(ask()).seconds is None
    assert "not been timed" in cost(ask()).sentence


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"x_values": ""}, ["Seed has no value"]),
        ({"y_axis": "seed", "y_values": "1"}, ["Both axes are Seed", "choose another"]),
        (
            {"x_values": "1-100", "y_axis": "guidance_scale", "y_values": "0-15 [100]"},
            ["100 × 100 are 10,000 cells", "may have 256"],
        ),
        (
            {"x_values": "1-100", "num_inference_steps": 100},
            ["20,000 times", "12,000", "so that others"],
        ),
        ({"x_axis": "guidance_scale", "x_values": "4, 16"}, ["guidance_scale is 16", "0 to 15"]),
        ({"x_axis": "num_inference_steps", "x_values": "0-3"}, ["is 0", "1 to 100"]),
        ({"x_axis": "strength", "x_values": "0, 1"}, ["give a picture"]),
        ({"x_axis": "strength", "x_values": "0, 2", "image": PICTURE}, ["strength is 2", "0 to 1"]),
        (
            {"x_axis": "variation_strength", "x_values": "0, 1", "image": PICTURE},
            ["begins with noise"],
        ),
        ({"x_axis": "variation_strength", "x_values": "2"}, ["variation_strength is 2"]),
        ({"x_axis": "replace", "x_values": "cow, cat"}, ["“cow”", "begin the axis with"]),
        (
            {"x_axis": "prompt", "x_values": "a", "y_axis": "replace", "y_values": "a, b"},
            ["both change the prompt"],
        ),
        ({"x_axis": "prompt", "x_values": "a\0b"}, ["U+0000"]),
        ({"x_axis": "prompt", "x_values": "x" * 2000}, ["at most 1,000"]),
        ({"x_values": "1" * 5000}, ["x_values", "5,000 characters"]),
        ({"x_axis": "seeds"}, ["did you mean 'seed'"]),
        ({"x_values": None}, ["x_values is None"]),
        ({"x_axis": 3}, ["x_axis is 3"]),
    ],
)
def test_bad_sheets_are_refused_in_a_sentence(values: dict, words: list[str]) -> None:
    with pytest.raises(InvalidRequest) as error:
        ask(**values)
    assert all(word in str(error.value) for word in words), str(error.value)
    assert len(str(error.value)) < 400


def test_a_sheet_of_one_cell_and_of_a_seed_beyond_the_browser() -> None:
    request = ask(x_values=str(10**30), seed=10**30)
    assert [run.seed for run in request.cells.values()] == [10**30 % 2**31]


def test_dice_are_rolled_once() -> None:
    request = ask(x_values="dice 3")
    assert request.columns.labels == tuple(request.x_values.split(", "))
    assert pickle.loads(pickle.dumps(request)).cells == request.cells


def test_variations_keep_the_length_of_the_noise() -> None:
    a, b = (torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(k)) for k in (1, 2))
    assert torch.equal(slerp(a, a, 0.5), a)
    assert slerp(a, b, 0.5).norm() == pytest.approx(float(a.norm()), rel=0.05)
    torch.testing.assert_close(slerp(a, b, 1.0), b)
    assert (a / 2 + b / 2).norm() < 0.8 * a.norm()


def test_the_memory_has_a_limit() -> None:
    small = memory.Memory(room_mb=0.05)
    cell = memory.Remembered(np.zeros((64, 64, 3), np.uint8), 1, 1.0, None)
    for k in range(9):
        small.keep(str(k), cell)
        small.find("0")
    assert "0" in small
    assert "8" in small
    assert sum(str(k) in small for k in range(9)) == 4
