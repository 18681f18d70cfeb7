"""Bad input meets one clear sentence that quotes the value, states the rule and says what to do."""

import pickle

import pytest

from models.diffusion.requests import DenoiseRequest, LadderRequest
from models.errors import InvalidRequest

NUL = "\0"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"prompt": "x" * 10_000}, ["10,000 characters", "at most 1,000", "shorten"]),
        ({"prompt": f"a horse{NUL}"}, ["U+0000", "position 8", "remove it"]),
        ({"prompt": "a \x1b[31mhorse"}, ["U+001B", "position 3"]),
        ({"prompt": "\ud800"}, ["must be text"]),
        ({"prompt": None}, ["prompt is None", "text"]),
        (
            {"num_inference_steps": 2.5},
            ["is 2.5", "whole number from 1 to 100", "for example to 20"],
        ),
        ({"num_inference_steps": -3}, ["is -3", "1 to 100"]),
        ({"num_inference_steps": float("nan")}, ["is nan", "1 to 100"]),
        ({"num_inference_steps": 10**400}, ["1329 bits", "1 to 100"]),
        ({"guidance_scale": float("inf")}, ["is inf", "0 to 15"]),
        ({"guidance_scale": float("nan")}, ["is nan", "0 to 15"]),
        ({"guidance_scale": "a lot"}, ["'a lot'", "0 to 15"]),
        ({"seed": -1}, ["is -1", "0 to 2147483647"]),
        ({"scheduler": "DPM++2M"}, ["'DPM++2M'", "did you mean 'DPM++ 2M'?"]),
        ({"scheduler": "x" * 10_000}, ["choose one of DDIM, DDPM"]),
        ({"model": "pocket-difusion"}, ["did you mean 'pocket-diffusion'?"]),
        ({"steps": 20}, ["no setting called 'steps'"]),
    ],
)
def test_bad_values_are_refused_in_a_sentence(values: dict, words: list[str]) -> None:
    with pytest.raises(InvalidRequest) as error:
        DenoiseRequest.parse(**values)
    sentence = str(error.value)
    assert all(word in sentence for word in words), sentence
    assert len(sentence) < 300


def test_every_problem_has_its_sentence() -> None:
    with pytest.raises(InvalidRequest) as error:
        DenoiseRequest.parse(seed=-1, num_inference_steps=0)
    assert "seed is -1" in str(error.value)
    assert "num_inference_steps is 0" in str(error.value)


def test_the_seed_of_the_lecture_is_reduced_and_says_so() -> None:
    for seed in (6421725739674010, "6421725739674010", 6421725739674010.0):
        request = DenoiseRequest.parse(seed=seed)
        assert request.seed == 6421725739674010 % 2**31
        assert "6421725739674010 was reduced modulo 2^31" in request.notes[0]


def test_pasted_line_breaks_become_spaces_and_an_empty_prompt_is_a_prompt() -> None:
    assert DenoiseRequest.parse(prompt=" a red\n\thorse ").prompt == "a red horse"
    assert DenoiseRequest.parse(prompt="").prompt == ""


def test_a_ladder_has_a_limit() -> None:
    with pytest.raises(InvalidRequest, match=r"add up to 1,500 steps.* 1,000"):
        LadderRequest.parse(step_counts=[100] * 15)
    assert LadderRequest.parse().step_counts[-1] == 96


def test_requests_travel() -> None:
    request = DenoiseRequest.parse(prompt="a horse", seed=2**40)
    assert pickle.loads(pickle.dumps(request)) == request
