"""The numbers of a run in words, each with its formula."""

from collections.abc import Sequence

from demos.views.languages import Row
from demos.wording import WHAT_YOU_SEE, percent
from models.tokenization.records import TEXT, Alphabet, LearnedAll, Merged, Tokenized

SAFE = str.maketrans({" ": "·", "\n": "⏎", "`": "ˋ", "$": "＄"})
"""Spaces that can be seen, and nothing that would end the code or begin a formula."""


def tokens_in_words(text: str, lanes: Sequence[Tokenized]) -> str:
    """What the tokenizers made of a text."""
    if not text:
        return WHAT_YOU_SEE + "An empty text has no tokens, but for those that a model would add."
    paragraphs = [
        _length_in_words(lanes),
        _agreement_in_words(lanes),
        _specials_in_words(lanes),
        _fragments_in_words(text, lanes[0]),
        _vocabulary_in_words(lanes),
    ]
    return WHAT_YOU_SEE + "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def learned_in_words(alphabet: Alphabet, merges: Sequence[Merged], end: LearnedAll) -> str:
    """What was learned from a text."""
    if not merges:
        return (
            WHAT_YOU_SEE + "No pair of neighbours occurs twice, so there is nothing to learn here."
        )
    first, last = merges[0], merges[-1]
    return WHAT_YOU_SEE + "\n\n".join(
        [
            f"**The first and the last.** {_pair(first)} came first: it stood together "
            f"{first.count:,} times, $\\arg\\max_{{(a,b)}}\\mathrm{{count}}(ab)$. {_pair(last)} "
            f"came last, with {last.count:,}. The longer it goes on, the less a merge is worth.",
            f"**Compression.** {alphabet.bytes:,} bytes are {end.tokens:,} tokens after "
            f"{end.merges:,} merges: {alphabet.bytes / end.tokens:.2f} bytes per token, at the "
            f"price of a list of {end.vocab_size:,} tokens instead of 256.",
            f"**Pieces.** The text has {alphabet.distinct:,} different pieces, words with the "
            "space before them for the most part, and no merge reaches from one into the next. "
            f"That took {end.seconds:.2f} s. The same text gives the same merges, and the library "
            "`tokenizers` finds the same ones: see the code.",
        ]
    )


def languages_in_words(tokenizers: Sequence[str], rows: Sequence[Row]) -> str:
    """What a sentence costs in several languages."""
    english = rows[0]
    parts = []
    for which, name in enumerate(tokenizers):
        dearest = max(rows, key=lambda row: row.tokens[which])
        ratio = dearest.tokens[which] / english.tokens[which]
        parts.append(
            f"For {name} English has {english.tokens[which]} tokens and {dearest.language} "
            f"{dearest.tokens[which]}, {ratio:.1f} times as many."
        )
    return WHAT_YOU_SEE + "\n\n".join(
        [
            f"**Cost.** {' '.join(parts)}",
            "**What that means.** Models are paid for by the token, slow down with every token, "
            "and have room for a fixed number of them: the factor after × is how much more time, "
            "money and room the same sentence takes than in English. It says nothing about the "
            "language, only about the text that the tokenizer learned from.",
        ]
    )


def differing(lanes: Sequence[Tokenized]) -> list[int]:
    """For each further lane: how many of its tokens are no token of the first."""
    first = {tuple(span) for span in lanes[0].spans.tolist()}
    return [sum(tuple(span) not in first for span in lane.spans.tolist()) for lane in lanes[1:]]


def _length_in_words(lanes: Sequence[Tokenized]) -> str:
    counts = lanes[0].counts
    said = "; ".join(
        f"{_name(lane)} {lane.counts.tokens:,} tokens"
        + (f", {lane.counts.characters_per_token:.2f} characters each" if _pieces(lane) else "")
        for lane in lanes
    )
    return (
        f"**Length.** {counts.characters:,} characters (code points), {counts.bytes:,} bytes in "
        f"UTF-8. In tokens: {said}. Characters per token is $n_\\text{{characters}} / "
        "n_\\text{tokens}$, special tokens left out; around 4 is usual for English."
    )


def _agreement_in_words(lanes: Sequence[Tokenized]) -> str:
    if len(lanes) < 2:
        return ""
    said = "; ".join(
        f"{_name(lane)} cuts {count:,} of its {lane.counts.tokens:,} tokens differently"
        for lane, count in zip(lanes[1:], differing(lanes), strict=True)
    )
    return f"**Disagreement.** Beside {_name(lanes[0])}, {said}: those are ringed."


def _specials_in_words(lanes: Sequence[Tokenized]) -> str:
    special = [f"{_name(lane)} {lane.counts.special:,}" for lane in lanes if lane.counts.special]
    unknown = [lane for lane in lanes if lane.counts.unknown]
    parts = []
    if special:
        parts.append(f"**Special tokens** stand for no text: {', '.join(special)}.")
    parts += [
        f"**Unknown.** {_name(lane)} has no number for {lane.counts.unknown:,} of its "
        f"{lane.counts.tokens:,} pieces: they all become the same one, and what they said is lost."
        for lane in unknown
    ]
    return "\n\n".join(parts)


def _fragments_in_words(text: str, lane: Tokenized) -> str:
    """How many tokens are no characters."""
    data = text.encode()
    broken = sum(
        kind == TEXT and not _is_text(data[start:end])
        for (start, end), kind in zip(lane.spans.tolist(), lane.kinds.tolist(), strict=True)
    )
    if not broken:
        return ""
    share = percent(broken / lane.counts.tokens)
    return (
        f"**Parts of characters.** {broken:,} tokens of {_name(lane)} ({share}) are bytes that are "
        "no character by themselves, shown as numbers: letters and pictures outside the Latin "
        "alphabet have two to four bytes, and a rare one is not merged."
    )


def _vocabulary_in_words(lanes: Sequence[Tokenized]) -> str:
    said = ", ".join(f"{_name(lane)} {lane.vocab_size:,}" for lane in lanes)
    exact = [_name(lane) for lane in lanes if not lane.round_trip]
    text = f"**Vocabulary.** Different numbers: {said}. A model has a row of weights for each."
    if exact:
        text += f" {' and '.join(exact)} cannot give back the exact text; the others can."
    return text


def _pair(merge: Merged) -> str:
    return f"{_quoted(merge.left)} + {_quoted(merge.right)}"


def _quoted(data: bytes) -> str:
    """A token between backquotes: a space as "·", other bytes as numbers."""
    if _is_text(data):
        return f"`{data.decode().translate(SAFE)}`"
    return f"`{data.hex(' ').upper()}`"


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _name(lane: Tokenized) -> str:
    return lane.title.partition(" (")[0]


def _pieces(lane: Tokenized) -> bool:
    return lane.counts.characters_per_token is not None
