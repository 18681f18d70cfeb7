"""The sampler without a page: what its controls ask for, what it says, what it refuses."""

import json
from collections.abc import Iterator
from typing import Any

import gradio as gr
import numpy as np
import pytest

from demos import sampler_api
from demos.sampler_runs import run, step
from demos.sampler_settings import NEXT, THREE, TWO, knobs_of
from demos.sampler_texts import EXPERIMENTS
from demos.sampler_words import chain, token_name
from demos.views import pack
from models import engine
from models.catalog import Spec
from models.errors import InvalidRequest
from models.language.records import Finished
from models.language.requests import GenerateRequest, Sampling

pytestmark = pytest.mark.usefixtures("tiny_gpt")

USUAL: dict[str, Any] = {
    "mode": NEXT,
    "prompt": "The boy gave the dog",
    "temperatures": "0.2, 1, 1.5",
    "corpus": "Our story",
    "n": 3,
    "knobs": knobs_of(),
    "seed": 25,
    "model": "pocket-gpt",
    "max_new_tokens": 8,
    "next": "{}",
    "two": "{}",
}


def ran(what: Any = run, **changes: Any) -> list[tuple[Any, ...]]:
    return list(what(USUAL | changes))


def headers(messages: list[tuple[Any, ...]], place: int = 0) -> Iterator[dict[str, Any]]:
    """What the view at `place` was sent."""
    for message in messages:
        if isinstance(message[place], str):
            yield pack.unpack(message[place])[0]


def test_a_prompt_is_answered_with_the_whole_distribution_and_all_tokens() -> None:
    messages = ran()
    (header,) = headers(messages)
    _, blobs = pack.unpack(next(m[0] for m in messages if isinstance(m[0], str)))
    size = len(blobs["lengths"][1]) // 2
    assert len(blobs["logits"][1]) == 4 * size
    assert header["fresh"] and header["continuation"] == []
    _, _, _, words, code, _ = messages[-1]
    assert "Entropy" in words and "all tokens but the 20 likeliest" in words.lower()
    assert "AutoModelForCausalLM" in code


def test_a_step_sends_the_tokens_of_a_model_once() -> None:
    order = {"prompt": "The boy", "model": "pocket-gpt", "continuation": [5, 6]}
    known = json.dumps(order | {"vocabularies": ["pocket-gpt"]})
    messages = ran(step, next=known)
    (header,) = headers(messages)
    assert (header["prompt"], header["continuation"], header["fresh"]) == ("The boy", [5, 6], False)
    assert "lengths" not in pack.unpack(messages[-1][0])[1]
    assert "lengths" in pack.unpack(ran(step, next=json.dumps(order))[-1][0])[1]


def test_a_text_is_written_as_the_model_writes_it_and_ends_with_a_distribution() -> None:
    order = {"prompt": USUAL["prompt"], "model": "pocket-gpt", "write": True, "continuation": []}
    sent = list(headers(ran(next=json.dumps(order))))
    ids = [token["id"] for header in sent for token in header.get("tokens", ())]
    request = GenerateRequest.parse(prompt=USUAL["prompt"], max_new_tokens=8)
    (finished,) = (r for r in engine.stream(request) if isinstance(r, Finished))
    assert ids == finished.ids.tolist()
    assert sent[-1]["kind"] == "seen" and sent[-1]["continuation"] == ids


def test_whoever_stops_or_closes_the_page_frees_the_device() -> None:
    order = {"prompt": "", "model": "pocket-gpt", "write": True, "continuation": []}
    for settings in ({"next": json.dumps(order)}, {}, {"mode": THREE}, {"mode": TWO}):
        frames = run(USUAL | settings | {"max_new_tokens": 60})
        next(frames)
        next(frames)
        frames.close()
        assert len(engine.engine().line) == 0


def test_the_lectures_figures_stand_beside_the_models() -> None:
    *_, words, _, _ = ran(prompt="He devoured the orange")[-1]
    assert "` in` 13.6 %" in words and "` juice` 1.53 %" in words
    *_, words, _, _ = ran(prompt="He devoured the apple")[-1]
    assert "lecture" not in words


def test_three_temperatures_are_measured() -> None:
    messages = ran(mode=THREE, max_new_tokens=5)
    *_, last = headers(messages, 1)
    assert [column["temperature"] for column in last["columns"]] == [0.2, 1, 1.5]
    assert all(len(column["texts"]) == 20 for column in last["columns"])
    assert last["columns"][0]["distinct"][1] <= last["columns"][2]["distinct"][1]
    assert "Perplexity" in messages[-1][3]


def test_both_models_answer_the_text_of_the_page() -> None:
    messages = ran(mode=TWO, n=2)
    (header,) = headers(messages, 2)
    assert header["fresh"] and header["text"] == USUAL["prompt"]
    assert "n = 2" in messages[-1][3]
    grown = json.dumps({"text": "The boy gave the dog a", "vocabularies": ["pocket-gpt"]})
    (header,) = headers(ran(step, mode=TWO, two=grown), 2)
    assert not header["fresh"] and header["text"].endswith(" a")


