"""What a run of the word vectors tab tells its views; and that every experiment says the truth."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from demos.views.pack import unpack
from demos.word_vectors_experiments import EXPERIMENTS
from demos.word_vectors_look import look
from demos.word_vectors_requests import ARITHMETIC, BENCHMARK, BIAS, COMPARE, MODES
from demos.word_vectors_runs import run
from demos.word_vectors_texts import EXPRESSION, PAIRS, QUESTIONS, WORDS
from models import catalog, engine
from models.errors import VisitorError
from models.registry import registry
from models.word_vectors.requests import SimilarityRequest

USUAL: dict[str, Any] = {
    "mode": ARITHMETIC,
    "expression": EXPRESSION,
    "exclude_inputs": True,
    "method": "3CosAdd",
    "words": WORDS,
    "pairs": PAIRS,
    "people": "",
    "analogies": "own",
    "questions": QUESTIONS,
    "vectors": "pocket-vectors",
    "measure": "cosine",
    "unit_length": True,
    "topn": 10,
    "file": None,
}
SEEN, CODE = len(MODES), len(MODES) + 1


def told(**settings: Any) -> tuple[dict[str, Any], tuple[Any, ...]]:
    """What the view of the mode was told last, and the whole message."""
    values = USUAL | settings
    *_, message = run(values)
    return unpack(message[MODES.index(values["mode"])])[0], message


def order(headline: list[list[str]]) -> str:
    return "".join(text for _, text in headline)


HOLDS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "king − man + woman": lambda seen: seen["answer"] == "queen",
    "man − woman + mother": lambda seen: seen["answer"] == "father",
    "his − he + you": lambda seen: seen["answer"] == "your",
    "horse, cow, ocean": lambda seen: (
        order(seen["headlines"]["dot"]).startswith("horse · cow")
        and order(seen["headlines"]["dot"]).rpartition(">")[2].startswith(" horse · ocean")
        and seen["odd"] == "ocean"
    ),
    "dog, puppy, car": lambda seen: (
        order(seen["headlines"]["euclidean"]).startswith("dist(dog, puppy)")
        and "< dist(dog, car)" in order(seen["headlines"]["euclidean"])
    ),
    "Half of Paris and Tokyo": lambda seen: seen["answer"] in ("osaka", "kyoto", "london", "seoul"),
    "Four kinds of words": lambda seen: seen["map"]["kept"][1] < 0.6,
    "Countries and capitals": lambda seen: len(seen["map"]["groups"]) == 2,
    "Let every word answer": lambda seen: seen["answer"] == "doctor",
    "How often does it work?": lambda seen: (
        0.45 < seen["sum"]["excluded"]["share"] < 0.75
        and seen["sum"]["included"]["share"] < 0.5 * seen["sum"]["excluded"]["share"]
    ),
    "Who is a nurse?": lambda seen: "“nurse” leans to “she”" in seen["headline"],
    "One bank, two meanings": lambda seen: (
        {"banking", "loans"} & {row["word"] for row in seen["ranked"]} != set()
        and {"river", "shore"} & {row["word"] for row in seen["ranked"]} == set()
    ),
    "king − king": lambda seen: seen["answer"] is None and "zero vector" in seen["would"],
}


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda experiment: experiment.title)
def test_every_experiment_says_the_truth(experiment: Any) -> None:
    seen, _ = told(**experiment.settings)
    assert HOLDS[experiment.title](seen)


def test_only_the_view_of_the_mode_is_told_anything() -> None:
    for mode in (ARITHMETIC, COMPARE):
        _, message = told(mode=mode)
        others = [view for name, view in zip(MODES, message, strict=False) if name != mode]
        assert all(not isinstance(view, str) for view in others)
        assert message[SEEN].startswith("## What you see")
        compile(message[CODE], "program.py", "exec")


def test_words_that_were_typed_have_a_place_but_no_rank() -> None:
    seen, message = told(expression="doctor - man + woman")
    assert seen["leaves_out"]
    assert "doctor" not in [row["word"] for row in seen["ranked"]]
    assert {row["word"]: row["place"] for row in seen["inputs"]}["doctor"] == 1
    assert "it would be doctor" in seen["would"]
    assert "doctor at place 1" in message[SEEN]


def test_a_guess_is_placed_and_a_plural_found() -> None:
    seen, _ = told(expression="King - man + woman = princess")
    assert seen["guess"].startswith("Your guess “princess” is at place")
    assert seen["sum"] == "king − man + woman"


def test_the_picture_has_a_parallelogram_and_says_what_it_keeps() -> None:
    seen, _ = told()
    plane = next(plane for plane in seen["planes"] if plane["centre"] == "words")
    shifts = [arrow for arrow in plane["arrows"] if arrow["kind"] == "shift"]
    assert len(shifts) == 2
    assert 0.5 < plane["kept"][1] < plane["kept"][2] <= 1.0001
    assert plane["kept_all"][1] < plane["kept"][1]


def test_groups_have_no_odd_one_out_and_unknown_words_are_named() -> None:
    seen, message = told(mode=COMPARE, words="pets: cat, dog\nfruit: apple, bananna, pear")
    assert seen["odd"] is None
    assert "“bananna” (did you mean" in seen["unknown"]
    assert "odd one out" not in message[SEEN]


def test_two_words_need_no_map_and_long_lists_no_matrix() -> None:
    pair, _ = told(mode=COMPARE, words="horse cow")
    assert (pair["map"], pair["odd"]) == (None, None)
    with registry().use(catalog.find("pocket-vectors")) as keyed:
        many = ", ".join(keyed.index_to_key[300:400])
    crowd, message = told(mode=COMPARE, words=many)
    assert len(crowd["map"]["words"]) == 100
    assert crowd["words"] == []
    compile(message[CODE], "program.py", "exec")


def test_debiasing_takes_the_axis_away_and_leaves_the_company() -> None:
    seen, message = told(
        mode=BIAS,
        people="nurse, captain, doctor, teacher, soldier, dancer, "
        "banker, singer, cook, farmer, nanny, judge, poet",
    )
    assert seen["after"]["direct_bias"] < 1e-4 < seen["before"]["direct_bias"]
    assert "Gonen & Goldberg 2019" in message[SEEN]
    assert "nothing of what people can do" in message[SEEN]


def test_a_visitor_asks_questions_of_his_own() -> None:
    messages = [
        m[MODES.index(BENCHMARK)] for m in run(USUAL | {"mode": BENCHMARK, "analogies": "yours"})
    ]
    states = [unpack(value)[0]["state"] for value in messages if isinstance(value, str)]
    assert states[0] == "running"
    assert states[-1] == "finished"
    seen, _ = unpack(messages[-1])
    assert [category["name"] for category in seen["categories"]] == ["comparatives", "capitals"]
    assert seen["sum"]["excluded"]["total"] == 4


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"expression": ""}, "There are no words to add"),
        ({"expression": "king - - man"}, "two signs in a row at character 8"),
        ({"expression": "king man"}, "A sign is missing between “king” and “man”"),
        ({"expression": "(king"}, "is never closed"),
        ({"expression": "king*1e30"}, "weights go up to 1,000"),
        ({"expression": "nan*king"}, "“nan” is not a weight"),
        ({"expression": "king + 😀"}, "“😀” at character 8 means nothing here"),
        ({"expression": "שלום"}, "“שלום” is not among the"),
        ({"expression": "qeen"}, "did you mean"),
        ({"expression": "king + " * 5000}, "at most 1,000 characters"),
        ({"topn": 1000}, "topn is 1000"),
        ({"vectors": "your-file"}, "There is no file yet"),
        ({"vectors": "glove"}, "There is no model called 'glove'"),
        ({"mode": COMPARE, "words": "horse"}, "at least 2 different words"),
        ({"mode": COMPARE, "words": "a, " * 30_000}, "characters: write at most"),
        ({"mode": COMPARE, "words": ", ".join(f"w{k}" for k in range(5000))}, "are too many"),
        ({"mode": BENCHMARK, "analogies": "yours", "questions": "a b c"}, "no question to ask"),
        ({"mode": BIAS, "pairs": "he"}, "is not a pair"),
        ({"mode": BIAS, "pairs": "he he"}, "two different words"),
    ],
    ids=str,
)
def test_what_cannot_be_is_answered_in_a_sentence(settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(VisitorError, match=re.escape(sentence)):
        list(run(USUAL | settings))


@pytest.fixture
def _in_memory() -> None:
    list(engine.stream(SimilarityRequest.parse(words="king queen")))


@pytest.mark.usefixtures("_in_memory")
def test_the_field_completes_words_and_marks_what_is_wrong() -> None:
    asked = {"text": "king - quee", "start": 7, "end": 11, "vectors": "pocket-vectors"}
    seen = look(asked)
    assert "queen" in seen["words"]
    assert seen["mark"] is None
    seen = look(asked | {"text": "qeen - man", "start": 10, "end": 10})
    assert seen["mark"] == [0, 4]
    assert "queen" in seen["instead"]
    seen = look(asked | {"text": "king man", "start": 8, "end": 8})
    assert "A sign is missing" in seen["sentence"]
    assert json.dumps(look({"text": 5 * "x" * 10_000, "start": -1, "vectors": "no"}))
