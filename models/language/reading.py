"""A language model reads: a prompt at once, then token by token, remembering keys and values."""

import math
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from models.errors import InvalidRequest
from models.language.records import Context
from models.language.requests import Sampling
from models.language.sampling import Distribution, distribution
from models.records import Waiting

if TYPE_CHECKING:
    from models.language.load import LanguageModel

CHUNK = 128
"""Tokens of a prompt that are read at once: their logits are CHUNK × vocab_size numbers."""

SILENT_SECONDS = 1.0


class Reading:
    """What a model has read so far, and the logits of what comes next.

    `reserve` is how many tokens may still come: of a prompt that leaves no room for them in the
    `limit` tokens that are read at most, the beginning is left out.
    """

    def __init__(
        self,
        model: "LanguageModel",
        prompt: str,
        continuation: Sequence[int],
        reserve: int,
        limit: int,
    ) -> None:
        self.model, self.limit = model, limit
        self.text, ids = tokens_of(model, prompt)
        ids = [*ids, *_known(model, continuation)]
        self.cut = max(0, len(ids) - (limit - reserve))
        self.ids = ids[self.cut :]
        self.logits = np.zeros(0, dtype=np.float32)
        self._surprise: list[np.ndarray] = []
        self._memory = None

    def begin(self) -> Iterator[Waiting]:
        """Read the context, with news where that takes a while; then there are logits."""
        told = time.monotonic()
        for start in range(0, len(self.ids), CHUNK):
            chunk = self.ids[start : start + CHUNK]
            logits = self._feed(torch.tensor([chunk]))[0]
            self._surprise.append(_surprise(logits, self.ids[start + 1 : start + CHUNK + 1]))
            self.logits = logits[-1].numpy()
            if time.monotonic() - told > SILENT_SECONDS:
                told = time.monotonic()
                yield Waiting(f"Reading the prompt: {start + len(chunk):,} of {len(self.ids):,}.")

    def context(self) -> Context:
        """What was read, after `begin`."""
        special = self.model.special
        first = np.full(1, np.nan, dtype=np.float32)
        return Context(
            text=self.text,
            templated=self.model.spec.chat,
            ids=np.array(self.ids, dtype=np.int32),
            pieces=self.model.spell(self.ids),
            special=tuple(token in special for token in self.ids),
            surprise=np.concatenate([first, *self._surprise])[: len(self.ids)],
            cut=self.cut,
            limit=self.limit,
        )

    def distribution(self, settings: Sampling) -> Distribution:
        """What may come next, over the whole vocabulary."""
        return distribution(self.logits, np.array(self.ids), settings)

    def feed(self, token: int) -> None:
        """Read one more token."""
        self.ids.append(token)
        self.logits = self._feed(torch.tensor([[token]]))[0, -1].numpy()

    def widen(self, rows: int) -> None:
        """From here on read `rows` texts at once that have begun alike."""
        self._memory.batch_repeat_interleave(rows)

    def feed_rows(self, tokens: np.ndarray) -> np.ndarray:
        """Read one token int64 [rows] more of each text: logits float32 [rows, vocab_size]."""
        return self._feed(torch.from_numpy(tokens)[:, None])[:, -1].numpy()

    def _feed(self, ids: Tensor) -> Tensor:
        """Logits float32 [B, T, vocab_size] on the CPU after each of the ids [B, T]."""
        place = self.model.placement
        place.use_threads()
        read = self.model.network(
            input_ids=ids.to(place.device), past_key_values=self._memory, use_cache=True
        )
        self._memory = read.past_key_values
        return read.logits.float().cpu()


def tokens_of(model: "LanguageModel", prompt: str) -> tuple[str, list[int]]:
    """The text that is given to the tokenizer, and its ids; the sign of a beginning for none."""
    tokenizer = model.tokenizer
    if model.spec.chat:
        turn = [{"role": "user", "content": prompt}]
        text = tokenizer.apply_chat_template(turn, tokenize=False, add_generation_prompt=True)
        return text, tokenizer(text, add_special_tokens=False, verbose=False).input_ids
    text = model.spec.opening + prompt
    return text, tokenizer(text, verbose=False).input_ids or [model.begin]


def _known(model: "LanguageModel", ids: Sequence[int]) -> Sequence[int]:
    last = len(model.pieces) - 1
    strange = next((token for token in ids if token > last), None)
    if strange is not None:
        raise InvalidRequest(
            f"continuation has the id {strange}, but the tokens of {model.spec.name} are 0 to "
            f"{last:,}: change it."
        )
    return ids


def _surprise(logits: Tensor, following: Sequence[int]) -> np.ndarray:
    """-log2 of the probability [N] that logits [≥ N, V] gave to the N tokens after them."""
    rows = logits[: len(following)].log_softmax(-1)
    picked = rows.gather(1, torch.tensor(following, dtype=torch.long)[:, None])[:, 0]
    return (-picked / math.log(2)).numpy()
