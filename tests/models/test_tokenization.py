"""Tokens as the tab asks for them, and the tokenizer that learns beside that of the library."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer as Pieces
from tokenizers import models, pre_tokenizers, trainers

from models import engine
from models.errors import InvalidRequest
from models.tokenization.records import SPECIAL, UNKNOWN, Alphabet, LearnedAll, Merged, Tokenized
from models.tokenization.requests import MAX_TEXT, LearnRequest, TokenizeRequest
from models.tokenizers.own import as_json, learned
from models.tokenizers.training import BYTES, Learner

STORY = (
    "the newest boat is lower than the lowest, and the newer boats are the slowest. "
    "the widest river is wider than the others, and who knows the river knows the boats. "
) * 3


def tokenized(**values: object) -> list[Tokenized]:
    return list(engine.stream(TokenizeRequest.parse(**values)))


def their_merges(text: str, vocab_size: int) -> list[tuple[str, str]]:
    """What the library learns."""
    bpe = Pieces(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        min_frequency=2,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    bpe.train_from_iterator([text], trainer)
    return [tuple(merge) for merge in json.loads(bpe.to_str())["model"]["merges"]]


def our_merges(text: str, vocab_size: int) -> list[tuple[str, str]]:
    learner = Learner(text)
    steps = list(learner.learn(vocab_size - BYTES))
    return [(learner.names[step.left], learner.names[step.right]) for step in steps]


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("aaab \nü🍓"), max_size=120))
def test_merges_are_those_of_the_library(text: str) -> None:
    assert our_merges(text, 300) == their_merges(text, 300)


def test_merges_of_a_longer_text_are_those_of_the_library() -> None:
    assert our_merges(STORY, 330) == their_merges(STORY, 330)


@pytest.mark.parametrize("text", [STORY, "aaaa aaaaa", "x", "ab" * 500, "🍓🍓 🍓🍓"])
def test_every_step_tells_the_true_counts(text: str) -> None:
    """The counts that are kept up to date are those of the pieces as they stand."""
    learner = Learner(text)
    for step in learner.learn(60):
        (left, right, count), *others = step.rivals
        assert (left, right, count) == (step.left, step.right, step.count)
        assert all(number <= count for *_, number in others)
        recounted: dict[str, int] = {}
        for piece, weight in zip(learner._pieces, learner._weights, strict=True):
            for at in range(len(piece) - 1):
                recounted[piece[at : at + 2]] = recounted.get(piece[at : at + 2], 0) + weight
        assert {pair: n for pair, n in learner._counts.items() if n} == recounted
    total = zip(learner._pieces, learner._weights, strict=True)
    assert learner.tokens == sum(len(piece) * weight for piece, weight in total)


def test_what_was_learned_is_a_tokenizer_like_any_other() -> None:
    own = learned(STORY, 300)
    *_, end = engine.stream(LearnRequest.parse(training_text=STORY, vocab_size=300))
    assert isinstance(end, LearnedAll)
    assert len(own.ids(STORY)) == end.tokens
    assert own.vocab_size == end.vocab_size == 300
    for text in (STORY, "Ünseen 🍓 text\0"):
        assert own.decode(own.ids(text)) == text
    theirs = Pieces.from_str(as_json(STORY, 300))
    assert theirs.encode("the slowest boat").ids == own.ids("the slowest boat").tolist()


def test_learning_is_told_merge_by_merge() -> None:
    first, *merges, end = engine.stream(LearnRequest.parse(training_text=STORY, vocab_size=270))
    assert isinstance(first, Alphabet) and all(isinstance(merge, Merged) for merge in merges)
    assert b"".join(first.pieces) == STORY.encode() and first.is_whole
    assert first.bytes == len(STORY)
    lengths = [first.bytes, *(merge.tokens for merge in merges)]
    for before, after, merge in zip(lengths, lengths[1:], merges, strict=False):
        assert before - merge.count <= after < before
    assert (end.merges, end.note) == (14, "")


def test_a_corpus_of_one_word_stops_early_and_says_why() -> None:
    *_, end = engine.stream(LearnRequest.parse(training_text="word"))
    assert (end.merges, end.vocab_size) == (0, 256)
    assert "no pair occurs twice" in end.note


def test_a_text_stands_before_several_tokenizers() -> None:
    keys = ("pocket-bpe", "bytes", "characters", "words", "own")
    text = "The 后 boat"
    lanes = tokenized(text=text, tokenizers=keys, training_text=STORY)
    assert [lane.key for lane in lanes] == list(keys)
    by_key = {lane.key: lane for lane in lanes}
    assert by_key["bytes"].counts.tokens == by_key["bytes"].counts.bytes == 12
    assert by_key["characters"].counts.tokens == by_key["characters"].counts.characters == 10
    assert by_key["words"].kinds.tolist() == [0, UNKNOWN, 0]
    assert by_key["own"].names[by_key["own"].ids[-1]] == " boat"
    for lane in lanes:
        assert set(lane.names) == set(lane.ids.tolist()) == set(lane.histories)


def test_special_tokens_are_read_only_where_it_is_asked_for() -> None:
    text = "once <|endoftext|>"
    (plain,) = tokenized(text=text)
    (read,) = tokenized(text=text, special=True)
    assert SPECIAL not in plain.kinds and plain.counts.special == 0
    assert read.kinds.tolist().count(SPECIAL) == read.counts.special == 1
    pieces = read.counts.tokens - 1
    assert read.counts.characters_per_token == pytest.approx(len("once ") / pieces)


def test_an_empty_text_has_no_tokens() -> None:
    (lane,) = tokenized(text="")
    assert (len(lane.ids), lane.spans.shape) == (0, (0, 2))
    assert lane.counts.characters_per_token is None


def test_a_long_text_is_cut_whole_and_named_in_part() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
    (lane,) = tokenized(text=text, tokenizers=["characters"])
    assert lane.counts.tokens == 3000
    assert len(lane.names) == 1500


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"text": "a\ud800b"}, r"half a character, U\+D800, at position 2"),
        ({"text": "x" * (MAX_TEXT + 1)}, "at most 200,000 characters"),
        ({"text": None}, "text is None"),
        ({"tokenizers": ["gpt5"]}, "no tokenizer called 'gpt5'"),
        ({"tokenizers": []}, r"1 to 5 names"),
        ({"tokenizers": 7}, r"1 to 5 names"),
        ({"tokenizers": ["bytes", "words", "gpt2", "bert", "t5", "own"]}, "1 to 5 names"),
        ({"vocab_size": 256}, "from 257 to 2,048"),
        ({"vocab_size": float("nan")}, "from 257 to 2,048"),
        ({"training_text": "x" * 50_001}, "at most 50,000 characters"),
        ({"training_text": "\udfff"}, "half a character"),
    ],
    ids=str,
)
def test_bad_requests_are_refused_in_a_sentence(values: dict, sentence: str) -> None:
    with pytest.raises(InvalidRequest, match=sentence):
        TokenizeRequest.parse(**values)


def test_own_without_a_text_says_what_to_do() -> None:
    with pytest.raises(InvalidRequest, match="nothing to learn from"):
        tokenized(text="x", tokenizers=["own"])


def test_five_megabytes_are_refused_at_once() -> None:
    with pytest.raises(InvalidRequest, match="5,000,000 characters"):
        LearnRequest.parse(training_text="x" * 5_000_000)


def test_an_endless_word_is_learned_in_a_moment() -> None:
    rng = np.random.default_rng(0)
    text = "".join(map(chr, rng.integers(97, 123, 50_000)))
    *_, end = engine.stream(LearnRequest.parse(training_text=text, vocab_size=800))
    assert end.merges == 544 and end.seconds < 10
