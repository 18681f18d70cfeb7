"""The same prompt continued many times at some temperatures, all texts at once, as one batch."""

import time
from collections.abc import Iterator

import numpy as np
import torch

from models import catalog, lending
from models.errors import InvalidRequest
from models.language import measures, sampling
from models.language.load import LanguageModel
from models.language.notes import remarks
from models.language.pieces import Reader
from models.language.reading import Reading
from models.language.records import Column, Compared, Growing, Started
from models.language.requests import TemperaturesRequest
from models.records import Waiting
from models.registry import registry
from models.requests import SEEDS

PROMPT_TOKENS = 256
"""What is read of a prompt: keys and values of each token are kept for every text."""


class Row:
    """One of the texts: how it is drawn, and what stands there so far."""

    def __init__(self, request: TemperaturesRequest, temperature: float, seed: int) -> None:
        self.settings = request.model_copy(update={"temperature": temperature, "seed": seed})
        self.ids: list[int] = []
        self.log_probabilities: list[float] = []
        self.text = ""
        self.ended = False
        self._reader = Reader()

    def grow(self, model: LanguageModel, logits: np.ndarray, context: np.ndarray) -> None:
        """Draw one more token from `logits` float32 [vocab_size], unless the text has ended."""
        if self.ended:
            return
        seen = np.append(context, np.array(self.ids, dtype=context.dtype))
        what = sampling.distribution(logits, seen, self.settings)
        u = float(sampling.draws(self.settings.seed, len(self.ids), 1)[0])
        token = sampling.draw(what, u).place
        self.ids.append(token)
        self.log_probabilities.append(float(np.log(what.before[token])))
        self.ended = token in model.ends
        if token not in model.special:
            self.text += self._reader.read(model.pieces[token])


@torch.inference_mode()
def temperatures(
    request: TemperaturesRequest,
) -> Iterator[Waiting | Started | Growing | Compared]:
    """Started, a Growing for each token of all texts, Compared."""
    spec = catalog.find(request.model)
    if spec.server:
        raise InvalidRequest(
            f"To compare temperatures, {spec.name} would be asked thousands of times: choose a "
            "model that runs here."
        )
    yield from lending.prepare(spec)
    with registry().use(spec) as model:
        begin = time.monotonic()
        reserve = request.max_new_tokens
        reading = model.read(request.prompt, (), reserve, most=PROMPT_TOKENS + reserve)
        yield from reading.begin()
        context = reading.context()
        yield Started(context, request.seed, remarks(request, model, context), model.status)
        seeds = tuple((request.seed + k) % SEEDS for k in range(request.continuations))
        table = [[Row(request, t, seed) for seed in seeds] for t in request.temperatures]
        for index in _grow(model, reading, table, context.ids, request.max_new_tokens):
            texts = tuple(tuple(row.text for row in rows) for rows in table)
            yield Growing(index, texts, time.monotonic() - begin)
        columns = tuple(
            _column(t, rows) for t, rows in zip(request.temperatures, table, strict=True)
        )
        yield Compared(columns, seeds, time.monotonic() - begin, request.model_dump())


def _grow(
    model: LanguageModel,
    reading: Reading,
    table: list[list[Row]],
    context: np.ndarray,
    longest: int,
) -> Iterator[int]:
    """Let all rows grow by a token at a time; yields how many tokens each has had the chance of."""
    rows = [row for column in table for row in column]
    reading.widen(len(rows))
    logits = np.broadcast_to(reading.logits, (len(rows), len(reading.logits)))
    for index in range(1, longest + 1):
        for row, seen in zip(rows, logits, strict=True):
            row.grow(model, seen, context)
        yield index
        if index == longest or all(row.ended for row in rows):
            return
        logits = reading.feed_rows(np.array([row.ids[-1] for row in rows]))


def _column(temperature: float, rows: list[Row]) -> Column:
    ids = tuple(np.array(row.ids, dtype=np.int32) for row in rows)
    log_probabilities = tuple(np.array(row.log_probabilities) for row in rows)
    one, two, three = (measures.distinct(ids, n) for n in (1, 2, 3))
    return Column(
        temperature=temperature,
        texts=tuple(row.text for row in rows),
        ids=ids,
        log_probabilities=log_probabilities,
        distinct=(one, two, three),
        repetition=measures.repetition(ids),
        perplexity=measures.perplexity(np.concatenate(log_probabilities)),
        ended=sum(row.ended for row in rows),
    )
