"""The numbers of a sum of words in words, each with its formula."""

from collections.abc import Sequence

from demos.wording import WHAT_YOU_SEE, percent
from models.word_vectors.records import (
    Arithmetic,
    Moved,
    Neighbour,
    Term,
)

NEXT = 3


def number(value: float, digits: int = 2) -> str:
    """A number with a real minus sign, and no minus before a zero."""
    text = f"{value:.{digits}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "−")


def written(terms: Sequence[Term]) -> str:
    """A sum as the headline has it: "king − man + woman", "0.5·paris + tokyo"."""
    parts = []
    for term in terms:
        size = "" if abs(term.weight) == 1 else f"{abs(term.weight):g}·"
        sign = "−" if term.weight < 0 else "+"
        lead = f" {sign} " if parts else ("−" if term.weight < 0 else "")
        parts.append(f"{lead}{size}{term.word}")
    return "".join(parts)


def places(record: Arithmetic) -> dict[str, str]:
    """The sentences that stand in the view itself."""
    return {
        "would": _would(record),
        "guess": _guess(record),
        "moved": _moved(record.moved, record.terms) if record.moved else "",
    }


def answer_in_words(record: Arithmetic) -> str:
    """What this sum showed, for somebody who has just seen it."""
    if record.is_zero:
        return WHAT_YOU_SEE + _zero(record)
    paragraphs = [_answer(record), _left_out(record), _measures(record), _picture(record)]
    return WHAT_YOU_SEE + "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _would(record: Arithmetic) -> str:
    if record.is_zero:
        return (
            f"{written(record.terms)} is the zero vector. It has no direction, so no word is "
            "nearer to it than any other."
        )
    first = record.with_inputs[0]
    told = f"{first.word} (cosine {number(first.cosine)})"
    if not record.exclude_inputs:
        if not first.is_input:
            return "Every word may answer. The words you typed do not come first, even so."
        best = record.without_inputs[0].word if record.without_inputs else "none"
        return f"Every word may answer, and one you typed comes first. Without them: {best}."
    if first.is_input:
        return f"If the words you typed could answer, it would be {told}."
    return "Nothing was hidden: the words you typed would not come first either."


def _guess(record: Arithmetic) -> str:
    if not record.expected:
        return ""
    guess = record.expected
    return (
        f"Your guess “{guess.word}” is at place {guess.place:,} of {record.about.words:,}, the "
        f"words you typed counted; its cosine is {number(guess.cosine)}."
    )


def _moved(moved: Moved, terms: Sequence[Term]) -> str:
    first = next((term.word for term in terms if term.weight > 0), terms[0].word)
    if not moved.half:
        return f"{moved.values.shape[1]} numbers a word, and none has a meaning of its own."
    return (
        f"{moved.values.shape[1]} numbers a word. From {first} to the sum, half of the change "
        f"lies in {moved.half} of them: meaning is spread over all, not stored in one."
    )


def _answer(record: Arithmetic) -> str:
    ranking = record.ranking
    if not ranking:
        return ""
    others = ", ".join(f"{n.word} {number(n.cosine)}" for n in ranking[1 : 1 + NEXT])
    rule = (
        "the product of its cosines with the words that are added, divided by those with the "
        "words that are taken away (3CosMul)"
        if record.method == "3CosMul"
        else "its cosine with the sum (3CosAdd)"
    )
    return (
        f"**The answer** to {written(record.terms)} is **{ranking[0].word}**, of "
        f"{record.about.words:,} words the first by {rule}. The cosine of the angle between sum "
        f"and word is {number(ranking[0].cosine)}, "
        r"$\cos(u,v)=\frac{u\cdot v}{\lVert u\rVert\,\lVert v\rVert}$: 1 where both point the "
        f"same way, 0 where they have nothing in common. Then come {others}. Nearest does not "
        "mean near: some word is always first."
    )


def _left_out(record: Arithmetic) -> str:
    placed = ", ".join(f"{n.word} at place {n.place:,}" for n in record.inputs)
    return (
        f"**The words you typed.** Among all words stand {placed}. {_would(record)} A sum lies "
        "near its own parts, so nearly every tool leaves them out without a word. Switch it off, "
        "and see what the sum itself is nearest to."
    )


def _measures(record: Arithmetic) -> str:
    if not record.ranking:
        return ""
    best: Neighbour = record.ranking[0]
    rule = (
        "All words count with the length 1 here, so all three measures put them in the same "
        r"order: $\lVert u-v\rVert^2=\lVert u\rVert^2+1-2\,u\cdot v$."
        if record.about.unit_length
        else "The words keep their own lengths here, so the three measures may disagree: the dot "
        "product likes long vectors, and frequent words often have them."
    )
    return (
        f"**Three measures.** {best.word} has the cosine {number(best.cosine)}, the dot product "
        f"{number(best.dot)} and the distance {number(best.euclidean)}; the sum itself has the "
        f"length {number(record.length)}. {rule}"
    )


def _picture(record: Arithmetic) -> str:
    plane = record.through_words or record.through_zero
    if plane is None:
        return ""
    kept, solid = percent(plane.kept[1]), percent(plane.kept[2])
    return (
        f"**The picture** is drawn to scale in the best plane for these vectors, which have "
        f"{record.about.dimensions} dimensions: it keeps {kept} of their squared distances, three "
        f"directions keep {solid}. What looks close in it may be apart in the rest. Found in "
        f"{1000 * record.seconds:.0f} ms among {record.about.words:,} words."
    )


def _zero(record: Arithmetic) -> str:
    return (
        f"**Nothing is left.** {_would(record)} The cosine divides by the length of both vectors, "
        "and this one has the length 0."
    )
