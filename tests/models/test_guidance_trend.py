"""What every lecture says about guidance, measured on the model that is shipped."""

import numpy as np
import pytest

from models import catalog, engine
from models.diffusion.explorer.records import SheetCell, SheetFinished
from models.diffusion.explorer.requests import SheetRequest

NEAR_PERFECT = 0.95
"""A model that agrees so well without guidance has nothing left to gain from it."""

pytestmark = pytest.mark.skipif(
    not catalog.find("pocket-diffusion").is_present, reason="the checkpoint is not trained yet"
)


@pytest.fixture(scope="module")
def finished() -> SheetFinished:
    request = SheetRequest.parse(
        prompt="a red horse on mars",
        x_axis="guidance_scale",
        x_values="0, 1, 3, 15",
        y_axis="seed",
        y_values="1-6",
        num_inference_steps=8,
        upscale=False,
    )
    return list(engine.stream(request))[-1]


def test_agreement_rises_as_the_prompt_gets_its_say(finished: SheetFinished) -> None:
    without, plain, guided, _ = (column.agreement for column in finished.columns)
    assert without + 0.1 < plain
    assert plain < guided or plain > NEAR_PERFECT
    assert guided > 0.7


def test_diversity_over_seeds_falls(finished: SheetFinished) -> None:
    without, plain, guided, much = (column.diversity for column in finished.columns)
    assert {column.over for column in finished.columns} == {"seed"}
    assert without > plain > guided
    assert much < without


def test_saturation_rises(finished: SheetFinished) -> None:
    saturation = [column.saturation for column in finished.columns][1:]
    assert saturation == sorted(saturation)
    assert saturation[-1] > saturation[0] + 0.03


def test_rows_tell_of_seeds(finished: SheetFinished) -> None:
    assert [row.cells for row in finished.rows] == [4] * 6
    assert {row.over for row in finished.rows} == {"guidance_scale"}
    assert np.ptp([row.agreement for row in finished.rows]) > 0


def test_a_cell_opens_as_a_run_of_its_own() -> None:
    request = SheetRequest.parse(prompt="a cat", x_values="3", num_inference_steps=4)
    (cell,) = (r for r in engine.stream(request) if isinstance(r, SheetCell))
    assert cell.picture.shape == (256, 256, 3)
    assert 0 <= cell.reading.agreement <= 1
    assert cell.settings["seed"] == 3
