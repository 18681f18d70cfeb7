"""Each story shows what it claims, with three seeds."""

from functools import cache

import numpy as np
import pytest

from models.gan import stories
from models.gan.data import distribution
from models.gan.records import Finished, Frame, Update
from models.gan.train import train

SEEDS = (1, 2, 3)
BALANCED = 0.55
"""Bits: balanced games end at 0.1 to 0.46, by seed and processor, lost ones above 0.9."""

seeds = pytest.mark.parametrize("seed", SEEDS)


@cache
def told(key: str, seed: int) -> tuple[list[Frame], Finished]:
    """The frames of a story and its end, played once for all tests."""
    records = list(train(stories.find(key).request(seed=seed)))
    return [f for r in records if isinstance(r, Update) for f in r.frames], records[-1]


def late(finished: Finished, name: str) -> float:
    """The mean of a curve over its last fifth."""
    column = np.array(finished.curve[name], dtype=float)
    return float(np.nanmean(column[-len(column) // 5 :]))


def nearest_modes(frames: list[Frame], data: str) -> list[int]:
    """Which mode the middle of the forgeries is nearest to, frame by frame."""
    centres = distribution(data).centres
    middles = [frame.fakes.astype(float).mean(axis=0) for frame in frames]
    return [int(((centres - middle) ** 2).sum(axis=1).argmin()) for middle in middles]


def moved(frames: list[Frame]) -> float:
    """How far the forgeries are from where they began, root mean square."""
    way = frames[-1].fakes.astype(float) - frames[0].fakes
    return float(np.sqrt((way**2).sum(axis=1).mean()))


def test_stories_are_told_once_and_rescues_change_one_setting() -> None:
    keys = [story.key for story in stories.STORIES]
    assert len(set(keys)) == len(keys)
    rescues = [story for story in stories.STORIES if story.rescues]
    assert {story.rescues for story in rescues} == {"collapse", "detective_dominates"}
    for story in rescues:
        original = stories.find(story.rescues).request().model_dump()
        rescued = story.request().model_dump()
        changed = {name: rescued[name] for name in rescued if rescued[name] != original[name]}
        assert changed == dict(story.changed)
        assert len(changed) == 1


@pytest.mark.parametrize("key", ["balanced", "loser_learns"])
@seeds
def test_play_that_ends_in_balance(key: str, seed: int) -> None:
    _, finished = told(key, seed)
    assert finished.evaluation.modes == 2
    assert finished.evaluation.precision > 0.85
    assert finished.evaluation.divergence < BALANCED
    assert late(finished, "real_belief") == pytest.approx(0.5, abs=0.06)
    assert late(finished, "fake_belief") == pytest.approx(0.5, abs=0.06)


@seeds
def test_detective_dominates(seed: int) -> None:
    frames, finished = told("detective_dominates", seed)
    first = frames[1].readings.generator_gradient
    assert late(finished, "generator_gradient") < first / 100
    assert late(finished, "fake_belief") < 0.01
    assert late(finished, "accuracy") > 0.99
    assert finished.evaluation.modes == 0
    rescued_frames, rescued = told("gradient_rescue", seed)
    assert late(rescued, "generator_gradient") > 1000 * late(finished, "generator_gradient")
    assert moved(rescued_frames) > 10 * moved(frames)


@seeds
def test_criminal_dominates(seed: int) -> None:
    _, finished = told("criminal_dominates", seed)
    detective, criminal = finished.won
    assert criminal > 0.6 * (detective + criminal)
    assert np.mean(finished.curve["accuracy"][1:]) <= 0.55
    assert finished.evaluation.divergence > 0.8
    assert finished.evaluation.modes <= 1


@seeds
def test_collapse_and_rescue(seed: int) -> None:
    _, collapsed = told("collapse", seed)
    _, rescued = told("rescue", seed)
    assert collapsed.evaluation.modes <= 2
    assert rescued.evaluation.modes >= 7
    assert rescued.evaluation.divergence < collapsed.evaluation.divergence - 0.2


@seeds
def test_oscillation(seed: int) -> None:
    frames, finished = told("oscillation", seed)
    near = nearest_modes(frames, "grid")
    assert len(set(near)) >= 15
    assert np.count_nonzero(np.diff(near)) >= 30
    assert max(modes for modes in finished.curve["modes"] if modes is not None) <= 10
    beliefs = np.array(finished.curve["fake_belief"][1:])
    assert np.count_nonzero(np.diff(np.sign(beliefs - 0.5))) >= 8
