"""The words of the sampler tab."""

from typing import Any

from demos.sampler_settings import NEXT, THREE, TWO, knobs_of
from demos.sampler_words import ORANGE
from demos.shell import Experiment

QUESTION = "How does a machine choose the next word?"
IDEA = (
    "It gives every token it knows a number, and one of them is drawn by chance. "
    "Temperature and its kin decide how much chance there is."
)
POSEIDON = "For my 16th birthday, Poseidon gave me a"
STORY = "Once upon a time there was a little girl who"

BUTTONS = {NEXT: "What comes next?", THREE: "Write three times twenty", TWO: "Ask both"}

BEFORE = (
    "Press **What comes next?**, and the numbers of the whole distribution stand here in words. "
    "Then move a slider: the page has every logit, and follows without asking anybody."
)

HOW_IT_WORKS = r"""
**Logits.** A language model reads a text, cut into tokens, and gives every token $i$ of its
vocabulary one number $z_i$: the more fitting, the larger. The softmax makes probabilities of them,
$$p_i=\frac{e^{z_i}}{\sum_j e^{z_j}}$$
and one token is drawn, put behind the text, and the text is read again. That is all there is to
writing (Shannon 1948 did the same with letters and a book).

**Temperature** divides the logits before the softmax: $p_i\propto e^{z_i/T}=(e^{z_i})^{1/T}$.
Below 1 the likely become likelier; as $T\to0$ only the likeliest is left, which is greedy decoding.
Above 1 everything moves towards chance alone. The odds of two tokens, $p_i/p_j$, are raised to the
power $1/T$: nothing changes places.

**The tail.** A vocabulary has thousands of tokens, and those that do not fit are many. Each is
improbable; together they are not. At $T=1$ a text of some hundred draws will almost surely hold
one, and what was said cannot be taken back. So the tail is cut, by one of five rules:
*top-k* keeps the $k$ likeliest (Fan et al. 2018); *top-p* the fewest that hold the share $p$
(Holtzman et al. 2020); *min-p* those at least $p_{\min}$ times as likely as the likeliest (Nguyen
et al. 2024); *typical-p* those whose surprise $-\log p_i$ is closest to the entropy (Meister et al.
2023); the *repetition penalty* $r$ makes what was said already less likely, $z_i/r$ or $z_i r$,
whichever is smaller (Keskar et al. 2019). Each works on what the one before left, so their order
matters: cut first and then heat, or heat first and then cut.

**How many choices?** The entropy $H=-\sum p_i\log_2p_i$ is the mean surprise in bits, and $2^H$,
the perplexity, the number of equally likely tokens that would be as uncertain. $1/\sum p_i^2$ is
another such number. Both are over all tokens here, not over the few that fit on a screen.

**The draw.** Lay the probabilities on a line, the likeliest first; together they are 1 long. A
random number $u$ between 0 and 1 falls into one of them. The seed decides $u$, and so the text.

*Shannon 1948, A Mathematical Theory of Communication · Fan, Lewis & Dauphin 2018, Hierarchical
Neural Story Generation, arXiv 1805.04833 · Keskar et al. 2019, CTRL, arXiv 1909.05858 · Holtzman et
al. 2020, The Curious Case of Neural Text Degeneration, arXiv 1904.09751 · Meister et al. 2023,
Locally Typical Sampling, arXiv 2202.00666 · Nguyen et al. 2024, Min-p, arXiv 2407.01082*
"""

LECTURES = "From the lectures"


def _run(prompt: str = STORY, mode: str = NEXT, **knobs: Any) -> dict[str, Any]:
    """Settings of an experiment: all controls off, but for the ones named."""
    return {"mode": mode, "prompt": prompt, "knobs": knobs_of(**knobs), "seed": 25}


EXPERIMENTS = (
    Experiment(
        question="Temperature 5. Which token will be the likeliest?",
        settings=_run(temperature=5),
        choices=("Another one", "The same one", "All are equal"),
        answer="The same one",
        reveal=(
            "Every probability is raised to the power 1/5 and divided by the sum again, so none "
            "overtakes another. But look at the last row: nearly everything now lies with the "
            "thousands that are not shown. Whoever draws the top alone cannot see that."
        ),
    ),
    Experiment(
        question="Temperature 0. Does the seed still matter?",
        settings=_run(temperature=0),
        answer="No",
        reveal=(
            "One token has the whole line from 0 to 1, and every random number falls on it. Press "
            "Write on, change the seed, write again: the same text, and before long it often goes "
            "round in circles."
        ),
    ),
    Experiment(
        question="Temperature 2, then top-p 0.9. Does the order matter?",
        settings=_run(temperature=2, top_p=0.9),
        answer="Yes",
        reveal=(
            "Heated first, the distribution is so flat that nine tenths of it are more than a "
            "thousand tokens. Now press Change the order and move top-p above temperature: nine "
            "tenths of the cold distribution are seven, and only they are heated."
        ),
    ),
    Experiment(
        question="Twenty texts at 0.2, 0.8 and 1.5. Which are all alike?",
        settings=_run(mode=THREE) | {"temperatures": "0.2, 0.8, 1.5"},
        choices=("Those at 0.2", "Those at 1.5", "None"),
        answer="Those at 0.2",
        reveal=(
            "distinct-2 says how many of all pairs of tokens are different ones. It grows with the "
            "temperature, and so does perplexity: the model itself finds hot texts strange. The "
            "trade is the same for every model; where it is best is a matter of taste."
        ),
    ),
    Experiment(
        group=LECTURES,
        question="Will “juice” be among the ten likeliest?",
        settings=_run(ORANGE),
        title="He devoured the orange",
        answer="No",
        reveal=(
            "The lecture asked a large model: “ in” had 13.6 per cent, a comma 10, “ and” 7.81, "
            "“ with” 5.03, and “ juice”, with which orange is no fruit any more, only 1.53: it had "
            "read devoured. Our small model has no token for juice at all; it would have to spell "
            "it. Choose GPT-2 under More, and compare its figures with the lecture's."
        ),
    ),
    Experiment(
        group=LECTURES,
        question="A sea god gives a present. Will the small model think of a trident?",
        settings=_run(POSEIDON),
        title="For my 16th birthday, Poseidon gave me a",
        answer="No",
        reveal=(
            "The lecture's model says trident, necklace or horse: it has read who Poseidon is. "
            "Ours has 4.5 million parameters and never heard of him; it knows birthdays. Search "
            "for “horse” under the table, and see how far down it stands."
        ),
    ),
    Experiment(
        group=LECTURES,
        question="Counts of a story beside a transformer. Do they agree?",
        settings=_run(mode=TWO),
        title="Two models, one temperature",
        answer="A little",
        reveal=(
            "Both say what often comes next; but the n-gram model has only the few "
            "places where the last tokens stood before, and gives all others nothing. Temperature "
            "cannot raise a zero: heat both, and see which one still has words left."
        ),
    ),
)
