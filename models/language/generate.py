"""A text grows: one token after the other, each with the distribution it was drawn from."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch

from models import catalog, lending
from models.language import measures, sampling
from models.language.notes import remarks
from models.language.pieces import Reader
from models.language.records import Finished, Started, Token
from models.language.requests import GenerateRequest
from models.language.server import TextEnded
from models.records import Waiting
from models.registry import registry


@torch.inference_mode()
def generate(request: GenerateRequest) -> Iterator[Waiting | Started | Token | Finished]:
    """Started, a Token for each that is written, Finished. Close the generator to stop."""
    spec = catalog.find(request.model)
    yield from lending.prepare(spec)
    with registry().use(spec) as model:
        begin = time.monotonic()
        reading = model.read(request.prompt, request.continuation, request.max_new_tokens)
        yield from reading.begin()
        context = reading.context()
        yield Started(context, request.seed, remarks(request, model, context), model.status)
        written: list[Token] = []
        for token in _tokens(model, reading, request, begin):
            written.append(token)
            yield token
        yield _finished(model, request, written, time.monotonic() - begin)


def _tokens(model: Any, reading: Any, request: GenerateRequest, begin: float) -> Iterator[Token]:
    """The tokens as they are written, to the end of the text or of what was asked for."""
    reader = Reader(model.spell(request.continuation))
    start = len(request.continuation)
    for index in range(request.max_new_tokens):
        try:
            what = reading.distribution(request)
        except TextEnded:
            return
        u = float(sampling.draws(request.seed, start + index, 1)[0])
        drawn = sampling.draw(what, u)
        token = int(what.ids[drawn.place])
        piece, special = model.spell([token])[0], token in model.special
        before, after = what.shapes()
        yield Token(
            index=index,
            id=token,
            piece=piece,
            special=special,
            text="" if special else reader.read(piece),
            before=float(what.before[drawn.place]),
            after=float(what.after[drawn.place]),
            surprise=-float(np.log2(what.before[drawn.place])),
            rank=drawn.rank,
            u=u,
            lower=drawn.lower,
            shape_before=before,
            shape_after=after,
            top=what.top(model.spell),
            seconds=time.monotonic() - begin,
        )
        if token in model.ends:
            return
        if index + 1 < request.max_new_tokens:
            reading.feed(token)


def _finished(
    model: Any, request: GenerateRequest, written: Sequence[Token], seconds: float
) -> Finished:
    log_probabilities = np.log([token.before for token in written])
    return Finished(
        prompt=request.prompt,
        text="".join(token.text for token in written),
        ids=np.array([token.id for token in written], dtype=np.int32),
        pieces=tuple(token.piece for token in written),
        log_probabilities=log_probabilities,
        sampled_log_probabilities=np.log([token.after for token in written]),
        perplexity=measures.perplexity(log_probabilities),
        reason="length" if len(written) == request.max_new_tokens else "end",
        seconds=seconds,
        settings=request.model_dump(),
    )
