"""What a language model that runs here and one behind a server have in common."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from models.language.records import Context
from models.language.requests import Sampling
from models.language.sampling import Distribution
from models.records import Waiting
from models.specs import Spec


class Reading(Protocol):
    """A text that a model has read so far."""

    def begin(self) -> Iterator[Waiting]:
        """Read the context, with news where that takes a while; everything else comes after it."""

    def context(self) -> Context:
        """What was read at the beginning."""

    def distribution(self, settings: Sampling) -> Distribution:
        """What may come next."""

    def feed(self, token: int) -> None:
        """Read one more token."""


class Model(Protocol):
    """A language model; `special` are ids that are no text, after `ends` nothing comes."""

    spec: Spec
    status: str
    vocab_size: int
    special: frozenset[int]
    ends: frozenset[int]

    def read(
        self, prompt: str, continuation: Sequence[int], reserve: int, most: int | None = None
    ) -> Reading:
        """A reading of the prompt and the tokens after it, with room for `reserve` more.

        No more than `most` tokens are read, and no more than the model can.
        """

    def spell(self, ids: Sequence[int]) -> tuple[bytes, ...]:
        """The pieces of these tokens."""
