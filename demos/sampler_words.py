"""The numbers of the sampler in words, each with its formula."""

from collections.abc import Sequence

import numpy as np

from demos.wording import WHAT_YOU_SEE, percent
from models import catalog
from models.language.records import Column, Compared, Finished, NextToken, Shape, Token
from models.language.requests import (
    ORDER,
    GenerateRequest,
    NextTokenRequest,
    Sampling,
    TemperaturesRequest,
)

SIGNS = str.maketrans({"\n": "↵", "\t": "⇥", "`": "ˋ"})
ORANGE = "He devoured the orange"
LECTURE = {b" in": 13.6, b",": 10, b" and": 7.81, b" with": 5.03, b" juice": 1.53}
"""What the lecture's model said of that prompt, in per cent."""

NAMES = {
    "repetition_penalty": "repetition penalty",
    "temperature": "temperature",
    "top_k": "top-k",
    "top_p": "top-p",
    "min_p": "min-p",
    "typical_p": "typical-p",
}


def next_in_words(request: NextTokenRequest, record: NextToken) -> str:
    """What the model says may come next, and what the controls made of it."""
    paragraphs = [
        _reading_in_words(request, record),
        _uncertainty_in_words(record),
        _controls_in_words(request, record.before, record.after),
        _line_in_words(request),
        _beside_the_lecture(request, record),
    ]
    return WHAT_YOU_SEE + "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def text_in_words(request: GenerateRequest, finished: Finished, tokens: Sequence[Token]) -> str:
    """What was written, how surprising it was, and how to have it again."""
    strangest = max(tokens, key=lambda token: token.surprise)
    bits = -np.mean(finished.log_probabilities) / np.log(2)
    end = "the model ended the text" if finished.reason == "end" else "that many were asked for"
    first = sum(token.rank == 1 for token in tokens)
    return WHAT_YOU_SEE + "\n\n".join(
        [
            f"**The text.** {len(tokens)} tokens, because {end}. {first} of them were the "
            "likeliest where they stand. The most surprising one is "
            f"{token_name(strangest.piece)}: number {strangest.rank:,} of the likeliest, "
            f"{strangest.surprise:.1f} bits, "
            "$-\\log_2 p$.",
            f"**Surprise.** {bits:.2f} bits a token on average in the model's own distribution, so "
            f"its perplexity is $2^{{{bits:.2f}}}={finished.perplexity:.3g}$. A text that a person "
            "wrote is rarely the likeliest one: greedy text has the lowest perplexity and is the "
            "dullest (Holtzman et al. 2020).",
            f"**Again?** {again(request)}",
        ]
    )


def temperatures_in_words(request: TemperaturesRequest, compared: Compared) -> str:
    """What the temperatures did to the texts."""
    columns = sorted(compared.columns, key=lambda column: column.temperature)
    coldest, hottest = columns[0], columns[-1]
    n = request.continuations
    return WHAT_YOU_SEE + "\n\n".join(
        [
            f"**Variety.** {_each(columns, 'distinct-2')}: the share of different pairs of "
            f"neighbouring tokens among all pairs of the {n} texts (Li et al. 2016).",
            f"**Repetition.** {_each(columns, 'repetition')}: the share of runs of four tokens "
            "that stood in the same text before (Welleck et al. 2020).",
            f"**Perplexity.** At temperature {coldest.temperature:g} the model finds these texts "
            f"as likely as if it chose among {coldest.perplexity:.3g} tokens each time, at "
            f"{hottest.temperature:g} among {hottest.perplexity:.3g}: "
            "$\\exp(-\\frac1N\\sum\\log p_i)$, with $p_i$ before the controls. Cold texts are "
            "probable and alike, hot ones varied and improbable; what reads well lies between.",
            f"**Again?** Text $k$ of every column was drawn with the seed {request.seed} + $k$: "
            "press one to see it grow token by token.",
        ]
    )


def again(request: GenerateRequest) -> str:
    """How the random numbers came, so that the text can be had again."""
    return (
        f"Seed {request.seed} and the same settings give the same text. The number of the token at "
        f"place $n$ is the first of numpy's `default_rng([{request.seed}, n])`."
    )