@pytest.mark.parametrize("prompt", ["", " ", "\n\n", "สวัสดี 你好 مرحبا 🙂🇨🇭 ไทย ꦗꦮ", "\u200b\ufeff"])
def test_any_prompt_that_can_be_written_is_read(prompt: str) -> None:
    (header,) = headers(ran(prompt=prompt))
    assert header["prompt"] == prompt


def test_a_prompt_that_is_too_long_says_what_is_cut() -> None:
    messages = ran(prompt="The dog. " * 200)
    (header,) = headers(messages)
    assert header["cut"] > 0
    assert "were left out" in messages[-1][-1]


def knobs(**values: Any) -> str:
    return json.dumps(json.loads(knobs_of()) | values)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"prompt": "a" * 5_000_000}, "at most 20,000 characters"),
        ({"prompt": "a\x00b"}, r"U\+0000 at position 2"),
        ({"prompt": "\ud83d"}, "half a"),
        ({"knobs": knobs(temperature=-1)}, "temperature is -1"),
        ({"knobs": '{"temperature": NaN}'}, "temperature is nan"),
        ({"knobs": knobs(temperature="warm")}, "temperature is 'warm'"),
        ({"knobs": knobs(top_p=0)}, "top_p is 0"),
        ({"knobs": knobs(top_k=-3)}, "top_k is -3"),
        ({"knobs": knobs(order=["top_k", "top_k"])}, "order must name each"),
        ({"knobs": "nonsense"}, "The controls cannot be read"),
        ({"knobs": "[" * 9999}, "The controls cannot be read"),
        ({"seed": None}, "seed is None"),
        ({"model": "gpt-9"}, "no model called 'gpt-9'"),
        ({"model": "pocket-diffusion"}, "does not write text"),
        ({"next": '{"continuation": 7}'}, "tokens of this link cannot be read"),
        ({"next": '{"continuation": [99999]}'}, "has the id 99999"),
        ({"next": '{"write": true, "continuation": []}', "max_new_tokens": 9999}, "max_new_tokens"),
        ({"mode": THREE, "temperatures": "warm"}, "1 to 3 numbers with commas"),
        ({"mode": THREE, "temperatures": "1, 1"}, "two of them alike"),
        ({"mode": THREE, "temperatures": "nan"}, "from 0 to 5"),
        ({"mode": THREE, "temperatures": ""}, "temperatures"),
        ({"mode": TWO, "n": 99}, "n is 99"),
        ({"mode": TWO, "corpus": "the web"}, "corpus is 'the web'"),
    ],
    ids=str,
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(
    changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InvalidRequest, match=sentence):
        ran(**changes)


def test_more_than_the_vocabulary_is_all_of_it() -> None:
    messages = ran(knobs=knobs(top_k=1_000_000))
    assert "all are kept" in messages[-1][-1]


def answered(function: Any, **values: Any) -> dict[str, Any]:
    *_, last = function(**values)
    return last


NEXT_TOKEN = {
    "model": "pocket-gpt",
    "prompt": "The boy",
    "temperature": 0.5,
    "top_k": 0,
    "top_p": 1.0,
    "min_p": 0.0,
    "typical_p": 1.0,
    "repetition_penalty": 1.0,
    "order": None,
}


def test_the_end_point_tells_both_distributions() -> None:
    told = answered(sampler_api.next_token, **NEXT_TOKEN)
    before = np.array([token["before"] for token in told["tokens"]])
    after = np.array([token["after"] for token in told["tokens"]])
    np.testing.assert_allclose(after[0] / after[1], (before[0] / before[1]) ** 2, rtol=1e-6)
    assert sum(before) + told["tail"]["before"] == pytest.approx(1, abs=1e-9)
    assert told["entropy"]["after"] < told["entropy"]["before"]
    assert json.loads(json.dumps(told)) == told
    with pytest.raises(gr.Error, match="temperature is -1"):
        answered(sampler_api.next_token, **NEXT_TOKEN | {"temperature": -1})


def test_the_end_point_writes_the_same_text_twice() -> None:
    asked = {"model": "pocket-gpt", "prompt": "The boy", "max_new_tokens": 6, "temperature": 1.0}
    asked |= {"top_k": 0, "top_p": 1.0, "seed": 3}
    first, again = (answered(sampler_api.generate_text, **asked) for _ in range(2))
    assert first["text"] == again["text"]
    assert first["tokens"] == again["tokens"]
    logs = [token["log_probability"] for token in first["tokens"]]
    assert first["perplexity"] == pytest.approx(np.exp(-np.mean(logs)))


def test_names_of_tokens_cannot_leave_their_quotes() -> None:
    assert token_name(b" `a`\n") == "` ˋaˋ↵`"
    assert token_name(b"\xf0\x9f") == "the bytes `F0 9F`"


def test_a_chain_is_told_in_its_order() -> None:
    order = ("top_p", "temperature", "top_k", "min_p", "typical_p", "repetition_penalty")
    settings = Sampling.parse(temperature=2, top_p=0.9, order=order)
    assert chain(settings) == "top-p 0.9, then temperature 2"


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda experiment: experiment.question)
def test_every_experiment_can_be_asked(experiment: Any, tiny_gpt: Spec) -> None:
    settings = USUAL | dict(experiment.settings) | {"max_new_tokens": 2}
    assert any(isinstance(part, str) for part in list(run(settings))[-1][:3])
