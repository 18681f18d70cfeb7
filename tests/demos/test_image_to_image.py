"""The image-to-image tab in a real browser, on a real server; only the weights are random."""

import base64
import io
import json
import re
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
from gradio_client import Client, handle_file
from PIL import Image
from playwright.sync_api import Page, expect

from demos.image_to_image import SLUG, settings_of
from demos.image_to_image_sketches import HOUSE
from demos.image_to_image_texts import EXPERIMENTS
from demos.restoring import restored
from demos.views.pad import pad_value
from models.diffusion import files
from models.diffusion.explorer.requests import ImageToImageRequest

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SLOW = 90_000  # ms: the first run of a process loads PyTorch


@pytest.fixture
def tab(page: Page, address: str) -> Page:
    """The tab, open, nothing run yet."""
    page.goto(f"{address}/?tab={SLUG}")
    expect(page.locator(".pad")).to_have_attribute("data-strokes", re.compile(r"\d+"))
    return page


def run_link(page: Page, address: str, **values: object) -> None:
    """Open a link that sets these values and runs; wait for the picture."""
    settings = {"num_inference_steps": 5, "start": pad_value(HOUSE), **values}
    page.goto(f"{address}/?tab={SLUG}#{urlencode(settings)}")
    expect(page.locator(".journey")).to_have_attribute("data-state", "finished", timeout=SLOW)


def journey(page: Page, name: str) -> str | None:
    return page.locator(".journey").get_attribute(f"data-{name}")


def seen(page: Page, selector: str) -> list[int]:
    """The pixels of a canvas."""
    read = """(canvas) => [...canvas.getContext("2d")
      .getImageData(0, 0, canvas.width, canvas.height).data]"""
    return page.locator(selector).evaluate(read)


def strokes(page: Page) -> int:
    return int(page.locator(".pad").get_attribute("data-strokes"))


def draw_line(page: Page) -> None:
    box = page.locator(".pad canvas").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 90, steps=6)
    page.mouse.up()


def test_a_run_starts_in_the_middle_and_ends_beside_what_was_given(
    page: Page, address: str
) -> None:
    run_link(page, address, strength=0.6)
    assert journey(page, "frames") == "3"
    expect(page.locator(".journey .place")).to_have_text("3 / 3")
    expect(page.locator(".journey .skipped")).to_have_text("2 steps of 5 skipped")
    expect(page.locator(".block.uf-see:visible")).to_contain_text("runs the last 3 of 5 steps")
    expect(page.locator(".block.uf-code:visible")).to_contain_text(
        "strength=0.6,  # runs 3 of 5 steps"
    )
    before = seen(page, ".wipe canvas")
    page.locator(".seam").focus()
    page.keyboard.press("End")
    expect(page.locator(".wipe")).to_have_attribute("style", re.compile("100%"))
    assert seen(page, ".wipe canvas") != before
    page.locator(".journey .play").focus()
    page.keyboard.press("Home")
    expect(page.locator(".journey")).to_have_attribute("data-position", "0")
    expect(page.locator('.journey [data-panel="x_t"] figcaption span')).to_contain_text(
        "3 of 5 steps to go"
    )


def test_strength_0_runs_no_step_and_strength_1_all(page: Page, address: str) -> None:
    run_link(page, address, strength=0)
    assert journey(page, "frames") == "0"
    expect(page.locator(".block.uf-see:visible")).to_contain_text("the network is never asked")
    page.goto("about:blank")
    run_link(page, address, strength=1)
    assert journey(page, "frames") == "5"
    expect(page.locator(".journey .skipped")).to_be_hidden()


def test_the_strength_says_what_it_means_while_it_is_dragged(tab: Page) -> None:
    line = tab.locator(".plan")
    expect(line).to_have_text("runs 24 of 40 steps, starts at t = 599", timeout=SLOW)
    foggy = seen(tab, '.journey [data-panel="x_t"] canvas')
    tab.get_by_label("number input for Strength").fill("0.25")
    tab.keyboard.press("Enter")
    expect(line).to_have_text(re.compile(r"runs 10 of 40 steps, starts at t = 2\d\d"))
    expect(tab.locator(".journey .skipped")).to_have_text("30 steps of 40 skipped")
    assert seen(tab, '.journey [data-panel="x_t"] canvas') != foggy


def test_the_pad_is_drawn_on_with_a_hand_or_with_keys(tab: Page) -> None:
    tab.get_by_role("button", name="Clear").click()
    expect(tab.locator(".pad")).to_have_attribute("data-strokes", "0")
    draw_line(tab)
    expect(tab.locator(".pad")).to_have_attribute("data-strokes", "1")
    tab.get_by_role("radio", name="red").click()
    tab.locator(".pad canvas").focus()
    for key in ("Space", "Shift+ArrowRight", "Shift+ArrowDown", "Space"):
        tab.keyboard.press(key)
    expect(tab.locator(".pad")).to_have_attribute("data-strokes", "2")
    tab.keyboard.press("z")
    expect(tab.locator(".pad")).to_have_attribute("data-strokes", "1")
    tab.get_by_role("button", name="Undo").click()
    tab.get_by_role("button", name="Undo").click()
    assert strokes(tab) > 5


