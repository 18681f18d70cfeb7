"""The end points of the word vectors tab as a caller meets them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from demos import word_vectors
from tests.conftest import serve

KEY = "pocket-vectors"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    yield from serve([word_vectors.DEMO])


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False)


def test_a_sum_is_answered_with_and_without_its_inputs(client: Client) -> None:
    sum_of = "doctor - man + woman"
    answer = client.predict(sum_of, KEY, 5, True, api_name="/vector_arithmetic")
    assert len(answer["words"]) == 5
    assert answer["first_of_all"] == "doctor"
    assert "doctor" not in [word["word"] for word in answer["words"]]
    everybody = client.predict(sum_of, KEY, 5, False, api_name="/vector_arithmetic")
    assert everybody["words"][0]["word"] == "doctor"
    assert client.predict("king - king", KEY, 5, True, api_name="/vector_arithmetic")["is_zero"]


def test_words_are_compared(client: Client) -> None:
    answer = client.predict("horse, cow, ocean, qeen", KEY, api_name="/similarity")
    assert answer["words"] == ["horse", "cow", "ocean"]
    assert answer["dot"][0][1] > answer["dot"][0][2]
    assert answer["odd_one_out"] == "ocean"
    assert "queen" in answer["unknown"]["qeen"]


def test_questions_are_counted_by_category(client: Client) -> None:
    questions = ": capitals\nparis france tokyo japan\nrome italy oslo qwxzv"
    answer = client.predict(KEY, questions, api_name="/analogy_benchmark")
    assert (answer["asked"], answer["covered"]) == (2, 1)
    assert answer["categories"][0]["name"] == "capitals"
    assert answer["excluded"]["right"] == 1
    assert answer["excluded"]["low"] < 1 == answer["excluded"]["high"]


@pytest.mark.parametrize(
    ("values", "name", "sentence"),
    [
        (("king - qeen", KEY, 5, True), "/vector_arithmetic", "did you mean"),
        (("", KEY, 5, True), "/vector_arithmetic", "There are no words to add"),
        (("king", "glove", 5, True), "/vector_arithmetic", "no model called 'glove'"),
        (("king", KEY, 1000, True), "/vector_arithmetic", "topn is 1000"),
        (("horse", KEY), "/similarity", "at least 2 different words"),
        ((KEY, "king queen man"), "/analogy_benchmark", "no question to ask"),
    ],
)
def test_what_cannot_be_is_answered_in_a_sentence(
    client: Client, values: tuple[Any, ...], name: str, sentence: str
) -> None:
    with pytest.raises(AppError, match=re.escape(sentence)):
        client.predict(*values, api_name=name)
