"""What may come next by the counts alone: the simplest model beside which others can be put."""

from collections.abc import Iterator

import numpy as np

from models.ngrams.asked import of_request, prepared, prompt_of, unknown_in
from models.ngrams.chances import Chances
from models.ngrams.records import NextUnit
from models.ngrams.requests import NextUnitRequest
from models.ngrams.units import written
from models.records import Waiting


def next_unit(request: NextUnitRequest) -> Iterator[Waiting | NextUnit]:
    """One record: the distribution after the prompt."""
    yield from prepared(request.unit)
    corpus = of_request(request, request.corpus, request.n)
    chances = Chances(corpus.counts, request.n, request.temperature)
    row = chances.row(chances.after(corpus.read(request.prompt)))
    order = np.argsort(-row.chances, kind="stable")
    prompt = prompt_of(request)
    yield NextUnit(
        used=row.used,
        context="".join(written(prompt[len(prompt) - row.used :], request.unit)),
        pieces=tuple(corpus.vocabulary[unit] for unit in row.units[order]),
        counts=row.counts[order],
        shares=row.counts[order] / row.counts.sum(),
        chances=row.chances[order],
        notes=(*request.notes, *unknown_in([corpus], request)),
    )