def test_a_picture_of_the_world_or_a_file_comes_under_the_strokes(
    tab: Page, tmp_path: Path
) -> None:
    paper = seen(tab, ".pad canvas")
    tab.get_by_role("button", name="World").click()
    expect(tab.locator(".pad")).to_have_attribute("data-under", re.compile("world:"))
    file = tmp_path / "tall.png"
    Image.new("RGBA", (10, 800), (200, 100, 0, 128)).save(file)
    tab.locator(".pad input[type=file]").set_input_files(file)
    expect(tab.locator(".pad")).to_have_attribute("data-under", re.compile("data:image/jpeg"))
    expect(tab.locator(".pad")).to_have_attribute("data-strokes", "0")
    tab.wait_for_timeout(300)
    assert seen(tab, ".pad canvas") != paper


def test_what_is_no_picture_leaves_the_pad_as_it_is(tab: Page, tmp_path: Path) -> None:
    drawn = strokes(tab)
    huge = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(huge, "PNG")
    for data, sentence in ((b"text", "not a picture"), (huge.getvalue(), "12000 × 12000 pixels")):
        file = tmp_path / "file.png"
        file.write_bytes(data)
        tab.locator(".pad input[type=file]").set_input_files(file)
        expect(tab.locator(".pad .notice")).to_contain_text(sentence)
    assert strokes(tab) == drawn


def test_a_link_brings_the_drawing_along(tab: Page, address: str, chromium) -> None:
    tab.get_by_role("button", name="Clear").click()
    draw_line(tab)
    expect(tab.locator(".pad")).to_have_attribute("data-strokes", "1")
    drawing = seen(tab, ".pad canvas")
    tab.get_by_role("button", name="Copy a link to this").last.click()
    field = tab.get_by_label("Link to this state").locator("visible=true")
    expect(field).to_be_visible()
    other = chromium.new_page()
    other.goto(field.input_value())
    expect(other.locator(".journey")).to_have_attribute("data-state", "finished", timeout=SLOW)
    assert seen(other, ".pad canvas") == drawing
    other.close()


def test_the_cat_of_the_lecture_is_one_click(tab: Page) -> None:
    lecture = EXPERIMENTS[0]
    tab.get_by_role("button", name=lecture.title or lecture.question, exact=True).click()
    tab.get_by_role("button", name="Yes", exact=True).locator("visible=true").click()
    card = tab.locator(".uf-try-this .card").locator("visible=true")
    expect(card).to_contain_text("As you said", timeout=SLOW)


def test_bad_input_is_named_and_the_picture_kept(tab: Page) -> None:
    tab.get_by_role("button", name=re.compile("More:")).locator("visible=true").click()
    tab.locator(f"#{SLUG}-seed input").fill("-5")
    tab.locator(f"#{SLUG}-run").click()
    expect(tab.locator(f"#{SLUG}-message [role=alert]")).to_contain_text("-5", timeout=SLOW)
    assert strokes(tab) > 5


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_phone_shows_everything_in_one_column(tab: Page) -> None:
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    for button in tab.locator(".pad .row button:visible").all():
        assert button.bounding_box()["height"] >= 44


def test_a_saved_png_restores_its_settings_and_its_drawing() -> None:
    request = ImageToImageRequest(image=Image.new("RGB", (9, 9)), prompt="a hat", strength=0.35)
    start = pad_value(HOUSE)
    data = files.png(np.zeros((8, 8, 3), np.uint8), request, start=start)
    names = ["start", "prompt", "strength", "scheduler"]
    *values, message = restored(names, base64.b64encode(data).decode(), settings_of)
    assert values == [start, "a hat", 0.35, "DDIM"]
    assert json.loads(message)["kind"] == "note"


def test_img2img_for_other_programs(address: str, tmp_path: Path) -> None:
    client = Client(address, verbose=False, download_files=tmp_path)
    file = tmp_path / "grey.png"
    Image.new("I;16", (30, 20), 40_000).save(file)
    asked = {"image": handle_file(file), "num_inference_steps": 4, "api_name": "/img2img"}
    picture, numbers = client.predict(prompt="a cat", strength=0.5, **asked)
    assert Image.open(picture).size == (64, 64)
    assert numbers["steps_to_run"] == 2
    assert numbers["nfe"] == 4
    assert numbers["sentence"].startswith("Runs 2 of 4 steps, starts at t = ")
    assert numbers["settings"]["strength"] == 0.5
    same = client.predict(prompt="a cat", strength=0.5, **asked)[1]
    assert same["sha256"] == numbers["sha256"]
    with pytest.raises(Exception, match=r"1\.5"):
        client.predict(strength=1.5, **asked)
