"""From what a request names to the corpora, the tokenizer and the prompt it means."""

from collections.abc import Iterator, Sequence

from models import tokenizers
from models.ngrams import corpora
from models.ngrams.corpora import Corpus
from models.ngrams.requests import MOBY_DICK, STORY, CorpusRequest, NextUnitRequest, NgramRequest
from models.ngrams.units import OWN, cut, shown
from models.records import Waiting
from models.requests import shorten


def prepared(unit: str) -> Iterator[Waiting]:
    """Have the tokenizer of these units here, telling what is waited for."""
    if unit not in OWN:
        yield from tokenizers.prepare(tokenizers.find(unit))


def of_request(request: CorpusRequest, name: str, order: int) -> Corpus:
    """The corpus called `name`, in the request's units, counted up to `order`."""
    if name == MOBY_DICK:
        return corpora.moby_dick(request.unit, order)
    if name == STORY:
        return corpora.story(request.unit, order)
    return corpora.counted(request.text, request.unit, order)


def prompt_of(request: NgramRequest | NextUnitRequest) -> list[bytes]:
    """The units of the prompt."""
    row = cut(request.prompt, request.unit)
    return [row.vocabulary[unit] for unit in row.ids]


def unknown_in(found: Sequence[Corpus], request: NgramRequest | NextUnitRequest) -> tuple[str, ...]:
    """A remark where the context that the prompt gives holds a unit that no corpus knows."""
    context = prompt_of(request)[1 - request.n :] if request.n > 1 else []
    known = [piece for piece in context if any(piece in corpus.index for corpus in found)]
    unknown = [piece for piece in context if piece not in known]
    if not unknown:
        return ()
    where = " and ".join(corpus.title for corpus in found)
    return (f"{shorten(shown(unknown[-1]))} is not in {where}, so nothing before it counts.",)
