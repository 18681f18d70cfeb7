"""n-grams: units, tables, what they write, what they report, what they refuse."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import engine
from models.errors import InvalidRequest
from models.ngrams import corpora, table
from models.ngrams.chances import EMPTY, Chances
from models.ngrams.copying import copied_share, count_copies, find_copies, in_runs
from models.ngrams.counts import count
from models.ngrams.memory import memory
from models.ngrams.records import Written
from models.ngrams.requests import MemoryRequest, NextUnitRequest, NgramRequest, of_file
from models.ngrams.units import cut, written

TEXT = "the cat sat on the mat. the cat ate the rat, and the rat was fat."


def write(**values: object) -> Written:
    return list(engine.stream(NgramRequest.parse(**values)))[-1]


def own(text: str = TEXT, **values: object) -> Written:
    return write(corpus="own", text=text, **values)


def pieces(text: str, unit: str) -> list[str]:
    row = cut(text, unit)
    return [row.vocabulary[unit].decode() for unit in row.ids]


def straight(text: str) -> str:
    """The text with straight quotation marks."""
    return text.replace("“", '"').replace("”", '"')


def test_letters_are_shannons_27_symbols() -> None:
    row = cut("Ça va? 42 -- “Élan”!", "letters")
    assert len(row.vocabulary) == 27
    assert "".join(row.vocabulary[unit].decode() for unit in row.ids) == "CA VA ELAN "


def test_words_know_marks_paragraphs_and_ideographs() -> None:
    text = 'He said: "Don\'t--wait..." (twice).\n\nWell-made 日本語'
    found = pieces(text, "words")
    assert found[:9] == ["He", "said", ":", "“", "Don't", "--", "wait", "...", "”"]
    assert found[13:] == ["\n\n", "Well-made", "日", "本", "語"]
    again = "".join(written([piece.encode() for piece in found], "words"))
    assert straight(again) == text.replace(" 日", "日")


@pytest.mark.parametrize("unit", ["letters", "characters", "words", "pocket-bpe"])
def test_spans_show_where_a_unit_stands(unit: str) -> None:
    text = " Ünï 👩‍🚀: “it’s” 語.\n\n The end "
    row = cut(text, unit)
    found = [text[begin:end] for begin, end in row.spans.tolist()]
    if unit == "letters":
        assert "".join(found).upper().split()[0] == "ÜNÏ"
    elif unit == "words":
        assert [each for each in found if not each.isspace()] == [
            each for each in pieces(text, unit) if not each.isspace()
        ]
    else:
        for each, u in zip(found, row.ids, strict=True):
            piece = row.vocabulary[u]
            assert each.encode().startswith(piece) or piece.endswith(each.encode())


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_characters_and_tokens_write_what_was_read(text: str) -> None:
    for unit in ("characters", "pocket-bpe"):
        row = cut(text, unit)
        assert "".join(written([row.vocabulary[u] for u in row.ids], unit)) == text


@pytest.mark.parametrize("order", [1, 2, 4])
def test_a_table_comes_back_as_it_was(tmp_path: Path, order: int) -> None:
    row = cut(TEXT, "words")
    counts = count(row.ids, len(row.vocabulary), order)
    table.save(tmp_path / "t.xz", row.vocabulary, counts, row.ids)
    vocabulary, read = table.load(tmp_path / "t.xz")
    assert vocabulary == row.vocabulary
    for saved, loaded in zip(counts.levels, read.levels, strict=True):
        for name in ("keys", "counts", "shorter"):
            assert getattr(saved, name).tolist() == getattr(loaded, name).tolist()


def test_moby_dick_is_counted_and_small() -> None:
    assert sum(file.stat().st_size for file in corpora.MOBY_DICK.iterdir()) < 3_000_000
    for unit, order in corpora.COUNTED.items():
        corpus = corpora.moby_dick(unit, 1)
        assert corpus.counts.order == order
        assert corpus.units > 200_000
    words = corpora.moby_dick("words", 1)
    *_, place = words.counts.up_to(3).places(words.read("Call me Ishmael"))
    assert words.counts.levels[2].counts[place[0]] == 1


def test_the_chances_are_the_counts() -> None:
    found = own(unit="words", n=2, length=1, prompt="the")
    (step,) = found.steps
    assert {option.text: option.counts for option in step.options} == {
        "cat": (2,),
        "rat": (2,),
        "mat": (1,),
    }
    assert [option.chance for option in step.options] == pytest.approx([0.4, 0.4, 0.2])
    assert (step.used, step.totals, step.kinds) == ((1,), (5,), 3)


def test_temperature_sharpens_and_flattens() -> None:
    def chances(temperature: float) -> list[float]:
        (step,) = own(unit="words", n=2, length=1, prompt="the", temperature=temperature).steps
        return [option.chance for option in step.options]

    assert chances(0) == [1, 0, 0]
    assert chances(0.5) == pytest.approx([4 / 9, 4 / 9, 1 / 9])
    assert chances(0.001) == pytest.approx([0.5, 0.5, 0], abs=1e-9)
    assert chances(5) == pytest.approx(np.array([2, 2, 1]) ** 0.2 / (2 * 2**0.2 + 1))


def test_the_draw_is_in_its_part_of_the_line() -> None:
    found = own(unit="characters", n=3, length=200, temperature=1.3)
    for step in found.steps:
        assert step.lower <= step.u < step.lower + step.chance + 1e-9
        assert step.options[step.drawn].chance == step.chance


def test_same_seed_same_text() -> None:
    texts = [own(unit="characters", n=2, length=100, seed=seed).text for seed in (7, 7, 8)]
    assert texts[0] == texts[1] != texts[2]


def test_the_fast_way_draws_the_same() -> None:
    found = write(corpus="story", unit="words", n=3, length=200, temperature=0.7)
    corpus = corpora.story("words", 3)
    numbers = np.random.default_rng(25).random(200).tolist()
    units = Chances(corpus.counts, 3, 0.7).walk(EMPTY, numbers)
    assert "".join(written([corpus.vocabulary[u] for u in units], "words")) == found.text


def test_an_unseen_context_backs_off() -> None:
    (step,) = own(unit="words", n=3, length=1, prompt="rat the").steps
    assert step.used == (1,)
    found = own(unit="words", n=3, length=1, prompt="the zebra")
    assert found.steps[0].used == (0,)
    assert found.notes == ("'zebra' is not in your text, so nothing before it counts.",)


def test_two_texts_are_mixed_in_proportion() -> None:
    values = {"corpus": "own", "second": "story", "unit": "words", "n": 1, "length": 1}
    mixed = write(text="fog fog fog cat", mix=0.25, **values).steps[0]
    fog = mixed.options[0]
    alone = corpora.story("words", 1)
    share = alone.counts.levels[0].counts[alone.index[b"fog"]] / alone.units
    assert fog.text == "fog"
    assert fog.chance == pytest.approx(0.75 * 0.75 + 0.25 * share)
    with pytest.raises(InvalidRequest, match="Both corpora are the same"):
        NgramRequest.parse(corpus="story", second="story", mix=0.5)


def test_copies_are_found_to_the_letter() -> None:
    source = np.array([ord(c) for c in "abcabdabe"])
    ids = np.array([*[ord(c) for c in "abdabc"], -1])
    copies = find_copies(ids, source)
    assert copies.lengths.tolist() == [1, 2, 3, 4, 5, 3, 0]
    assert copies.places[:6].tolist() == [0, 1, 5, 6, 7, 2]
    assert in_runs(copies.lengths).tolist() == [5, 5, 5, 5, 5, 3, 0]
    assert copied_share(list("abdabcx"), copies.lengths, 4) == pytest.approx(5 / 7)
    counts = count(source, 128, 3)
    assert count_copies(ids, counts).lengths.tolist() == [1, 2, 3, 3, 3, 3, 0]


def test_the_place_in_the_source_reads_as_what_was_written() -> None:
    found = write(corpus="story", unit="words", n=3, length=120)
    text = found.sources[0].text
    for step in found.steps:
        assert text[step.place.unit : step.place.end].strip() == straight(step.text).strip()
        assert step.place.run <= step.place.gram <= step.place.unit
    assert straight(found.longest_copy).strip() in text


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"text": ""}, "Your text has no words, so there are no 2-grams in it: give it more"),
        (
            {"text": "alone"},
            "Your text has 1 word, so there are no 2-grams in it: choose n up to 1",
        ),
        ({"text": "a b c", "n": 8}, "has 3 words, so there are no 8-grams in it: choose n up to 3"),
        ({"text": "a" * 200_001}, "has 200,001 bytes, and at most 200,000 are read"),
        ({"text": "half \ud83d"}, "U\\+D83D at position 6, which is half of a character"),
        ({"text": "PK\x03\x04\0\0"}, "U\\+0003 at position 3, which is a code and no letter"),
        ({"prompt": "nul \0"}, "The prompt has U\\+0000 at position 5"),
        ({"temperature": float("nan")}, "temperature is nan"),
        ({"temperature": -1}, "temperature is -1"),
        ({"n": 0}, "n is 0, but must be a whole number from 1 to 8"),
        ({"length": 2001}, "length is 2001"),
        ({"unit": "wrods"}, "There is no unit called 'wrods'; did you mean 'words'"),
        ({"corpus": "mobydick"}, "corpus is 'mobydick'"),
        ({"corpus": "moby-dick", "n": 5}, "counts of at most 4 words in a row: choose n up to 4"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(values: dict, says: str) -> None:
    with pytest.raises(InvalidRequest, match=says):
        write(**{"corpus": "own", "text": TEXT, "unit": "words", "n": 2} | values)


def test_files_are_read_or_refused() -> None:
    assert of_file("\ufeffÄ\r\nb".encode()) == "Ä\nb"
    for data, says in (
        (b"x" * 5_000_000, "5,000,000 bytes"),
        (b"\x89PNG\r\n\x1a\n", "not text in UTF-8"),
        (b"ELF\0\0", "U\\+0000 at position 4"),
    ):
        with pytest.raises(InvalidRequest, match=says):
            of_file(data)


SCRIPTS = (
    "Здравствуй мир. 你好,世界。 สวัสดีชาวโลก नमस्ते दुनिया ﷽ 한국어 ქართული 👩‍👩‍👧‍👦 \u200fשלום\u200e"
)


@pytest.mark.parametrize("unit", ["characters", "words", "pocket-bpe", "bytes"])
def test_all_scripts_are_written(unit: str) -> None:
    found = own(SCRIPTS, unit=unit, n=2, length=50, seed=3)
    assert len(found.steps) == 50
    assert json.dumps([step.text for step in found.steps]).encode()


def test_of_a_text_without_letters_there_are_none() -> None:
    with pytest.raises(InvalidRequest, match="Your text has no letters"):
        own("你好 42", unit="letters")


def test_one_word_again_and_again() -> None:
    assert own("buffalo", unit="words", n=1, length=4).text == "buffalo buffalo buffalo buffalo"


def test_the_ladder_copies_more_and_more() -> None:
    *rungs, end = memory(MemoryRequest(corpus="story", unit="words", length=200))
    shares = [rung.copied_share for rung in rungs]
    assert [rung.n for rung in rungs] == list(range(1, 9))
    assert shares[0] < 0.05 and shares[3] > 0.8 and shares[7] > 0.95
    assert rungs[2].perplexities["none"] == float("inf") and rungs[2].impossible > 0.2
    assert end.held.counted + end.held.held_out == corpora.story("words", 1).units
    with pytest.raises(InvalidRequest, match="no part of it can be held"):
        list(memory(MemoryRequest(corpus="moby-dick")))
    with pytest.raises(InvalidRequest, match="takes 50: give it more text"):
        list(memory(MemoryRequest(corpus="own", text=TEXT)))


def test_the_next_unit_beside_a_transformer() -> None:
    found = list(engine.stream(NextUnitRequest.parse(prompt="Call me", n=3, temperature=0.5)))[-1]
    assert found.used == 2 and found.context == "all me"
    assert found.shares.sum() == pytest.approx(1)
    assert found.chances == pytest.approx(found.counts**2 / (found.counts**2).sum())
    assert found.pieces == (b" Is",)


def test_a_ladder_can_be_left_at_any_rung() -> None:
    records = engine.stream(MemoryRequest.parse(corpus="story", length=20))
    assert next(records).n == 1
    records.close()
    assert next(records, None) is None
    assert len(list(engine.stream(MemoryRequest.parse(corpus="story", longest=2)))) == 3
