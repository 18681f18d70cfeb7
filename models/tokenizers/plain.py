"""Tokenizers without a vocabulary: bytes and code points are numbers already."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from models.tokenizers.entries import TokenizerEntry
from models.tokenizers.interface import Encoding, Tokenizer

NO_SPECIALS: Mapping[int, str] = MappingProxyType({})
CODE_POINTS = 0x110000


class Bytes(Tokenizer):
    """One token for each byte of UTF-8: 256 of them, and no text is unknown."""

    vocab_size = 256
    specials = NO_SPECIALS

    def __init__(self, entry: TokenizerEntry) -> None:
        self.entry = entry

    def ids(self, text: str, special: bool = False) -> np.ndarray:
        """The bytes: int32 [n]."""
        return np.frombuffer(text.encode(), np.uint8).astype(np.int32)

    def encode(self, text: str, special: bool = False) -> Encoding:
        """The bytes, each one a span of its own."""
        ids = self.ids(text)
        return Encoding(ids, spans_of(np.ones(len(ids), np.int32)))

    def decode(self, ids: Sequence[int] | np.ndarray) -> str:
        """The text of these bytes."""
        return b"".join(map(self.token_bytes, ids)).decode(errors="replace")

    def token_bytes(self, token: int) -> bytes:
        """The byte itself."""
        return bytes([checked(token, self.vocab_size)])

    def written(self, token: int) -> str:
        """Its two hexadecimal digits: "0x41"."""
        return f"0x{checked(token, self.vocab_size):02X}"


class Characters(Tokenizer):
    """One token for each code point of Unicode, numbered as Unicode numbers them."""

    vocab_size = CODE_POINTS
    specials = NO_SPECIALS

    def __init__(self, entry: TokenizerEntry) -> None:
        self.entry = entry

    def ids(self, text: str, special: bool = False) -> np.ndarray:
        """The code points: int32 [n]."""
        return np.frombuffer(text.encode("utf-32-le"), np.int32)

    def encode(self, text: str, special: bool = False) -> Encoding:
        """The code points, each with its one to four bytes."""
        ids = self.ids(text)
        return Encoding(ids, spans_of(bytes_of_code_points(ids)))

    def decode(self, ids: Sequence[int] | np.ndarray) -> str:
        """The text of these code points."""
        return "".join(chr(checked(token, self.vocab_size)) for token in ids)

    def token_bytes(self, token: int) -> bytes:
        """The code point in UTF-8."""
        return chr(checked(token, self.vocab_size)).encode(errors="replace")

    def written(self, token: int) -> str:
        """Its name in Unicode's charts: "U+0041"."""
        return f"U+{checked(token, self.vocab_size):04X}"


def spans_of(lengths: np.ndarray) -> np.ndarray:
    """Spans int32 [n, 2] of pieces that follow each other, from their lengths int [n]."""
    ends = np.cumsum(lengths, dtype=np.int32)
    return np.stack([ends - lengths, ends], axis=1).astype(np.int32)


def bytes_of_code_points(points: np.ndarray) -> np.ndarray:
    """How many bytes each code point has in UTF-8: 1 to 4, int32 [n]."""
    return (1 + (points > 0x7F) + (points > 0x7FF) + (points > 0xFFFF)).astype(np.int32)


def checked(token: int, vocab_size: int) -> int:
    """`token` where it is an id; IndexError where it is not, negative ones included."""
    if not 0 <= token < vocab_size:
        raise IndexError(f"there is no token {token}: ids are 0 to {vocab_size - 1}")
    return int(token)
