"""A model behind the OpenAI completions protocol, and what is said of what it does not tell."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import app
from models import catalog, engine
from models.errors import InvalidRequest, ModelError
from models.language.completions import address_of
from models.language.records import Finished, NextToken, Started, Token
from models.language.requests import GenerateRequest, NextTokenRequest, TemperaturesRequest
from models.records import Waiting
from tests.models.completions_server import Server, served

KEY = "local-server"


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, fresh: None) -> Iterator[Callable[..., Server]]:
    """`start(form="legacy")`: a server that the app was told of."""
    with contextlib.ExitStack() as running:

        def run(**settings: Any) -> Server:
            server = running.enter_context(served(**settings))
            monkeypatch.setenv("UNFOG_COMPLETIONS_URL", server.url)
            return server

        yield run


def next_token(**asked: Any) -> NextToken:
    return list(engine.stream(NextTokenRequest.parse(model=KEY, **asked)))[-1]


@pytest.mark.parametrize("form", ["content", "legacy"])
def test_both_forms_of_probabilities_are_read(form: str, start: Callable[..., Server]) -> None:
    server = start(form=form)
    record = next_token(prompt="The")
    assert record.top.pieces == (b" cat", b" dog", b" \xf0\x9f")
    assert record.top.before == pytest.approx([0.6, 0.2, 0.1])
    assert record.top.after == pytest.approx([6 / 9, 2 / 9, 1 / 9])
    assert record.untold == pytest.approx(0.1)
    assert len(record.logits) == 0
    assert record.before.tail == pytest.approx(0.1)
    assert "the others are never drawn" in " ".join(record.notes)
    assert record.status.endswith("tiny-cat")
    assert record.context.text == "The" and len(record.context.ids) == 0
    question = {"model": "tiny-cat", "prompt": "The", "max_tokens": 1, "logprobs": 20}
    assert server.asked == [{**question, "temperature": 0, "path": "/v1/completions"}]


def test_a_text_grows_token_by_token_until_a_token_that_ends_it(
    start: Callable[..., Server],
) -> None:
    server = start()
    request = GenerateRequest.parse(model=KEY, prompt="", temperature=0, max_new_tokens=9)
    records = [r for r in engine.stream(request) if not isinstance(r, Waiting)]
    started, *tokens, end = records
    assert isinstance(started, Started) and isinstance(end, Finished)
    assert [token.piece for token in tokens] == [b"The", b" cat", b" sat", b"</s>"]
    assert end.reason == "end" and end.text == "The cat sat"
    assert [q["prompt"] for q in server.asked] == ["", "The", "The cat", "The cat sat"]
    assert tokens[1].before == pytest.approx(0.6)


def test_the_controls_apply_to_what_is_told(start: Callable[..., Server]) -> None:
    start()
    cold = next_token(prompt="The", temperature=0.5, top_k=2)
    weights = [0.6**2, 0.2**2]
    assert cold.top.after == pytest.approx([w / sum(weights) for w in weights] + [0])
    penalised = next_token(prompt="The", repetition_penalty=1.5)
    assert any("does not tell which tokens the prompt consists of" in n for n in penalised.notes)


def test_a_text_goes_on_after_tokens_that_were_chosen(start: Callable[..., Server]) -> None:
    start()
    first = next_token(prompt="The").top.ids
    record = next_token(prompt="The", continuation=(int(first[1]),))
    assert record.top.pieces == (b" ran",)
    half = next_token(prompt="The", continuation=(int(first[0]),))
    assert half.context.text == "The cat"
    with pytest.raises(InvalidRequest, match="continuation has the id 99"):
        next_token(prompt="The", continuation=(99,))


def test_fewer_probabilities_are_asked_for_where_twenty_are_refused(
    start: Callable[..., Server],
) -> None:
    server = start(most=5)
    assert next_token(prompt="The").top.pieces[0] == b" cat"
    assert [question["logprobs"] for question in server.asked] == [20, 5]


def test_the_end_without_a_probability_ends_a_text(start: Callable[..., Server]) -> None:
    start()
    request = GenerateRequest.parse(model=KEY, prompt="The dog", max_new_tokens=9)
    *_, last, end = engine.stream(request)
    assert isinstance(last, Token) and last.piece == b" ran"
    assert end.reason == "end" and end.text == " ran"
    with pytest.raises(ModelError, match="The text ends here, says the server"):
        next_token(prompt="The dog ran")


@pytest.mark.parametrize(
    ("instead", "sentence"),
    [
        ((200, {}, b"<html>hello</html>"), "answers something that is no JSON"),
        ((200, {}, b'{"choices": [{"text": "x", "logprobs": null}]}'), "no log-probabilities"),
        ((200, {}, b"[]"), "no log-probabilities"),
        ((500, {}, b'{"error": {"message": "out of memory"}}'), r"refuses \(500: out of memory\)"),
        ((302, {"Location": "http://127.0.0.1:9/"}, b"{}"), r"refuses \(302"),
    ],
    ids=["no JSON", "no probabilities", "nonsense", "an error", "a redirect"],
)
def test_what_a_server_does_wrong_is_told_in_a_sentence(
    instead: tuple, sentence: str, start: Callable[..., Server]
) -> None:
    server = start(instead=instead)
    with pytest.raises(ModelError, match=sentence):
        next_token(prompt="The")
    assert len(server.asked) == 1


@pytest.mark.usefixtures("fresh")
def test_a_server_that_is_not_there_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("UNFOG_COMPLETIONS_URL", "http://127.0.0.1:1/v1")
    with pytest.raises(ModelError, match=r"The server at 127\.0\.0\.1:1 does not answer"):
        next_token(prompt="The")


def test_thousands_of_questions_are_not_asked(start: Callable[..., Server]) -> None:
    server = start()
    with pytest.raises(InvalidRequest, match="would be asked thousands of times"):
        list(engine.stream(TemperaturesRequest.parse(model=KEY, prompt="The")))
    assert server.asked == []


def test_only_whoever_starts_the_app_can_name_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNFOG_COMPLETIONS_URL", raising=False)
    with pytest.raises(InvalidRequest, match="is not offered without --completions-server"):
        NextTokenRequest.parse(model=KEY)
    with pytest.raises(InvalidRequest, match="no setting called 'server'"):
        NextTokenRequest.parse(server="http://169.254.169.254/")
    monkeypatch.setenv("UNFOG_COMPLETIONS_URL", "http://127.0.0.1:1/v1")
    assert catalog.find(KEY) in catalog.offered("language")
    monkeypatch.setenv("UNFOG_PUBLIC", "1")
    assert catalog.MODELS[KEY] not in catalog.offered("language")
    monkeypatch.setenv("UNFOG_MODELS", KEY)
    assert catalog.MODELS[KEY] in catalog.offered("language")


def test_the_address_is_checked_when_the_app_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(address_of("http://[::1]:8080")) == "::1:8080"
    assert address_of("https://lm.example/api/v1/") == address_of("https://lm.example/api/v1")
    assert address_of("http://127.0.0.1:11434").base == "/v1"
    for wrong in ("127.0.0.1:8080", "file:///etc/passwd", "http://", "http://a:port/"):
        with pytest.raises(SystemExit, match="must look like http"):
            app.set_server(wrong, "")
    options = app.parse(["--completions-server", "http://127.0.0.1:1", "--completions-model", "m"])
    assert (options.completions_server, options.completions_model) == ("http://127.0.0.1:1", "m")
