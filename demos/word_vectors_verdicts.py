"""The numbers of a benchmark, and of an axis of bias, in words, each with its formula."""

from collections.abc import Sequence

from demos.views.comparison import Headline
from demos.word_vectors_comparison import unknown_in_words
from demos.word_vectors_words import number
from demos.wording import WHAT_YOU_SEE, percent
from models.word_vectors.verdicts import (
    BenchmarkFinished,
    BenchmarkStarted,
    Bias,
    Category,
)


def benchmark_headline(
    started: BenchmarkStarted | None,
    categories: Sequence[Category],
    finished: BenchmarkFinished | None,
) -> Headline:
    """How many are right, so far or in the end."""
    if finished:
        return [
            ("b", f"{percent(finished.excluded.share)} right"),
            ("text", " with the inputs left out, "),
            ("text", f"{percent(finished.included.share)} if they may answer"),
        ]
    total = sum(category.covered for category in categories)
    if not started or not total:
        return [("text", "Asking question after question")]
    right = sum(category.excluded.right for category in categories)
    return [("b", f"{percent(right / total)} right"), ("text", " so far, the inputs left out")]


def benchmark_in_words(started: BenchmarkStarted, finished: BenchmarkFinished) -> str:
    """What this benchmark showed."""
    paragraphs = [
        _right(started, finished),
        _inputs_answer(finished),
        _best_and_worst(finished),
        _covered(started, finished),
    ]
    return WHAT_YOU_SEE + "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def bias_sentences(bias: Bias) -> dict[str, str]:
    """The sentences that stand in the view itself."""
    first, second = bias.pairs[0]
    order = sorted(range(len(bias.words)), key=lambda index: bias.before.projection[index])
    leans = (
        f"“{bias.words[order[0]]}” leans to “{second}”, “{bias.words[order[-1]]}” to “{first}”"
        if order
        else f"The axis from {second} to {first}"
    )
    agree = (
        f"The axis from {second} to {first} comes from one pair; more pairs make it steadier."
        if len(bias.pairs) == 1
        else f"{len(bias.pairs)} pairs share the axis: it holds {percent(bias.explained[0])} of "
        "what they differ in."
    )
    return {"headline": leans, "agree": agree, "unknown": unknown_in_words(bias.unknown)}


def bias_in_words(bias: Bias) -> str:
    """What this axis showed, and what it does not show."""
    return WHAT_YOU_SEE + "\n\n".join([_axis(bias), _meaning(bias), _debiased(bias), _echo(bias)])


def _right(started: BenchmarkStarted, finished: BenchmarkFinished) -> str:
    score = finished.excluded
    return (
        f"**{percent(score.share)} right:** {score.right:,} of {score.total:,} questions "
        f"“a is to b as c is to ?”, asked of {started.about.name} as $b-a+c$. One example proves "
        "nothing: with this many, the share for all such questions lies between "
        f"{percent(score.low)} and {percent(score.high)} (Wilson's 95 % interval, "
        r"$\frac{1}{1+z^2/n}\left(\hat p+\frac{z^2}{2n}\pm z\sqrt{\frac{\hat p(1-\hat p)}{n}+"
        r"\frac{z^2}{4n^2}}\right)$), if the questions were drawn by chance, which they were not: "
        f"they share their words. It took {finished.seconds:.1f} s."
    )


def _inputs_answer(finished: BenchmarkFinished) -> str:
    share = finished.input_answers / max(1, finished.covered)
    return (
        f"**If the inputs may answer**, {percent(finished.included.share)} are right, because in "
        f"{percent(share)} of the questions the nearest word is one that was put in, mostly b or c "
        "(Linzen 2016). The sum has hardly left its starting point: much of what looks like "
        "arithmetic is nearness."
    )


def _best_and_worst(finished: BenchmarkFinished) -> str:
    asked = [category for category in finished.categories if category.covered]
    if len(asked) < 2:
        return ""
    order = sorted(asked, key=lambda category: category.excluded.share)
    worst, best = order[0], order[-1]
    return (
        f"**By category.** Best is {best.name} ({percent(best.excluded.share)}), worst "
        f"{worst.name} ({percent(worst.excluded.share)}). Press the name of a category to see "
        "where it fails. A set's average depends on what it asks most often."
    )


def _covered(started: BenchmarkStarted, finished: BenchmarkFinished) -> str:
    missing = finished.asked - finished.covered
    if not missing:
        return ""
    unknown = ", ".join(started.unknown[:6])
    told = f", such as {unknown}" if unknown else ""
    return (
        f"**Not asked:** {missing:,} of {finished.asked:,} questions have a word that these "
        f"vectors do not know{told}. Scores of different vectors compare only on the same "
        "questions."
    )


def _axis(bias: Bias) -> str:
    first, second = bias.pairs[0]
    return (
        f"**The axis** $b$ is the direction in which the pairs differ most, from {second} to "
        f"{first}. A word's place on it is $\\cos(w,b)$, from −1 to 1. The mean size over these "
        f"{len(bias.words)} words, the direct bias "
        r"$\frac1n\sum_w\lvert\cos(w,b)\rvert$, is "
        f"{number(bias.before.direct_bias, 3)} (Bolukbasi et al. 2016)."
    )


def _meaning(bias: Bias) -> str:
    first, second = bias.pairs[0]
    return (
        "**What it means.** The vectors repeat which words stood together in their texts. They "
        "say nothing of what people can do or should be, and a machine that uses them acts on "
        f"it. The axis has two ends because the pairs have two; “{first}” and “{second}” differ "
        "in more than one way, and frequent words, old texts and other meanings of a word pull on "
        "it too. Look at the pairs before you believe a single number."
    )


def _debiased(bias: Bias) -> str:
    before, after = bias.before.score, bias.after.score
    return (
        "**Hard debiasing** takes the part along the axis away and makes the length 1 again, "
        r"$w'=\frac{w-(w\cdot b)\,b}{\lVert w-(w\cdot b)\,b\rVert}$; "
        f"{bias.specific:,} words such as queen and father keep their place, because they carry "
        "the difference by definition. The direct bias goes from "
        f"{number(bias.before.direct_bias, 3)} to {number(bias.after.direct_bias, 3)}; of the "
        f"{before.total:,} analogies {percent(before.share)} were right before and "
        f"{percent(after.share)} are after."
    )


def _echo(bias: Bias) -> str:
    return (
        "**Gone?** Words that leaned the same way still stand together: the correlation between "
        "a word's old place on the axis and that of its nearest words in the list is "
        f"{number(bias.before.echo)} before and {number(bias.after.echo)} after. One direction is "
        "removed, the grouping stays; debiasing hides more than it heals (Gonen & Goldberg 2019)."
    )
