"""Memory against understanding: the same text with n = 1, 2, 3 …, part of it held out."""

import time
from collections.abc import Iterator

import numpy as np
from numpy.random import default_rng

from models.errors import InvalidRequest
from models.ngrams.asked import of_request, prepared
from models.ngrams.chances import EMPTY, Chances
from models.ngrams.copying import copied_share, find_copies, in_runs
from models.ngrams.corpora import Corpus, named
from models.ngrams.counts import Counts, count
from models.ngrams.records import Climbed, Held, Rung
from models.ngrams.requests import MOBY_DICK, MemoryRequest
from models.ngrams.smoothing import NONE, SMOOTHINGS, perplexity
from models.ngrams.units import written
from models.ngrams.write import COPIED
from models.records import Waiting

HELD_OUT = 10
"""One unit in so many is held out, those at the end of the text."""

RARE = 1
"""Units that occur so often in the counted part, or less, count as one unknown unit."""

SMALLEST = 50


def memory(request: MemoryRequest) -> Iterator[Waiting | Rung | Climbed]:
    """One rung for each n, then the end."""
    yield from prepared(request.unit)
    began = time.monotonic()
    corpus = _whole(request)
    parted = len(corpus.ids) - len(corpus.ids) // HELD_OUT
    known, ids = _with_unknown(corpus.ids, parted)
    smoothed = count(ids[:parted], known + 1, request.longest)
    written_from = count(corpus.ids[:parted], len(corpus.vocabulary), request.longest)
    for n in range(1, request.longest + 1):
        probabilities = _probabilities(smoothed.up_to(n), ids[parted - n + 1 :], n)
        yield _rung(request, n, probabilities, corpus, written_from.up_to(n), parted)
    held_out = ids[parted:]
    unknown = int((held_out == known).sum())
    held = Held(parted, len(held_out), known + 1, unknown)
    settings = request.model_dump()
    yield Climbed(corpus.title, held, time.monotonic() - began, settings)


def _whole(request: MemoryRequest) -> Corpus:
    if request.corpus == MOBY_DICK:
        raise InvalidRequest(
            "Of Moby-Dick there are only counts of the whole book, so no part of it can be held "
            "out: choose the story, or a text of your own."
        )
    corpus = of_request(request, request.corpus, 1)
    if len(corpus.ids) < SMALLEST:
        raise InvalidRequest(
            f"{corpus.title.capitalize()} has {len(corpus.ids)} {named(request.unit)}, and to hold "
            f"a part of it out takes {SMALLEST}: give it more text."
        )
    return corpus


def _with_unknown(ids: np.ndarray, parted: int) -> tuple[int, np.ndarray]:
    """How many units are known, and the ids [N] with that number for all others."""
    often = np.bincount(ids[:parted], minlength=ids.max() + 1) > RARE
    known = int(often.sum())
    renamed = np.where(often, np.cumsum(often) - 1, known)
    return known, renamed[ids]


def _probabilities(counts: Counts, ids: np.ndarray, n: int) -> dict[str, np.ndarray]:
    """By smoothing, p of each held-out id; the first n − 1 ids are those before them."""
    return {name: p(counts, ids)[n - 1 :] for name, p in SMOOTHINGS.items()}


def _rung(
    request: MemoryRequest,
    n: int,
    probabilities: dict[str, np.ndarray],
    corpus: Corpus,
    counts: Counts,
    parted: int,
) -> Rung:
    text = _text(request, n, counts)
    pieces = written([corpus.vocabulary[unit] for unit in text], request.unit)
    lengths = find_copies(text, corpus.ids[:parted]).lengths
    return Rung(
        n=n,
        perplexities={name: perplexity(p) for name, p in probabilities.items()},
        impossible=float((probabilities[NONE] == 0).mean()),
        copied_share=copied_share(pieces, lengths, COPIED),
        pieces=tuple(pieces),
        runs=in_runs(lengths),
    )


def _text(request: MemoryRequest, n: int, counts: Counts) -> np.ndarray:
    """Units drawn one after the other: int64 [length]."""
    numbers = default_rng(request.seed).random(request.length).tolist()
    return np.array(Chances(counts, n, request.temperature).walk(EMPTY, numbers))
