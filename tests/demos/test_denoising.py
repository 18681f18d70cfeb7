"""The denoising tab in a real browser, on a real server; only the weights are random."""

import base64
import dataclasses
import io
import re
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, Request, expect

from models import catalog, engine, registry
from models.diffusion import files
from models.diffusion.requests import DenoiseRequest

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SLOW = 60_000  # ms: the first run of a process loads PyTorch
QUIET_SECONDS = 1.5


@pytest.fixture
def tab(page: Page, address: str) -> Page:
    """The tab, open, with three steps set."""
    page.goto(f"{address}/?tab=denoising")
    expect(page.locator(".film")).to_be_visible()
    set_steps(page, 3)
    return page


def set_steps(page: Page, steps: int) -> None:
    field = page.get_by_label("number input for Number of steps")
    field.fill(str(steps))
    field.press("Enter")


def unfog(page: Page) -> None:
    """Press the button and wait for the picture."""
    page.locator("#denoising-run").click()
    expect(page.locator(".film")).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(page.locator("#denoising-run")).to_be_visible()


def film(page: Page, name: str) -> str:
    return page.locator(".film").get_attribute(f"data-{name}")


def wait_until(is_true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "this never came true"
        time.sleep(0.05)


def requests_from_now(page: Page) -> list[str]:
    """A list that grows with every request, begun when the page has been quiet for a while.

    The header's status line asks by the clock whatever one does: it is not counted.
    """
    sent: list[str] = []

    def note(request: Request) -> None:
        if '"fn_name":"line"' not in (request.post_data or "").replace(" ", ""):
            sent.append(request.url)

    page.on("request", note)
    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < QUIET_SECONDS:
        page.wait_for_timeout(100)
        if sent:
            sent.clear()
            quiet_since = time.monotonic()
    return sent


def scrub(page: Page, position: int) -> None:
    move = "(slider, to) => { slider.value = to; slider.dispatchEvent(new Event('input')); }"
    page.locator(".film input[type=range]").evaluate(move, position)
    expect(page.locator(".film")).to_have_attribute("data-position", str(position))


def pixels(page: Page, panel: str) -> list[int]:
    read = """(canvas) => [...canvas.getContext("2d")
      .getImageData(0, 0, canvas.width, canvas.height).data]"""
    return page.locator(f'.film [data-panel="{panel}"] canvas').evaluate(read)


def dropped(page: Page, selector: str, name: str, data: bytes) -> None:
    """Drop a file on an element, as a hand with a mouse would."""
    drop = """([selector, name, text]) => {
      const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], name));
      for (const type of ["dragover", "drop"]) {
        document.querySelector(selector).dispatchEvent(
          new DragEvent(type, {dataTransfer, bubbles: true, cancelable: true}));
      }
    }"""
    page.evaluate(drop, [selector, name, base64.b64encode(data).decode()])


def png_file(**settings: object) -> bytes:
    return files.png(np.zeros((8, 8, 3), np.uint8), DenoiseRequest(**settings))


def test_a_run_shows_every_step_and_ends_at_the_picture(tab: Page) -> None:
    unfog(tab)
    assert film(tab, "frames") == "3"
    expect(tab.locator(".film")).to_have_attribute("data-position", "3")
    expect(tab.locator(".film .place")).to_have_text("3 / 3")
    expect(tab.locator('[data-fact="nfe"]')).to_have_text("so far, 6 evaluations")
    expect(tab.locator('[data-fact="snr"]')).to_have_text("∞")
    expect(tab.locator(".block.uf-see")).to_contain_text("asked 6 times at 3 noise levels")
    expect(tab.locator(".block.uf-code")).to_contain_text("num_inference_steps=3")
    expect(tab.locator("#denoising-run")).to_be_visible()


def test_scrubbing_playing_and_comparing_ask_for_nothing(tab: Page) -> None:
    unfog(tab)
    sent = requests_from_now(tab)
    seen = set()
    for position in (0, 1, 2, 3):
        scrub(tab, position)
        seen.add(tuple(pixels(tab, "x_t")[:400]))
    assert len(seen) == 4
    tab.locator(".film .stop-here").click()
    expect(tab.locator('.film [data-panel="final"]')).to_be_visible()
    expect(tab.locator('.film [data-panel="noise"]')).to_be_hidden()
    tab.locator(".film .stop-here").click()
    tab.locator(".film .loop").click()
    tab.locator(".film .play").click()
    wait_until(lambda: film(tab, "position") == "1")
    tab.locator(".film .play").click()
    assert sent == []


def test_keys_step_jump_and_play(tab: Page) -> None:
    unfog(tab)
    tab.locator(".film .panels").focus()
    for key, position in (("Home", "0"), ("ArrowRight", "1"), ("End", "3"), ("ArrowLeft", "2")):
        tab.keyboard.press(key)
        expect(tab.locator(".film")).to_have_attribute("data-position", position)
    tab.keyboard.press("Home")
    tab.keyboard.press("Space")
    expect(tab.locator(".film")).to_have_class(re.compile("playing"))
    tab.keyboard.press("Space")
    expect(tab.locator(".film")).not_to_have_class(re.compile("playing"))


def test_stop_frees_the_model_for_the_next_run(tab: Page) -> None:
    unfog(tab)
    set_steps(tab, 100)
    tab.locator("#denoising-run").click()
    expect(tab.locator(".film")).to_have_attribute("data-state", "running", timeout=SLOW)
    tab.locator("#denoising-stop").click()
    expect(tab.locator(".film")).to_have_attribute("data-state", "broken")
    wait_until(lambda: len(engine.engine().line) == 0)
    set_steps(tab, 2)
    unfog(tab)
    assert film(tab, "frames") == "2"


def test_closing_the_page_frees_the_model(chromium, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/?tab=denoising")
    expect(page.locator(".film")).to_be_visible()
    set_steps(page, 100)
    page.locator("#denoising-run").click()
    expect(page.locator(".film")).to_have_attribute("data-state", "running", timeout=SLOW)
    page.close()
    wait_until(lambda: len(engine.engine().line) == 0)


def test_a_link_restores_controls_run_and_frame(tab: Page, chromium) -> None:
    tab.get_by_label("Seed").fill("11")
    tab.get_by_label("Prompt", exact=True).fill("a red horse & more?")
    unfog(tab)
    scrub(tab, 1)
    picture = pixels(tab, "x_t")
    tab.get_by_role("button", name="Copy a link to this").click()
    field = tab.get_by_label("Link to this state")
    expect(field).to_be_visible()
    other = chromium.new_page()
    other.goto(field.input_value())
    expect(other.locator(".film")).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(other.locator(".film")).to_have_attribute("data-position", "1")
    assert other.get_by_label("Seed").input_value() == "11"
    assert other.get_by_label("Prompt", exact=True).input_value() == "a red horse & more?"
    assert pixels(other, "x_t") == picture
    other.close()


def test_a_dropped_png_restores_its_settings(tab: Page) -> None:
    data = png_file(prompt="a blue horse", seed=42, num_inference_steps=9, scheduler="Euler")
    dropped(tab, ".uf-view", "run.png", data)
    expect(tab.get_by_label("Prompt", exact=True)).to_have_value("a blue horse")
    expect(tab.get_by_label("Seed")).to_have_value("42")
    expect(tab.get_by_label("number input for Number of steps")).to_have_value("9")
    expect(tab.get_by_label("Scheduler")).to_have_value("Euler")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"I am not a picture.", "not a PNG"),
        (base64.b64decode("iVBORw0KGgo="), "no settings"),
    ],
)
def test_a_dropped_file_without_settings_changes_nothing(
    tab: Page, data: bytes, sentence: str
) -> None:
    tab.get_by_label("Prompt", exact=True).fill("a horse")
    dropped(tab, ".uf-view", "run.png", data)
    expect(tab.locator("#denoising-message [role=alert]")).to_contain_text(sentence)
    expect(tab.get_by_label("Prompt", exact=True)).to_have_value("a horse")


