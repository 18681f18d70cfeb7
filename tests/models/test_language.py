"""A language model reads and writes: as transformers does, seeded, stoppable, in sentences."""

import dataclasses
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from models import catalog, engine, registry
from models.errors import InvalidRequest, ModelError
from models.language.pieces import Reader
from models.language.records import Compared, Finished, Growing, NextToken, Started, Token
from models.language.requests import (
    MAX_NEW_TOKENS,
    GenerateRequest,
    NextTokenRequest,
    TemperaturesRequest,
    VocabularyRequest,
)
from models.records import Waiting
from tests.models import tiny_language

PROMPT = "The boy gave the dog"
CONTROLS = [
    {"temperature": 0.7},
    {"temperature": 2.5},
    {"top_k": 7},
    {"top_p": 0.6},
    {"min_p": 0.1},
    {"typical_p": 0.5},
    {"repetition_penalty": 1.7},
    {"temperature": 0.8, "top_k": 40, "top_p": 0.9, "repetition_penalty": 1.2},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_language.llama(tmp_path_factory.mktemp("tiny-gpt"))


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Callable[..., None]:
    """`put(folder)`: the folder is in the place of pocket-gpt's."""
    request.getfixturevalue("fresh")

    def serve(folder: Path) -> None:
        limits = {"context": tiny_language.CONTEXT}
        spec = dataclasses.replace(catalog.MODELS["pocket-gpt"], folder=folder, limits=limits)
        monkeypatch.setattr(catalog, "MODELS", {**catalog.MODELS, spec.key: spec})

    return serve


@pytest.fixture
def tiny(put: Callable[..., None], folder: Path) -> Path:
    """pocket-gpt is a tiny model."""
    put(folder)
    return folder


def plain(folder: Path) -> tuple[Any, Any]:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    torch.set_num_threads(1)
    return AutoModelForCausalLM.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)


def next_token(**asked: Any) -> NextToken:
    return list(engine.stream(NextTokenRequest.parse(prompt=PROMPT, **asked)))[-1]


def written(**asked: Any) -> tuple[Started, list[Token], Finished]:
    request = GenerateRequest.parse(**{"prompt": PROMPT, "max_new_tokens": 12, **asked})
    records = [r for r in engine.stream(request) if not isinstance(r, Waiting)]
    return records[0], records[1:-1], records[-1]


def test_the_distribution_is_the_softmax_of_the_logits(tiny: Path) -> None:
    network, tokenizer = plain(tiny)
    ids = tokenizer(tiny_language.END + PROMPT, return_tensors="pt").input_ids
    with torch.inference_mode():
        logits = network(ids).logits[0].double()
    record = next_token()
    assert record.context.ids.tolist() == ids[0].tolist()
    assert np.abs(record.logits - logits[-1].numpy()).max() < 1e-4
    p = logits[-1].softmax(-1).numpy()
    assert record.top.before == pytest.approx(p[record.top.ids], abs=1e-5)
    assert record.before.entropy == pytest.approx(-(p * np.log2(p)).sum(), abs=1e-4)
    assert record.before.tail == pytest.approx(1 - np.sort(p)[-20:].sum(), abs=1e-5)
    surprise = -np.log2(logits.softmax(-1).numpy()[range(len(ids[0]) - 1), ids[0, 1:]])
    assert record.context.surprise[1:] == pytest.approx(surprise, abs=1e-4)
    assert np.isnan(record.context.surprise[0])
    assert b"".join(record.context.pieces[1:]).decode() == PROMPT
    assert record.untold == 0
    assert pickle.loads(pickle.dumps(record)).top.ids.tolist() == record.top.ids.tolist()


@pytest.mark.parametrize("asked", CONTROLS, ids=str)
def test_every_control_gives_the_probabilities_of_generate(asked: dict, tiny: Path) -> None:
    network, tokenizer = plain(tiny)
    ids = tokenizer(tiny_language.END + PROMPT, return_tensors="pt").input_ids
    out = network.generate(
        ids,
        do_sample=True,
        max_new_tokens=1,
        output_scores=True,
        return_dict_in_generate=True,
        pad_token_id=0,
        **{"top_k": 0, **asked},
    )
    expected = out.scores[0][0].softmax(-1).numpy()
    record = next_token(**asked)
    assert record.top.after == pytest.approx(expected[record.top.ids], abs=1e-5)
    assert record.after.kept == (expected > 0).sum()


