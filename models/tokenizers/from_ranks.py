"""The tokenizers of GPT-2, GPT-4 and GPT-4o through tiktoken, which has them from their makers."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from models.errors import ModelError
from models.tokenizers.byte_pairs import BytePairs
from models.tokenizers.entries import TokenizerEntry


class Ranked(BytePairs):
    """An encoding of tiktoken. The first 256 ids are bytes; the others count the merges."""

    def __init__(self, entry: TokenizerEntry) -> None:
        import tiktoken

        self.entry = entry
        self._encoding = tiktoken.get_encoding(entry.ranks.encoding)
        self.specials = _specials(self._encoding)
        self.table = _table(self._encoding, self.specials)
        self._ranks = {data: token for token, data in enumerate(self.table) if data}

    def ids(self, text: str, special: bool = False) -> np.ndarray:
        """The tokens of tiktoken."""
        allowed = "all" if special else set()
        found = self._encoding.encode_to_numpy(text, allowed_special=allowed, disallowed_special=())
        return found.astype(np.int32)

    def rank(self, left: bytes, right: bytes) -> int | None:
        """Ids are given out in the order of the merges, after the 256 bytes."""
        token = self._ranks.get(left + right)
        return None if token is None or token in self.specials else token - 256


def load(entry: TokenizerEntry) -> Ranked:
    """The encoding; ModelError where its file is not here, for tiktoken would fetch it unasked."""
    if not entry.ranks.path().is_file():
        raise ModelError(f"The vocabulary of {entry.name} is not on this disk.")
    return Ranked(entry)


def _specials(encoding: object) -> Mapping[int, str]:
    names = encoding.special_tokens_set
    return MappingProxyType({encoding.encode_single_token(name): name for name in names})


def _table(encoding: object, specials: Mapping[int, str]) -> list[bytes]:
    """The bytes of each id; between the last merge and the special tokens some are not used."""
    ordinary = encoding.token_byte_values()
    table = [b""] * encoding.n_vocab
    for data in ordinary:
        table[encoding.encode_single_token(data)] = data
    for token, name in specials.items():
        table[token] = name.encode()
    return table
