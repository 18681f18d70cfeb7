"""The views: what Python packs the page unpacks, and the pure parts of the scripts are right."""

import importlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from demos.views import film, pack, words
from demos.views.script import script
from models.diffusion.records import Finished, Reading, Started, Step
from models.errors import InvalidRequest

VIEWS = Path(__file__).parents[2] / "demos" / "views"
MAIN_SCRIPTS = sorted(
    path.name for path in VIEWS.glob("*.js") if "export function mount(" in path.read_text()
)
NODE = shutil.which("node")

needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed")


def test_packing_keeps_header_and_bytes() -> None:
    blobs = {"a": pack.float32(np.array([1.5, -2.0])), "b": ("image/png", b"\x00\x01")}
    header, found = pack.unpack(pack.pack({"name": "ε", "empty": float("nan")}, blobs))
    assert header == {"name": "ε", "empty": None}
    assert found == blobs
    assert np.frombuffer(found["a"][1], "<f4").tolist() == [1.5, -2.0]


@pytest.mark.parametrize("text", ["", "AAAA", "####", "AAAAAA=="])
def test_what_is_not_packed_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        pack.unpack(text)


@needs_node
def test_pure_parts_in_node(tmp_path: Path) -> None:
    numbers = [0.5, -1.25, 3.0]
    header = {"run": "a1", "steps": [{"index": 0, "change": None}], "word": "σ"}
    blobs = {"numbers": pack.float32(np.array(numbers)), "raw": ("image/png", bytes(range(9)))}
    told = {"packed": pack.pack(header, blobs), "header": header, "numbers": numbers}
    file = tmp_path / "packed.json"
    file.write_text(json.dumps(told | {"raw": list(range(9))}))
    tests = [str(path) for path in Path(__file__).parent.glob("*.test.mjs")]
    done = subprocess.run(
        [NODE, "--test", *tests], env={"PACKED": str(file)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@needs_node
@pytest.mark.parametrize("name", MAIN_SCRIPTS)
def test_a_joined_script_is_a_function_body(name: str) -> None:
    check = "new Function('element', 'trigger', 'props', 'server', 'watch', process.argv[1])"
    done = subprocess.run([NODE, "-e", check, script(name)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", MAIN_SCRIPTS)
def test_joined_modules_share_no_name(name: str) -> None:
    names = re.findall(
        r"^(?:async )?(?:function|class|const|let) (\w+)", script(name), re.MULTILINE
    )
    assert sorted(set(names)) == sorted(names)


def test_every_module_is_imported_somewhere() -> None:
    used = "".join(script(name) for name in MAIN_SCRIPTS)
    for file in VIEWS.glob("*.js"):
        first_name = re.search(
            r"^export (?:async )?(?:function|class|const) (\w+)", file.read_text(), re.MULTILINE
        )
        assert first_name, file.name
        assert first_name.group(1) in used, file.name


def test_templates_are_constant() -> None:
    """Gradio evaluates templates as code: nothing in them may look like a place to fill."""
    modules = [importlib.import_module(f"demos.views.{path.stem}") for path in VIEWS.glob("*.py")]
    drawn = [module for module in modules if hasattr(module, "HTML")]
    assert len(drawn) >= 5
    for module in drawn:
        for text in (module.HTML, module.CSS):
            assert not re.search(r"\$\{|\{\{|`|\\", text), module.__name__


def make_run(steps: int = 3) -> tuple[Started, list[Step], Finished]:
    """A small run that no network made."""
    rng = np.random.default_rng(0)
    levels = np.linspace(0.01, 0.99, steps, dtype=np.float32)
    sigmas = np.sqrt((1 - levels) / levels)
    alphas = np.linspace(0.999, 0.004, 1000, dtype=np.float32)
    times = np.linspace(981, 1, steps, dtype=np.float32)
    started = Started(times, sigmas, alphas, 2 * steps, 7, (), "cpu")
    made = [
        Step(
            index=index,
            timestep=float(times[index]),
            sigma=float(sigmas[index]),
            snr=float(sigmas[index]) ** -2,
            nfe=2 * index + 2,
            seconds=0.1 * index,
            x_0_change=0.1 if index else None,
            x_t=rng.integers(0, 256, (64, 64, 3), np.uint8),
            x_0=rng.integers(0, 256, (64, 64, 3), np.uint8),
            noise_pred=rng.integers(0, 256, (16, 16, 3), np.uint8),
        )
        for index in range(steps)
    ]
    raw = rng.integers(0, 256, (64, 64, 3), np.uint8)
    shares = np.full((steps + 1, 2), 0.5, np.float32)
    readings = {"setting": Reading(("mars", "snow"), shares)}
    picture = np.repeat(np.repeat(raw, 4, 0), 4, 1)
    return started, made, Finished(picture, raw, 0.5, 2 * steps, "ab" * 32, readings, {})


def test_the_last_message_carries_the_whole_run() -> None:
    started, steps, finished = make_run()
    _, file = pack.png(finished.picture)
    header, blobs = pack.unpack(film.whole("a1", started, steps, finished, 4.0, file))
    assert [step["index"] for step in header["steps"]] == [0, 1, 2]
    assert header["state"] == "finished"
    assert header["finished"]["readings"][0]["shape"] == [4, 2]
    assert blobs["picture"] == ("image/png", file)
    assert len(header["schedule"]) == film.SCHEDULE_POINTS
    assert header["schedule"][0] == pytest.approx(0.999**0.5, abs=1e-5)


def test_a_message_on_the_way_carries_only_new_steps() -> None:
    started, steps, _ = make_run()
    header, blobs = pack.unpack(film.advancing("a1", started, steps[1:2], 4.0))
    assert [step["index"] for step in header["steps"]] == [1]
    assert set(blobs) == {"x_t:1", "x_0:1", "noise:1"}


def test_the_pictures_of_a_run_come_back_in_order() -> None:
    started, steps, finished = make_run(12)
    _, file = pack.png(finished.picture)
    frames = film.pictures(film.whole("a1", started, steps, finished, 4.0, file))
    assert len(frames) == 13
    assert np.abs(frames[11].astype(int) - steps[11].x_t).mean() < 12
    assert (frames[-1] == finished.picture).all()


@pytest.mark.parametrize("packed", ["", "AAAA", None, pack.pack({}, {})])
def test_what_is_not_a_run_cannot_be_saved(packed: str | None) -> None:
    with pytest.raises(InvalidRequest, match="not a run"):
        film.pictures(packed)


def test_a_frame_that_unpacks_to_gigabytes_is_refused() -> None:
    _, small = pack.png(np.zeros((4, 4, 3), np.uint8))
    _, large = pack.png(np.zeros((3000, 3000, 3), np.uint8))
    packed = pack.pack({}, {"x_t:0": ("image/png", large), "picture": ("image/png", small)})
    with pytest.raises(InvalidRequest, match="not a run"):
        film.pictures(packed)


@pytest.mark.parametrize(
    ("prompt", "start", "among"),
    [
        ("", "", "a"),
        ("a", "a", "horse"),
        ("a ", "a ", "horse"),
        ("a ro", "a", "rocket"),
        ("A RO", "A", "rocket"),
        ("a red", "a red", "horse"),
        ("a horse on", "a horse on", "a"),
        ("a horse in", "a horse", "in the snow"),
    ],
)
def test_words_continue_or_complete_the_prompt(prompt: str, start: str, among: str) -> None:
    kept, following = words.continuations(prompt)
    assert kept == start
    assert any(among in option for option in following)


def test_a_word_that_is_only_begun_is_not_called_unknown() -> None:
    assert json.loads(words.words_value("a ro"))["unknown"] == []
    assert json.loads(words.words_value("a zebra"))["unknown"] == ["zebra"]
    assert len(json.loads(words.words_value("a "))["next"]) == words.CHIPS
    assert json.loads(words.words_value("x" * 5000))["unknown"]
