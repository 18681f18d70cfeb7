"""The experiments of the word vectors tab, each with a prediction."""

from typing import Any

from demos.shell import Experiment
from demos.word_vectors_requests import ARITHMETIC, BENCHMARK, BIAS, COMPARE
from demos.word_vectors_texts import PAIRS

KINDS = """\
animals: cat, dog, horse, cow, sheep, lion, tiger, wolf
colours: red, blue, green, yellow, purple, orange, white, black
countries: france, germany, italy, spain, japan, china, india, brazil
professions: doctor, nurse, teacher, lawyer, farmer, baker, painter, soldier"""

CAPITALS = """\
countries: france, germany, italy, spain, japan, russia, poland, greece
capitals: paris, berlin, rome, madrid, tokyo, moscow, warsaw, athens"""

LECTURES = "From the lectures"
DOUBTS = "Doubt it"


def _run(mode: str = ARITHMETIC, **settings: Any) -> dict[str, Any]:
    """Settings of an experiment: the usual ones, but for those named."""
    usual = {
        "mode": mode,
        "exclude_inputs": True,
        "method": "3CosAdd",
        "measure": "cosine",
        "unit_length": True,
        "topn": 10,
        "vectors": "pocket-vectors",
    }
    return usual | settings


def _sum(expression: str, **settings: Any) -> dict[str, Any]:
    return _run(expression=expression, **settings)


EXPERIMENTS = (
    Experiment(
        group=LECTURES,
        title="king − man + woman",
        question="king − man + woman. Which word lies nearest?",
        settings=_sum("king - man + woman"),
        choices=("queen", "princess", "king"),
        answer="queen",
        at={"centre": "words", "solid": False},
        reveal=(
            "The arrow from man to woman, drawn again from king, ends near queen. Now look at the "
            "dashed bar: king lies about as near, and was left out only because you typed it."
        ),
    ),
    Experiment(
        group=LECTURES,
        title="man − woman + mother",
        question="man − woman + mother. Which word lies nearest?",
        settings=_sum("man - woman + mother"),
        choices=("father", "brother", "child"),
        answer="father",
        at={"centre": "words", "solid": False},
        reveal=(
            "Follow the two arrows: from woman to mother is about the same step as from man to "
            "father. About, for the ring where the sum ends is not father itself."
        ),
    ),
    Experiment(
        group=LECTURES,
        title="his − he + you",
        question="his − he + you. Does it know grammar?",
        settings=_sum("his - he + you"),
        answer="Yes",
        at={"centre": "words", "solid": False},
        reveal=(
            "your: from he to you is about the same step as from his to your. Nobody taught it "
            "grammar; words that stand before what is owned keep the same company."
        ),
    ),
    Experiment(
        group=LECTURES,
        title="horse, cow, ocean",
        question="horse · cow or horse · ocean: which dot product is larger?",
        settings=_run(COMPARE, words="horse, cow, ocean"),
        choices=("horse · cow", "horse · ocean", "The same"),
        answer="horse · cow",
        at={"measure": "dot", "solid": False},
        reveal=(
            "Horse and cow are found in the same company, horse and ocean hardly ever. A dot "
            "product near 0 is a right angle: nothing in common, which is not the same as opposite."
        ),
    ),
    Experiment(
        group=LECTURES,
        title="dog, puppy, car",
        question="Which is farther from dog: puppy or car?",
        settings=_run(COMPARE, words="dog, puppy, car"),
        choices=("puppy", "car", "The same"),
        answer="car",
        at={"measure": "euclidean", "solid": False},
        reveal=(
            "The distance from dog to puppy is smaller than from dog to car. But see how large "
            "both are: in so many dimensions nearly everything is far from everything."
        ),
    ),
    Experiment(
        title="Half of Paris and Tokyo",
        question="0.5*paris + tokyo. Will it be a city?",
        settings=_sum("0.5*paris + tokyo"),
        answer="Yes",
        at={"centre": "zero", "solid": False},
        reveal=(
            "A weighted sum lies between its parts, so it finds what both have in common, and "
            "leans to the heavier one. No difference is taken here, so there is no analogy."
        ),
    ),
    Experiment(
        title="Four kinds of words",
        question="32 words, nobody says which is what. Will they form groups?",
        settings=_run(COMPARE, words=KINDS),
        answer="Yes",
        at={"measure": "cosine", "solid": False},
        reveal=(
            "The shapes are ours, the places are not: kinds lie together, because their words keep "
            "the same company. Look for strays, and at how little the plane keeps."
        ),
    ),
    Experiment(
        title="Countries and capitals",
        question="Countries and their capitals on a map. Do the pairs run the same way?",
        settings=_run(COMPARE, words=CAPITALS),
        answer="A little",
        at={"measure": "cosine", "solid": False},
        reveal=(
            "Countries and capitals fall into two bands, with every country about as far from its "
            "capital in about the same direction (Mikolov et al. 2013 drew this picture). About: "
            "that is why capitals do well in the benchmark, and other relations do not."
        ),
    ),
    Experiment(
        group=DOUBTS,
        title="Let every word answer",
        question="doctor − man + woman, and every word may answer. Which wins?",
        settings=_sum("doctor - man + woman", exclude_inputs=False),
        choices=("nurse", "doctor", "physician"),
        answer="doctor",
        at={"centre": "words", "solid": False},
        reveal=(
            "doctor. The usual rule forbids that answer, and so nurse comes out, which has been "
            "told as proof of a prejudice (see Nissim et al. 2020). There is one, as the mode Bias "
            "shows, but this sum cannot prove it."
        ),
    ),
    Experiment(
        group=DOUBTS,
        title="How often does it work?",
        question="A whole set of analogies. How many come out right?",
        settings=_run(BENCHMARK, analogies="own"),
        choices=("Nearly all", "About half to two thirds", "Hardly any"),
        answer="About half to two thirds",
        reveal=(
            "One example proves nothing. Look at the categories and their intervals, press one to "
            "see what fails, and compare the thin bar: with the inputs allowed most is lost."
        ),
    ),
    Experiment(
        group=DOUBTS,
        title="Who is a nurse?",
        question="Occupations on the axis from she to he. Do they lie in the middle?",
        settings=_run(BIAS, pairs=PAIRS, people=""),
        answer="No",
        at={"side": "before"},
        reveal=(
            "The vectors repeat who was written about, not who can do what. Switch to “after hard "
            "debiasing”: the axis is gone, yet the words still stand in their old company."
        ),
    ),
    Experiment(
        group=DOUBTS,
        title="One bank, two meanings",
        question="What are the neighbours of “bank”: money, rivers, or both?",
        settings=_sum("bank"),
        choices=("Money", "Rivers", "Both alike"),
        answer="Money",
        at={"centre": "words", "solid": False},
        reveal=(
            "One word, one vector: its meanings are mixed, and the more frequent one drowns the "
            "other. Try orange, or bank - money + river. A transformer gives each use a vector of "
            "its own."
        ),
    ),
    Experiment(
        group=DOUBTS,
        title="king − king",
        question="king − king. What is the nearest word to nothing?",
        settings=_sum("king - king"),
        choices=("The most frequent word", "No word", "Any word"),
        answer="No word",
        reveal=(
            "The zero vector has no direction, so it has no nearest word: a cosine would divide "
            "by zero. Emptiness is not a meaning here."
        ),
    ),
)
