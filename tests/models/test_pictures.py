"""The picture world: the same drawing everywhere, the two gaps kept, a language that fits the
lectures.
"""

import hashlib
from dataclasses import replace

import numpy as np
import pytest
from numpy.random import default_rng

from models.pictures import (
    Item,
    Scene,
    caption,
    draw,
    has_withheld,
    known_words,
    sample_scene,
    suggest,
    unknown_words,
    withheld,
)
from models.pictures.palette import COLOURS
from models.pictures.scene import SIZES, STYLES
from models.pictures.settings import SETTINGS
from models.pictures.subjects import SUBJECTS
from models.pictures.things import WINE_FILL

LECTURES = (
    "an astronaut riding a horse on mars",
    "a photo of an astronaut riding a horse on mars",
    "a photo of a poodle on an astronaut",
    "A stop sign is flying in blue skies",
    "A futuristic city skyline at sunset",
    "a full wine glass",
    "a completely full wine glass",
    "a banana and a lemon",
)


def pixels(scene: Scene, size: int = 64) -> np.ndarray:
    return np.asarray(draw(scene, size), np.int16)


def test_the_world_is_as_rich_as_it_says():
    assert len(SUBJECTS) >= 28 and len(COLOURS) == 10 and len(SETTINGS) >= 9 and len(STYLES) == 4


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_subject_is_drawn_inside_the_picture(name):
    scene = Scene((Item(name),), "plain paper", 5)
    empty = pixels(replace(scene, items=(Item(name, size="small"),)))
    drawn = pixels(scene)
    assert drawn.shape == (64, 64, 3)
    assert (np.abs(drawn - empty).max(-1) > 24).mean() > 0.01
    assert drawn.std() > 8


def test_the_same_scene_is_the_same_drawing_and_another_seed_is_not():
    scene = Scene((Item("horse", "blue"),), "mars", 12)
    assert (
        hashlib.sha256(draw(scene).tobytes()).digest()
        == hashlib.sha256(draw(scene).tobytes()).digest()
    )
    assert np.abs(pixels(scene) - pixels(replace(scene, seed=13))).mean() > 1


def test_a_drawing_at_256_is_the_drawing_at_64_enlarged():
    for seed in range(8):
        scene = replace(sample_scene(default_rng(seed)), style="flat")
        small = np.asarray(draw(scene, 256).reduce(4), np.int16)
        assert np.abs(small - pixels(scene)).mean() < 3.5


def test_training_scenes_keep_both_gaps():
    rng = default_rng(3)
    scenes = [sample_scene(rng) for _ in range(3000)]
    assert not any(has_withheld(s) for s in scenes)
    fills = [s.fill for s in scenes]
    assert WINE_FILL[0] <= min(fills) and max(fills) <= WINE_FILL[1]


def test_a_tenth_of_the_combinations_is_withheld_evenly():
    table = [[[withheld(s, c, k) for k in SETTINGS] for c in COLOURS] for s in SUBJECTS]
    shares = np.array(table).mean()
    assert shares == pytest.approx(0.1)
    assert np.array(table).mean((1, 2)).max() < 0.2


def test_a_fuller_glass_has_more_wine():
    def wine(fill: float) -> int:
        red, green, blue = pixels(
            Scene((Item("wine glass"),), "plain paper", 4, fill=fill)
        ).transpose(2, 0, 1)
        return int(((red - green > 60) & (red - blue > 30)).sum())

    amounts = [wine(fill) for fill in (0.1, 0.3, 0.5, 0.7, 1.0)]
    assert amounts == sorted(amounts) and amounts[0] < amounts[-1] / 4


def test_captions_use_known_words_and_name_what_is_there():
    rng = default_rng(1)
    for _ in range(500):
        scene = sample_scene(rng)
        text = caption(scene, rng)
        assert not unknown_words(text), text
        for item in scene.items:
            assert any(
                name in text
                for name in (*SUBJECTS[item.subject].names, SUBJECTS[item.subject].plural)
            )
            assert item.colour is None or item.colour in text


@pytest.mark.parametrize("prompt", LECTURES)
def test_the_lectures_prompts_are_in_the_language(prompt):
    assert unknown_words(prompt) == []


def test_unknown_words_are_named_once_in_order():
    assert unknown_words("Josh riding a unicorn, a Unicorn and a cat!") == ["josh", "unicorn"]


def test_suggestions_lead_to_whole_captions():
    rng = default_rng(5)
    for _ in range(200):
        text = ""
        for _ in range(12):
            options = suggest(text)
            if not options:
                break
            text = f"{text} {options[rng.integers(len(options))]}".strip()
        assert not unknown_words(text)
        assert set(text.split()) <= known_words()


def test_sizes_differ():
    areas = []
    for size in SIZES:
        scene = Scene((Item("balloon", "red", size),), "plain paper", 9)
        red, green, _ = pixels(scene).transpose(2, 0, 1)
        areas.append(int((red - green > 80).sum()))
    assert areas == sorted(areas) and areas[0] < areas[2]
