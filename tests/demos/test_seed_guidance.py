"""The seeds and guidance tab in a real browser, on a real server; only the weights are random."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from models import engine

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SLOW = 90_000  # ms: the first run of a process loads PyTorch


@pytest.fixture
def tab(page: Page, address: str) -> Page:
    """The tab, open, with a sheet of two by two cells of two steps."""
    page.goto(f"{address}/?tab=seed_guidance")
    expect(page.locator(".sheet")).to_have_attribute("data-missing", "56")
    within(page).get_by_label("number input for Number of steps").fill("2")
    within(page).get_by_label("number input for Number of steps").press("Enter")
    write(page, columns="0, 4", rows="1-2")
    return page


def within(page: Page) -> Locator:
    return page.locator("#tab-seed_guidance")


def write(page: Page, **values: str) -> None:
    """Write the values of an axis, and wait until the plan is there."""
    for side, text in values.items():
        within(page).get_by_label(f"Values of the {side}").fill(text)
        within(page).get_by_label(f"Values of the {side}").blur()
    page.wait_for_timeout(600)


def choose(page: Page, mode: str) -> None:
    within(page).get_by_role("radio", name=mode, exact=True).click()


WATCH = """() => {
    const buttons = document.querySelector('#seed_guidance-buttons');
    window.ran = false;
    const look = (changes) => {
        window.ran ||= [buttons.dataset.running, ...changes.map((c) => c.oldValue)].includes('on');
    };
    const options = { attributeFilter: ['data-running'], attributeOldValue: true };
    new MutationObserver(look).observe(buttons, options);
}"""
"""Notes that a run has begun, however short it is: a remembered sheet is there at once."""


def draw(page: Page) -> None:
    """Press the button and wait for the end of the run."""
    page.evaluate(WATCH)
    page.locator("#seed_guidance-run").click()
    page.wait_for_function("window.ran")
    expect(page.locator("#seed_guidance-run")).to_be_visible(timeout=SLOW)


def sheet(page: Page, name: str) -> str:
    return page.locator(".sheet").get_attribute(f"data-{name}")


def wait_until(is_true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "this never came true"
        time.sleep(0.05)


def test_a_sheet_is_planned_drawn_grown_and_opened(tab: Page) -> None:
    expect(tab.locator(".sheet .sum")).to_contain_text("4 cells")
    expect(tab.locator(".sheet .sum")).to_contain_text("12 network evaluations")
    draw(tab)
    expect(tab.locator(".sheet")).to_have_attribute("data-missing", "0")
    assert tab.locator(".sheet tbody th").all_inner_texts() == ["1", "2"]
    write(tab, rows="1-3")
    expect(tab.locator(".sheet .sum")).to_contain_text("6 cells, 2 new ones")
    assert sheet(tab, "cells") == "4"
    draw(tab)
    expect(tab.locator(".sheet .sum")).to_contain_text("2 of them new")
    tab.locator(".sheet td button").nth(5).click()
    digest = tab.locator(".sheet .sha").inner_text().split()[-1].rstrip("…")
    tab.locator(".sheet .open").click()
    expect(tab.locator(".film")).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(tab.locator("#tab-denoising .block.uf-see")).to_contain_text(digest)
    tab.locator("#tab-seed_guidance-button").click()
    expect(tab.locator(".sheet")).to_have_attribute("data-cells", "6")


@pytest.mark.parametrize(
    ("axis", "slug"),
    [("variation_strength", "denoising"), ("strength", "image_to_image")],
)
def test_a_cell_of_any_strength_opens_with_all_its_settings(
    tab: Page, axis: str, slug: str
) -> None:
    within(tab).get_by_label("Columns", exact=True).select_option(axis)
    within(tab).get_by_label("Rows", exact=True).select_option("")
    write(tab, columns="0-1 [4]")
    draw(tab)
    tab.locator(".sheet td button").nth(1).click()
    digest = tab.locator(".sheet .sha").inner_text().split()[-1].rstrip("…")
    tab.locator(".sheet .open").click()
    view = tab.locator(f"#tab-{slug} :is(.film, .journey)")
    expect(view).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(tab.locator(f"#tab-{slug} .block.uf-see")).to_contain_text(digest)


def test_arrow_keys_walk_and_what_stands_on_an_axis_has_no_control(tab: Page) -> None:
    draw(tab)
    tab.locator(".sheet td button").first.click()
    for key, place in (("ArrowRight", 'column="1"'), ("ArrowDown", 'row="1"')):
        tab.keyboard.press(key)
        expect(tab.locator(f".sheet td button[data-{place}]:focus")).to_have_count(1)
    expect(within(tab).get_by_label("Seed", exact=True)).to_be_hidden()
    within(tab).get_by_label("Rows", exact=True).select_option("")
    expect(within(tab).get_by_label("Seed", exact=True)).to_be_visible()
    expect(tab.locator(".sheet tbody tr")).to_have_count(1)


@pytest.mark.parametrize(
    ("columns", "rows", "sentence"),
    [
        ("", "1-2", "no value"),
        ("0-15 [9999]", "1-2", "a sheet may have 256 cells"),
        ("1, two", "1-2", "'two'"),
        ("99", "1-2", "guidance_scale is 99"),
        ("0-15 [20]", "1-20", "400 cells"),
    ],
)
def test_axes_that_cannot_be_are_named_before_anything_runs(
    tab: Page, columns: str, rows: str, sentence: str
) -> None:
    write(tab, columns=columns, rows=rows)
    expect(tab.locator("#seed_guidance-message [role=alert]")).to_contain_text(sentence)
    expect(within(tab).get_by_label("Values of the columns")).to_have_value(columns)
    write(tab, columns="0, 4", rows="1-2")
    expect(tab.locator("#seed_guidance-message [role=alert]")).to_have_count(0)


def test_stop_keeps_what_is_drawn_and_frees_the_model(tab: Page) -> None:
    field = within(tab).get_by_label("number input for Number of steps")
    field.fill("40")
    field.press("Enter")
    write(tab, columns="1-12", rows="1-8")
    tab.locator("#seed_guidance-run").click()
    wait_until(lambda: int(sheet(tab, "cells")) > 0, 90)
    tab.locator("#seed_guidance-stop").click()
    expect(tab.locator(".sheet")).to_have_attribute("data-state", "broken")
    wait_until(lambda: len(engine.engine().line) == 0)
    assert 0 < int(sheet(tab, "cells")) < 96


def test_a_saved_sheet_brings_its_settings_back(tab: Page, tmp_path: Path) -> None:
    draw(tab)
    with tab.expect_download() as saved:
        within(tab).get_by_role("button", name="Sheet (PNG").click()
    file = tmp_path / "sheet.png"
    saved.value.save_as(file)
    with tab.expect_download() as saved:
        within(tab).get_by_role("button", name="Sheet (HTML").click()
    page = tmp_path / "sheet.html"
    saved.value.save_as(page)
    text = page.read_text(encoding="utf-8")
    assert text.count("data:image/png;base64,") == 4
    assert not re.search(r"https?://|<script", text)
    write(tab, columns="1, 2, 3", rows="7")
    tab.locator(".sheet input[type=file]").set_input_files(file)
    expect(within(tab).get_by_label("Values of the columns")).to_have_value("0, 4")
    expect(within(tab).get_by_label("Values of the rows")).to_have_value("1-2")
    expect(tab.locator(".sheet")).to_have_attribute("data-cells", "4", timeout=SLOW)
    bare = tmp_path / "bare.png"
    bare.write_bytes(b"I am no picture.")
    tab.locator(".sheet input[type=file]").set_input_files(bare)
    expect(tab.locator(".sheet .notice")).to_contain_text("has no sheet inside")


def test_a_link_restores_axes_and_the_chosen_cell(tab: Page, chromium) -> None:
    draw(tab)
    tab.locator(".sheet td button").nth(3).click()
    within(tab).get_by_role("button", name="Copy a link to this").click()
    field = within(tab).get_by_label("Link to this state")
    expect(field).to_be_visible()
    other = chromium.new_page()
    other.goto(field.input_value())
    expect(other.locator(".sheet")).to_have_attribute("data-cells", "4", timeout=SLOW)
    expect(other.locator(".sheet")).to_have_attribute("data-chosen", sheet(tab, "chosen"))
    other.close()


def test_guidance_is_dragged_without_a_request(tab: Page) -> None:
    draw(tab)
    choose(tab, "Guidance")
    draw(tab)
    view = tab.locator(".guidance")
    expect(view).to_have_attribute("data-state", "seen")
    expect(view).to_have_attribute("data-w", "4")
    sent: list[str] = []
    tab.wait_for_timeout(1500)
    tab.on("request", lambda request: sent.append(request.url))
    view.get_by_label("Guidance w").fill("-2")
    expect(view).to_have_attribute("data-w", "-2")
    box = view.locator(".plane svg").bounding_box()
    handle = view.locator(".plane .handle").bounding_box()
    tab.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    tab.mouse.down()
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] - 400, steps=4)
    tab.mouse.up()
    assert float(view.get_attribute("data-w")) > -2
    view.locator(".strip button").nth(5).click()
    expect(view).to_have_attribute("data-w", "7.5")
    assert [url for url in sent if not url.startswith("blob:")] == []


def test_the_same_again_is_equal(tab: Page) -> None:
    choose(tab, "Again?")
    expect(tab.locator("#seed_guidance-run")).to_have_text("Draw it three times")
    within(tab).get_by_label("Seed", exact=True).fill("6421725739674010")
    draw(tab)
    expect(tab.locator(".again")).to_have_attribute("data-state", "equal")
    expect(tab.locator(".again .verdict")).to_contain_text("the same, 3 times")
    assert len(set(tab.locator(".again code").all_inner_texts())) == 1
    expect(tab.locator("#seed_guidance-message")).to_contain_text("reduced modulo 2^31")


def test_sixteen_glasses_are_drawn_and_measured(tab: Page) -> None:
    choose(tab, "Full glass")
    expect(within(tab).get_by_label("Prompt", exact=True)).to_be_hidden()
    draw(tab)
    expect(tab.locator(".glass")).to_have_attribute("data-glasses", "16")
    expect(tab.locator(".glass")).to_have_attribute("data-measured", "true")
    expect(tab.locator(".glass .histogram svg")).to_have_attribute(
        "aria-label", re.compile("of the model's")
    )


def test_an_experiment_asks_sets_runs_and_reveals(tab: Page) -> None:
    within(tab).get_by_role("button", name="The seed 6421725739674010").click()
    within(tab).locator(".uf-try-this").get_by_role("button", name="Yes", exact=True).click()
    card = within(tab).locator(".uf-try-this .card")
    expect(card).to_contain_text("As you said: Yes.", timeout=SLOW)
    expect(within(tab).get_by_label("Prompt", exact=True)).to_have_value(
        "a photo of a poodle on an astronaut"
    )


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_phone_shows_every_mode_in_one_column(tab: Page) -> None:
    for mode in ("Sheet", "Guidance", "Again?", "Full glass", "Race"):
        choose(tab, mode)
        tab.wait_for_timeout(300)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390