def test_temperature_0_writes_what_greedy_generate_writes(tiny: Path) -> None:
    network, tokenizer = plain(tiny)
    ids = tokenizer(tiny_language.END + PROMPT, return_tensors="pt").input_ids
    expected = network.generate(ids, do_sample=False, max_new_tokens=30, pad_token_id=0)[0]
    _, tokens, end = written(temperature=0, max_new_tokens=30)
    assert end.ids.tolist() == expected[len(ids[0]) :].tolist()
    assert all(token.after == 1 and token.rank == 1 for token in tokens)


@pytest.mark.usefixtures("tiny")
def test_a_text_says_everything_about_every_token() -> None:
    started, tokens, end = written(temperature=1.3, top_k=50)
    assert started.seed == 25 and started.context.text == tiny_language.END + PROMPT
    assert end.reason == "length" and len(tokens) == 12
    assert end.text == "".join(token.text for token in tokens)
    assert end.log_probabilities == pytest.approx(np.log([t.before for t in tokens]))
    assert end.perplexity == pytest.approx(2 ** np.mean([t.surprise for t in tokens]))
    for token in tokens:
        assert token.lower <= token.u < token.lower + token.after + 1e-12
        assert token.shape_after.kept <= 50
        assert token.id in token.top.ids or token.rank > 20
    assert end.settings["temperature"] == 1.3


@pytest.mark.usefixtures("tiny")
def test_the_same_seed_writes_the_same_text_at_once_and_step_by_step() -> None:
    _, _, end = written(temperature=1.5, seed=8)
    assert written(temperature=1.5, seed=8)[2].ids.tolist() == end.ids.tolist()
    assert written(temperature=1.5, seed=9)[2].ids.tolist() != end.ids.tolist()
    grown: list[int] = []
    for _ in end.ids:
        record = next_token(temperature=1.5, seed=8, continuation=tuple(grown))
        p = np.exp(record.logits.astype(float) / 1.5)
        p /= p.sum()
        order = np.argsort(-p, kind="stable")
        grown.append(int(order[np.searchsorted(np.cumsum(p[order]), record.draws[0], "right")]))
    assert grown == end.ids.tolist()


@pytest.mark.usefixtures("tiny")
def test_a_text_goes_on_after_tokens_that_were_chosen() -> None:
    _, _, whole = written(temperature=1.5)
    first = tuple(whole.ids[:5].tolist())
    _, _, rest = written(temperature=1.5, continuation=first, max_new_tokens=7)
    assert [*first, *rest.ids] == whole.ids.tolist()


@pytest.mark.usefixtures("tiny")
def test_a_prompt_longer_than_the_context_loses_its_beginning_and_says_so() -> None:
    long = "Once upon a time there was a little girl. " * 40 + "The very end"
    started, tokens, _ = written(prompt=long)
    context = started.context
    assert len(context.ids) == tiny_language.CONTEXT - 12 and context.limit == 96
    assert b"".join(context.pieces).decode().endswith("The very end")
    assert context.cut > 0 and f"the first {context.cut:,} of" in " ".join(started.notes)
    assert len(tokens) == 12


@pytest.mark.usefixtures("tiny")
def test_what_a_visitor_should_know_is_noted() -> None:
    started, _, _ = written(prompt="", top_k=5000)
    notes = " ".join(started.notes)
    assert "The prompt is empty" in notes and "top_k is 5,000" in notes
    assert started.context.ids.tolist() == [0]
    assert "cpu · float32" in started.status


def test_a_text_ends_with_the_token_that_means_its_end(
    put: Callable[..., None], tmp_path: Path
) -> None:
    first = tiny_language.llama(tmp_path / "first")
    put(first)
    likeliest = int(written(temperature=0)[2].ids[0])
    registry.registry.cache_clear()
    put(tiny_language.llama(tmp_path / "second", eos_token_id=[0, likeliest]))
    _, tokens, end = written(temperature=0)
    assert end.reason == "end" and end.ids.tolist() == [likeliest] and len(tokens) == 1


@pytest.mark.usefixtures("tiny")
def test_stop_gives_the_model_back() -> None:
    run = engine.stream(GenerateRequest.parse(prompt=PROMPT, max_new_tokens=50))
    tokens = (record for record in run if isinstance(record, Token))
    assert [next(tokens).index, next(tokens).index] == [0, 1]
    run.close()
    registry.registry().drop_idle()
    assert registry.registry().status() == ""


