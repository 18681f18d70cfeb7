"""What every tokenizer can do."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.tokenizers.entries import TokenizerEntry


@dataclass(frozen=True)
class Encoding:
    """A text as tokens.

    `ids` int32 [n]; `spans` int32 [n, 2], where each token begins and ends in the bytes of the
    text (UTF-8). Spans never overlap and never go back. What lies between two of them was dropped,
    as the spaces between words are by some; a special token that was added has an empty span.
    """

    ids: np.ndarray
    spans: np.ndarray


@dataclass(frozen=True)
class Merge:
    """How a token came to be: two parts that were joined, down to single bytes.

    `data` are its bytes. `rank` is the number of its merge, 0 for the first that was learned;
    None for a part that no merge made, and then `left` and `right` are None too.
    """

    data: bytes
    rank: int | None = None
    left: "Merge | None" = None
    right: "Merge | None" = None


class Tokenizer(ABC):
    """Text into ids and back.

    `specials` are the tokens that stand for no text, by their ids: "<|endoftext|>", "[CLS]". They
    are read in a text, and added around it, only where `special` is asked for; otherwise
    "<|endoftext|>" is text like any other. `unknown` is the id that stands for whatever a
    vocabulary lacks; None where nothing can be unknown.
    """

    entry: TokenizerEntry
    specials: Mapping[int, str]
    unknown: int | None = None

    @property
    @abstractmethod
    def vocab_size(self) -> int:
        """The number of different ids, special ones included; they are 0 … vocab_size - 1."""

    @abstractmethod
    def ids(self, text: str, special: bool = False) -> np.ndarray:
        """The tokens of `text`: int32 [n]. No lone surrogates: they have no UTF-8."""

    @abstractmethod
    def encode(self, text: str, special: bool = False) -> Encoding:
        """The tokens of `text`, and where each of them stands in it."""

    @abstractmethod
    def decode(self, ids: Sequence[int] | np.ndarray) -> str:
        """The text of `ids`: what was encoded, where the entry promises a `round_trip`.

        Bytes that are no UTF-8, such as half an emoji, become U+FFFD. IndexError for unknown ids.
        """

    @abstractmethod
    def token_bytes(self, token: int) -> bytes:
        """The bytes that the token stands for. IndexError where there is no such token."""

    @abstractmethod
    def written(self, token: int) -> str:
        """The token as its vocabulary writes it: "Ġthe", "##ing", "▁the", "b'\\xf0\\x9f'"."""

    def history(self, token: int) -> tuple[Merge, ...]:
        """The merges that made the token: one tree, or its parts where no merge joins them.

        Empty where the tokenizer has no merges.
        """
        return ()
