"""The numbers of a text and of a ladder in words, with their formulas."""

from collections.abc import Sequence

from demos.wording import WHAT_YOU_SEE, percent
from models.ngrams.corpora import named
from models.ngrams.records import Climbed, Rung, Step, Written

BEST = "Kneser–Ney"


def text_in_words(found: Written) -> str:
    """What was counted, where it backed off, and what was copied."""
    paragraphs = [
        _counted(found),
        _choice(found),
        _backed_off(found),
        _copied(found),
        _again(found),
    ]
    return WHAT_YOU_SEE + "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def ladder_in_words(rungs: Sequence[Rung], end: Climbed) -> str:
    """Where memory begins, and what the held-out part says."""
    units = named(end.settings["unit"])
    best = min(rungs, key=lambda rung: rung.perplexities[BEST])
    last = rungs[-1]
    infinite = next((rung for rung in rungs if rung.impossible), None)
    held = end.held
    paragraphs = [
        f"**Held out.** The first {held.counted:,} {units} of {end.title} were counted, the last "
        f"{held.held_out:,} were only asked for. {held.unknown:,} of these are “unknown”: the "
        f"counted part has them at most once. So there are {held.vocab_size:,} different units.",
        f"**Understanding.** With Kneser–Ney smoothing the perplexity is least at n = {best.n}: "
        f"{best.perplexities[BEST]:.1f}, as if {best.perplexities[BEST]:.0f} {units} were equally "
        f"likely each time; at n = 1 it is {rungs[0].perplexities[BEST]:.1f}, at n = {last.n} "
        f"{last.perplexities[BEST]:.1f}. A longer context hardly helps, for "
        f"{percent(last.impossible)} of the held-out {last.n}-grams were never seen.",
        f"**Memory.** Of what it writes, {percent(rungs[0].copied_share)} stands in runs of 20 "
        f"characters or more in the counted part at n = 1, and {percent(last.copied_share)} at "
        f"n = {last.n}. It does not write better, it recites longer.",
    ]
    if infinite:
        paragraphs.insert(
            2,
            f"**Without smoothing** the perplexity is infinite from n = {infinite.n} on: "
            f"{percent(infinite.impossible)} of the held-out {units} have never followed their "
            f"context, so the counts give them probability 0, and $-\\log 0=\\infty$. One such "
            "unit is enough; the average over all others does not matter any more.",
        )
    return WHAT_YOU_SEE + "\n\n".join(paragraphs)


def _counted(found: Written) -> str:
    n, units = found.settings["n"], named(found.settings["unit"])
    each = [
        f"{source.title[0].upper()}{source.title[1:]} has {source.units:,} {units} and "
        f"{source.types:,} different {n}-grams, each {source.units / source.types:.1f} times on "
        "average"
        for source in found.sources
    ]
    return f"**Counted.** {'. '.join(each)}."


def _choice(found: Written) -> str:
    only = sum(step.kinds == 1 for step in found.steps)
    mean = sum(step.kinds for step in found.steps) / len(found.steps)
    return (
        f"**Choice.** On average {mean:.1f} different units could come next, "
        "$p=c(\\text{context},w)/c(\\text{context})$ each at temperature 1; at "
        f"{only:,} of {len(found.steps):,} places there was one only, and chance had no say."
    )


def _backed_off(found: Written) -> str:
    n, begun = found.settings["n"], len(found.prompt)
    places = [t for t, step in enumerate(found.steps) if max(step.used) < min(n - 1, begun + t)]
    if not places:
        return ""
    first = found.steps[places[0]]
    return (
        f"**Backed off** {len(places):,} times, first at {_ordinal(places[0])}: a context of "
        f"{min(n - 1, begun + places[0])} is followed by nothing there, and "
        f"{_units_used(first)} of it counted."
    )


def _copied(found: Written) -> str:
    units = named(found.settings["unit"])
    longest = max(step.copied for step in found.steps)
    if found.copied_share is None:
        return (
            f"**Copied.** Runs of up to {found.limit} {units} are looked up in the counts; whether "
            "a longer one stands in the book, counts cannot tell."
        )
    words = " ".join(found.longest_copy.split())
    shown = words if len(words) <= 160 else f"{words[:160]}…"
    return (
        f"**Copied.** {percent(found.copied_share)} of what was written stands word for word in "
        f"the source, in runs of 20 characters or more. The longest has {longest} {units}: "
        f"“{_plain(shown)}”."
    )


def _again(found: Written) -> str:
    return (
        f"**Again?** Seed {found.settings['seed']} and the same settings give the same text; it "
        f"took {found.seconds:.2f} s."
    )


def _units_used(step: Step) -> str:
    used = max(step.used)
    return "nothing" if not used else "the last one" if used == 1 else f"the last {used}"


def _ordinal(place: int) -> str:
    return "the beginning" if not place else f"unit {place + 1}"


def _plain(text: str) -> str:
    """A visitor's text inside Markdown, without what Markdown or formulas would read in it."""
    return "".join(f"&#{ord(c)};" if c in "\\`*_{}[]<>()#+-!|$&~" else c for c in text)