def chain(settings: Sampling) -> str:
    """The controls that do something, in their order: "temperature 0.8, then top-p 0.9"."""
    fields = type(settings).model_fields
    working = [name for name in settings.order if getattr(settings, name) != fields[name].default]
    return ", then ".join(f"{NAMES[name]} {getattr(settings, name):g}" for name in working)


def token_name(piece: bytes) -> str:
    """A token for a sentence in Markdown: its letters in code, or its bytes."""
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        return f"the bytes `{piece.hex(' ').upper()}`"
    return f"`{text.translate(SIGNS)}`"


def _reading_in_words(request: NextTokenRequest, record: NextToken) -> str:
    name = catalog.find(request.model).name
    order = np.argsort(-record.top.before, kind="stable")[:3]
    best = ", ".join(
        f"{token_name(record.top.pieces[k])} {percent(record.top.before[k])}" for k in order
    )
    size = f"each of its {len(record.logits):,} tokens" if len(record.logits) else "every token"
    return (
        f"**One number for each token.** {name} read {len(record.context.ids):,} tokens in "
        f"{record.seconds:.2f} s and gave {size} a number, its logit $z_i$. As probabilities, "
        "$p_i=e^{z_i}/\\sum_j e^{z_j}$, the likeliest are "
        f"{best}."
    )


def _uncertainty_in_words(record: NextToken) -> str:
    before = record.before
    return (
        f"**How sure is it?** Entropy $H=-\\sum p_i\\log_2 p_i$ is {before.entropy:.2f} bits: as "
        f"uncertain as $2^H$ = {before.perplexity:.3g} equally likely tokens, the perplexity. "
        f"$1/\\sum p_i^2$ = {before.choices:.3g} counts choices too, and cares less about rare "
        f"ones. All tokens but the 20 likeliest have {percent(before.tail)} together: a picture "
        "of the top that leaves the rest out would show probabilities that are too large."
    )


def _controls_in_words(request: NextTokenRequest, before: Shape, after: Shape) -> str:
    working = chain(request)
    if not working:
        return (
            "**The controls.** All of them are off: temperature 1 and nothing cut, so what is "
            "drawn from is what the model says. Move one; the page has all logits, and follows."
        )
    order = "" if request.order == ORDER else " The order was changed, and it matters."
    return (
        f"**The controls.** With {working}, the entropy went from {before.entropy:.2f} to "
        f"{after.entropy:.2f} bits, and {after.kept:,} of {before.kept:,} tokens could be drawn."
        f"{order} What the last one leaves is divided by its sum again."
    )


def _line_in_words(request: NextTokenRequest) -> str:
    place = len(request.continuation)
    return (
        "**The draw.** Put all tokens on a line, as long as they are probable: it ends at 1. A "
        "random number $u$ between 0 and 1 points at one of them. For place "
        f"{place} of a text with seed {request.seed} it is always the same number."
    )


def _beside_the_lecture(request: NextTokenRequest, record: NextToken) -> str:
    """The figures that the lecture gave for its prompt, beside those of this model."""
    if request.prompt.strip() != ORANGE or request.continuation:
        return ""
    here = dict(zip(record.top.pieces, record.top.before, strict=True))
    told = [
        f"{token_name(piece)} {share:.3g} %, {_at_most(here.get(piece))} here"
        for piece, share in LECTURE.items()
    ]
    return (
        "**Beside the lecture.** A large model was asked there. It said "
        f"{'; '.join(told)}. What is not among the twenty likeliest has no figure here."
    )


def _at_most(share: float | None) -> str:
    return "none" if share is None else percent(share)


def _each(columns: Sequence[Column], what: str) -> str:
    """A measure at every temperature: "distinct-2 31 % at 0.2, 78 % at 1.5"."""
    value = {
        "distinct-2": lambda column: column.distinct[1],
        "repetition": lambda column: column.repetition,
    }[what]
    told = [f"{_share(value(column))} at {column.temperature:g}" for column in columns]
    return f"{what} is {', '.join(told)}"


def _share(value: float) -> str:
    return percent(value) if np.isfinite(value) else "not defined"
