"""What a language model reports: picklable arrays and numbers, ready to be sent to a page.

A piece is the text of one token as bytes: a token may end in the middle of a character. `surprise`
of a token is -log2 p in bits, p its probability in the model's own distribution, the softmax of its
logits, before temperature and the other controls. Probabilities are float64.

The random number of a draw is u in 0 … 1. It belongs to the token, from the likeliest down, in
whose part of the cumulative probability it falls. The number of the token after n tokens of
continuation with seed s is the first of `numpy.random.default_rng([s, n])`, so that a text grown
step by step and one written at once are the same.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

TOP = 20
"""Tokens of which a record gives the probabilities."""

DRAWS = 1000
"""Random numbers for drawing many times from one distribution."""


@dataclass(frozen=True)
class Vocabulary:
    """All tokens of a model: `pieces[id]`, empty for an id that stands for nothing.

    `special` are the ids of tokens that are signs for the model and no text.
    """

    model: str
    pieces: tuple[bytes, ...]
    special: tuple[int, ...]


@dataclass(frozen=True)
class Context:
    """What the model reads before it writes.

    `text` is the prompt as it is given to the tokenizer: in the chat template for a model that was
    trained to answer, which is then `templated`. `ids` int32 [T] are its tokens and those of the
    continuation, with `pieces` and, in bits, `surprise` float32 [T], NaN for the first, which comes
    after nothing. `cut` counts the tokens that were left out at the beginning, because the model
    reads `limit` tokens at most. A server keeps its tokens to itself: there are no `ids` then, the
    text is one piece, and `limit` is 0.
    """

    text: str
    templated: bool
    ids: np.ndarray
    pieces: tuple[bytes, ...]
    special: tuple[bool, ...]
    surprise: np.ndarray
    cut: int
    limit: int


@dataclass(frozen=True)
class Shape:
    """How wide a distribution is.

    `entropy` H in bits; `perplexity` 2^H, and `choices` 1 / Σ p², both numbers of equally likely
    tokens that would be as uncertain; `kept` tokens with a probability above 0; `tail`, the
    probability of all tokens but the TOP likeliest.
    """

    entropy: float
    perplexity: float
    choices: float
    kept: int
    tail: float


@dataclass(frozen=True)
class Top:
    """The likeliest tokens, after the controls and then before them: arrays [at most TOP].

    `ids` int32, `logits` float32 as the model gave them, `before` and `after` the probabilities.
    """

    ids: np.ndarray
    pieces: tuple[bytes, ...]
    logits: np.ndarray
    before: np.ndarray
    after: np.ndarray


@dataclass(frozen=True)
class NextToken:
    """The distribution of the next token.

    `logits` float32 [vocab_size] of every token. A server tells the likeliest alone: then `logits`
    is empty, `top` has all that is known, with log-probabilities for logits, and `untold` is the
    probability of all others. `before` and `after` are how wide the distribution is without and
    with the controls. `draws` float64 [DRAWS]: the first is the number with which this step is
    drawn, all together a sample. `seconds` from the request to this record.
    """

    context: Context
    logits: np.ndarray
    untold: float
    before: Shape
    after: Shape
    top: Top
    draws: np.ndarray
    notes: tuple[str, ...]
    status: str
    seconds: float


@dataclass(frozen=True)
class Started:
    """The plan of a text: what the model reads, and where it runs."""

    context: Context
    seed: int
    notes: tuple[str, ...]
    status: str


@dataclass(frozen=True)
class Token:
    """One token that was written.

    `index` counts from 0. `text` is what can be read since the token before: nothing while a
    character is incomplete. `before` and `after` are its probabilities without and with the
    controls, `rank` its place without them, 1 for the likeliest. The draw `u` fell into its part of
    the cumulative line, which begins at `lower` and is `after` long.
    """

    index: int
    id: int
    piece: bytes
    special: bool
    text: str
    before: float
    after: float
    surprise: float
    rank: int
    u: float
    lower: float
    shape_before: Shape
    shape_after: Shape
    top: Top
    seconds: float


@dataclass(frozen=True)
class Finished:
    """A text, whole. `prompt` and `text` are what was given and what was written.

    `ids` int32 [N], and in nats `log_probabilities` float64 [N] in the model's own distribution and
    `sampled_log_probabilities` in the one drawn from. `reason`: the asked "length" is reached, or
    the model wrote the token that is the "end" of a text. `perplexity` exp(-mean log-probability)
    of the N tokens.
    """

    prompt: str
    text: str
    ids: np.ndarray
    pieces: tuple[bytes, ...]
    log_probabilities: np.ndarray
    sampled_log_probabilities: np.ndarray
    perplexity: float
    reason: Literal["length", "end"]
    seconds: float
    settings: dict[str, Any]


@dataclass(frozen=True)
class Growing:
    """All continuations of a comparison after `index` tokens each: `texts[temperature][k]`."""

    index: int
    texts: tuple[tuple[str, ...], ...]
    seconds: float


@dataclass(frozen=True)
class Column:
    """The continuations at one temperature, and what is measured on them.

    `distinct` are the shares of different 1-, 2- and 3-grams of tokens among all of them (Li et al.
    2016): 1 where nothing is said twice. `repetition` is the mean share of 4-grams in a text that
    stood in it before (Welleck et al. 2020). `perplexity` of all tokens in the model's own
    distribution; `ended` counts texts that came to their end.
    """

    temperature: float
    texts: tuple[str, ...]
    ids: tuple[np.ndarray, ...]
    log_probabilities: tuple[np.ndarray, ...]
    distinct: tuple[float, float, float]
    repetition: float
    perplexity: float
    ended: int


@dataclass(frozen=True)
class Compared:
    """The end of a comparison: one column for each temperature, in the order asked for."""

    columns: tuple[Column, ...]
    seeds: tuple[int, ...]
    seconds: float
    settings: dict[str, Any]
