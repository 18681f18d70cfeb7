"""Writes a text from counts, and reports every step: the counts, the draw, what is copied."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import default_rng

from models.ngrams.asked import of_request, prepared, prompt_of, unknown_in
from models.ngrams.chances import Row
from models.ngrams.copying import Copies, copied_share, count_copies, find_copies
from models.ngrams.corpora import Corpus
from models.ngrams.mixing import Mixture
from models.ngrams.records import Option, Place, Source, Step, Written
from models.ngrams.requests import NgramRequest
from models.ngrams.units import shown, written
from models.records import Waiting

COPIED = 20
"""Characters of a verbatim run that nobody would call chance."""

OPTIONS = 8


@dataclass(frozen=True)
class Drawn:
    """One draw: what each corpus offered, and which of the units [k] with their chances was it."""

    rows: list[Row]
    units: np.ndarray
    chances: np.ndarray
    place: int
    u: float

    @property
    def unit(self) -> int:
        """The unit that was drawn."""
        return int(self.units[self.place])


def write(request: NgramRequest) -> Iterator[Waiting | Written]:
    """One record: the whole text with all its steps."""
    yield from prepared(request.unit)
    began = time.monotonic()
    names = [request.corpus, request.second] if request.mix else [request.corpus]
    found = [of_request(request, name, request.n) for name in names]
    mixture = Mixture(found, (1 - request.mix, request.mix), request.n, request.temperature)
    draws = _draws(request, mixture)
    ids = np.array([drawn.unit for drawn in draws])
    prompt = prompt_of(request)
    texts = written([*prompt, *(mixture.vocabulary[unit] for unit in ids)], request.unit)
    new = texts[len(prompt) :]
    copies = [
        _copies(corpus, corpus.read(request.prompt), inverse[ids])
        for corpus, inverse in zip(found, mixture.inverse, strict=True)
    ]
    lengths = np.max([copy.lengths for copy in copies], axis=0)
    whole = all(corpus.text for corpus in found)
    yield Written(
        prompt=tuple(texts[: len(prompt)]),
        text="".join(new),
        steps=tuple(_step(t, new[t], draws[t], mixture, copies) for t in range(len(ids))),
        sources=tuple(_source(corpus, request.n) for corpus in found),
        limit=0 if whole else max(copy.limit for copy in copies),
        copied_share=copied_share(new, lengths, COPIED) if whole else None,
        longest_copy=_longest(new, lengths),
        notes=(*request.notes, *unknown_in(found, request)),
        seconds=time.monotonic() - began,
        settings=request.model_dump(),
    )


def _draws(request: NgramRequest, mixture: Mixture) -> list[Drawn]:
    states = mixture.after([corpus.read(request.prompt) for corpus in mixture.corpora])
    draws = []
    for u in default_rng(request.seed).random(request.length).tolist():
        rows = mixture.rows(states)
        units, chances = mixture.together(rows)
        place = int(np.cumsum(chances).searchsorted(u, side="right"))
        draws.append(Drawn(rows, units, chances, min(place, len(units) - 1), u))
        states = mixture.advance(states, draws[-1].unit)
    return draws


def _copies(corpus: Corpus, prompt: np.ndarray, ids: np.ndarray) -> Copies:
    """The copies in what was written; a run may begin in the prompt."""
    row = np.concatenate([prompt, ids])
    copies = find_copies(row, corpus.ids) if corpus.text else count_copies(row, corpus.counts)
    begun = len(prompt)
    return Copies(copies.lengths[begun:], copies.places[begun:], copies.limit)


def _step(t: int, text: str, drawn: Drawn, mixture: Mixture, copies: Sequence[Copies]) -> Step:
    listed = list(range(min(OPTIONS, len(drawn.units))))
    if drawn.place not in listed:
        listed.append(drawn.place)
    best = max(range(len(copies)), key=lambda number: copies[number].lengths[t])
    return Step(
        text=text,
        used=tuple(row.used for row in drawn.rows),
        totals=tuple(int(row.counts.sum()) for row in drawn.rows),
        kinds=len(np.unique(np.concatenate([row.units for row in drawn.rows]))),
        options=tuple(_option(place, drawn, mixture) for place in listed),
        drawn=listed.index(drawn.place),
        u=drawn.u,
        lower=float(drawn.chances[: drawn.place].sum()),
        chance=float(drawn.chances[drawn.place]),
        copied=int(copies[best].lengths[t]),
        place=_place(t, mixture.corpora[best], best, drawn.rows[best].used, copies[best]),
    )


def _option(place: int, drawn: Drawn, mixture: Mixture) -> Option:
    unit = drawn.units[place]
    counts = [int(row.counts[row.units == unit].sum()) for row in drawn.rows]
    totals = [int(row.counts.sum()) for row in drawn.rows]
    weights = mixture.weights[: len(counts)] if len(counts) > 1 else (1.0,)
    share = sum(w * c / n for w, c, n in zip(weights, counts, totals, strict=True))
    piece = mixture.vocabulary[unit]
    return Option(shown(piece), tuple(counts), share, float(drawn.chances[place]))


def _place(t: int, corpus: Corpus, source: int, used: int, copies: Copies) -> Place | None:
    last, length = int(copies.places[t]), int(copies.lengths[t])
    if last < 0:
        return None
    first, gram = last - length + 1, last - min(used, length - 1)
    begins = [int(corpus.spans[unit, 0]) for unit in (first, gram, last)]
    return Place(source, *begins, int(corpus.spans[last, 1]))


def _source(corpus: Corpus, n: int) -> Source:
    return Source(corpus.title, corpus.units, len(corpus.counts.levels[n - 1].keys), corpus.text)


def _longest(texts: Sequence[str], lengths: np.ndarray) -> str:
    """The text of the longest run that was copied."""
    last = int(lengths.argmax())
    return "".join(texts[max(0, last - int(lengths[last]) + 1) : last + 1])
