"""The page without a browser: its configuration, its command line, its layers, its first second."""

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import gradio as gr
import httpx
import PIL.Image
import pytest

import app
from demos import DEMOS, Demo, shell
from models.errors import VisitorError
from tests import shell_demo

ROOT = Path(app.__file__).parent
MAX_COMPONENTS = 30
MODELS = sorted(path.relative_to(ROOT) for path in ROOT.glob("models/**/*.py"))
LAYOUT = {"accordion", "column", "form", "group", "row", "tab", "tabitem", "tabs"}
HEAVY = {"accelerate", "diffusers", "gensim", "peft", "torch", "transformers", "xformers"}

SERVE = """
import json, sys, urllib.request
import app
app.set_environment(offline=True)
from demos import DEMOS
gallery = app.build_app(DEMOS)
_, url, _ = gallery.launch(server_name="127.0.0.1", **app.launch_settings())
page = urllib.request.urlopen(url).read()
assert b"Unfog" in page
print(json.dumps(sorted(sys.modules)))
gallery.close()
"""


@pytest.fixture(scope="module")
def blocks() -> gr.Blocks:
    return app.build_app(DEMOS)


def test_page_is_served_before_the_heavy_libraries_are_imported() -> None:
    result = subprocess.run(
        [sys.executable, "-c", SERVE], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert result.returncode == 0, result.stderr
    listed = next(line for line in result.stdout.splitlines() if line.startswith("["))
    imported = set(json.loads(listed))
    assert "gradio" in imported
    assert not imported & HEAVY


def test_every_tab_is_there_once(blocks: gr.Blocks) -> None:
    tabs = [c["props"]["id"] for c in blocks.config["components"] if c["type"] == "tabitem"]
    assert tabs == [demo.slug for demo in DEMOS]
    assert len({demo.title for demo in DEMOS}) == len(DEMOS)


def test_api_names_are_unique_and_documented(blocks: gr.Blocks) -> None:
    public = [f for f in blocks.fns.values() if f.api_visibility == "public"]
    assert max(Counter(f.api_name for f in public).values(), default=1) == 1
    for function in public:
        assert (function.api_description or function.fn.__doc__ or "").strip(), function.api_name


def test_tabs_keep_no_state_on_the_server(blocks: gr.Blocks) -> None:
    assert not [c for c in blocks.config["components"] if c["type"] == "state"]


@pytest.mark.parametrize("demo", DEMOS, ids=lambda demo: demo.slug)
def test_tab_has_at_most_thirty_components(demo: Demo) -> None:
    with gr.Blocks() as alone:
        demo.build()
    called = [f for f in alone.fns.values() if f.api_visibility == "public"]
    only_called = {c._id for f in called for c in [*f.inputs, *f.outputs] if not c.visible}
    components = [c for c in alone.config["components"] if c["id"] not in only_called]
    types = Counter(c["type"] for c in components if c["type"] not in LAYOUT)
    assert types.total() <= MAX_COMPONENTS, types


@pytest.mark.parametrize("demo", DEMOS, ids=lambda demo: demo.slug)
def test_labels_are_unique(demo: Demo) -> None:
    with gr.Blocks() as alone:
        demo.build()
    labels = [c["props"].get("label") for c in alone.config["components"]]
    repeated = [label for label, n in Counter(filter(None, labels)).items() if n > 1]
    assert repeated == []


@pytest.mark.parametrize("path", MODELS, ids=str)
def test_models_know_nothing_of_the_page(path: Path) -> None:
    assert not imports(ROOT / path) & {"gradio", "demos", "app"}


@pytest.mark.parametrize("path", [path for path in MODELS if "train" not in path.parts], ids=str)
def test_no_request_touches_the_seed_of_the_process(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not re.search(r"torch\.manual_seed\(|random\.seed\(", text)


def test_tabs_do_not_import_tabs() -> None:
    for demo in DEMOS:
        others = {f"demos.{other.slug}" for other in DEMOS if other != demo}
        for path in ROOT.glob(f"demos/{demo.slug}*.py"):
            assert not any(name.startswith(tuple(others)) for name in imports(path)), path


def imports(path: Path) -> set[str]:
    """Return every module that a file imports, and the packages they are in."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names | {name.split(".")[0] for name in names}


def test_defaults_are_private(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SPACE_ID", "GRADIO_SERVER_NAME"):
        monkeypatch.delenv(name, raising=False)
    options = app.parse([])
    assert (options.host, options.public, options.offline, options.open) == (
        "127.0.0.1",
        False,
        False,
        False,
    )
    settings = app.launch_settings()
    assert (settings["share"], settings["allowed_paths"]) == (False, [])


def test_a_space_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPACE_ID", "somebody/unfog")
    monkeypatch.setenv("GRADIO_SERVER_NAME", "0.0.0.0")
    options = app.parse([])
    assert (options.host, options.public) == ("0.0.0.0", True)


def test_options_are_read() -> None:
    line = "denoising --host 0.0.0.0 --port 8000 --public --offline --open"
    options = app.parse(line.split())
    assert (options.tab, options.host, options.port) == ("denoising", "0.0.0.0", 8000)
    assert (options.public, options.offline, options.open) == (True, True, True)


def test_unknown_tab_is_refused_with_the_names_of_the_tabs() -> None:
    with pytest.raises(SystemExit, match=r"no tab 'fog'.*denoising"):
        app.main(["fog"])


def test_environment_follows_the_options(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_HUB_OFFLINE", *app.PUBLIC_LIMITS):
        monkeypatch.setenv(name, "0")
    app.set_environment(public=True, offline=True)
    assert app.os.environ["HF_HUB_OFFLINE"] == app.os.environ["UNFOG_PUBLIC"] == "1"


def test_large_uploads_are_refused_in_public(monkeypatch: pytest.MonkeyPatch) -> None:
    at_home = app.launch_settings()["max_file_size"]
    monkeypatch.setenv("UNFOG_PUBLIC", "1")
    with gr.Blocks() as page:
        gr.Markdown("A page.")
    _, url, _ = page.launch(server_name="127.0.0.1", **app.launch_settings())
    files = {"files": ("big.png", bytes(10_000_001))}
    try:
        assert httpx.post(f"{url}gradio_api/upload", files=files).status_code == 413
        assert at_home == 2_000_000_000
    finally:
        page.close()


def test_files_of_the_app_are_not_served(shell_gallery: str) -> None:
    for path in (ROOT / "app.py", ROOT / "models" / "catalog.py"):
        answer = httpx.get(f"{shell_gallery}/gradio_api/file={path}")
        assert answer.status_code in (403, 404)


def test_large_pictures_are_refused_before_they_are_unpacked(blocks: gr.Blocks) -> None:
    assert blocks.fns
    assert PIL.Image.MAX_IMAGE_PIXELS == app.MAX_IMAGE_PIXELS


def test_experiment_needs_an_answer_among_its_choices() -> None:
    with pytest.raises(ValueError, match="'Maybe' is not one of"):
        shell.Experiment("Will it?", {}, "Maybe", "It will not.")


def test_visitor_error_keeps_the_outputs_and_closes_the_run() -> None:
    closed = []

    def frames():
        try:
            yield "shown", "Step 1"
            raise VisitorError("Say something else.")
        finally:
            closed.append(True)

    values = list(shell.show_errors_in_page(frames, 1)())
    assert values[0] == ("shown", '{"kind": "note", "text": "Step 1"}')
    assert values[1] == (gr.skip(), '{"kind": "error", "text": "Say something else."}')
    assert closed == [True]


def test_stop_closes_the_run_in_mid_step() -> None:
    closed = []

    def frames():
        try:
            yield "shown", "Step 1"
            yield "shown", "Step 2"
        finally:
            closed.append(True)

    shown = shell.show_errors_in_page(frames, 1)()
    next(shown)
    shown.close()
    assert closed == [True]


def test_heading_is_escaped() -> None:
    with gr.Blocks() as alone:
        shell_demo.build_first()
    texts = [c["props"].get("value") for c in alone.config["components"]]
    assert any("&lt; and &amp; as they are" in str(text) for text in texts)
