"""What may come next: the distribution over the whole vocabulary, before and after the controls."""

import time
from collections.abc import Iterator

import torch

from models import catalog, lending
from models.language import sampling
from models.language.notes import remarks
from models.language.records import DRAWS, NextToken
from models.language.requests import NextTokenRequest
from models.records import Waiting
from models.registry import registry


@torch.inference_mode()
def next_token(request: NextTokenRequest) -> Iterator[Waiting | NextToken]:
    """One NextToken, after news where they are due."""
    begin = time.monotonic()
    spec = catalog.find(request.model)
    yield from lending.prepare(spec)
    with registry().use(spec) as model:
        reading = model.read(request.prompt, request.continuation, reserve=1)
        yield from reading.begin()
        what = reading.distribution(request)
        context = reading.context()
        before, after = what.shapes()
        yield NextToken(
            context=context,
            logits=what.logits if not what.untold else what.logits[:0],
            untold=what.untold,
            before=before,
            after=after,
            top=what.top(model.spell),
            draws=sampling.draws(request.seed, len(request.continuation), DRAWS),
            notes=remarks(request, model, context),
            status=model.status,
            seconds=time.monotonic() - begin,
        )
