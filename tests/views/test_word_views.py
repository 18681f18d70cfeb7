"""The pure parts of the views of word vectors, run by node."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

VIEWS = Path(__file__).parents[2] / "demos" / "views"
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed")


def run(module: str, names: str, program: str) -> Any:
    """What `program` prints, which may use `names` of a module of the views."""
    source = f'import {{ {names} }} from "{(VIEWS / module).as_uri()}";\n'
    source += f"console.log(JSON.stringify({program}));"
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", source], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_names_cover_neither_each_other_nor_leave_the_picture() -> None:
    rng = np.random.default_rng(5)
    names = [
        {"at": [float(x), float(y)], "width": 60, "height": 20}
        for x, y in rng.uniform([60, 40], [440, 260], (14, 2))
    ]
    area = {"width": 500, "height": 300}
    call = f"placeNames({json.dumps(names)}, {json.dumps(area)}, [[250, 150]])"
    offsets = run("label_places.js", "placeNames", call)
    boxes = [
        (n["at"][0] + dx - 30, n["at"][1] + dy - 10, n["at"][0] + dx + 30, n["at"][1] + dy + 10)
        for n, (dx, dy) in zip(names, offsets, strict=True)
    ]
    assert all(a >= 0 and b >= 0 and c <= 500 and d <= 300 for a, b, c, d in boxes)
    covered = [
        (i, j)
        for i, a in enumerate(boxes)
        for j, b in enumerate(boxes[:i])
        if min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])
    ]
    assert covered == []


def test_a_ranking_shows_what_was_left_out_without_a_rank() -> None:
    ranked = [{"word": "nurse", "place": 2}, {"word": "medic", "place": 4}]
    ranked = [row | {"is_input": False} for row in ranked]
    typed = [{"word": w, "place": p, "is_input": True} for w, p in (("doctor", 1), ("man", 900))]
    rows = run(
        "ranking.js",
        "rowsOf",
        f"rowsOf({json.dumps(ranked)}, {json.dumps(typed)}, true)",
    )
    assert [(row["word"], row["rank"]) for row in rows] == [
        ("doctor", None),
        ("nurse", 1),
        ("medic", 2),
    ]
    everybody = [typed[0], *ranked]
    rows = run(
        "ranking.js",
        "rowsOf",
        f"rowsOf({json.dumps(everybody)}, {json.dumps(typed)}, false)",
    )
    assert [row["rank"] for row in rows] == [1, 2, 3]


def test_numbers_have_a_real_minus_and_no_negative_zero() -> None:
    call = "[-0.058, -0.001, 0.5, NaN].map((value) => decimals(value))"
    assert run("ranking.js", "decimals", call) == ["−0.06", "0.00", "0.50", "–"]


def test_turning_keeps_all_distances() -> None:
    places = [[0.3, -0.2, 0.9], [1.0, 0.4, -0.5], [-0.7, 0.1, 0.2]]
    call = f"{json.dumps(places)}.map((p) => turned(p, [0.1, 0.2, 0.3], {{yaw: 0.7, pitch: -0.4}}))"
    after = np.array(run("vector_scene.js", "turned", call))
    for i, j in ((0, 1), (0, 2), (1, 2)):
        before = np.linalg.norm(np.subtract(places[i], places[j]))
        assert np.linalg.norm(after[i] - after[j]) == pytest.approx(before)


def test_one_word_is_its_own_sum_and_few_neighbours_are_drawn() -> None:
    names = ["bank", "bank", "banks", *(f"n{k}" for k in range(12))]
    roles = ["input", "sum", "answer", *["neighbour"] * 12]
    place, stands = [[0, 0, 0]] * len(names), [[1, 1, 1]] * len(names)
    plane = {"names": names, "roles": roles, "at": place, "stands": stands, "arrows": []}
    scene = run("vector_scene.js", "sceneOf", f"sceneOf({json.dumps(plane)}, false)")
    kinds = [dot["kind"] for dot in scene["dots"]]
    assert kinds.count("sum") == 0
    assert kinds.count("neighbour") == 6


def test_the_nearest_pair_is_full_whichever_way_the_measure_counts() -> None:
    near = "[fullness(0.9, [0.1, 0.9], false), fullness(0.4, [0.4, 1.2], true)]"
    assert run("similarity_matrix.js", "fullness", near) == [1, 1]
    assert run("similarity_matrix.js", "reach", "reach([1, 2, 3, 1], 2)") == [2, 3]


def test_both_ends_of_an_axis_are_shown() -> None:
    seen = run("leaning.js", "leaners", "leaners([0.1, -0.3, 0.4, -0.1, 0])")
    assert seen == {"less": [1, 3], "more": [2, 0, 4]}


def test_the_word_before_the_caret_is_the_one_completed() -> None:
    call = (
        '[wordBefore("king - wom", 10), wordBefore("king - ", 7), wordBefore("don\'t", 5), '
        'replaced("king - wo + x", 7, 9, "woman")]'
    )
    assert run("word_field.js", "wordBefore, replaced", call) == [
        [7, 10],
        [7, 7],
        [0, 5],
        ["king - woman + x", 12],
    ]
