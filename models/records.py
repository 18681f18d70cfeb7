"""The record that every topic may yield before its own: what the visitor is waiting for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """Nothing to see yet; `sentence` says why: a place in the line, a model being loaded."""

    sentence: str
