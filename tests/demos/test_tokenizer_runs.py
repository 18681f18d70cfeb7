"""The tokenizer tab without a browser: its messages, its words, its programs, its end point."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from gradio_client import Client

from demos import tokenizer, tokenizer_runs, tokenizer_texts
from demos.shell import show_errors_in_page
from demos.tokenizer_code import comparison_code, training_code
from demos.tokenizer_sentences import SENTENCES
from demos.tokenizer_words import differing, learned_in_words, tokens_in_words
from demos.views import pack
from models import engine, tokenizers
from models.errors import InvalidRequest, ModelError
from models.tokenization.records import Tokenized
from models.tokenization.requests import OWN, LearnRequest, TokenizeRequest
from models.tokenizers.own import learned
from tests.conftest import serve

SETTINGS: dict[str, Any] = {
    "mode": tokenizer_texts.TOKENS,
    "text": "The 后 “boat”",
    "training_text": tokenizer_texts.TRAINING_TEXT,
    "vocab_size": 280,
    "tokenizers": ["pocket-bpe", "words", OWN],
    "special": False,
}


def last(**changes: Any) -> tuple[Any, ...]:
    return list(tokenizer_runs.run(SETTINGS | changes))[-1]


def tokenized(text: str, *keys: str) -> list[Tokenized]:
    return list(engine.stream(TokenizeRequest.parse(text=text, tokenizers=keys)))


def executed(program: str) -> dict[str, Any]:
    names: dict[str, Any] = {"print": lambda *_: None}
    exec(compile(program, "tokens.py", "exec"), names)
    return names


def test_the_lanes_carry_text_numbers_and_histories() -> None:
    header, blobs = pack.unpack(last()[0])
    assert blobs["text"][1].decode() == SETTINGS["text"]
    assert [lane["key"] for lane in header["lanes"]] == SETTINGS["tokenizers"]
    own = header["lanes"][2]
    trees = [trees[0] for trees in own["histories"].values() if trees[0][1] is not None]
    assert trees and all(tree[0] == tree[2][0] + tree[3][0] for tree in trees)
    assert (
        header["lanes"][1]["history"] == tokenizer_texts.WITHOUT_HISTORY["whole words, or unknown"]
    )


@pytest.mark.parametrize("entry", tokenizers.ENTRIES.values(), ids=lambda entry: entry.key)
def test_every_method_without_merges_says_why(entry: tokenizers.TokenizerEntry) -> None:
    assert "byte-pair" in entry.method or entry.method in tokenizer_texts.WITHOUT_HISTORY


def test_a_training_is_sent_whole() -> None:
    *_, learning, _, words, code, note = last(mode=tokenizer_texts.TRAIN)
    header, _ = pack.unpack(learning)
    assert len(header["merges"]) == 24
    assert [merge[2] for merge in header["merges"]] == sorted(
        (merge[2] for merge in header["merges"]), reverse=True
    )
    assert "24 merges" in words and "vocab_size=280" in code and note == ""


def test_languages_are_counted_by_every_tokenizer() -> None:
    costs = last(mode=tokenizer_texts.LANGUAGES, tokenizers=["bytes", "characters"])[2]
    header, _ = pack.unpack(costs)
    assert header["tokenizers"] == ["Bytes", "Characters"]
    for row, sentence in zip(header["rows"], SENTENCES, strict=True):
        assert row["tokens"] == [len(sentence.text.encode()), len(sentence.text)]


def test_what_cannot_be_had_is_told_and_the_rest_is_shown(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    tokenizers.load.cache_clear()
    values = last(tokenizers=["bytes", "o200k_base"])
    assert [lane["key"] for lane in pack.unpack(values[0])[0]["lanes"]] == ["bytes"]
    assert "GPT-4o" in values[-1] and "offline" in values[-1]
    with pytest.raises(ModelError, match="runs offline"):
        last(tokenizers=["o200k_base"])
    live = list(tokenizer_runs.live(SETTINGS | {"tokenizers": ["bytes", "o200k_base"]}))[-1]
    assert "press the button to bring it" in live[-1]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "\ud83c"}, "half a character"),
        ({"text": "x" * 200_001}, "at most 200,000 characters"),
        ({"tokenizers": []}, "1 to 5 names"),
        ({"mode": tokenizer_texts.TRAIN, "training_text": ""}, "nothing to learn from"),
        ({"mode": tokenizer_texts.TRAIN, "vocab_size": 1e9}, "from 257 to 2,048"),
        ({"training_text": ""}, "nothing to learn from"),
    ],
    ids=str,
)
def test_bad_input_is_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidRequest, match=sentence):
        last(**changes)


@pytest.mark.parametrize("text", ["", "\0", "$x$ `a`\n# b", "🍓" * 3, "<|endoftext|>", "a" * 5000])
@pytest.mark.parametrize("special", [False, True])
def test_any_text_is_told_in_words(text: str, special: bool) -> None:
    request = TokenizeRequest(text=text, tokenizers=("pocket-bpe", "bytes"), special=special)
    words = tokens_in_words(text, list(engine.stream(request)))
    assert words.startswith("## What you see")


def test_the_words_count_right() -> None:
    lanes = tokenized("The cat 后", "pocket-bpe", "characters", "words")
    assert differing(lanes) == [
        len({tuple(s) for s in lane.spans.tolist()} - {tuple(s) for s in lanes[0].spans.tolist()})
        for lane in lanes[1:]
    ]
    words = tokens_in_words("The cat 后", lanes)
    assert "9 characters (code points), 11 bytes" in words
    assert "no number for 1 of its 3 pieces" in words


def test_merges_in_words_cannot_become_formulas() -> None:
    text = "$`$` $`$` $`$`"
    alphabet, *merges, end = engine.stream(LearnRequest(training_text=text))
    assert "$`" not in learned_in_words(alphabet, merges, end).replace("$\\arg", "")


@pytest.mark.parametrize("key", ["pocket-bpe", "bytes", "characters", "words", OWN])
@pytest.mark.parametrize("text", ['Say "hi" \\ {x} 后🍓\n"""', "once <|endoftext|> more"])
def test_the_program_gives_the_same_ids(key: str, text: str) -> None:
    request = TokenizeRequest(text=text, tokenizers=(key,), training_text="a cat, a cat " * 9)
    (lane,) = engine.stream(request)
    assert executed(comparison_code(request))["ids"] == lane.ids.tolist()


