"""Byte-pair encoding over bytes (Sennrich et al. 2016, Radford et al. 2019): what tiktoken's and
our own have in common. Their tokens are bytes, so spans follow from lengths, and a token's history
from the order in which its parts were joined.
"""

from abc import abstractmethod
from collections.abc import Callable, Sequence

import numpy as np

from models.tokenizers.interface import Encoding, Merge, Tokenizer
from models.tokenizers.plain import checked, spans_of


class BytePairs(Tokenizer):
    """A tokenizer whose `table` holds the bytes of every token, b"" for ids that are not used."""

    table: Sequence[bytes]

    @property
    def vocab_size(self) -> int:
        """The length of the table."""
        return len(self.table)

    @abstractmethod
    def rank(self, left: bytes, right: bytes) -> int | None:
        """The number of the merge that joins these two, 0 for the first; None where none does."""

    def encode(self, text: str, special: bool = False) -> Encoding:
        """The tokens, one after the other without a gap."""
        ids = self.ids(text, special)
        return Encoding(ids, spans_of(self._lengths()[ids]))

    def decode(self, ids: Sequence[int] | np.ndarray) -> str:
        """The text of the tokens' bytes."""
        return b"".join(map(self.token_bytes, ids)).decode(errors="replace")

    def token_bytes(self, token: int) -> bytes:
        """What the table says."""
        return self.table[checked(token, self.vocab_size)]

    def written(self, token: int) -> str:
        """The token as text, or as Python writes its bytes where they are no text."""
        if token in self.specials:
            return self.specials[token]
        data = self.token_bytes(token)
        try:
            return data.decode()
        except UnicodeDecodeError:
            return str(data)

    def history(self, token: int) -> tuple[Merge, ...]:
        """The tree of merges down to bytes; none for a special token."""
        if token in self.specials:
            return ()
        return joined([Merge(bytes([byte])) for byte in self.token_bytes(token)], self.rank)

    def _lengths(self) -> np.ndarray:
        """The bytes of each token, int32 [vocab_size], worked out once."""
        if not hasattr(self, "_known_lengths"):
            self._known_lengths = np.array([len(data) for data in self.table], np.int32)
        return self._known_lengths


def joined(parts: Sequence[Merge], rank: Callable[[bytes, bytes], int | None]) -> tuple[Merge, ...]:
    """Join neighbours, lowest rank first and the leftmost of equals, until no merge is left."""
    parts = list(parts)
    while True:
        ranks = [
            (found, place)
            for place in range(len(parts) - 1)
            if (found := rank(parts[place].data, parts[place + 1].data)) is not None
        ]
        if not ranks:
            return tuple(parts)
        lowest, place = min(ranks)
        left, right = parts[place : place + 2]
        parts[place : place + 2] = [Merge(left.data + right.data, lowest, left, right)]
