"""The words of the n-gram tab."""

from collections.abc import Mapping
from typing import Any

from demos.shell import Experiment

QUESTION = "What can a machine write that only counts?"
IDEA = (
    "Count what follows what in a text. Then look at the last n − 1, draw the next from the "
    "counts, and repeat."
)

WRITE, MEMORY = "Write", "Memory or understanding"
MODES = (WRITE, MEMORY)
BUTTONS = {WRITE: "Write", MEMORY: "Climb from n = 1 to 8"}

CORPORA = {
    "Moby-Dick (counts of it)": "moby-dick",
    "The Jackdaw and the Fog": "story",
    "Your own text": "own",
}

BEFORE = (
    "Press the button, and the numbers of your text stand here in words. Click any unit of it to "
    "see the counts that it was drawn from."
)

HOW_IT_WORKS = r"""
**Counting.** An n-gram is $n$ units in a row: letters, words or tokens. Let $c(w_1\dots w_n)$ be
how often one occurs in a text. Then the chance that $w_n$ comes next is estimated as
$$p(w_n\mid w_1\dots w_{n-1})=\frac{c(w_1\dots w_n)}{\sum_w c(w_1\dots w_{n-1}w)}$$
and that is the whole model. To write, draw $w_n$, move on by one, draw again. Shannon did it with a
book, a pencil and chance: open the book anywhere, read on to the letters you have, take what
follows.

**Temperature.** As in a transformer, chances are raised to the power $1/T$ and divided by their
sum. At $T=0$ only the most frequent continuation is left; as $T$ grows, all that were ever seen
become equally likely. What was never seen stays impossible at every temperature.

**Back-off.** A context that is never followed by anything says nothing. Then the longest end of it
that is followed by something is used: the crossed-out units do not count.

**Why not a larger n?** With 27 symbols there are $27^n$ n-grams, with 20,000 words $20{,}000^n$.
No library holds them all, so a longer context was seen once, with one continuation, and the model
recites. At $n=8$ it writes well because it copies.

**Held out.** To tell memory from understanding, keep the last tenth of a text, and ask for each of
its units how likely the counts of the rest make it. The perplexity
$$\exp\Bigl(-\tfrac1N\sum_i\log p(w_i\mid w_{i-n+1}\dots w_{i-1})\Bigr)$$
is the number of equally likely units that would be as puzzling. One unit with $p=0$ makes it
infinite: so counts are smoothed. *Laplace* adds one to every count. *Stupid back-off* takes 0.4 of
the score after a shorter context; its scores are divided by their sum here, so that they are
probabilities. *Kneser–Ney* takes a little off every count and gives it to shorter contexts, where
it counts after how many different units a unit occurs: “Francisco” is frequent, but only after
“San”. Units that the counted part has only once are one unit, “unknown”.

**Two texts** are mixed as $p=(1-w)\,p_1+w\,p_2$, each with its own context.

*Shannon 1948, A Mathematical Theory of Communication · Kneser & Ney 1995, Improved backing-off
for m-gram language modeling · Chen & Goodman 1999, An empirical study of smoothing techniques ·
Brants et al. 2007, Large Language Models in Machine Translation*
"""

DEFAULTS: Mapping[str, Any] = {
    "mode": WRITE,
    "corpus": "moby-dick",
    "unit": "letters",
    "n": 3,
    "temperature": 1.0,
    "prompt": "",
    "length": 300,
    "seed": 25,
    "second": "story",
    "mix": 0.0,
}

OWN_TEXT = (
    "A fish is a fish and a wish is a wish.\n"
    "If I wish for a fish, will the fish know my wish?\n"
    "If the fish has a wish, is the wish for a fish?\n"
    "I wish that the fish had a dish for the wish."
)


def _with(**settings: Any) -> Mapping[str, Any]:
    return {**DEFAULTS, **settings}


EXPERIMENTS = (
    Experiment(
        title="Shannon's letters, n = 3",
        question="Pairs of letters choose the third. Will there be English words?",
        settings=_with(),
        answer="A little",
        reveal=(
            "Short words come out right, long ones are words that could be: the lecture's machine "
            "wrote “THIS IS THE QUEG BRICKS”. It knows which letters go together, nothing else."
        ),
    ),
    Experiment(
        title="Letters, n = 8",
        question="With n = 8 each letter is chosen after seven others. What will it write?",
        settings=_with(n=8),
        choices=("Noise", "Invented words", "Pieces of the book"),
        answer="Pieces of the book",
        reveal=(
            "Seven letters leave little choice: look at the counts, often one continuation only. "
            "Words are right because they are Melville's. Try n = 1 to see letters by frequency."
        ),
    ),
    Experiment(
        title="Words, n = 3",
        question="Now every word is chosen after two others. Will the sentences make sense?",
        settings=_with(unit="words", length=100),
        answer="A little",
        reveal=(
            "Any three words in a row are fine, for they stand in the book. The sentence forgets "
            "what it was about: two words are all that this machine ever remembers."
        ),
    ),
    Experiment(
        title="Follow the reading head",
        question="A story instead of the book, n = 3. How much of the text is copied?",
        settings=_with(corpus="story", unit="words", length=100),
        choices=("A tenth", "About a third", "More than half"),
        answer="More than half",
        reveal=(
            "The head reads on in the story until two words also stand elsewhere, then it may "
            "jump. Blue is copied. In a short text most pairs of words have one continuation."
        ),
    ),
    Experiment(
        title="Temperature 0",
        question="Always the most frequent next word. What happens?",
        settings=_with(corpus="story", unit="words", temperature=0, length=60),
        choices=("The best text", "It goes in a circle", "It stops"),
        answer="It goes in a circle",
        reveal=(
            "The same two words always lead to the same third, so once a pair comes back, all "
            "comes back. Chance is what keeps an n-gram model going."
        ),
    ),
    Experiment(
        title="He devoured the orange",
        question="Melville never wrote “the orange”. What does the machine do?",
        settings=_with(unit="words", prompt="He devoured the orange", length=40, n=3),
        choices=("It guesses from meaning", "It forgets the beginning", "It stops"),
        answer="It forgets the beginning",
        reveal=(
            "It looks at the last two words, and as the book never has them, at the last one. "
            "That somebody is eating was lost long before. Press “A transformer goes on”: a "
            "transformer reads all of it."
        ),
    ),
    Experiment(
        title="Two authors",
        question="Half Melville, half our story: will you see where they meet?",
        settings=_with(unit="words", n=2, mix=0.5, length=100),
        answer="Yes",
        reveal=(
            "At every word both books are asked, and their chances are averaged. Dotted words are "
            "the story's alone. Wherever both know a word, the text can change hands."
        ),
    ),
    Experiment(
        title="Memory or understanding?",
        question="From n = 1 to 8, does it understand the story better and better?",
        settings=_with(mode=MEMORY, corpus="story", unit="words", length=60),
        answer="No",
        reveal=(
            "What it writes gets better because it is copied. On the part that was held out, "
            "perplexity stops falling at n = 4, and nearly all longer n-grams are new to it."
        ),
    ),
)
