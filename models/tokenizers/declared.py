"""What a `tokenizer.json` declares."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any


def specials_of(known: Mapping[str, Any]) -> Mapping[int, str]:
    """The special tokens by their ids."""
    added: Sequence[Mapping[str, Any]] = known.get("added_tokens") or ()
    return MappingProxyType({each["id"]: each["content"] for each in added if each["special"]})


def merges_of(known: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The merges in their order; none where the method is not byte-pair encoding."""
    return [pair_of(merge) for merge in known["model"].get("merges") or ()]


def pair_of(merge: str | Sequence[str]) -> tuple[str, str]:
    """A merge as a pair; older files write it as two words."""
    left, right = merge.split(" ") if isinstance(merge, str) else merge
    return left, right
