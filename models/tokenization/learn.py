"""Byte-pair encoding learned from a visitor's text, told merge by merge."""

import time
from collections.abc import Iterator, Sequence

from models.tokenization.records import Alphabet, LearnedAll, Merged
from models.tokenization.requests import LearnRequest
from models.tokenizers.from_json import bytes_of_letters
from models.tokenizers.training import BYTES, Learned, Learner, pieces_of

SHOWN_BYTES = 1200


def learn(request: LearnRequest) -> Iterator[Alphabet | Merged | LearnedAll]:
    """The pieces, every merge, and the end."""
    begin = time.perf_counter()
    pieces = pieces_of(request.training_text)
    yield alphabet(pieces, request.training_text)
    learner = Learner(request.training_text)
    merges = 0
    for step in learner.learn(request.vocab_size - BYTES):
        merges += 1
        yield _told(step, learner.names)
    wanted = request.vocab_size - BYTES
    note = "" if merges == wanted else _stopped(merges, wanted)
    seconds = time.perf_counter() - begin
    yield LearnedAll(len(learner.names), merges, learner.tokens, seconds, note)


def alphabet(pieces: Sequence[str], text: str) -> Alphabet:
    """The beginning: the first pieces, as far as they can be shown, as bytes."""
    shown: list[bytes] = []
    room = SHOWN_BYTES
    for piece in pieces:
        room -= len(piece)
        if room < 0 and shown:
            break
        shown.append(as_bytes(piece))
    return Alphabet(
        pieces=tuple(shown),
        is_whole=len(shown) == len(pieces),
        bytes=len(text.encode()),
        characters=len(text),
        distinct=len(set(pieces)),
    )


def as_bytes(name: str) -> bytes:
    """What byte-level letters stand for."""
    letters = bytes_of_letters()
    return bytes(letters[letter] for letter in name)


def _told(step: Learned, names: Sequence[str]) -> Merged:
    rivals = tuple(
        (as_bytes(names[left]), as_bytes(names[right]), count) for left, right, count in step.rivals
    )
    left, right, _ = rivals[0]
    return Merged(left, right, step.count, rivals, step.tokens)


def _stopped(merges: int, wanted: int) -> str:
    return (
        f"It stopped after {merges:,} of {wanted:,} merges: no pair occurs twice any more, and "
        "what occurs once is no pattern. Give it a longer text."
    )
