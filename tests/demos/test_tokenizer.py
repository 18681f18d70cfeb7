"""The tokenizer tab in a real browser, on a real server."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from tokenizers import Tokenizer

from demos import tokenizer
from demos.tokenizer_texts import LANGUAGES, TRAIN
from tests.conftest import serve

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    yield from serve([tokenizer.DEMO])


def link(address: str, **state: Any) -> str:
    return f"{address}/?tab=tokenizer#{urlencode(state)}"


@pytest.fixture
def tab(page: Page, address: str) -> Page:
    """The tab as a visitor finds it, its first text in tokens."""
    page.goto(f"{address}/?tab=tokenizer")
    expect(page.locator(".lanes")).to_have_attribute("data-lanes", "3")
    return page


def tokens(page: Page, counts: str) -> None:
    expect(page.locator(".lanes")).to_have_attribute("data-tokens", counts)


def test_chips_are_linked_across_tokenizers_and_tell_their_merges(tab: Page) -> None:
    sent: list[str] = []
    tab.wait_for_timeout(1000)
    tab.on("request", lambda request: sent.append(request.url))
    chips = tab.locator(".chip")
    chips.filter(has_text="strawberries").hover()
    linked = tab.locator(".chip.linked .name").all_inner_texts()
    assert linked == ["·st", "raw", "ber", "ries", *"strawberries", "strawberries"]
    tab.locator(".chip", has_text="able").first.click()
    expect(tab.locator(".panel h3")).to_contain_text("able")
    expect(tab.locator(".panel .tree svg text.rank").first).to_be_visible()
    assert int(tab.locator(".panel").get_attribute("data-merges")) >= 2
    tab.keyboard.press("ArrowRight")
    expect(tab.locator(".panel h3")).to_contain_text("·st")
    tab.locator(".chip.unknown").click()
    expect(tab.locator(".panel .words")).to_contain_text("Not in the vocabulary")
    tab.get_by_role("button", name="Ring what differs").click()
    expect(tab.locator(".lanes")).to_have_class("lanes no-rings")
    assert sent == []


def test_the_text_is_cut_while_it_is_written(tab: Page) -> None:
    box = tab.get_by_label("Text", exact=True)
    box.fill("a 🍓\n")
    tokens(tab, "7 4 2")
    expect(tab.locator(".shared .whole").first).to_have_text("🍓")
    assert "�" not in tab.locator(".lanes").inner_text()
    tab.get_by_label("Characters", exact=True).uncheck()
    tab.get_by_label("Bytes", exact=True).check()
    tokens(tab, "7 2 7")
    box.fill("")
    tokens(tab, "0 0 0")
    box.fill("<img src=x onerror=alert(1)> ${1} {{value}}")
    expect(tab.locator(".lane header").first).to_contain_text("tokens")
    assert tab.locator(".lanes img").count() == 0


def test_a_tokenizer_learns_is_played_and_used(page: Page, address: str, tmp_path: Path) -> None:
    text = "the cat the cat the hat"
    page.goto(link(address, mode=TRAIN, training_text=text, vocab_size=300, at='{"merge": 0}'))
    view = page.locator(".merging")
    expect(view).to_have_attribute("data-merges", "6")
    expect(view).to_have_attribute("data-tokens", str(len(text)))
    expect(page.locator(".decision")).to_contain_text("Which pair will be first?")
    expect(page.locator("#tokenizer-message")).to_contain_text("no pair occurs twice")
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_visible()
    view.focus()
    page.keyboard.press("End")
    expect(view).to_have_attribute("data-position", "6")
    expect(view.locator(".chip.new").first).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(view).to_have_attribute("data-position", "5")
    expect(page.locator(".block.uf-code")).to_contain_text("BpeTrainer")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Your own tokenizer").click()
    saved.value.save_as(tmp_path / "tokenizer.json")
    assert Tokenizer.from_file(str(tmp_path / "tokenizer.json")).get_vocab_size() == 262
    page.get_by_role("button", name="Use it in the comparison").click()
    expect(page.locator(".lanes")).to_have_attribute("data-lanes", "2")
    expect(page.locator(".lane h3").first).to_contain_text("Your own")


def test_languages_open_their_sentence_and_a_link_restores_it(page: Page, address: str) -> None:
    page.goto(link(address, mode=LANGUAGES, tokenizers="characters,bytes"))
    expect(page.locator(".languages")).to_have_attribute("data-rows", "8")
    expect(page.locator(".languages .row").nth(1)).to_contain_text("× 1.00")
    page.locator('.sentence[lang="zh"]').click()
    tokens(page, "19 57")
    page.get_by_role("button", name="Copy a link to this").click()
    field = page.get_by_label("Link to this state")
    expect(field).to_be_visible()
    other = page.context.new_page()
    other.goto(field.input_value())
    tokens(other, "19 57")
    other.close()


def test_an_experiment_asks_and_reveals(tab: Page, tmp_path: Path) -> None:
    tab.get_by_role("button", name="1234 + 5678").click()
    tab.get_by_role("button", name="Yes", exact=True).click()
    tokens(tab, "13 18")
    expect(tab.locator(".uf-try-this .card")).to_contain_text("it is “No”")
    expect(tab.locator(".block.uf-see")).to_contain_text("18 characters")
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="The tokens (JSON)").click()
    saved.value.save_as(tmp_path / "tokens.json")
    told = json.loads((tmp_path / "tokens.json").read_text())
    assert told["settings"]["text"] == "1234 + 5678 = 6912"
    assert [len(lane["ids"]) for lane in told["lanes"]] == [13, 18]


def test_a_tokenizer_that_is_not_here_is_named_and_the_rest_stays(
    tab: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    message = tab.locator("#tokenizer-message")
    tab.get_by_label("GPT-4o", exact=True).check()
    expect(message).to_contain_text("press the button to bring it")
    tab.locator("#tokenizer-run").click()
    expect(message).to_contain_text("the gallery runs offline")
    expect(tab.locator(".lanes")).to_have_attribute("data-lanes", "3")
    for name in ("Pocket BPE", "Characters", "Words", "GPT-4o"):
        tab.get_by_label(name, exact=True).uncheck()
    expect(message.locator("[role=alert]")).to_contain_text("1 to 5 names of tokenizers")


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_everything_fits_a_phone(page: Page, address: str) -> None:
    width = "document.documentElement.scrollWidth"
    page.goto(f"{address}/?tab=tokenizer")
    expect(page.locator(".lanes")).to_have_attribute("data-lanes", "3")
    assert page.evaluate(width) <= 390
    page.locator(".chip", has_text="able").first.tap()
    expect(page.locator(".panel h3")).to_contain_text("able")
    for mode, view in ((TRAIN, ".merging"), (LANGUAGES, ".languages")):
        page.get_by_role("radio", name=mode).tap()
        expect(page.locator(view)).to_be_visible()
        expect(page.locator(".text .chip, .languages .cell").first).to_be_attached()
        assert page.evaluate(width) <= 390