@pytest.mark.parametrize("special", [False, True])
@pytest.mark.skipif(
    not tokenizers.is_present(tokenizers.ENTRIES["gpt2"]), reason="its vocabulary is not here"
)
def test_the_program_for_gpt_2_gives_the_same_ids(special: bool) -> None:
    request = TokenizeRequest(text="a <|endoftext|>", tokenizers=("gpt2",), special=special)
    (lane,) = engine.stream(request)
    assert executed(comparison_code(request))["ids"] == lane.ids.tolist()


def test_the_program_of_the_hub_names_the_pinned_revision() -> None:
    program = comparison_code(TokenizeRequest(text="x", tokenizers=("bert", "t5", "llama-2")))
    compile(program, "tokens.py", "exec")
    for key in ("bert", "t5", "llama-2"):
        assert tokenizers.find(key).hub.revision in program


def test_the_program_learns_the_same_merges(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    request = LearnRequest(training_text=tokenizer_texts.TRAINING_TEXT, vocab_size=290)
    theirs = executed(training_code(request))["tokenizer"]
    ours = learned(request.training_text, request.vocab_size)
    text = "the slowest boat under a bridge 后"
    assert theirs.encode(text).ids == ours.ids(text).tolist()
    assert (tmp_path / "tokenizer.json").is_file()


def test_what_is_saved_is_read_by_the_library() -> None:
    from tokenizers import Tokenizer

    text = tokenizer.tokenizer_file(SETTINGS)
    assert Tokenizer.from_str(text).get_vocab_size() == 280
    with pytest.raises(InvalidRequest):
        tokenizer.tokenizer_file(SETTINGS | {"training_text": ""})


@pytest.mark.parametrize("experiment", tokenizer_texts.EXPERIMENTS, ids=lambda e: e.title)
def test_experiments_are_right(experiment) -> None:
    settings = SETTINGS | dict(experiment.settings)
    here = [key for key in settings["tokenizers"] if key == OWN or _is_here(key)]
    if not here:
        pytest.skip("its vocabulary is not here")
    value = list(tokenizer_runs.run(settings | {"tokenizers": here}))[-1]
    if settings["mode"] == tokenizer_texts.TOKENS:
        RIGHT[experiment.title](pack.unpack(value[0])[0]["lanes"], value[0])


def _is_here(key: str) -> bool:
    return tokenizers.is_present(tokenizers.ENTRIES[key])


def _names(lane: dict[str, Any]) -> set[str]:
    return set(lane["names"].values())


def _ids(packed: str, which: int = 0) -> list[int]:
    import numpy as np

    return np.frombuffer(pack.unpack(packed)[1][f"ids:{which}"][1], "<f4").astype(int).tolist()


def _two_unknown(lanes: list, _: str) -> None:
    assert lanes[0]["counts"]["unknown"] == 2


def _eleven(lanes: list, _: str) -> None:
    assert lanes[0]["counts"]["tokens"] == 11


def _no_letter(lanes: list, _: str) -> None:
    assert {" st", "raw", "ber", "ry"} <= _names(lanes[0])


def _uneven_digits(lanes: list, packed: str) -> None:
    names = [lanes[0]["names"][str(token)] for token in _ids(packed)]
    assert names[:3] == ["12", "3", "4"] and names[5:9] == [" 5", "6", "7", "8"]


def _twenty_five(_: list, __: str) -> None:
    assert len("👩‍👩‍👧‍👦".encode()) == 25


def _four_spellings(lanes: list, packed: str) -> None:
    names = [lanes[0]["names"][str(token)] for token in _ids(packed)]
    spellings = [name for name in names if name.strip().lower() == "the"]
    assert len(spellings) == 5 and set(spellings) == {"the", " the", " The", " THE"}


def _not_special(lanes: list, _: str) -> None:
    assert lanes[0]["counts"]["special"] == 0
    assert "<|endoftext|>" not in _names(lanes[0])


RIGHT = {
    "后 or 後?": _two_unknown,
    "The lecture's sentence, as GPT-4 reads it": _eleven,
    "strawberry": _no_letter,
    "1234 + 5678": _uneven_digits,
    "One family": _twenty_five,
    "the, The, THE": _four_spellings,
    "Typing a special token": _not_special,
}


def test_the_answers_about_learning_and_languages_are_right() -> None:
    learning = last(mode=tokenizer_texts.TRAIN, vocab_size=tokenizer_texts.VOCAB_SIZE)[1]
    made = {bytes.fromhex(m[0] + m[1]) for m in pack.unpack(learning)[0]["merges"]}
    assert {b" the", b"low", b"er", b"est"} <= made
    costs = last(mode=tokenizer_texts.LANGUAGES, tokenizers=["pocket-bpe", "characters"])[2]
    english, *_, amharic = pack.unpack(costs)[0]["rows"]
    assert amharic["tokens"][0] > 5 * english["tokens"][0]
    assert amharic["tokens"][1] < english["tokens"][1]


def test_an_error_keeps_what_is_shown() -> None:
    shown = show_errors_in_page(lambda: tokenizer_runs.run(SETTINGS | {"tokenizers": []}), 5)
    (*_, message) = list(shown())[-1]
    assert json.loads(message)["kind"] == "error"


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    for address in serve([tokenizer.DEMO]):
        yield Client(address, verbose=False)


def test_the_end_point_gives_ids_strings_and_spans(client: Client) -> None:
    numbers = client.predict(tokenizer="pocket-bpe", text="The 后", api_name="/tokenize")
    known = tokenizers.load("pocket-bpe")
    assert numbers["ids"] == known.ids("The 后").tolist()
    assert numbers["strings"] == [known.written(token) for token in numbers["ids"]]
    assert numbers["spans"][-1][1] == numbers["bytes"] == 7
    assert (numbers["characters"], numbers["round_trip"]) == (5, True)
    empty = client.predict(tokenizer="bytes", text="", api_name="/tokenize")
    assert (empty["ids"], empty["characters_per_token"]) == ([], None)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"tokenizer": "gpt5"}, "no tokenizer called 'gpt5'"),
        ({"text": "x" * 200_001}, "at most 200,000 characters"),
    ],
    ids=["unknown", "long"],
)
def test_the_end_point_refuses_in_sentences(client: Client, values: dict, sentence: str) -> None:
    with pytest.raises(Exception, match=sentence):
        client.predict(**{"tokenizer": "bytes", "text": "x"} | values, api_name="/tokenize")
