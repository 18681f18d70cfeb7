"""The numbers of a comparison in words, each with its formula."""

from collections.abc import Sequence

from demos.views.comparison import Headline
from demos.word_vectors_words import number
from demos.wording import WHAT_YOU_SEE, percent
from models.word_vectors.records import Map, Similarity, Unknown

NAMES = {"cosine": "cos({}, {})", "dot": "{} · {}", "euclidean": "dist({}, {})"}


def comparison_headline(similarity: Similarity | None, drawn: Map | None) -> dict[str, Headline]:
    """By measure: the word nearest to the first one, and the word farthest from it."""
    if similarity is None:
        count = len(drawn.words) if drawn else 0
        return {name: [("b", f"{count} words"), ("text", " on a map")] for name in NAMES}
    return {
        "cosine": _order("cosine", similarity, descending=True),
        "dot": _order("dot", similarity, descending=True),
        "euclidean": _order("euclidean", similarity, descending=False),
    }


def comparison_sentences(similarity: Similarity | None, drawn: Map | None) -> dict[str, str]:
    """The sentences that stand in the view itself."""
    record = similarity or drawn
    return {
        "odd": _odd(similarity) if seeks_odd_one(similarity, drawn) else "",
        "strip": _strip(similarity) if similarity else "",
        "unknown": unknown_in_words(record.unknown) if record else "",
    }


def seeks_odd_one(similarity: Similarity | None, drawn: Map | None) -> bool:
    """Whether one word may not belong: not in groups, and not where there are only two."""
    grouped = drawn is not None and len(drawn.groups) > 1
    return similarity is not None and len(similarity.words) > 2 and not grouped


def comparison_in_words(similarity: Similarity | None, drawn: Map | None) -> str:
    """What this list showed."""
    parts = [
        _matrix_in_words(similarity) if similarity else "",
        _odd_in_words(similarity) if seeks_odd_one(similarity, drawn) else "",
        _map_in_words(drawn) if drawn else "",
    ]
    return WHAT_YOU_SEE + "\n\n".join(part for part in parts if part)


def unknown_in_words(unknown: Sequence[Unknown]) -> str:
    """Which words of a list are not there, and what may be meant."""
    if not unknown:
        return ""
    told = []
    for missing in unknown[:6]:
        meant = f" (did you mean {' or '.join(missing.suggestions[:2])}?)"
        told.append(f"“{missing.word}”{meant if missing.suggestions else ''}")
    more = f" and {len(unknown) - 6} more" if len(unknown) > 6 else ""
    return f"Left out, because the vectors do not have them: {', '.join(told)}{more}."


def _order(measure: str, similarity: Similarity, *, descending: bool) -> Headline:
    """ "cos(horse, cow) 0.39 > cos(horse, ocean) −0.04" in pieces."""
    words, values = similarity.words, getattr(similarity, measure)[0]
    others = sorted(range(1, len(words)), key=lambda i: values[i], reverse=descending)
    name = NAMES[measure].format
    near = others[0]
    pieces = [("text", f"{name(words[0], words[near])} "), ("b", number(values[near]))]
    if len(others) > 1:
        far = others[-1]
        sign = (" > ", " = ")[number(values[near]) == number(values[far])] if descending else " < "
        told = f"{name(words[0], words[far])} {number(values[far])}"
        pieces += [("sign", sign), ("text", told)]
    return pieces


def _odd(similarity: Similarity) -> str:
    return f"The odd one out is {similarity.odd_one_out}: it is farthest from the mean of all."


def _strip(similarity: Similarity) -> str:
    return (
        f"{similarity.about.dimensions} numbers a word, one cell each. No single one means "
        "anything that could be named."
    )


def _matrix_in_words(similarity: Similarity) -> str:
    words = similarity.words
    if len(words) < 2:
        return ""
    a, b = words[:2]
    length = " All vectors count with the length 1, so cosine and dot product are the same."
    return (
        f"**{a} and {b}.** The cosine is {number(similarity.cosine[0, 1])}, the dot product "
        rf"$u\cdot v=\sum_i u_iv_i$ is {number(similarity.dot[0, 1])}, the distance "
        rf"$\lVert u-v\rVert$ is {number(similarity.euclidean[0, 1])}. A large cosine or dot "
        "product and a small distance mean that two words are found in the company of the same "
        f"words.{length if similarity.about.unit_length else ''} Related is not alike: opposites "
        "such as hot and cold share their company, and so lie close together."
    )


def _odd_in_words(similarity: Similarity) -> str:
    ranked = zip(similarity.centrality.tolist(), similarity.words, strict=True)
    told = ", ".join(f"{word} {number(value)}" for value, word in sorted(ranked)[:6])
    return (
        "**The odd one out** is the word whose cosine with the mean of all vectors is smallest: "
        f"{told}. There is always one, also where all belong together."
    )


def _map_in_words(drawn: Map) -> str:
    return (
        f"**The map** is the plane in which these {len(drawn.words)} words are spread most "
        f"(principal component analysis). It keeps {percent(drawn.kept[1])} of their variance, "
        f"three directions keep {percent(drawn.kept[2])}; the rest is not to be seen. Groups that "
        "stand apart are apart; groups that overlap may still be apart elsewhere."
    )