@pytest.mark.usefixtures("tiny")
def test_temperatures_are_compared_on_texts_that_can_be_written_again() -> None:
    request = TemperaturesRequest.parse(
        prompt=PROMPT, temperatures=(0, 0.8, 3), continuations=4, max_new_tokens=9, seed=2**31 - 2
    )
    records = list(engine.stream(request))
    growing = [record for record in records if isinstance(record, Growing)]
    end = records[-1]
    assert isinstance(end, Compared) and len(growing) == 9
    assert end.seeds == (2**31 - 2, 2**31 - 1, 0, 1)
    assert growing[-1].texts == tuple(column.texts for column in end.columns)
    cold, warm, hot = end.columns
    assert len(set(cold.texts)) == 1 and len(set(hot.texts)) == 4
    assert cold.distinct[0] < min(warm.distinct[0], hot.distinct[0])
    for seed, ids in zip(end.seeds, warm.ids, strict=True):
        _, _, alone = written(temperature=0.8, seed=seed, max_new_tokens=9)
        assert ids.tolist() == alone.ids.tolist()
    pooled = np.concatenate(hot.log_probabilities)
    assert hot.perplexity == pytest.approx(np.exp(-pooled.mean()))


def test_the_vocabulary_spells_what_the_tokenizer_writes(tiny: Path) -> None:
    record = list(engine.stream(VocabularyRequest()))[-1]
    _, tokenizer = plain(tiny)
    text = "naïve 🐈 後 Ω\n\tשלום"
    ids = tokenizer(text).input_ids
    assert b"".join(record.pieces[k] for k in ids).decode() == text
    assert record.special == (0,) and record.pieces[0] == b"<|endoftext|>"
    assert len(record.pieces) == len(tokenizer)


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize(
    "prompt",
    ["Ἀχιλλεύς", "Привет, мир", "你好，世界", "नमस्ते दुनिया", "مرحبا بالعالم", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
)
def test_prompts_of_any_script_are_read_whole(prompt: str) -> None:
    record = list(engine.stream(NextTokenRequest.parse(prompt=prompt)))[-1]
    assert b"".join(record.context.pieces[1:]).decode() == prompt


def test_a_character_is_read_when_it_is_complete() -> None:
    reader = Reader([b"a\xf0\x9f"])
    assert [reader.read(piece) for piece in (b"\x90", b"\x88 c", b"at")] == ["", "🐈 c", "at"]


def test_every_model_has_room_for_the_longest_text_and_a_prompt() -> None:
    models = [spec for spec in catalog.of_kind("language") if not spec.server]
    assert len(models) == 9
    assert all(spec.limits["context"] >= 2 * MAX_NEW_TOKENS for spec in models)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"temperature": float("nan")}, "temperature is nan, but must be a number from 0 to 5"),
        ({"temperature": -1}, "temperature is -1, but must be a number from 0 to 5"),
        ({"top_p": 0}, "top_p is 0, but must be a number above 0"),
        ({"top_k": -1}, "top_k is -1, but must be a whole number"),
        ({"prompt": "a" * 5_000_000}, r"\(5,000,000 characters\).* at most 20,000 characters"),
        ({"prompt": "half \ud83d"}, r"U\+D83D at position 6, which is half a character"),
        ({"prompt": "nul \0"}, r"U\+0000 at position 5"),
        ({"order": ("top_k", "top_p")}, "order must name each of repetition_penalty"),
        ({"model": "pocket-diffusion"}, "does not write text: choose one of 'pocket-gpt'"),
        ({"continuation": (-1,)}, "continuation is"),
        ({"max_new_tokens": 10_000}, "max_new_tokens is 10000"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_is_refused_in_a_sentence(asked: dict, sentence: str) -> None:
    with pytest.raises(InvalidRequest, match=sentence):
        GenerateRequest.parse(**asked)


def test_two_equal_temperatures_are_no_comparison() -> None:
    with pytest.raises(InvalidRequest, match="two of them alike"):
        TemperaturesRequest.parse(temperatures=(1, 1.0))


@pytest.mark.usefixtures("tiny")
def test_a_token_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="continuation has the id 4096, but the tokens of"):
        next_token(continuation=(4096,))


def test_a_model_of_another_family_is_refused(put: Callable[..., None], tmp_path: Path) -> None:
    put(tiny_language.gpt2(tmp_path / "other"))
    with pytest.raises(ModelError, match=r"says that it is a .*GPT2LMHeadModel"):
        next_token()
