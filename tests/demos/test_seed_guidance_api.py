"""/sheet as a caller meets it: through gradio_client, with right and with wrong values."""

import re
from typing import Any

import numpy as np
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from PIL import Image

USUAL: dict[str, Any] = {
    "model": "pocket-diffusion",
    "prompt": "a red horse on mars",
    "negative_prompt": "",
    "seed": 7,
    "num_inference_steps": 2,
    "guidance_scale": 4.0,
    "scheduler": "DDIM",
    "x_axis": "guidance_scale",
    "x_values": "0, 4",
    "y_axis": "seed",
    "y_values": "1-3",
    "variation_seed": 0,
    "image": None,
}


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False)


def test_a_sheet_comes_as_one_picture_with_all_its_numbers(client: Client) -> None:
    picture, numbers = client.predict(**USUAL, api_name="/sheet")
    assert np.asarray(Image.open(picture)).shape == (3 * 64, 2 * 64, 3)
    assert numbers["columns"] == ["0", "4"]
    assert {(cell["row"], cell["column"]) for cell in numbers["cells"]} == {
        (row, column) for row in range(3) for column in range(2)
    }
    assert numbers["nfe"] == 3 * (2 + 4)
    again = client.predict(**USUAL, api_name="/sheet")[1]
    assert (again["drawn"], again["nfe"]) == (0, 0)
    assert sorted(cell["sha256"] for cell in again["cells"]) == sorted(
        cell["sha256"] for cell in numbers["cells"]
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"x_values": ""}, "no value"),
        ({"x_values": "0-9999"}, "a sheet may have"),
        ({"y_axis": "guidance_scale", "y_values": "1"}, "Both axes are"),
        ({"x_axis": "colour"}, "no axis called 'colour'"),
        ({"x_axis": "strength", "x_values": "0, 1"}, "give a picture"),
        ({"x_values": "99"}, "guidance_scale is 99"),
        ({"scheduler": "DIM"}, "not in the list of choices"),
    ],
)
def test_what_cannot_be_is_answered_in_a_sentence(
    client: Client, changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(AppError, match=re.escape(sentence)):
        client.predict(**USUAL | changes, api_name="/sheet")
