"""The word vectors tab in a real browser, on a real server, with the vectors that are shipped."""

import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from demos import word_vectors
from models import engine
from models.word_vectors.requests import SimilarityRequest
from tests.conftest import serve

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SLOW = 60_000


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    list(engine.stream(SimilarityRequest.parse(words="king queen")))  # the vectors are in memory
    yield from serve([word_vectors.DEMO])


def link(address: str, at: dict[str, object] | None = None, **values: object) -> str:
    """The address of a run, as the tab itself would write it."""
    state = urlencode(values | {"at": json.dumps(at or {})})
    return f"{address}/?tab=word_vectors#{state}"


def answered(page: Page, word: str) -> None:
    expect(page.locator(".arithmetic")).to_have_attribute("data-answer", word, timeout=SLOW)
    expect(page.locator("#word_vectors-run")).to_be_visible()


@pytest.fixture
def tab(page: Page, address: str) -> Page:
    """The tab with the sum that it opens with, calculated."""
    page.goto(f"{address}/?tab=word_vectors")
    expect(page.locator(".equation").first).to_contain_text("king − man + woman ≈ ?")
    page.locator("#word_vectors-run").click()
    answered(page, "queen")
    return page


def test_a_sum_is_calculated_looked_at_and_doubted(tab: Page) -> None:
    expect(tab.locator(".equation").first).to_have_text("king − man + woman ≈ queen")
    expect(tab.locator(".arithmetic .kept")).to_contain_text(re.compile(r"keeps \d+ %"))
    assert tab.locator(".vectors .arrow.shift").count() == 2
    expect(tab.locator(".left-out")).to_contain_text("king")
    tab.get_by_role("radio", name="zero").click()
    assert tab.locator(".vectors .dot.zero").count() == 1
    tab.locator(".arithmetic").get_by_role("radio", name="3-D").click()
    expect(tab.locator(".arithmetic .kept")).to_contain_text("three axes keep")
    before = tab.locator(".vectors .dot.answer").get_attribute("cx")
    tab.locator(".arithmetic svg.vectors").focus()
    for _ in range(4):
        tab.keyboard.press("ArrowRight")
    assert tab.locator(".vectors .dot.answer").get_attribute("cx") != before
    tab.get_by_role("button", name="Largest change first").click()
    expect(tab.locator(".sort")).to_have_attribute("aria-pressed", "true")
    expect(tab.locator(".block.uf-see")).to_contain_text("Three measures")
    expect(tab.locator(".block.uf-code")).to_contain_text("most_similar")


def test_whoever_lets_the_inputs_answer_sees_it_at_once(page: Page, address: str) -> None:
    page.goto(link(address, expression="doctor - man + woman"))
    answered(page, "nurse")
    page.get_by_label("Leave out the words I typed").uncheck()
    answered(page, "doctor")
    expect(page.locator("tr.typed").first).to_contain_text("doctor")
    page.get_by_role("radio", name="3CosMul").click()
    expect(page.locator(".block.uf-code")).to_contain_text("1 + rows @")


def test_names_are_dragged_out_of_the_way(tab: Page) -> None:
    name = tab.locator(".vectors .name", has_text="queen")
    dot = tab.locator(".vectors .dot.answer").bounding_box()
    box = name.locator("text").bounding_box()
    tab.mouse.move(box["x"] + 10, box["y"] + 10)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 70, box["y"] + 90, steps=4)
    tab.mouse.up()
    moved = name.locator("text").bounding_box()
    assert moved["y"] - box["y"] == pytest.approx(80, abs=2)
    assert tab.locator(".vectors .dot.answer").bounding_box() == dot
    tab.keyboard.press("ArrowUp")
    assert name.locator("text").bounding_box()["y"] == pytest.approx(moved["y"] - 12, abs=2)


def test_words_are_completed_and_corrected(tab: Page) -> None:
    field = tab.get_by_label("A sum of words")
    field.fill("")
    field.press_sequentially("pari")
    option = tab.get_by_role("option", name="paris", exact=True)
    expect(option).to_be_visible()
    while field.get_attribute("aria-activedescendant") != option.get_attribute("id"):
        field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("paris")
    field.press_sequentially(" - frence + japan ")
    expect(tab.locator(".problem")).to_contain_text("“frence” is not among")
    expect(tab.locator(".echo u")).to_have_text("frence")
    tab.locator(".problem").get_by_role("button", name="france", exact=True).click()
    expect(tab.locator(".problem")).to_be_empty()
    field.press("Enter")
    answered(tab, "tokyo")