def test_bad_input_is_named_and_kept(tab: Page) -> None:
    tab.get_by_label("Seed").fill("-5")
    tab.locator("#denoising-run").click()
    expect(tab.locator("#denoising-message [role=alert]")).to_contain_text("-5")
    expect(tab.get_by_label("Seed")).to_have_value("-5")
    tab.get_by_label("Seed").fill("5")
    unfog(tab)
    expect(tab.locator("#denoising-message [role=alert]")).to_have_count(0)


def test_the_words_that_may_follow_are_offered(tab: Page) -> None:
    prompt = tab.get_by_label("Prompt", exact=True)
    prompt.fill("a red ho")
    chip = tab.locator(".words").get_by_role("button", name="horse", exact=True)
    chip.click()
    expect(prompt).to_have_value("a red horse")
    prompt.fill("a red horse on")
    expect(tab.locator(".words").get_by_role("button", name="a", exact=True)).to_be_visible()
    prompt.fill("a zebra on mars")
    expect(tab.locator(".words .unknown")).to_contain_text("zebra")


def test_what_was_made_can_be_saved(tab: Page, tmp_path: Path) -> None:
    unfog(tab)
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="Picture (PNG").click()
    path = tmp_path / "run.png"
    saved.value.save_as(path)
    assert files.read_request(path).num_inference_steps == 3
    for name in ("GIF", "WebP"):
        with tab.expect_download() as saved:
            tab.get_by_role("button", name=name).click()
        path = tmp_path / saved.value.suggested_filename
        saved.value.save_as(path)
        assert Image.open(io.BytesIO(path.read_bytes())).n_frames == 4


