"""The sampler tab in a real browser, on a real server, with a tiny model."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Request, expect

from demos import sampler
from demos.sampler_settings import NEXT, THREE, TWO, knobs_of
from models import engine
from models.catalog import Spec
from models.language.records import Finished, NextToken
from models.language.requests import GenerateRequest, NextTokenRequest
from tests.conftest import serve

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
CALM = {"reduced_motion": "reduce"}
PROMPT = "The boy gave the dog"
SLOW = 60_000


@pytest.fixture(scope="module")
def address(tiny_gpt: Spec) -> Iterator[str]:
    yield from serve([sampler.DEMO])


def link(address: str, at: dict[str, Any] | None = None, **changes: Any) -> str:
    """The address of a state, as the tab itself would write it."""
    values = {"mode": NEXT, "prompt": PROMPT, "knobs": knobs_of(), "seed": 25}
    values |= {"max_new_tokens": 8, "at": json.dumps(at or {})} | changes
    return f"{address}/?tab=sampler#{urlencode(values)}"


@pytest.fixture
def tab(page: Page, address: str) -> Page:
    """The tab with a prompt that was read."""
    page.goto(link(address))
    ready(page)
    return page


def ready(page: Page, tokens: int | None = None) -> None:
    view = page.locator(".next")
    if tokens is not None:
        expect(view).to_have_attribute("data-tokens", str(tokens), timeout=SLOW)
    expect(view).to_have_attribute("data-state", "ready", timeout=SLOW)


def slide(page: Page, name: str, step: int) -> None:
    """Drag a slider of the controls to a step, and do not let it go."""
    move = "(slider, to) => { slider.value = to; slider.dispatchEvent(new Event('input')); }"
    page.locator(f"#sampler-{name}").evaluate(move, step)


def said(**asked: Any) -> NextToken:
    request = NextTokenRequest.parse(prompt=PROMPT, **asked)
    return next(r for r in engine.stream(request) if isinstance(r, NextToken))


def shown(page: Page) -> str:
    """The text behind the prompt."""
    return "".join(page.locator(".next .text button:not(.prompt)").all_inner_texts())


def ids(page: Page) -> list[int]:
    """The tokens behind the prompt, as a link would have them."""
    return page.evaluate("unfog.place.sampler.continuation")


def entropy(page: Page) -> float:
    return float(page.locator(".next").get_attribute("data-entropy"))


@pytest.mark.parametrize("page", [CALM], indirect=True)
def test_a_slider_moves_the_whole_distribution_without_a_request(tab: Page) -> None:
    assert entropy(tab) == pytest.approx(said().before.entropy, abs=1e-4)
    tab.wait_for_timeout(1500)
    sent: list[str] = []

    def note(request: Request) -> None:
        if '"fn_name":"line"' not in (request.post_data or "").replace(" ", ""):
            sent.append(request.url)

    tab.on("request", note)
    slide(tab, "temperature", 40)
    expect(tab.locator(".next .words")).to_contain_text("temperature 2")
    assert entropy(tab) == pytest.approx(said(temperature=2).after.entropy, abs=1e-4)
    slide(tab, "top_k", 4)
    expect(tab.locator('.next [data-fact="kept"]')).to_contain_text("5")
    slide(tab, "temperature", 0)
    expect(tab.locator(".next .words")).to_contain_text("one token is left")
    assert entropy(tab) == 0
    tab.get_by_role("button", name="Sample 100").click()
    expect(tab.locator(".next .draw-words")).to_contain_text("1 different token")
    expect(tab.locator(".next .marks i")).to_have_count(100)
    tab.get_by_label("Find a token").fill("the")
    tab.keyboard.press("Enter")
    expect(tab.locator(".next .find span")).to_contain_text("number")
    assert sent == []


@pytest.mark.parametrize("page", [CALM], indirect=True)
def test_step_by_step_gives_the_text_of_the_seed(tab: Page) -> None:
    request = GenerateRequest.parse(prompt=PROMPT, max_new_tokens=8, temperature=1)
    finished = next(r for r in engine.stream(request) if isinstance(r, Finished))
    for count in (1, 2, 3):
        tab.get_by_role("button", name="Draw one token").click()
        ready(tab, count)
    assert ids(tab) == finished.ids[:3].tolist()
    for _ in range(3):
        tab.get_by_role("button", name="Undo").click()
        ready(tab)
    expect(tab.locator(".next .draw-words")).to_contain_text("u = ")
    tab.get_by_role("button", name="Write on").click()
    ready(tab, len(finished.ids))
    assert ids(tab) == finished.ids.tolist()
    expect(tab.locator(".block.uf-see")).to_contain_text("most surprising")


@pytest.mark.parametrize("page", [CALM], indirect=True)
def test_a_token_chosen_by_hand_makes_a_branch_and_a_link_keeps_it(tab: Page) -> None:
    tab.get_by_role("button", name="Draw one token").click()
    ready(tab, 1)
    (drawn,) = ids(tab)
    tab.locator(".next .text").focus()
    tab.keyboard.press("Backspace")
    ready(tab, 0)
    rows = tab.locator(".next tbody tr")
    place = next(k for k in range(10) if rows.nth(k).get_attribute("data-id") != str(drawn))
    chosen = int(rows.nth(place).get_attribute("data-id"))
    rows.nth(place).get_by_role("button").click()
    ready(tab, 1)
    assert ids(tab) == [chosen]
    expect(tab.locator(".next .text .chosen")).to_have_count(1)
    expect(tab.locator(".next .others button")).to_have_count(1)
    expect(tab.locator(".block.uf-code")).to_contain_text(f"[{chosen}]")
    text = shown(tab)
    tab.get_by_role("button", name="Copy a link").click()
    field = tab.get_by_label("Link to this state")
    expect(field).to_be_visible()
    kept = field.input_value()
    tab.goto("about:blank")
    tab.goto(kept)
    ready(tab, 1)
    assert (ids(tab), shown(tab)) == ([chosen], text)


@pytest.mark.parametrize("page", [CALM], indirect=True)
def test_three_temperatures_stand_side_by_side_and_open_token_by_token(
    page: Page, address: str
) -> None:
    page.goto(link(address, mode=THREE, temperatures="0, 1", max_new_tokens=4))
    expect(page.locator(".three")).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(page.locator(".three section")).to_have_count(2)
    expect(page.locator(".three li")).to_have_count(40)
    greedy = page.locator(".three section").first.locator("li")
    assert len(set(greedy.all_inner_texts())) == 1
    greedy.first.get_by_role("button").click()
    ready(page, 4)
    expect(page.locator("#sampler-temperature")).to_have_value("0")


@pytest.mark.parametrize("page", [CALM], indirect=True)
def test_two_models_read_what_either_wrote(page: Page, address: str) -> None:
    page.goto(link(address, mode=TWO, n=2))
    view = page.locator(".two")
    expect(view).to_have_attribute("data-state", "ready", timeout=SLOW)
    for count, name in ((1, "counts"), (2, "transformer")):
        view.locator(f'[data-model="{name}"] .draw').click()
        expect(view).to_have_attribute("data-tokens", str(count), timeout=SLOW)
        expect(view).to_have_attribute("data-state", "ready", timeout=SLOW)
    expect(view.locator(".text b")).to_have_count(2)
    for button in view.locator("tbody button").all():
        told = button.get_attribute("aria-label")
        assert f"“{button.inner_text().replace('·', ' ')}”" in told or "the bytes" in told
    view.get_by_role("button", name="Undo").click()
    expect(view).to_have_attribute("data-tokens", "1", timeout=SLOW)


@pytest.mark.parametrize("page", [PHONE | CALM], indirect=True)
def test_on_a_phone_a_refusal_is_a_sentence_and_the_view_stays(page: Page, address: str) -> None:
    page.goto(link(address))
    ready(page)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]
    page.evaluate("scrollTo(0, 0)")
    slide(page, "temperature", 30)
    expect(page.locator(".next .words")).to_contain_text("temperature 1.5")
    assert page.evaluate("scrollY") == 0
    field = page.get_by_label("Top-p, typed")
    field.fill("7")
    field.blur()
    page.locator("#sampler-run").click()
    expect(page.locator("#sampler-message [role=alert]")).to_contain_text("top_p is 7")
    expect(page.locator(".next tbody tr").first).to_be_visible()
    field.fill("off")
    field.blur()
    page.locator("#sampler-run").click()
    expect(page.locator("#sampler-message [role=alert]")).to_have_count(0)
    ready(page)
