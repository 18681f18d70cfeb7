"""The banknotes of the GAN tab in a real browser, on a real server."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Response, expect

from demos import gan_pictures_play, gan_pictures_runs
from demos.gan_pictures_texts import EXPERIMENTS, MODE, PRESS, panel_of, rates_of
from demos.views import pack
from models.errors import InvalidRequest
from models.gan_pictures.requests import CARDS, STAGES, PicturesRequest
from tests.conftest import serve

SLOW = 60_000  # ms: the first run of a process loads PyTorch


def test_controls_stand_for_requests_and_back() -> None:
    request = PicturesRequest(data="digits", rule="loser_learns", rounds=12, generator_lr=1e-2)
    assert gan_pictures_runs.request_of(panel_of(request), rates_of(request)) == request


@pytest.mark.parametrize("text", ["", "7", "[1]", "{", '"watch"'])
def test_settings_from_a_broken_link_are_refused(text: str) -> None:
    with pytest.raises(InvalidRequest, match="reload the page"):
        next(gan_pictures_runs.run(text, "{}"))


def test_playing_oneself_needs_no_run() -> None:
    panel = panel_of(PicturesRequest(), "detective")
    assert list(gan_pictures_runs.run(panel, rates_of(PicturesRequest()))) == []


def test_every_experiment_is_a_request() -> None:
    for experiment in EXPERIMENTS:
        settings = experiment.settings
        assert (settings["mode"], experiment.press) == (MODE, PRESS)
        gan_pictures_runs.request_of(settings["pictures"], settings["picture_rates"])


@pytest.mark.parametrize("pixels", [None, "####", "AAAA", 7, "A" * 100_000])
def test_what_is_no_painting_is_answered_with_a_sentence(pixels: object) -> None:
    assert "768 bytes" in gan_pictures_play.judge({"stage": 0, "pixels": pixels})["error"]


def test_a_stage_that_is_not_there_is_answered_with_a_sentence() -> None:
    assert "a stage" in gan_pictures_play.deal({"stage": STAGES, "seed": 1})["error"]


def test_a_deal_holds_pictures_and_nothing_else() -> None:
    header, blobs = pack.unpack(gan_pictures_play.deal({"stage": 1, "seed": 1})["packed"])
    assert header == {}
    assert {name: len(data) for name, (_, data) in blobs.items()} == {"cards": CARDS * 768}


@pytest.fixture(scope="module")
def gan_address() -> Iterator[str]:
    """The address of a gallery that has only this tab."""
    from demos import gan_game

    yield from serve((gan_game.DEMO,))


@pytest.fixture
def tab(page: Page, gan_address: str) -> Iterator[Page]:
    """The banknotes, with few rounds set."""
    expect.set_options(timeout=SLOW)
    page.set_default_timeout(SLOW)
    page.goto(f"{gan_address}/?tab=gan_game")
    page.get_by_role("radio", name=MODE).click()
    expect(page.locator(".notes")).to_be_visible()
    set_rounds(page, "20")
    yield page
    expect.set_options(timeout=5_000)


def set_rounds(page: Page, rounds: str) -> None:
    field = page.locator(".panel input[data-name=rounds]")
    field.fill(rounds)
    field.press("Enter")


def notes(page: Page, name: str) -> str:
    return page.locator(".notes").get_attribute(f"data-{name}")


@pytest.mark.browser
def test_a_training_is_shown_and_rewound_without_a_request(tab: Page) -> None:
    expect(tab.locator(".cards.real li")).to_have_count(6)
    tab.locator("#gan_game-pictures-run").click()
    expect(tab.locator(".notes")).to_have_attribute("data-state", "finished")
    assert (notes(tab, "frames"), notes(tab, "round")) == ("21", "20")
    expect(tab.locator(".cards.forged .words").first).to_have_text(
        re.compile(r"(real|forged) \d+ %")
    )
    expect(tab.get_by_text("20 rounds took")).to_be_visible()
    expect(tab.locator("#gan_game-pictures-run")).to_be_visible()
    expect(tab.locator(".block.uf-code:visible")).to_contain_text("for r in range(20):")
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="The numbers of the game").click()
    numbers = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert [each["round"] for each in numbers["rounds"]] == list(range(21))
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="What is seen").click()
    picture = Image.open(saved.value.path())
    assert picture.size == (6 * 16 * 8, 2 * 16 * 8)
    assert json.loads(picture.text["unfog"])["round"] == 20
    tab.wait_for_timeout(1000)
    sent: list[str] = []
    tab.on("request", lambda request: sent.append(request.post_data or ""))
    tab.locator(".notes .watch").focus()
    tab.keyboard.press("Home")
    expect(tab.locator(".notes")).to_have_attribute("data-round", "0")
    tab.locator(".strip button").nth(3).click()
    expect(tab.locator(".notes")).not_to_have_attribute("data-round", "0")
    assert 0 < int(notes(tab, "round")) < 20
    assert [text for text in sent if '"line"' not in text] == []
    expect(tab.get_by_text("one verdict on all of it").first).to_be_visible()
    tab.get_by_role("radio", name="You are the detective").click()
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="The numbers of the game").click()
    assert saved.value.suggested_filename == "unfog-gan-banknotes-seed-7.json"


@pytest.mark.browser
def test_bad_settings_are_told_and_stop_leaves_what_came(tab: Page) -> None:
    set_rounds(tab, "1000000000")
    tab.locator("#gan_game-pictures-run").click()
    expect(tab.locator("#gan_game-pictures-message")).to_contain_text("from 1 to 20,000")
    set_rounds(tab, "20000")
    tab.locator("#gan_game-pictures-run").click()
    tab.wait_for_function("document.querySelector('.notes').dataset.frames > 3")
    tab.locator("#gan_game-pictures-stop").click()
    expect(tab.locator(".notes")).to_have_attribute("data-state", "broken")
    assert int(notes(tab, "frames")) > 3


@pytest.mark.browser
def test_the_detective_is_asked_only_after_each_guess(tab: Page) -> None:
    responses: list[Response] = []
    tab.on("response", lambda response: responses.append(response))

    def told() -> list[dict]:
        texts = [r.text() for r in responses if "component_server" in r.url]
        return [each for each in map(json.loads, texts) if "real" in each]

    tab.get_by_role("radio", name="You are the detective").click()
    cards = tab.locator(".quiz .cards li")
    expect(cards).to_have_count(CARDS)
    expect(cards.first.locator("button")).to_have_count(2)
    expect(tab.locator("#gan_game-pictures-run")).to_be_hidden()
    assert any("component_server" in r.url for r in responses)
    assert told() == []
    for index in range(CARDS):
        cards.nth(index).locator("button").first.click()
        expect(cards.nth(index)).to_have_class(re.compile("done"))
        assert len(told()) == index + 1
    quiz = tab.locator(".quiz")
    expect(quiz).to_have_attribute("data-right", str(sum(each["real"] for each in told())))
    theirs = sum((each["verdict"] > 0.5) == each["real"] for each in told())
    expect(quiz).to_have_attribute("data-theirs", str(theirs))
    expect(tab.locator(".quiz .end")).to_contain_text("of ten")
    tab.locator(".quiz .again").click()
    expect(quiz).to_have_attribute("data-answered", "0")


@pytest.mark.browser
@pytest.mark.parametrize(
    "page", [{"viewport": {"width": 390, "height": 844}, "has_touch": True}], indirect=True
)
def test_a_note_is_painted_with_a_thumb_and_judged(tab: Page) -> None:
    tab.get_by_role("radio", name="You are the criminal").click()
    forge = tab.locator(".forge")
    expect(forge).to_have_attribute("data-says", re.compile("real|forged"))
    first = forge.get_attribute("data-verdict")
    sheet = tab.locator(".sheet")
    sheet.scroll_into_view_if_needed()
    sheet.tap(position={"x": 100, "y": 100})
    expect(forge).not_to_have_attribute("data-verdict", first)
    tab.locator(".forge .undo").click()
    expect(forge).to_have_attribute("data-verdict", first)
    tab.locator(".forgery").click()
    expect(tab.locator(".forge .undo")).to_be_enabled()
    wide = tab.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
