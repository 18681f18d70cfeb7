"""The arena's messages: what Python packs of a game is what the page's store holds of it."""

import base64
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from demos.views import gan_arena, pack
from demos.views.rates import rates_value, short
from models import engine
from models.gan.records import Frame, Started, Update
from models.gan.requests import GameRequest

NODE = shutil.which("node")
STORE = Path(__file__).parents[2] / "demos" / "views" / "gan_store.js"
SMALL = {"discriminator_width": 4, "generator_width": 4, "generator_depth": 1, "batch_size": 8}

READ = """
import { readFileSync } from "node:fs";
import { emptyGame, withMessage } from "STORE";
import { unpack } from "UNPACK";
let game = emptyGame();
for (const text of JSON.parse(readFileSync(0))) game = withMessage(game, unpack(text));
const frames = game.frames.map(({ fakes, arrows, mesh, judgement, optimal, ...rest }) => ({
  ...rest, fakes: [...fakes], arrows: [...arrows], mesh: mesh.length,
  judgement: [...judgement], optimal: optimal && [...optimal],
}));
console.log(JSON.stringify({ state: game.state, plan: game.plan, real: [...game.real], frames }));
"""


def played(**settings: object) -> tuple[Started, list[Frame]]:
    """The plan and the frames of a small game."""
    request = GameRequest.parse(**{**SMALL, "rounds": 20, **settings})
    records = list(engine.stream(request))
    (started,) = (record for record in records if isinstance(record, Started))
    frames = [f for record in records if isinstance(record, Update) for f in record.frames]
    return started, frames


@pytest.fixture(scope="module")
def game() -> tuple[Started, list[Frame]]:
    return played()


def test_of_the_states_only_anchors_and_the_newest_travel(
    game: tuple[Started, list[Frame]],
) -> None:
    _, frames = game
    moments = [(frame, "") for frame in frames]
    header, blobs = pack.unpack(gan_arena.advancing("a", moments, alone=False))
    carrying = [i for i in range(len(frames)) if f"state {i}" in blobs]
    assert [header["frames"][i]["round"] for i in carrying] == [0, 20]
    assert base64.b64encode(blobs["state 0"][1]).decode() == frames[0].state
    assert header["frames"][0]["anchor"]
    header, blobs = pack.unpack(gan_arena.advancing("a", moments[:3], alone=True))
    assert all(numbers["anchor"] for numbers in header["frames"])
    assert {f"state {i}" for i in range(3)} <= set(blobs)
    assert gan_arena.advancing("a", [], alone=False) == ""


def test_passing_settings_do_not_tell_games_apart(game: tuple[Started, list[Frame]]) -> None:
    header, _ = pack.unpack(gan_arena.opening("a", game[0], slow=True))
    assert header["plan"]["slow"]
    assert set(gan_arena.PASSING).isdisjoint(header["plan"]["settings"])
    assert header["plan"]["settings"]["discriminator_width"] == 4


@pytest.mark.skipif(NODE is None, reason="node is not installed")
@pytest.mark.parametrize("settings", [{}, {"objective": "wasserstein_gp", "noise_dim": 1}], ids=str)
def test_the_page_holds_the_game_as_it_was(settings: dict[str, object]) -> None:
    started, frames = played(**settings)
    half = len(frames) // 2
    texts = [
        gan_arena.opening("a", started, slow=False),
        gan_arena.advancing("a", [(frame, "") for frame in frames[:half]], alone=False),
        gan_arena.advancing("a", [(frame, "") for frame in frames[half:]], alone=False),
        gan_arena.ending("a", None),
    ]
    program = READ.replace("STORE", STORE.as_uri())
    program = program.replace("UNPACK", STORE.with_name("unpack.js").as_uri())
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", program],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    held = json.loads(done.stdout)
    assert held["state"] == "finished"
    np.testing.assert_array_equal(held["real"], started.real.ravel())
    assert [frame["round"] for frame in held["frames"]] == [frame.round for frame in frames]
    for seen, frame in zip(held["frames"], frames, strict=True):
        np.testing.assert_array_equal(seen["fakes"], frame.fakes.ravel())
        np.testing.assert_array_equal(seen["arrows"], frame.arrows.ravel())
        np.testing.assert_array_equal(seen["judgement"], frame.judgement.ravel())
        assert seen["mesh"] == frame.mesh.size
        best = frame.evaluation.optimal if frame.evaluation else None
        assert seen["optimal"] == (best.ravel().tolist() if best is not None else None)


def test_a_rate_is_written_as_the_slider_writes_it() -> None:
    assert [short(value) for value in (1e-3, 4e-3, 0.5, 0, 1, 0.999)] == [
        "1e-3",
        "4e-3",
        "0.5",
        "0",
        "1",
        "0.999",
    ]
    assert json.loads(rates_value({"lr": 2.5e-4})) == {"lr": "2.5e-4"}
