"""The page in a browser: opening, tabs, keys, look, and every part of the shell.

The `page` fixture adds to each of these: no error in the console, no request to another machine.
"""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DARK = {"color_scheme": "dark"}
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


@pytest.fixture
def first(page: Page, shell_gallery: str) -> Page:
    """The first tab of the test gallery, ready for input."""
    page.goto(shell_gallery)
    expect(page.locator(".uf-share h2")).to_be_visible(timeout=30_000)
    return page


def run_line(page: Page):
    return page.locator("#first-message div[role]")


def test_the_real_gallery_opens_however_many_models_are_in_memory(page: Page, gallery: str) -> None:
    from demos import DEMOS

    page.goto(gallery)
    told = page.locator(".uf-status [role=status]")
    expect(told).to_have_text(re.compile(r"\w"))
    told.evaluate("line => { line.textContent = 'pocket-diffusion 23 MB · '.repeat(9); }")
    for demo in DEMOS:
        page.get_by_role("tab", name=demo.title, exact=True).click()
        expect(page.get_by_role("heading", name=demo.question)).to_be_visible(timeout=30_000)


def test_status_line_is_in_the_header(first: Page) -> None:
    expect(first.locator(".uf-status [role=status]")).to_have_text(re.compile(r"\w"))


def test_text_is_shown_as_it_stands(first: Page) -> None:
    expect(first.locator(".uf-heading p").first).to_have_text(
        "It shows < and & as they are, and $1."
    )


def test_arrow_keys_move_between_tabs(first: Page) -> None:
    tabs = first.locator("#uf-tabs [role=tab]")
    tabs.nth(0).focus()
    for key, index in [("ArrowRight", 1), ("ArrowRight", 0), ("End", 1), ("Home", 0)]:
        first.keyboard.press(key)
        expect(tabs.nth(index)).to_be_focused()
        expect(tabs.nth(index)).to_have_attribute("aria-selected", "true")
        expect(tabs.nth(index)).to_have_attribute("tabindex", "0")
        expect(tabs.nth(1 - index)).to_have_attribute("tabindex", "-1")


def test_tab_has_an_address(page: Page, shell_gallery: str) -> None:
    page.goto(f"{shell_gallery}/?tab=second")
    expect(page.get_by_role("heading", name="Is there a second tab?")).to_be_visible(timeout=30_000)
    page.get_by_role("tab", name="First").click()
    expect(page).to_have_url(re.compile(r"\?tab=first$"))


def test_unknown_tab_in_the_address_opens_the_first(page: Page, shell_gallery: str) -> None:
    page.goto(f"{shell_gallery}/?tab=nonsense")
    expect(page.get_by_role("heading", name="Does the shell work?")).to_be_visible(timeout=30_000)


def test_projector_mode(first: Page) -> None:
    heading, controls = first.get_by_role("heading", level=1), first.locator(".uf-controls")
    size = "element => parseFloat(getComputedStyle(element.querySelector('#said')).fontSize)"
    first.locator("h1").click()
    first.keyboard.press("p")
    expect(controls).to_be_hidden()
    expect(heading).to_be_visible()
    expect(first.locator("#said")).to_be_visible()
    expect(first.locator("html")).to_have_css("font-size", "32px")
    first.keyboard.press("Escape")
    expect(controls).to_be_visible()
    first.get_by_role("button", name="Projector").click()
    expect(controls).to_be_hidden()
    first.get_by_role("button", name="Projector").click()
    expect(controls).to_be_visible()
    assert first.locator("body").evaluate(size) > 0


def test_p_in_a_text_field_is_a_letter(first: Page) -> None:
    prompt = first.get_by_label("Prompt")
    prompt.fill("")
    prompt.press("p")
    expect(prompt).to_have_value("p")
    expect(first.locator(".uf-controls")).to_be_visible()


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_phone_stacks_without_sideways_scrolling(first: Page) -> None:
    assert first.evaluate("document.documentElement.scrollWidth") <= 390
    controls, view = (first.locator(s).bounding_box() for s in (".uf-controls", ".uf-view"))
    assert view["y"] >= controls["y"] + controls["height"]
    assert first.locator("#first-run").bounding_box()["height"] >= 44


@pytest.mark.parametrize("page", [DARK], indirect=True)
def test_dark_follows_the_system(first: Page) -> None:
    expect(first.locator("body")).to_have_css("background-color", "rgb(21, 22, 26)")
    expect(first.locator("h1").first).to_have_css("color", "rgb(241, 239, 233)")


def test_fonts_are_our_own(first: Page) -> None:
    assert first.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px IBM Plex Sans'))"
    )
    expect(first.locator("h1").first).to_have_css("font-family", re.compile("IBM Plex Sans"))


def test_run_shows_every_output_and_ends(first: Page) -> None:
    first.locator("#first-run").click()
    expect(first.locator("#said textarea")).to_have_value("hello 7: 5")
    expect(run_line(first)).to_have_text("Step 5 of 5")
    expect(first.locator("#first-run")).to_be_visible()
    expect(first.locator("#first-stop")).to_be_hidden()


def test_enter_runs_too(first: Page) -> None:
    first.get_by_label("Prompt").fill("typed")
    first.get_by_label("Prompt").press("Enter")
    expect(first.locator("#said textarea")).to_have_value("typed 7: 5")


