"""Two models on one prompt, a mode of the sampler tab: n-gram counts beside the transformer."""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import gradio as gr

from demos.sampler_code import next_code
from demos.sampler_settings import knobs_in, order_in, vocabularies_in
from demos.sampler_words import token_name
from demos.views.two_models import both
from demos.wording import WHAT_YOU_SEE, percent
from models import catalog, engine
from models.language.records import NextToken, Vocabulary
from models.language.requests import NextTokenRequest, VocabularyRequest
from models.ngrams.records import NextUnit
from models.ngrams.requests import MAX_PROMPT, NextUnitRequest
from models.records import Waiting

CORPORA = {"Our story": "story", "Moby-Dick": "moby-dick"}
KEEP = gr.skip()

Values = tuple[Any, Any, Any, str]
"""One message: the view, what you see, the code, and a sentence."""


def two_requests(settings: Mapping[str, Any]) -> tuple[NextTokenRequest, NextUnitRequest]:
    """What both are asked: the prompt, or the text that was grown in the page."""
    text = str(order_in(settings, "two").get("text", settings["prompt"]))
    transformer = NextTokenRequest.parse(**knobs_in(settings), prompt=text)
    counts = NextUnitRequest.parse(
        corpus=CORPORA.get(settings["corpus"], settings["corpus"]),
        n=settings["n"],
        prompt=text[-MAX_PROMPT:],
        seed=transformer.seed,
    )
    return transformer, counts


def ask_both(settings: Mapping[str, Any]) -> Iterator[Values]:
    """What both models say comes next."""
    transformer, counts = two_requests(settings)
    order = order_in(settings, "two")
    found: dict[type, Any] = {Vocabulary: None}
    requests = [counts, transformer]
    model = catalog.find(transformer.model)
    if not model.server and transformer.model not in vocabularies_in(order):
        requests.append(VocabularyRequest.parse(model=transformer.model))
    yield KEEP, KEEP, KEEP, "Asking both models."
    for record in itertools.chain.from_iterable(map(engine.stream, requests)):
        if isinstance(record, Waiting):
            yield KEEP, KEEP, KEEP, record.sentence
        else:
            found[type(record)] = record
    said, unit = found[NextToken], found[NextUnit]
    message = both(transformer, said, unit, found[Vocabulary], fresh="text" not in order)
    words = two_in_words(settings, counts, said, unit)
    yield message, words, next_code(transformer), " ".join((*said.notes, *unit.notes))


def two_in_words(
    settings: Mapping[str, Any], counts: NextUnitRequest, said: NextToken, unit: NextUnit
) -> str:
    """What the two have in common, and what keeps them apart."""
    transformer = dict(zip(said.top.pieces, said.top.before, strict=True))
    best = int(said.top.before.argmax())
    shared = [
        f"{token_name(piece)} ({percent(share)} and {percent(transformer[piece])})"
        for piece, share in zip(unit.pieces, unit.shares, strict=True)
        if piece in transformer
    ]
    agreed = ", ".join(shared[:5]) if shared else "nothing"
    size = len(said.logits) or "many"
    return WHAT_YOU_SEE + "\n\n".join(
        [
            _context_in_words(settings, counts, unit),
            f"**The transformer** read all {len(said.context.ids):,} tokens. It gives every one of "
            f"its {size:,} tokens a chance, most to {token_name(said.top.pieces[best])} "
            f"({percent(said.top.before[best])}).",
            f"**Both know** {agreed}: of the transformer's twenty likeliest, those that the counts "
            "hold too, with the share of the counts and the probability.",
            "**The same knob.** A logit of the counts is $\\ln c_i$, up to a constant, so "
            "temperature makes $c_i^{1/T}$ of a count, and a token that was never seen stays at 0 "
            "at any heat: $\\ln 0=-\\infty$. The transformer has a small number for everything.",
        ]
    )


def _context_in_words(settings: Mapping[str, Any], counts: NextUnitRequest, unit: NextUnit) -> str:
    total, kinds = int(unit.counts.sum()), len(unit.pieces)
    if not unit.used:
        seen = "None of the last tokens stands there in this order, so only frequency is left"
    else:
        asked = (
            "" if unit.used == counts.n - 1 else f", of {counts.n - 1} that it would like to use"
        )
        last = "token" if unit.used == 1 else f"{unit.used} tokens"
        seen = f"It read the last {last}{asked}: `{unit.context.strip()}`"
    return (
        f"**The n-gram model** (n = {counts.n}) has counted in {settings['corpus']}. {seen}. They "
        f"were followed {total:,} times, by {kinds:,} different tokens; all others have the "
        "probability 0."
    )
