"""Every family of language models, from an empty cache to the next token of transformers."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from models import catalog, engine, registry
from models.errors import InvalidRequest, ModelError
from models.hub.settings import settings
from models.language.records import Finished, NextToken
from models.language.requests import GenerateRequest, NextTokenRequest, VocabularyRequest
from models.records import Waiting
from models.specs import Spec
from tests.hub.loopback import Hub
from tests.models import tiny_language

PROMPT = "The boy gave the dog"
FAMILIES: dict[str, Callable[[Path], Path]] = {
    "gpt2": tiny_language.gpt2,
    "smollm2-135m": tiny_language.llama,
    "smollm2-135m-instruct": lambda folder: tiny_language.llama(folder, tiny_language.TEMPLATE),
    "qwen2.5-0.5b": tiny_language.qwen,
}


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """`written("gpt2")`: the folder of a tiny model of that family; each is made once."""
    folders: dict[str, Path] = {}

    def write(key: str) -> Path:
        if key not in folders:
            folder = FAMILIES[key](tmp_path_factory.mktemp(key.replace(".", "-")))
            folders[key] = tiny_language.litter(folder)
        return folders[key]

    return write


@pytest.fixture
def put(hub: Hub, written: Callable[[str], Path]) -> Callable[[str], Spec]:
    """`put("gpt2")`: the hub has the model, in small."""

    def publish(key: str) -> Spec:
        spec = catalog.MODELS[key]
        hub.add(spec.hub_id, spec.revision, written(key))
        return spec

    return publish


@pytest.mark.parametrize("key", FAMILIES)
def test_a_model_is_brought_loaded_and_predicts_what_transformers_predicts(
    key: str, put: Callable[[str], Spec], hub: Hub
) -> None:
    spec = put(key)
    *news, record = engine.stream(NextTokenRequest.parse(model=key, prompt=PROMPT))
    told = " ".join(each.sentence for each in news if isinstance(each, Waiting))
    assert f"Loading {spec.name}" in told
    assert isinstance(record, NextToken)
    text, expected = by_transformers(spec, PROMPT)
    assert record.context.text == text
    assert np.abs(record.logits - expected).max() < 1e-4
    p = torch.from_numpy(expected).double().softmax(-1).numpy()
    assert record.top.before == pytest.approx(p[record.top.ids], abs=1e-5)
    brought = hub.files()
    assert [name for name in brought if not name.endswith((".json", ".jinja"))] == [
        "model.safetensors"
    ]
    assert not any(name.startswith("onnx") for name in brought)


def by_transformers(spec: Spec, prompt: str) -> tuple[str, np.ndarray]:
    """The text that is read, and the logits float32 [vocab_size] after it, by Auto classes."""
    from transformers import AutoModelForCausalLM, AutoTokenizer

    folder = settings().snapshot(spec.pipeline)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    network = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    if spec.chat:
        turn = [{"role": "user", "content": prompt}]
        prompt = tokenizer.apply_chat_template(turn, tokenize=False, add_generation_prompt=True)
    with torch.inference_mode():
        ids = tokenizer(prompt, return_tensors="pt").input_ids
        return prompt, network(ids).logits[0, -1].numpy()


def test_a_chat_template_is_shown_and_its_end_ends_the_text(
    put: Callable[[str], Spec],
) -> None:
    spec = put("smollm2-135m-instruct")
    request = GenerateRequest.parse(
        model="smollm2-135m-instruct", prompt="Hello", max_new_tokens=40, temperature=5, seed=2
    )
    records = [r for r in engine.stream(request) if not isinstance(r, Waiting)]
    started, end = records[0], records[-1]
    assert started.context.templated
    assert started.context.text.startswith("<|im_start|>user\nHello<|im_end|>")
    assert "chat template" in " ".join(started.notes)
    context = started.context
    signs = [p for p, sign in zip(context.pieces, context.special, strict=True) if sign]
    assert signs == [b"<|im_start|>", b"<|im_end|>", b"<|im_start|>"]
    assert isinstance(end, Finished) and "<|im" not in end.text
    with registry.registry().use(spec) as model:
        assert {model.pieces[k] for k in model.ends} == {b"<|endoftext|>", b"<|im_end|>"}


def test_logits_that_belong_to_no_token_are_counted_and_spelled_as_nothing(
    put: Callable[[str], Spec],
) -> None:
    put("qwen2.5-0.5b")
    vocabulary = list(engine.stream(VocabularyRequest(model="qwen2.5-0.5b")))[-1]
    record = list(engine.stream(NextTokenRequest(model="qwen2.5-0.5b")))[-1]
    assert len(record.logits) == len(vocabulary.pieces)
    assert vocabulary.pieces[-7:] == (b"",) * 7
    assert record.context.pieces == (b"<|endoftext|>",)


def test_a_model_that_is_not_what_the_catalog_says_is_refused(
    hub: Hub, written: Callable[[str], Path]
) -> None:
    spec = catalog.MODELS["gpt2"]
    hub.add(spec.hub_id, spec.revision, written("smollm2-135m"))
    with pytest.raises(ModelError, match=r"GPT-2 says that it is a .*LlamaForCausalLM"):
        list(engine.stream(NextTokenRequest(model="gpt2")))


def test_strangers_choose_only_what_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNFOG_PUBLIC", "1")
    with pytest.raises(InvalidRequest, match="GPT-2 is not offered on this public page"):
        NextTokenRequest.parse(model="gpt2")
    monkeypatch.setenv("UNFOG_MODELS", "gpt2")
    assert NextTokenRequest.parse(model="gpt2").model == "gpt2"