def test_stop_takes_the_place_of_the_button(first: Page) -> None:
    first.get_by_label("Prompt").fill("slow")
    first.locator("#first-run").click()
    expect(first.locator("#first-stop")).to_be_visible()
    expect(first.locator("#first-run")).to_be_hidden()
    expect(first.locator("#said textarea")).to_have_value("slow 7: 1")
    first.locator("#first-stop").click()
    expect(first.locator("#first-run")).to_be_visible()
    first.get_by_label("Prompt").fill("again")
    first.locator("#first-run").click()
    expect(first.locator("#said textarea")).to_have_value("again 7: 5")


def test_stop_in_the_moment_of_the_press_begins_nothing(first: Page) -> None:
    first.get_by_label("Prompt").fill("slow")
    first.evaluate(
        "for (const it of ['run', 'stop']) document.querySelector(`#first-${it}`).click()"
    )
    expect(first.locator("#first-run")).to_be_visible()
    first.wait_for_timeout(600)
    expect(first.locator("#said textarea")).to_have_value("")
    first.locator("#first-run").click()
    expect(first.locator("#said textarea")).to_have_value("slow 7: 1")


def test_error_is_a_sentence_in_the_page(first: Page) -> None:
    first.get_by_label("Prompt").fill("bad")
    first.locator("#first-run").click()
    expect(run_line(first)).to_have_text("The prompt is “bad”. Say <b>something</b> else.")
    expect(run_line(first)).to_have_attribute("role", "alert")
    expect(first.get_by_label("Prompt")).to_have_value("bad")
    first.get_by_label("Prompt").fill("good")
    first.locator("#first-run").click()
    expect(first.locator("#said textarea")).to_have_value("good 7: 5")
    expect(run_line(first)).to_have_attribute("role", "status")


def test_dice_write_the_seed_they_drew(first: Page) -> None:
    seed = first.locator("#first-seed input")
    first.get_by_role("button", name="Draw a random seed").click()
    expect(seed).not_to_have_value("7")
    assert 0 <= int(seed.input_value()) < 2**31


def test_experiment_asks_sets_runs_and_reveals(first: Page) -> None:
    first.get_by_role("button", name="Will three steps be enough?").click()
    first.get_by_role("button", name="Yes").click()
    expect(first.locator("#said textarea")).to_have_value("hello 7: 3")
    expect(first.locator(".uf-try-this .card")).to_have_text(
        "You said “Yes”; it is “No”. Three is less than four."
    )
    first.get_by_role("button", name="What does it say?").click()
    first.get_by_role("button", name="Seen").click()
    expect(first.locator("#said textarea")).to_have_value("seen 7: 3")
    expect(first.locator(".uf-try-this .card")).to_have_text(
        "As you said: Seen. It says what it is given."
    )


def test_experiment_takes_the_place_of_a_run(first: Page) -> None:
    first.get_by_label("Prompt").fill("slow")
    first.locator("#first-run").click()
    expect(first.locator("#said textarea")).to_have_value("slow 7: 1")
    first.get_by_role("button", name="What does it say?").click()
    first.get_by_role("button", name="Nothing", exact=True).click()
    expect(first.locator("#said textarea")).to_have_value("seen 7: 5")
    expect(first.locator(".uf-try-this .card")).to_contain_text("it is “Seen”")


def test_failed_experiment_reveals_nothing(first: Page) -> None:
    first.get_by_label("Prompt").fill("bad")
    first.get_by_role("button", name="Will three steps be enough?").click()
    first.get_by_role("button", name="Yes").click()
    expect(run_line(first)).to_have_attribute("role", "alert")
    expect(first.locator(".uf-try-this .card")).not_to_contain_text("Three is less")


@pytest.mark.parametrize("page", [CLIPBOARD], indirect=True)
def test_code_can_be_copied(first: Page) -> None:
    from tests.shell_demo import PROGRAM

    expect(first.locator(".uf-code .keyword").first).to_have_text("import")
    assert first.locator(".uf-code code").text_content() == PROGRAM
    first.locator(".uf-code").get_by_role("button", name="Copy").click()
    expect(first.get_by_role("button", name="Copied")).to_be_visible()
    assert first.evaluate("navigator.clipboard.readText()") == PROGRAM


@pytest.mark.parametrize("page", [CLIPBOARD], indirect=True)
def test_link_restores_the_tab(first: Page) -> None:
    first.get_by_label("Prompt").fill("50 % fog & #1")
    first.locator("#first-seed input").fill("42")
    first.locator("#first-seed input").blur()
    first.evaluate("unfog.place.first = {step: 2}")
    first.get_by_role("button", name="Copy a link to this").click()
    expect(first.get_by_role("button", name="Link copied")).to_be_visible()
    link = first.evaluate("navigator.clipboard.readText()")
    first.goto("about:blank")
    first.goto(link)
    expect(first.locator("#said textarea")).to_have_value("50 % fog & #1 42: 5", timeout=30_000)
    expect(first.get_by_label("Prompt")).to_have_value("50 % fog & #1")
    assert first.evaluate("unfog.place.first") == {"step": 2}


def test_download_button_asks_the_view(first: Page) -> None:
    first.evaluate(
        "addEventListener('unfog:download', (event) => { window.asked = event.detail; })"
    )
    first.get_by_role("button", name="Text of this run").click()
    assert first.evaluate("asked") == {"slug": "first", "what": "text"}


def test_formulas_are_typeset(first: Page) -> None:
    expect(first.locator(".uf-see .katex")).to_have_count(1)
    expect(first.locator(".uf-how .katex-display")).to_have_count(1)
