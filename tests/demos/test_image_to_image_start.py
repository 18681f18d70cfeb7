"""The picture on the drawing pad, made again on the server."""

import base64
import io
import json

import numpy as np
import pytest
from PIL import Image

from demos.drawings import of_seed
from demos.image_to_image_sketches import SKETCHES
from demos.image_to_image_start import picture
from demos.views.pad import pad_value
from models.errors import InvalidRequest


def data_url(image: Image.Image, kind: str = "PNG") -> str:
    file = io.BytesIO()
    image.save(file, kind)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(file.getvalue()).decode()}"


@pytest.mark.parametrize("strokes", SKETCHES.values(), ids=SKETCHES)
def test_every_sketch_is_a_drawing(strokes: str) -> None:
    colours = picture(pad_value(strokes)).getcolors(1 << 20)
    assert len(colours) > 2


def test_a_drawing_of_the_world_is_that_of_its_seed() -> None:
    expected = of_seed(7)[0].resize((512, 512), Image.Resampling.LANCZOS)
    assert (np.asarray(picture(pad_value(under="world:7"))) == np.asarray(expected)).all()


def test_strokes_lie_on_top_of_a_file() -> None:
    teal = data_url(Image.new("RGB", (300, 200), "teal"))
    pixels = np.asarray(picture(pad_value("rd80808081", teal)))
    assert tuple(pixels[256, 256]) == (212, 42, 46)
    assert tuple(pixels[20, 20]) == (0, 128, 128)


BOMB = Image.new("1", (20_000, 20_000))


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", "not a picture of the drawing pad"),
        ("[1, 2]", "not a picture of the drawing pad"),
        ('{"under": 7, "strokes": ""}', "not a picture of the drawing pad"),
        ("[" * 100_000, "not a picture of the drawing pad"),
        (pad_value("ka00"), "is not a stroke"),
        (pad_value(under="world:"), "names no drawing"),
        (pad_value(under="world:-1"), "names no drawing"),
        (pad_value(under="world:" + "9" * 10_000), "names no drawing"),
        (pad_value(under="file:///etc/passwd"), "is not a picture file"),
        (pad_value(under="http://127.0.0.1/x.png"), "is not a picture file"),
        (pad_value(under="data:image/png;base64,####"), "is not a picture file"),
        (pad_value(under="data:text/html;base64,PGI+"), "is not a picture"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(value: str, sentence: str) -> None:
    with pytest.raises(InvalidRequest, match=sentence):
        picture(value)


def test_a_file_that_unpacks_to_gigabytes_is_refused() -> None:
    with pytest.raises(InvalidRequest, match=r"12 million|too many pixels"):
        picture(pad_value(under=data_url(BOMB)))


def test_a_huge_value_is_not_read() -> None:
    value = json.dumps({"under": "x" * 13_000_000, "strokes": ""})
    with pytest.raises(InvalidRequest, match="not a picture of the drawing pad"):
        picture(value)
