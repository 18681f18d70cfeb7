"""Sums of words as they are written: what they mean, and where they are wrong."""

import contextlib
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import InvalidRequest
from models.word_vectors.expression import MAX_TERMS, parse
from models.word_vectors.lists import parse_groups, parse_pairs
from models.word_vectors.requests import (
    ArithmeticRequest,
    BiasRequest,
    MapRequest,
    SimilarityRequest,
)
from models.word_vectors.tokens import ExpressionError


def terms(text: str, words: tuple[str, ...] = ()) -> list[tuple[float, str]]:
    return [(term.weight, term.word) for term in parse(text, words.__contains__).terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("king - man + woman", [(1, "king"), (-1, "man"), (1, "woman")]),
        ("king−man+woman", [(1, "king"), (-1, "man"), (1, "woman")]),
        ("0.5*paris + tokyo", [(0.5, "paris"), (1, "tokyo")]),
        ("paris · .5 − tokyo/4", [(0.5, "paris"), (-0.25, "tokyo")]),
        ("-2*(king - (man + boy))", [(-2, "king"), (2, "man"), (2, "boy")]),
        ("(king + queen)/2", [(0.5, "king"), (0.5, "queen")]),
        ('"new york" + don\'t', [(1, "new york"), (1, "don't")]),
        ("1984 - orwell", [(1, "1984"), (-1, "orwell")]),
        ("ملك + café_au_lait", [(1, "ملك"), (1, "café_au_lait")]),
        ("2e1*king", [(20, "king")]),
    ],
)
def test_sum_is_read(text: str, expected: list[tuple[float, str]]) -> None:
    assert terms(text) == expected


def test_hyphen_belongs_to_a_word_that_is_there() -> None:
    assert terms("well-known - king", ("well-known",)) == [(1, "well-known"), (-1, "king")]
    assert terms("well-known") == [(1, "well"), (-1, "known")]


@pytest.mark.parametrize(
    ("text", "guess"), [("a - b = c", "c"), ("a ≈ c", "c"), ("a = ?", None), ("a =", None)]
)
def test_guess_is_read(text: str, guess: str | None) -> None:
    found = parse(text).guess
    assert (found and found.word) == guess


def test_terms_know_their_places() -> None:
    text = "0.5 * (king − man) + “new york”"
    for term in parse(text).terms:
        assert text[term.start : term.end].strip("“”") == term.word


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("", 0, "no words"),
        ("   ", 0, "no words"),
        ("= queen", 0, "no words"),
        ("king - ", 5, "missing after “-”"),
        ("king - - man", 7, "two signs in a row at character 8"),
        ("+ - king", 2, "two signs"),
        ("king man", 5, "sign is missing between “king” and “man” at character 6"),
        ("(king man)", 6, "sign is missing"),
        ("(king - man", 0, "never closed"),
        ("king - man)", 10, "closes nothing"),
        ("()", 1, "word is missing before “)”"),
        ("king ** man", 5, "needs a number"),
        ("horse·cow", 5, "comparison"),
        ("king / 0", 7, "divided by 0"),
        ("1e30 * king", 0, "too large"),
        ("1e400 * king", 0, "too large"),
        ("900 * (king * 900)", 0, "too large"),
        ("king / 0.000001", 7, "too large"),
        ("NaN * king", 0, "“NaN” is not a weight"),
        ("king * inf", 5, "needs a number"),
        ("king + 😀", 7, "“😀” at character 8"),
        ("king \u202e+ man", 5, "invisible character U+202E"),
        ("king, man", 4, "“,” at character 5"),
        ("king > man", 5, "“>”"),
        ('king + ""', 7, "no word between the quotes"),
        ("a = b = c", 6, "two equals signs"),
        ("(" * 40 + "a" + ")" * 40, 20, "Too many brackets"),
        (" + ".join(["a"] * 60), 4 * MAX_TERMS, "adds 60 words"),
        ("a b " * 2500, 1000, "5,000 words"),
    ],
)
def test_mistake_is_told_with_its_place(text: str, place: int, sentence: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert sentence in str(caught.value)
    assert caught.value.start == place <= caught.value.end


def test_request_keeps_the_place_and_crosses_processes() -> None:
    with pytest.raises(ExpressionError) as caught:
        ArithmeticRequest.parse(expression="king + * man")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.start, again.end) == (str(caught.value), 7, 8)


@given(st.text(alphabet=" abé'-+*/()=0.5e\"“😀\u202e\n", max_size=40))
@settings(max_examples=400, deadline=None)
def test_anything_is_read_or_refused_inside_the_text(text: str) -> None:
    with contextlib.suppress(ExpressionError):
        assert parse(text).terms
        return
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert 0 <= caught.value.start <= caught.value.end <= len(text)


@given(st.lists(st.tuples(st.floats(-999, 999), st.sampled_from(["a", "bb", "c'c"])), min_size=1))
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read_again(wanted: list[tuple[float, str]]) -> None:
    wanted = [(round(weight, 3), word) for weight, word in wanted[:20]]
    text = " ".join(f"{'-' if w < 0 else '+'} {abs(w):.3f}*{word}" for w, word in wanted)
    assert terms(text) == wanted


def test_groups_of_words() -> None:
    groups = parse_groups("animals: cat, dog horse\ncat; red\n\ncolours:\n")
    assert [(group.name, group.words) for group in groups] == [
        ("animals", ("cat", "dog", "horse")),
        ("", ("red",)),
    ]
    assert parse_groups(("a", "b"))[0].words == ("a", "b")


def test_pairs_of_words() -> None:
    assert parse_pairs("he she, man – woman; boy-girl\nking/queen") == (
        ("he", "she"),
        ("man", "woman"),
        ("boy", "girl"),
        ("king", "queen"),
    )


@pytest.mark.parametrize(
    ("request_type", "values", "sentence"),
    [
        (MapRequest, {"words": " ".join(f"w{k}" for k in range(5000))}, "5,000 words are too many"),
        (SimilarityRequest, {"words": "dog dog"}, "at least 2 different words"),
        (SimilarityRequest, {"words": "x" * 300}, "300 letters"),
        (SimilarityRequest, {"words": "x, " * 30_000}, "90,000 characters"),
        (SimilarityRequest, {"words": 7}, "must be a text or a list"),
        (BiasRequest, {"pairs": "he"}, "“he” is not a pair"),
        (BiasRequest, {"pairs": ""}, "There are 0 pairs"),
        (ArithmeticRequest, {"expression": "king", "topn": 0}, "topn is 0"),
        (ArithmeticRequest, {"expression": "king", "method": "3CosDiv"}, "one of 3CosAdd, 3CosMul"),
        (ArithmeticRequest, {"expression": "king", "vectors": "glove"}, "no model called 'glove'"),
    ],
)
def test_request_is_refused_in_a_sentence(
    request_type: type, values: dict[str, object], sentence: str
) -> None:
    with pytest.raises(InvalidRequest, match=r"[.?]$") as caught:
        request_type.parse(**values)
    assert sentence in str(caught.value)