def test_what_was_calculated_can_be_saved(tab: Page, tmp_path: Path) -> None:
    files = {}
    for name in ("Picture of the words", "Numbers"):
        with tab.expect_download() as saved:
            tab.get_by_role("button", name=name).click()
        files[name] = tmp_path / saved.value.suggested_filename
        saved.value.save_as(files[name])
    numbers = json.loads(files["Numbers"].read_text())
    assert numbers["ranked"][0]["word"] == numbers["answer"] == "queen"
    assert numbers["settings"]["expression"] == "king - man + woman"
    assert "file" not in numbers["settings"]
    picture = ElementTree.parse(files["Picture of the words"]).getroot()
    space = "{http://www.w3.org/2000/svg}"
    assert json.loads(picture.find(f"{space}metadata").text) == numbers["settings"]
    assert "queen" in [text.text for text in picture.iter(f"{space}text")]


def test_an_unreadable_sum_is_refused_and_the_answer_stays(tab: Page) -> None:
    tab.get_by_label("A sum of words").fill("king man")
    tab.locator("#word_vectors-run").click()
    expect(tab.locator("#word_vectors-message [role=alert]")).to_contain_text("A sign is missing")
    expect(tab.locator(".arithmetic")).to_have_attribute("data-state", "answered")
    assert tab.locator(".arithmetic").get_attribute("data-answer") == "queen"


def test_a_visitor_brings_vectors_and_pickles_are_refused(tab: Page, tmp_path: Path) -> None:
    mine, bad = tmp_path / "mine.txt", tmp_path / "bad.txt"
    mine.write_text("sun 1 0 0\nmoon 0 1 0\nstar 0.9 0.1 0\nsea 0 0 1\n")
    bad.write_bytes(pickle.dumps({"king": [1.0]}))
    tab.get_by_text("More: vectors").click()
    tab.get_by_label("Vectors", exact=True).click()
    tab.get_by_role("option", name="Your own file").click()
    tab.get_by_label("A sum of words").fill("sun")
    tab.locator("#word_vectors-run").click()
    said = tab.locator("#word_vectors-message [role=alert]")
    expect(said).to_contain_text("There is no file yet")
    upload = tab.locator(".uf-more input[type=file]")
    upload.set_input_files(mine)
    expect(tab.locator(".uf-more")).to_contain_text("mine")
    tab.locator("#word_vectors-run").click()
    answered(tab, "star")
    tab.get_by_label("Remove file").or_(tab.get_by_label("Clear")).first.click()
    upload.set_input_files(bad)
    expect(tab.locator(".uf-more")).to_contain_text("bad")
    tab.locator("#word_vectors-run").click()
    expect(said).to_contain_text("pickle")


def test_a_list_is_compared_and_a_link_brings_it_back(page: Page, address: str, chromium) -> None:
    page.goto(link(address, {"measure": "euclidean"}, mode="Compare", words="dog, puppy, car"))
    view = page.locator(".comparison")
    expect(view).to_have_attribute("data-odd", "car", timeout=SLOW)
    expect(view.locator(".equation")).to_contain_text("dist(dog, puppy)")
    view.get_by_role("radio", name="dot").click()
    expect(view.locator(".equation")).to_contain_text("dog · puppy")
    view.get_by_role("radio", name="3-D").click()
    page.get_by_role("button", name="Copy a link to this").click()
    field = page.get_by_label("Link to this state")
    expect(field).to_be_visible()
    other = chromium.new_page()
    other.goto(field.input_value())
    expect(other.locator(".comparison .equation")).to_contain_text("dog · puppy", timeout=SLOW)
    expect(other.locator(".comparison .kept")).to_contain_text("three axes keep")
    other.close()


def test_a_benchmark_shows_what_fails(page: Page, address: str) -> None:
    questions = ": capitals\nparis france tokyo japan\n: silly\nking queen bread butter"
    page.goto(link(address, mode="Does it work?", analogies="yours", questions=questions))
    view = page.locator(".analogies")
    expect(view).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(view.locator("tr.sum")).to_contain_text("50 %")
    view.get_by_role("button", name="silly").click()
    expect(view.locator(".failed")).to_contain_text("queen − king + bread")
    expect(view.get_by_role("button", name="capitals")).to_be_disabled()


def test_an_axis_is_measured_before_and_after(page: Page, address: str) -> None:
    at = {"mode": "Bias", "pairs": "he she", "people": "nurse, captain, poet", "analogies": "own"}
    page.goto(link(address, **at))
    view = page.locator(".leaning")
    expect(view).to_have_attribute("data-side", "before", timeout=SLOW)
    expect(view.locator("ol.less li").first).to_contain_text("nurse")
    view.get_by_role("radio", name="after hard debiasing").click()
    expect(view.locator("ol.less li").first).to_contain_text("0.00")
    expect(view.locator('[data-fact="direct"]')).to_contain_text("0.000")


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_phone_has_room_for_all_of_it(page: Page, address: str) -> None:
    page.goto(link(address, expression="king - man + woman"))
    answered(page, "queen")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("radio", name="Compare").tap()
    page.locator("#word_vectors-run").tap()
    expect(page.locator(".comparison")).to_have_attribute("data-odd", "ocean", timeout=SLOW)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
