"""What the README and the other documents say, compared with what is there."""

import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import app
from demos import DEMOS
from models import catalog

ROOT = Path(app.__file__).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAX_SHORT_DESCRIPTION = 60


def section(title: str) -> str:
    """Return the text under a heading of the README."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(text: str) -> list[tuple[str, ...]]:
    """Return the cells of a Markdown table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[2:]]


def test_table_of_tabs_is_the_course() -> None:
    files = {demo: Path(demo.build.__code__.co_filename).relative_to(ROOT) for demo in DEMOS}
    expected = [(f"[{demo.title}]({files[demo]})", demo.question) for demo in DEMOS]
    assert rows(section("The tabs")) == expected


@pytest.mark.parametrize("target", re.findall(r"\]\((?!https?:)([^)#]+)", README))
def test_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_example_of_a_tab_works(monkeypatch: pytest.MonkeyPatch) -> None:
    records = [SimpleNamespace(letters="u", index=1), SimpleNamespace(letters="un", index=2)]
    letters = ModuleType("models.letters")
    letters.CountRequest = SimpleNamespace(parse=lambda word: word)
    monkeypatch.setitem(sys.modules, "models.letters", letters)
    monkeypatch.setattr("models.engine.stream", lambda _: iter(records))
    example: dict = {}
    exec(section("Adding a tab").split("```python")[1].split("```")[0], example)
    app.build_app([example["DEMO"]])
    assert list(example["frames"]("un")) == [("u", "1 letters"), ("un", "2 letters")]


def test_layout_names_what_is_there() -> None:
    block = section("Layout").split("```")[1]
    named = [line.split()[0] for line in block.strip().splitlines()]
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("package", ["demos", "models"])
def test_layout_has_a_line_for_every_module(package: str) -> None:
    block = section("Layout")
    modules = [path for path in (ROOT / package).glob("*.py") if path.stem != "__init__"]
    folders = [path.parent for path in (ROOT / package).glob("*/__init__.py")]
    names = [str(path.relative_to(ROOT)) for path in modules + folders]
    assert [name for name in names if name not in block] == []


def test_every_model_has_its_licence() -> None:
    listed = {key.strip("`"): licence for key, licence in rows(section("Licences"))}
    assert listed == {spec.key: spec.licence for spec in catalog.MODELS.values()}


def test_every_embedded_checkpoint_has_a_card_that_names_its_licence() -> None:
    for spec in catalog.MODELS.values():
        if spec.is_present:
            card = (spec.folder / "README.md").read_text(encoding="utf-8")
            assert spec.licence.lower() in card.lower(), spec.key


def test_front_matter_is_that_of_a_space() -> None:
    head = README.split("---\n")[1]
    values = dict(line.split(": ", 1) for line in head.strip().splitlines())
    assert values["sdk"] == "gradio"
    assert values["python_version"] == '"3.12"'
    assert values["app_file"] == Path(app.__file__).name
    assert len(values["short_description"]) <= MAX_SHORT_DESCRIPTION
    assert f"gradio=={values['sdk_version']}" in (ROOT / "constraints.txt").read_text()


def test_constraints_fix_every_requirement() -> None:
    fixed = dict(line.split("==") for line in pins((ROOT / "constraints.txt").read_text()))
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in pins((ROOT / name).read_text()):
            package = re.match(r"[\w-]+", line).group()
            assert package.lower() in {known.lower() for known in fixed}, package
    assert fixed["torch"] == "2.13.0"


def pins(text: str) -> list[str]:
    """Return the requirements of a file, without comments and options."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("-")]
