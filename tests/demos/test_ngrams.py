"""The n-gram tab: its end point, its file button, and the page in a browser."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from playwright.sync_api import Page, expect

from demos import ngrams
from demos.ngrams_runs import run
from demos.ngrams_texts import DEFAULTS, EXPERIMENTS, MEMORY
from models.errors import InvalidRequest
from tests.conftest import serve

SLOW = 60_000


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    yield from serve([ngrams.DEMO])


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False)


def generate(client: Client, **values: object) -> dict:
    given = {"corpus": "story", "text": "", "unit": "words", "n": 2, "length": 20}
    given |= {"temperature": 1.0, "seed": 5}
    return client.predict(**given | values, api_name="/ngram_generate")


def test_the_end_point_answers_with_every_number(client: Client) -> None:
    found = generate(client)
    assert "".join(found["units"]) == found["text"]
    lengths = {len(found[name]) for name in ("units", "probabilities", "counts", "contexts")}
    assert lengths == {20}
    assert found["contexts"] == [0] + [1] * 19
    assert found == generate(client) | {"settings": found["settings"]}
    assert generate(client, seed=6)["text"] != found["text"]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"n": 9}, "n is 9"),
        ({"corpus": "own", "text": "one"}, "has 1 word, so there are no 2-grams"),
        ({"corpus": "own", "text": "x\0"}, "U\\+0000 at position 2"),
        ({"unit": "sentences"}, "There is no unit called 'sentences'"),
    ],
)
def test_the_end_point_refuses_in_sentences(client: Client, values: dict, says: str) -> None:
    with pytest.raises(AppError, match=says):
        generate(client, **values)


def test_a_file_is_read_or_refused() -> None:
    text, message = ngrams.read_file("Grüße".encode())
    assert text == "Grüße" and json.loads(message)["kind"] == "note"
    for data in (b"\xff\xd8\xff\xe0JFIF", b"a" * 200_001, b"\0\0"):
        _, message = ngrams.read_file(data)
        assert json.loads(message)["kind"] == "error"


def test_experiments_set_what_the_requests_take() -> None:
    for experiment in EXPERIMENTS:
        *_, last = run(dict(experiment.settings))
        assert "## What you see" in last[2]
        assert "$" not in last[4]
    with pytest.raises(InvalidRequest, match="no part of it can be held"):
        list(run({**DEFAULTS, "mode": MEMORY, "corpus": "moby-dick"}))


@pytest.fixture
def tab(page: Page, address: str) -> Page:
    """The tab after a link with a text of our own was opened, at its third word."""
    page.emulate_media(reduced_motion="reduce")
    text = "a b c a b d a b c a b d"
    state = {"corpus": "own", "text": text, "unit": "words", "n": 3, "prompt": "a b"}
    state |= {"length": 20, "at": json.dumps({"step": 3})}
    page.goto(f"{address}/?tab=ngrams#{urlencode(state)}")
    written(page)
    return page


def written(page: Page, position: int | None = None) -> None:
    expect(page.locator(".page")).to_have_attribute("data-state", "written", timeout=SLOW)
    if position is not None:
        expect(page.locator(".page")).to_have_attribute("data-position", str(position))


@pytest.mark.browser
def test_a_step_shows_its_counts_and_its_place(tab: Page) -> None:
    written(tab, 3)
    tab.locator(".page .text .unit").first.click()
    written(tab, 1)
    expect(tab.locator(".page .context b")).to_have_text(["a", "b"])
    assert sorted(tab.locator(".counts tbody th").all_inner_texts()) == ["c", "d"]
    expect(tab.locator(".counts tbody td:nth-child(2)")).to_have_text(["2", "2"])
    drawn = tab.locator(".counts .drawn th").inner_text()
    expect(tab.locator(".snippet mark")).to_have_text(drawn)
    expect(tab.locator(".snippet b")).to_have_text("a b ")
    tab.locator(".page .text").press("End")
    written(tab, 20)
    tab.locator(".page .text").press("ArrowLeft")
    written(tab, 19)


@pytest.mark.browser
def test_another_text_is_played_from_its_beginning(tab: Page) -> None:
    tab.emulate_media(reduced_motion="no-preference")
    tab.locator(".page .text").press("End")
    written(tab, 20)
    run = tab.locator(".page").get_attribute("data-run")
    tab.locator("#ngrams-run").click()
    expect(tab.locator(".page")).not_to_have_attribute("data-run", run, timeout=SLOW)
    expect(tab.locator(".page")).to_have_class("page playing")
    tab.locator(".page .play").click()
    assert int(tab.locator(".page").get_attribute("data-position")) < 20


@pytest.mark.browser
def test_an_error_leaves_what_was_written(tab: Page) -> None:
    before = tab.locator(".page .text").inner_text()
    tab.get_by_label("Text to count in").fill("alone")
    tab.locator("#ngrams-run").click()
    alert = tab.locator('#ngrams-message [role="alert"]')
    expect(alert).to_contain_text("Your text has 1 word", timeout=SLOW)
    assert tab.locator(".page .text").inner_text() == before


@pytest.mark.browser
def test_the_ladder_is_climbed_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    state = {"mode": MEMORY, "corpus": "story", "unit": "words", "length": 20}
    page.goto(f"{address}/?tab=ngrams#{urlencode(state)}")
    expect(page.locator(".ladder")).to_have_attribute("data-state", "done", timeout=SLOW)
    expect(page.locator(".ladder li")).to_have_count(8)
    expect(page.locator(".ladder .perplexity")).to_contain_text("none: infinite")
    expect(page.get_by_label("Prompt")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
