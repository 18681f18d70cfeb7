"""The GAN tab in a real browser, on a real server, with small networks."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from PIL import Image
from playwright.sync_api import Page, Request, expect

from demos import gan_game, gan_game_runs
from demos.gan_game_settings import controls
from models.gan.requests import GameRequest
from tests.conftest import serve

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SLOW = 60_000
SMALL = GameRequest(
    discriminator_width=8,
    discriminator_depth=1,
    generator_width=8,
    generator_depth=1,
    batch_size=16,
    rounds=64,
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    yield from serve([gan_game.DEMO])


def link(address: str, at: dict[str, Any] | None = None, **changes: Any) -> str:
    """The address of a small game, as the tab itself would write it."""
    values = controls(SMALL.model_copy(update=changes)) | {"at": json.dumps(at or {})}
    return f"{address}/?tab=gan_game#{urlencode(values)}"


@pytest.fixture
def tab(page: Page, address: str) -> Page:
    """The tab with a small game that was played to its end."""
    page.goto(link(address))
    expect(page.locator(".arena")).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(page.locator("#gan_game-run")).to_be_visible()
    return page


def arena(page: Page, name: str) -> str:
    return page.locator(".arena").get_attribute(f"data-{name}")


WATCH = """() => {
    const arena = document.querySelector('.arena');
    window.ran = false;
    const look = (changes) => {
        window.ran ||= [arena.dataset.state, ...changes.map((c) => c.oldValue)].includes('running');
    };
    const options = { attributeFilter: ['data-state'], attributeOldValue: true };
    new MutationObserver(look).observe(arena, options);
}"""
"""Notes that a game has begun, however short it is."""


def play(page: Page) -> None:
    """Press Play and wait for the end of the game."""
    page.evaluate(WATCH)
    page.locator("#gan_game-run").click()
    page.wait_for_function("window.ran", timeout=SLOW)
    ended(page)


def ended(page: Page) -> None:
    expect(page.locator(".arena")).to_have_attribute("data-state", "finished", timeout=SLOW)
    expect(page.locator("#gan_game-run")).to_be_visible()


def scrub(page: Page, position: int) -> None:
    move = "(slider, to) => { slider.value = to; slider.dispatchEvent(new Event('input')); }"
    page.locator(".arena .time input").evaluate(move, position)


def at_round(page: Page, number: int) -> None:
    expect(page.locator(".arena")).to_have_attribute("data-round", str(number), timeout=SLOW)


def set_rate(page: Page, label: str, value: str) -> None:
    field = page.get_by_label(f"{label}, typed")
    field.fill(value)
    field.blur()


def said(page: Page):
    return page.locator("#gan_game-message div[role]")


def wait_until(is_true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "this never came true"
        time.sleep(0.05)


def plane(page: Page) -> dict[str, float]:
    canvas = page.locator('.arena [data-board="b"] canvas')
    canvas.evaluate("(canvas) => canvas.scrollIntoView({block: 'center'})")
    return canvas.bounding_box()


def pixels(page: Page) -> str:
    read = "(canvas) => canvas.toDataURL()"
    return page.locator('.arena [data-board="b"] canvas').evaluate(read)


def test_a_game_is_rewound_without_a_request(tab: Page) -> None:
    assert arena(tab, "frames") == "65"
    at_round(tab, 64)
    expect(tab.locator(".block.uf-see")).to_contain_text("of the 8 modes")
    expect(tab.locator(".block.uf-code")).to_contain_text("range(64)")
    tab.wait_for_timeout(1500)
    sent: list[str] = []

    def note(request: Request) -> None:
        if '"fn_name":"line"' not in (request.post_data or "").replace(" ", ""):
            sent.append(request.url)

    tab.on("request", note)
    seen = set()
    for position in (0, 20, 40, 64):
        scrub(tab, position)
        at_round(tab, position)
        seen.add(pixels(tab))
    assert len(seen) == 4
    tab.locator(".boards").focus()
    for key, number in (("Home", 0), ("ArrowRight", 1), ("End", 64), ("ArrowLeft", 63)):
        tab.keyboard.press(key)
        at_round(tab, number)
    tab.keyboard.press("Home")
    tab.keyboard.press("Space")
    wait_until(lambda: int(arena(tab, "round")) > 3)
    tab.keyboard.press("Space")
    for layer in ("mesh", "arrows", "optimum", "forged", "real"):
        before = pixels(tab)
        tab.locator(f'[data-layer="{layer}"]').click()
        wait_until(lambda before=before: pixels(tab) != before)
    expect(tab.locator('[data-layer="verdict"]')).to_have_attribute("aria-pressed", "false")
    assert sent == []


def test_play_goes_on_and_a_branch_begins_where_one_stands(tab: Page) -> None:
    run = arena(tab, "run")
    play(tab)
    at_round(tab, 128)
    assert arena(tab, "run") == run
    scrub(tab, 32)
    at_round(tab, 32)
    set_rate(tab, "Criminal's learning rate", "2e-2")
    play(tab)
    at_round(tab, 96)
    assert arena(tab, "run") == run
    tab.get_by_role("button", name="Compare with before").click()
    expect(tab.locator('[data-board="a"]')).to_be_visible()
    expect(tab.locator('[data-board="a"] figcaption')).to_contain_text("criminal's rate 1e-3")


def test_another_network_restarts_and_says_so(tab: Page) -> None:
    run = arena(tab, "run")
    tab.get_by_text("More: networks").click()
    field = tab.get_by_label("Criminal's units")
    field.fill("9")
    field.blur()
    play(tab)
    assert arena(tab, "run") != run
    at_round(tab, 64)
    expect(said(tab)).to_contain_text("begins anew")


def test_single_steps_of_either_player(tab: Page) -> None:
    for name, number in (("D step", 64), ("G step", 64), ("1 round", 65)):
        frames = int(arena(tab, "frames"))
        tab.get_by_role("button", name=name, exact=True).click()
        wait_until(lambda frames=frames: int(arena(tab, "frames")) > frames)
        ended(tab)
        at_round(tab, number)
    tab.get_by_role("button", name="Reset", exact=True).click()
    expect(tab.locator(".arena")).to_have_attribute("data-state", "empty")
    play(tab)
    at_round(tab, 64)


def test_slow_motion_names_the_five_steps_and_can_be_paused(page: Page, address: str) -> None:
    page.goto(f"{address}/?tab=gan_game")
    expect(page.locator(".arena")).to_be_visible()
    page.get_by_label("Speed").click()
    page.get_by_role("option", name="slow motion").click()
    page.locator("#gan_game-run").click()
    now = page.locator(".round li.now")
    for words in ("take", "forge", "detective", "criminal", "repeat", "take"):
        expect(now).to_contain_text(words)
    page.locator("#gan_game-stop").click()
    expect(page.locator(".arena")).to_have_attribute("data-state", "broken")
    expect(page.locator("#gan_game-run")).to_be_visible()
    page.get_by_label("Speed").click()
    page.get_by_role("option", name="100 rounds/s").click()
    page.locator("#gan_game-run").click()
    wait_until(lambda: int(arena(page, "round") or 0) > 40, 60)
    page.locator("#gan_game-stop").click()
    expect(page.locator("#gan_game-run")).to_be_visible()


def test_a_changed_rate_is_taken_up_while_the_game_goes_on(page: Page, address: str) -> None:
    page.goto(link(address, rounds=2000) + "&speed=1+round%2Fs")
    wait_until(lambda: int(arena(page, "round") or 0) >= 1, 60)
    run = arena(page, "run")
    set_rate(page, "Detective's learning rate", "5e-2")
    wait_until(lambda: "0.05" in page.locator(".block.uf-code").inner_text(), 60)
    wait_until(lambda: int(arena(page, "round") or 0) >= 3, 60)
    assert arena(page, "run") == run
    expect(page.locator("#gan_game-stop")).to_be_visible()
    page.locator("#gan_game-stop").click()
    expect(page.locator("#gan_game-run")).to_be_visible()


def test_two_games_stand_side_by_side(tab: Page) -> None:
    tab.get_by_role("button", name="Keep as A").click()
    tab.get_by_role("button", name="Reset", exact=True).click()
    tab.get_by_label("Objective").click()
    tab.get_by_role("option", name="hinge").click()
    play(tab)
    assert arena(tab, "kept")
    assert arena(tab, "kept") != arena(tab, "run")
    expect(tab.locator('[data-board="a"] figcaption')).to_contain_text("objective non-saturating")
    expect(tab.locator('[data-board="b"] figcaption')).to_contain_text("objective hinge")
    tab.get_by_role("button", name="Only one game").click()
    expect(tab.locator('[data-board="a"]')).to_be_hidden()


def test_playing_the_detective_is_scored_beside_the_discriminator(tab: Page) -> None:
    tab.get_by_role("button", name="You: the detective").click()
    expect(tab.locator(".duel .task")).to_contain_text("Cloud 1 of 10")
    tab.get_by_role("button", name="Real (r)").click()
    tab.locator(".boards").focus()
    for key in "frfrfrfrf":
        tab.keyboard.press(key)
    expect(tab.locator(".duel .verdict")).to_have_text(
        re.compile(r"You \d+, the discriminator \d+ of 10 right\. (You win|It wins|A draw)\.")
    )
    right = tab.locator(".duel .tally .right").count()
    assert right + tab.locator(".duel .tally .wrong").count() == 10
    expect(tab.locator(".duel .verdict b").first).to_have_text(str(right))
    tab.keyboard.press("Escape")
    expect(tab.locator(".side")).to_be_visible()


def test_playing_the_criminal_is_judged_live(tab: Page) -> None:
    tab.get_by_role("button", name="You: the criminal").click()
    box = plane(tab)
    for share in (0.3, 0.5, 0.7):
        tab.mouse.click(box["x"] + share * box["width"], box["y"] + 0.4 * box["height"])
    expect(tab.locator(".duel .task")).to_contain_text("Place 21 more")
    expect(tab.locator(".duel .verdict")).to_contain_text(re.compile(r"\d %"))
    expect(tab.locator(".duel .verdict")).to_contain_text("of 8 modes")
    tab.locator(".duel").get_by_role("button", name="Undo").click()
    expect(tab.locator(".duel .task")).to_contain_text("Place 22 more")


def settled(page: Page, name: str) -> int:
    """A count on the arena once it has stood still: strokes are taken up a frame after the hand."""

    def stands_still() -> bool:
        before = arena(page, name)
        page.wait_for_timeout(300)
        return bool(before) and arena(page, name) == before

    wait_until(stands_still)
    return int(arena(page, name))


def test_data_are_drawn_by_hand(page: Page, address: str) -> None:
    page.goto(link(address, data="drawing"))
    expect(said(page)).to_contain_text("Nothing is drawn yet")
    box = plane(page)
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 300, steps=8)
    page.mouse.up()
    page.mouse.click(box["x"] + 300, box["y"] + 100)
    drawn = settled(page, "drawn")
    assert drawn > 20
    page.locator(".pencil").get_by_role("button", name="Undo").click()
    expect(page.locator(".arena")).to_have_attribute("data-drawn", str(drawn - 1))
    page.locator("#gan_game-run").click()
    ended(page)
    at_round(page, 64)
    expect(page.locator(".score .count")).to_be_hidden()
    page.get_by_role("button", name="Copy a link to this").click()
    field = page.get_by_label("Link to this state")
    expect(field).to_be_visible()
    assert "drawing" in field.input_value()
    page.get_by_role("button", name="Reset", exact=True).click()
    page.locator(".pencil").get_by_role("button", name="Clear").click()
    expect(page.locator(".arena")).to_have_attribute("data-drawn", "0")


def test_a_link_restores_the_game_and_the_round(tab: Page, chromium) -> None:
    scrub(tab, 10)
    at_round(tab, 10)
    picture = pixels(tab)
    tab.get_by_role("button", name="Copy a link to this").click()
    field = tab.get_by_label("Link to this state")
    expect(field).to_be_visible()
    other = chromium.new_page()
    other.goto(field.input_value())
    ended(other)
    at_round(other, 10)
    assert pixels(other) == picture
    other.close()


def test_what_was_played_can_be_saved(tab: Page, tmp_path: Path) -> None:
    files = {}
    for name in ("What is seen", "The numbers"):
        with tab.expect_download() as saved:
            tab.get_by_role("button", name=name).click()
        files[name] = tmp_path / saved.value.suggested_filename
        saved.value.save_as(files[name])
    settings = json.loads(Image.open(files["What is seen"]).text["unfog"])
    assert (settings["seed"], settings["round"]) == (SMALL.seed, 64)
    numbers = json.loads(files["The numbers"].read_text())
    assert [moment["round"] for moment in numbers["rounds"]] == list(range(65))
    assert numbers["settings"]["generator_width"] == 8


def test_new_data_and_reset_forget_the_game(tab: Page) -> None:
    tab.get_by_label("Data", exact=True).click()
    tab.get_by_role("option", name="Spiral").click()
    expect(tab.locator(".arena")).to_have_attribute("data-state", "empty")
    play(tab)
    at_round(tab, 64)
    expect(tab.locator(".score .count")).to_be_hidden()


@pytest.mark.parametrize(
    ("rate", "sentence"),
    [("-1", "discriminator_lr is '-1'"), ("1e9", "discriminator_lr is '1e9'"), ("", "''")],
)
def test_bad_rates_are_named_and_the_timeline_stays(tab: Page, rate: str, sentence: str) -> None:
    set_rate(tab, "Detective's learning rate", rate)
    tab.locator("#gan_game-run").click()
    expect(tab.locator("#gan_game-message [role=alert]")).to_contain_text(sentence)
    assert arena(tab, "frames") == "65"


def test_a_game_that_diverges_stops_itself_and_keeps_its_timeline(tab: Page) -> None:
    set_rate(tab, "Detective's learning rate", "1e6")
    set_rate(tab, "Criminal's learning rate", "1e6")
    tab.locator("#gan_game-run").click()
    expect(said(tab)).to_contain_text("diverged")
    ended(tab)
    scrub(tab, 10)
    at_round(tab, 10)


def test_closing_the_page_ends_the_game(
    chromium, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    going: list[bool] = []
    original = gan_game_runs.engine.stream

    def counted(request: GameRequest) -> Iterator[Any]:
        going.append(True)
        try:
            yield from original(request)
        finally:
            going.pop()

    monkeypatch.setattr(gan_game_runs.engine, "stream", counted)
    page = chromium.new_page()
    page.goto(link(address, rounds=20_000))
    wait_until(lambda: int(arena(page, "round") or 0) > 0, 60)
    assert going
    page.close()
    wait_until(lambda: not going)


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_phone_plays_draws_and_judges(page: Page, address: str) -> None:
    page.goto(link(address))
    ended(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="You: the criminal").tap()
    box = plane(page)
    page.touchscreen.tap(box["x"] + 100, box["y"] + 100)
    expect(page.locator(".duel .task")).to_contain_text("Place 23 more")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("radio", name="Banknotes").tap()
    expect(page.locator(".arena")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
