"""Files that carry their settings, and files that lie."""

import contextlib
import io
import json
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from models.diffusion import files, schedulers
from models.diffusion.requests import DenoiseRequest
from models.errors import InvalidRequest, VisitorError

PICTURE = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)


def png_with(**texts: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    for key, text in texts.items():
        info.add_itxt(key, text)
    file = io.BytesIO()
    Image.fromarray(PICTURE).save(file, "PNG", pnginfo=info)
    return file.getvalue()


@given(
    prompt=st.text("abc ×é,:\"'{}", max_size=50),
    negative_prompt=st.text("abc ,:", max_size=20),
    seed=st.integers(0, 2**31 - 1),
    num_inference_steps=st.integers(1, 100),
    guidance_scale=st.floats(0, 15).map(lambda w: round(w, 2)),
    scheduler=st.sampled_from(list(schedulers.SAMPLERS)),
)
def test_settings_come_back(**values) -> None:
    request = DenoiseRequest.parse(**values)
    data = files.png(PICTURE, request)
    assert files.read_request(data) == request
    np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(data))), PICTURE)


def test_the_parameters_text_is_that_of_a1111() -> None:
    request = DenoiseRequest.parse(prompt="a horse, red", negative_prompt="blue", seed=5)
    text = Image.open(io.BytesIO(files.png(PICTURE, request))).text["parameters"]
    assert text == (
        "a horse, red\nNegative prompt: blue\nSteps: 20, Sampler: DDIM, CFG scale: 4, Seed: 5, "
        "Size: 64x64, Model: pocket-diffusion, Version: unfog"
    )
    assert files.read_request(png_with(parameters=text)) == request


def test_a_variation_comes_back_from_the_words_of_a1111() -> None:
    request = DenoiseRequest.parse(prompt="a cat", variation_seed=9, variation_strength=0.25)
    text = files.parameters(request, 64, 64)
    assert "Variation seed: 9, Variation seed strength: 0.25" in text
    assert files.read_request(png_with(parameters=text)) == request


def test_a_picture_of_another_program_is_understood_or_refused_in_a_sentence() -> None:
    text = "a cat\nSteps: 30, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512, Clip skip: 2"
    request = files.read_request(png_with(parameters=text))
    assert (request.prompt, request.scheduler, request.num_inference_steps) == (
        "a cat", "Euler ancestral", 30,
    )  # fmt: skip
    with pytest.raises(InvalidRequest, match="no model called 'v1-5'"):
        files.read_request(png_with(parameters=f"{text}, Model: v1-5"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"I am a text file.", "not a PNG"),
        (b"", "not a PNG"),
        (png_with(), "no settings inside"),
        (png_with(unfog="{"), "cannot be read"),
        (png_with(unfog="[" * 50_000), "cannot be read"),
        (png_with(unfog="[1]"), "cannot be read"),
        (png_with(unfog=json.dumps({"seed": "drop table"})), "seed is 'drop table'"),
        (png_with(unfog=json.dumps({"prompt": "x" * 9_000})), "at most 1,000"),
        (png_with(unfog=json.dumps({"prompt": "x" * 90_000})), "no settings inside"),
        (bytes(9_000_000), "more than the 8 MB"),
    ],
)
def test_hostile_files_are_refused_in_a_sentence(data: bytes, words: str) -> None:
    begin = time.monotonic()
    with pytest.raises(InvalidRequest, match=words) as error:
        files.read_request(data)
    assert len(str(error.value)) < 300
    assert time.monotonic() - begin < 2


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(noise: bytes) -> None:
    for data in (files.SIGNATURE + noise, png_with(unfog="{}")[: len(noise)] + noise):
        with contextlib.suppress(VisitorError):
            files.read_request(data)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_a_run_becomes_an_animation(kind: str) -> None:
    run = [np.full((64, 64, 3), 40 * i, np.uint8) for i in range(5)] + [
        np.full((256, 256, 3), 255, np.uint8)
    ]
    image = Image.open(io.BytesIO(files.animation(run, kind)))
    assert (image.format, image.n_frames, image.size) == (kind, 6, (256, 256))
    image.seek(5)
    assert image.info["loop"] == 0
    assert np.asarray(image.convert("RGB")).min() > 250
