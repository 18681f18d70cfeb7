"""Looks at an expression while it is written: words that it may go on with, and what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from models.registry import registry
from models.word_vectors import lookup
from models.word_vectors.expression import parse
from models.word_vectors.requests import CompletionRequest, VectorsRequest
from models.word_vectors.source import spec_of
from models.word_vectors.space import Space
from models.word_vectors.tokens import ExpressionError

MAX_SEEN = 2000


class LookRequest(VectorsRequest):
    """What may be said about `text` at once, without loading anything.

    The word from character `start` to before `end` is still being written.
    """

    topic: ClassVar[str] = "models.word_vectors.look:look"
    light: ClassVar[bool] = True

    text: Annotated[str, Field(max_length=MAX_SEEN, description="an expression")]
    start: Annotated[int, Field(ge=0, le=MAX_SEEN, description="a place in the text")] = 0
    end: Annotated[int, Field(ge=0, le=MAX_SEEN, description="a place in the text")] = 0


@dataclass(frozen=True)
class Looked:
    """`words` that complete the word being written, and what is `wrong` with the text, if anything.

    Vectors that are not in memory know no words: then only the spelling of the sum is looked at.
    """

    words: tuple[str, ...]
    wrong: ExpressionError | None


def look(request: LookRequest) -> Iterator[Looked]:
    """One record, in a few milliseconds."""
    spec = spec_of(request)
    if not registry().holds(spec):
        yield Looked((), _unreadable(request.text))
        return
    with registry().use(spec) as keyed:
        space = Space(keyed, spec.name)
        begun = request.text[request.start : request.end]
        words = _completions(request, begun)
        yield Looked(words, _wrong(request, space, may_go_on=bool(words)))


def _completions(request: LookRequest, begun: str) -> tuple[str, ...]:
    if not begun or len(begun) > 60:
        return ()
    asked = CompletionRequest.parse(vectors=request.vectors, file=request.file, prefix=begun)
    (found,) = lookup.complete(asked)
    return found.words


def _unreadable(text: str) -> ExpressionError | None:
    try:
        parse(text)
    except ExpressionError as error:
        return error
    return None


def _wrong(request: LookRequest, space: Space, *, may_go_on: bool) -> ExpressionError | None:
    """The first thing that cannot be read, or the first word that is not there."""
    index_of = space.keyed.key_to_index
    try:
        parsed = parse(request.text, is_word=index_of.__contains__)
    except ExpressionError as error:
        return error
    for written in (*parsed.terms, *([parsed.guess] if parsed.guess else [])):
        being_written = may_go_on and (written.start, written.end) == (request.start, request.end)
        if not being_written and lookup.find(written.word, index_of) is None:
            missing = lookup.unknown(written.word, space)
            sentence = lookup.sentence(missing, space)
            return ExpressionError(sentence, written.start, written.end, missing.suggestions)
    return None
