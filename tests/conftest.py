"""Fixtures of all tests: a served gallery and a browser to look at it."""

import os
import shutil
from collections.abc import Iterator, Sequence

import pytest

import app
from demos import Demo

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MAC_BROWSER = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure() -> None:
    app.set_environment(offline=True)


def find_browser() -> str | None:
    """Return the path of a Chromium: the one CHROMIUM names, or the first on this machine."""
    named = [os.environ.get("CHROMIUM", ""), *BROWSERS, MAC_BROWSER]
    return next((path for name in named if name and (path := shutil.which(name))), None)


def serve(demos: Sequence[Demo]) -> Iterator[str]:
    """Serve a gallery of `demos` on a free port, as app.py does, and yield its address."""
    gallery = app.build_app(demos)
    _, url, _ = gallery.launch(server_name="127.0.0.1", **app.launch_settings())
    yield url.rstrip("/")
    gallery.close()


@pytest.fixture(scope="session", autouse=True)
def _gradio_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["GRADIO_TEMP_DIR"] = str(tmp_path_factory.mktemp("gradio"))


@pytest.fixture(scope="session")
def gallery() -> Iterator[str]:
    """The address of the real gallery."""
    from demos import DEMOS

    yield from serve(DEMOS)


@pytest.fixture(scope="session")
def shell_gallery() -> Iterator[str]:
    """The address of a gallery of two small tabs that use every part of the shell."""
    from tests.shell_demo import DEMOS

    yield from serve(DEMOS)


@pytest.fixture(scope="session")
def chromium() -> Iterator["playwright.sync_api.Browser"]:  # noqa: F821
    """One browser for all tests; without one they are skipped, or fail where CI is set."""
    from playwright.sync_api import sync_playwright

    path = find_browser()
    if path is None:
        complain = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        complain("No Chromium was found: install it, or name it in CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, request: pytest.FixtureRequest) -> Iterator["playwright.sync_api.Page"]:  # noqa: F821
    """A fresh page; `@pytest.mark.parametrize("page", [{"viewport": …}], indirect=True)`.

    The test fails if the page logged an error or asked anything of another machine.
    """
    context = chromium.new_context(**getattr(request, "param", {}))
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.on("request", lambda sent: wrong.append(sent.url) if is_external(sent.url) else None)
    yield page
    context.close()
    assert wrong == []


def is_external(url: str) -> bool:
    """Tell whether a request leaves this machine."""
    return not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try again, twice at most, what goes through a real server or browser: their clocks are not
    ours, and a busy machine stretches them. What is wrong fails three times.
    """
    for item in items:
        if {"address", "page", "tab"} & set(item.fixturenames):
            item.add_marker(pytest.mark.flaky(reruns=2))
