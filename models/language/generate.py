"""A text grows: one token after the other, each with the distribution it was drawn from."""

import math
import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch

from models import catalog, lending
from models.language import measures, sampling
from models.language.notes import remarks
from models.language.pieces import Reader
from models.language.protocols import Model, Reading
from models.language.records import Finished, Started, Token
from models.language.requests import GenerateRequest
from models.language.sampling import Distribution, Draw
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


def _tokens(
    model: Model, reading: Reading, request: GenerateRequest, begin: float
) -> Iterator[Token]:
    """The tokens as they are written, to the end of the text or of what was asked for."""
    reader = Reader(model.spell(request.continuation))
    start = len(request.continuation)
    for index in range(request.max_new_tokens):
        try:
            what = reading.distribution(request)
        except TextEnded:
            return
        u = float(sampling.draws(request.seed, start + index, 1)[0])
        token = _token(model, reader, what, sampling.draw(what, u), index, begin)
        yield token
        if token.id in model.ends:
            return
        if index + 1 < request.max_new_tokens:
            reading.feed(token.id)


def _token(
    model: Model, reader: Reader, what: Distribution, drawn: Draw, index: int, begin: float
) -> Token:
    number = int(what.ids[drawn.place])
    piece, special = model.spell([number])[0], number in model.special
    p = float(what.before[drawn.place])
    shape_before, shape_after = what.shapes()
    return Token(
        index=index,
        id=number,
        piece=piece,
        special=special,
        text="" if special else reader.read(piece),
        before=p,
        after=float(what.after[drawn.place]),
        surprise=-math.log2(p),
        rank=drawn.rank,
        u=drawn.u,
        lower=drawn.lower,
        shape_before=shape_before,
        shape_after=shape_after,
        top=what.top(model.spell),
        seconds=time.monotonic() - begin,
    )


def _finished(
    model: Model, request: GenerateRequest, written: Sequence[Token], seconds: float
) -> Finished:
    log_probabilities = np.log([token.before for token in written])
    stopped = len(written) == request.max_new_tokens and written[-1].id not in model.ends
    return Finished(
        prompt=request.prompt,
        text="".join(token.text for token in written),
        ids=np.array([token.id for token in written], dtype=np.int32),
        pieces=tuple(token.piece for token in written),
        log_probabilities=log_probabilities,
        sampled_log_probabilities=np.log([token.after for token in written]),
        perplexity=measures.perplexity(log_probabilities),
        reason="length" if stopped else "end",
        seconds=seconds,
        settings=request.model_dump(),
    )
