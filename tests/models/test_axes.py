"""The axes of a sheet: what a text stands for, and what is refused in a sentence."""

import pytest

from models.diffusion.explorer import axes
from models.errors import InvalidRequest


@pytest.mark.parametrize(
    ("name", "text", "values"),
    [
        ("seed", "1, 2, 7", (1, 2, 7)),
        ("seed", " 1-5 ", (1, 2, 3, 4, 5)),
        ("seed", "5-1", (5, 4, 3, 2, 1)),
        ("seed", "1-9 (+2)", (1, 3, 5, 7, 9)),
        ("seed", "9-1 (4)", (9, 5, 1)),
        ("seed", "1-20 [5]", (1, 6, 10, 15, 20)),
        ("seed", "3-3", (3,)),
        ("seed", "4, 1-3, 10–11", (4, 1, 2, 3, 10, 11)),
        ("guidance_scale", "0-15 [4]", (0.0, 5.0, 10.0, 15.0)),
        ("guidance_scale", "1.5, 2-3 (+0.5)", (1.5, 2.0, 2.5, 3.0)),
        ("strength", "0.2-1 (+0.2)", (0.2, 0.4, 0.6, 0.8, 1.0)),
        ("strength", "0-1 [3]", (0.0, 0.5, 1.0)),
        ("scheduler", "ddim,  Euler  Ancestral", ("DDIM", "Euler ancestral")),
        ("prompt", "a cat\n\n a  red dog \n", ("a cat", "a red dog")),
        ("negative_prompt", '""\nnight', ("", "night")),
        ("replace", "horse, cat , blue dog", ("horse", "cat", "blue dog")),
    ],
)
def test_what_a_text_stands_for(name: str, text: str, values: tuple) -> None:
    axis = axes.read(name, text)
    assert axis.values == values
    assert not axis.notes
    assert len(axis.labels) == len(values)


@pytest.mark.parametrize("name", axes.AXES)
def test_every_example_is_readable(name: str) -> None:
    assert len(axes.read(name, axes.AXES[name].example)) > 1


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("seed", "", ["Seed has no value", "'1-4'"]),
        ("seed", " , ,", ["no value"]),
        ("prompt", "\n \n", ["no value", "a red horse"]),
        ("seed", "1-10000", ["10,000 values", "256", "[5]"]),
        ("seed", f"1-{10**40}", ["values", "256"]),
        ("seed", "1-20 [999999999]", ["999,999,999 values"]),
        ("seed", "1-20 [0]", ["no value"]),
        ("seed", "1-5 (+0)", ["steps of 0"]),
        ("seed", "one", ["'one'", "not a number or a range", "1-20 [5]"]),
        ("seed", "-3", ["'-3'", "not a number"]),
        ("seed", "1" * 300, ["not a number"]),
        ("seed", "1.5", ["1.5", "not a whole number"]),
        ("guidance_scale", "nan, inf", ["'nan'"]),
        ("guidance_scale", "1e3", ["'1e3'"]),
        ("scheduler", "DDIM, Eulr", ["'Eulr'", "did you mean 'Euler'"]),
        ("guidance", "1", ["'guidance'", "did you mean 'guidance_scale'"]),
    ],
)
def test_what_is_refused(name: str, text: str, words: list[str]) -> None:
    with pytest.raises(InvalidRequest) as error:
        axes.read(name, text)
    assert all(word in str(error.value) for word in words), str(error.value)
    assert len(str(error.value)) < 300


def test_prompts_that_differ_only_in_spaces_are_one() -> None:
    axis = axes.read("prompt", "a red horse\n a  red\thorse\na dog")
    assert axis.values == ("a red horse", "a dog")
    assert "1 of the 3 values" in axis.notes[0]
    assert "spaces" in axis.notes[0]


def test_large_seeds_are_reduced_and_told() -> None:
    axis = axes.read("seed", f"{10**30}, 3, {10**30}")
    assert axis.values == (10**30 % 2**31, 3)
    assert any("reduced modulo" in note for note in axis.notes)


def test_dice_are_written_down() -> None:
    rolled = axes.roll("7, dice 3, ?")
    values = axes.read("seed", rolled).values
    assert (len(values), values[0]) == (5, 7)
    assert axes.roll(rolled) == rolled
    assert len(axes.read("seed", axes.roll("dice 9999"))) == 256
