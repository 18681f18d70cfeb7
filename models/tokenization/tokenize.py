"""A text before tokenizers, one record each."""

import time
from collections.abc import Iterator

import numpy as np

from models import tokenizers
from models.errors import InvalidRequest
from models.records import Waiting
from models.tokenization.records import SPECIAL, TEXT, UNKNOWN, Counts, NotHere, Tokenized
from models.tokenization.requests import OWN, TokenizeRequest
from models.tokenizers import Encoding, Tokenizer

SHOWN = 1500
"""Tokens of a text that names and histories are given for."""


def tokenize(request: TokenizeRequest) -> Iterator[Waiting | NotHere | Tokenized]:
    """What each tokenizer makes of the text, in the order in which they were asked for."""
    for key in request.tokenizers:
        if key == OWN:
            yield tokenized(own(request), request)
            continue
        entry = tokenizers.find(key)
        if not request.download and not tokenizers.is_present(entry):
            yield NotHere(key, entry.name, entry.download_mb)
            continue
        yield from tokenizers.prepare(entry)
        yield tokenized(tokenizers.load(key), request)


def own(request: TokenizeRequest) -> Tokenizer:
    """The tokenizer that is learned from the request's own text."""
    from models.tokenizers.own import learned

    if not request.training_text:
        raise InvalidRequest(
            "Your own tokenizer has nothing to learn from: write a text under Train your own, or "
            "choose another one."
        )
    return learned(request.training_text, request.vocab_size)


def tokenized(tokenizer: Tokenizer, request: TokenizeRequest) -> Tokenized:
    """The record of one tokenizer."""
    begin = time.perf_counter()
    encoding = tokenizer.encode(request.text, request.special)
    seconds = time.perf_counter() - begin
    kinds = kinds_of(encoding.ids, tokenizer)
    shown = np.unique(encoding.ids[:SHOWN]).tolist()
    entry = tokenizer.entry
    return Tokenized(
        key=entry.key,
        title=entry.title,
        method=entry.method,
        vocab_size=tokenizer.vocab_size,
        round_trip=entry.round_trip,
        ids=encoding.ids,
        spans=encoding.spans,
        kinds=kinds,
        names={token: tokenizer.written(token) for token in shown},
        histories={token: tokenizer.history(token) for token in shown},
        counts=counted(encoding, kinds, request.text),
        seconds=seconds,
    )


def kinds_of(ids: np.ndarray, tokenizer: Tokenizer) -> np.ndarray:
    """TEXT, SPECIAL or UNKNOWN for each of `ids`: uint8 [n]."""
    kinds = np.full(len(ids), TEXT, np.uint8)
    kinds[np.isin(ids, list(tokenizer.specials))] = SPECIAL
    if tokenizer.unknown is not None:
        kinds[ids == tokenizer.unknown] = UNKNOWN
    return kinds


def counted(encoding: Encoding, kinds: np.ndarray, text: str) -> Counts:
    """The counts of one tokenizer: a character is a code point here."""
    data = text.encode()
    specials = encoding.spans[kinds == SPECIAL].tolist()
    return Counts(
        tokens=len(encoding.ids),
        special=int((kinds == SPECIAL).sum()),
        unknown=int((kinds == UNKNOWN).sum()),
        characters=len(text),
        bytes=len(data),
        in_specials=sum(len(data[start:end].decode()) for start, end in specials),
    )
