"""What pocket-gpt reads: how plain a text is, and which texts come last."""

import numpy as np
import pytest
import tiny_language

from models.train import language, language_data
from models.train.corpora import Source, Split, documents
from models.train.language_data import Reading, plainest, reading_level, token_row, words

FAMILIAR = {"the", "cat", "sat", "on", "a", "mat", "it", "was", "warm"}
PLAIN = "The cat sat on a mat. It was warm."
RARE = "The philosopher sat on a promontory. It was magnificent."
LONG = "The cat sat on a mat the cat sat on a mat the cat sat on a mat it was warm."


def test_words_are_small_and_keep_their_apostrophe():
    assert words("Don’t say “It's 5 o'clock”, Tom!") == ["don’t", "say", "it's", "o'clock", "tom"]


def test_the_reading_level_is_that_of_dale_and_chall():
    """0.1579 times the percentage of rare words and 0.0496 times the words of a sentence."""
    assert reading_level(PLAIN, FAMILIAR) == pytest.approx(0.0496 * 9 / 2)
    assert reading_level(RARE, FAMILIAR) == pytest.approx(0.1579 * 100 * 3 / 9 + 0.0496 * 9 / 2)
    assert reading_level(LONG, FAMILIAR) == pytest.approx(0.0496 * 21)
    assert reading_level("12 + 30", FAMILIAR) == float("inf")


def test_the_plainest_texts_are_taken():
    texts = [RARE, LONG, PLAIN, "…"]
    assert plainest(texts, 0.5, FAMILIAR) == [PLAIN, LONG]
    assert plainest(texts, 1.0, FAMILIAR) == texts


def test_a_row_holds_its_readings_and_nothing_held_out(tmp_path):
    parts = {name: Split([], []) for name in language_data.FAMILIAR_FROM}
    parts["tatoeba"] = Split([PLAIN, LONG], ["Nobody reads this."])
    parts["simplewiki"] = Split([RARE, PLAIN], [])
    tokenizer = language.train_tokenizer(tiny_language.TEXTS)
    readings = [Reading("tatoeba", repeats=2), Reading("simplewiki", plainest=0.5)]
    row = token_row(parts, readings, tokenizer, 0, tmp_path / "row.npy")
    texts = tokenizer.decode(row.tolist(), skip_special_tokens=False).split("<|endoftext|>")[1:]
    assert sorted(texts) == sorted([PLAIN, LONG] * 2 + [PLAIN])


def test_our_own_texts_are_many_plain_and_hold_no_prompt_of_the_lectures():
    texts = list(documents(language_data.OURS, Source("plain_english")))
    assert len(set(texts)) == len(texts) > 1000
    assert "\n\n".join(texts).isascii()
    assert not [text for text in texts if "Poseidon" in text or "devour" in text]
    familiar = language_data.familiar_words({"ours": Split(texts, [])}, ["ours"])
    assert np.median([reading_level(text, familiar) for text in texts]) < 2


def test_both_readings_name_the_sources_that_there_are():
    known = {source.name for source in language_data.SOURCES}
    assert {reading.source for reading in language_data.FIRST_READ} == known
    assert {reading.source for reading in language_data.LAST_READ} <= known