def test_an_experiment_asks_sets_runs_and_reveals(tab: Page) -> None:
    tab.get_by_role("button", name="Same seed, 1 step.").click()
    tab.locator(".uf-try-this").get_by_role("button", name="Yes", exact=True).click()
    expect(tab.locator(".uf-try-this .card")).to_contain_text("average", timeout=SLOW)
    expect(tab.locator(".film")).to_have_attribute("data-frames", "1")


def test_an_experiment_says_where_to_stop(tab: Page) -> None:
    tab.get_by_role("button", name="Stop at step 8").click()
    tab.locator(".uf-try-this").get_by_role("button", name="No", exact=True).click()
    expect(tab.locator(".film")).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(tab.locator(".film")).to_have_attribute("data-position", "8")
    expect(tab.locator('.film [data-panel="final"]')).to_be_visible()


def test_the_ladder_draws_its_rungs_and_compares_them(tab: Page) -> None:
    tab.get_by_role("radio", name="Step ladder").click()
    expect(tab.locator(".film")).to_be_hidden()
    expect(tab.get_by_label("number input for Number of steps")).to_be_hidden()
    tab.locator("#denoising-run").click()
    expect(tab.locator(".ladder")).to_have_attribute("data-rungs", "6", timeout=SLOW)
    expect(tab.locator(".rungs button").nth(2)).to_contain_text("22 evaluations")
    tab.locator(".rungs button").nth(2).click()
    expect(tab.locator('.ladder [data-panel="chosen"] b')).to_have_text("11 steps")
    expect(tab.locator(".block.uf-see")).to_contain_text("6 ways down")


def test_fog_is_computed_in_the_page(tab: Page, tmp_path: Path) -> None:
    tab.get_by_role("radio", name="Fog", exact=True).click()
    fog = tab.locator(".fog")
    expect(fog).to_have_attribute("data-source", "drawing")
    expect(fog.locator('[data-panel="x_0"] figcaption > span')).not_to_be_empty()
    expect(fog.locator(".keep")).to_have_text(re.compile(r"^0\.\d\d$"))
    expect(tab.locator("#denoising-run")).to_be_hidden()
    sent = requests_from_now(tab)
    keep = fog.locator('[data-fact="keep"]')
    for t, share in ((0, "1.00"), (999, "0.07")):
        fog.get_by_label("timestep t").fill(str(t))
        expect(fog).to_have_attribute("data-t", str(t))
        expect(keep).to_have_text(share)
    fog.get_by_text("Squared cosine").click()
    expect(keep).to_have_text("0.00")
    file = tmp_path / "grey.png"
    Image.new("RGB", (40, 20), (200, 100, 0)).save(file)
    fog.locator("input[type=file]").set_input_files(file)
    expect(fog).to_have_attribute("data-source", "file")
    assert [url for url in sent if not url.startswith("blob:")] == []


def test_fog_refuses_what_is_no_picture(tab: Page, tmp_path: Path) -> None:
    tab.get_by_role("radio", name="Fog", exact=True).click()
    fog = tab.locator(".fog")
    expect(fog).to_have_attribute("data-source", "drawing")
    huge = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(huge, "PNG")
    for data, sentence in ((b"text", "not a picture"), (huge.getvalue(), "12000 × 12000 pixels")):
        file = tmp_path / "file.png"
        file.write_bytes(data)
        fog.locator("input[type=file]").set_input_files(file)
        expect(fog.locator(".message")).to_contain_text(sentence)
    expect(fog).to_have_attribute("data-source", "drawing")


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_phone_shows_everything_in_one_column(tab: Page) -> None:
    unfog(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    for mode in ("Fog", "Step ladder"):
        tab.get_by_role("radio", name=mode, exact=True).click()
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_link_into_the_fog_restores_its_place(tab: Page, chromium) -> None:
    tab.get_by_role("radio", name="Fog", exact=True).click()
    tab.locator(".fog").get_by_label("timestep t").fill("640")
    tab.locator(".fog").get_by_text("Squared cosine").click()
    tab.get_by_role("button", name="Copy a link to this").click()
    field = tab.get_by_label("Link to this state")
    expect(field).to_be_visible()
    other = chromium.new_page()
    other.goto(field.input_value())
    expect(other.locator(".fog")).to_have_attribute("data-t", "640")
    expect(other.locator(".fog")).to_have_attribute("data-schedule", "squaredcos_cap_v2")
    expect(other.locator(".film")).to_be_hidden()
    other.close()


def test_a_missing_checkpoint_is_named_and_the_next_run_works(
    tab: Page, random_model: catalog.Spec, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    registry.registry.cache_clear()
    with monkeypatch.context() as patch:
        lost = dataclasses.replace(random_model, folder=tmp_path / "lost")
        patch.setattr(catalog, "MODELS", {**catalog.MODELS, lost.key: lost})
        tab.locator("#denoising-run").click()
        expect(tab.locator("#denoising-message [role=alert]")).to_contain_text("lost", timeout=SLOW)
        expect(tab.locator(".film")).to_have_attribute("data-state", "broken")
    unfog(tab)
