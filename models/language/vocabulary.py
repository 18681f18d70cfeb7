"""All tokens of a model, as the bytes they stand for."""

from collections.abc import Iterator

from models import catalog, lending
from models.language.records import Vocabulary
from models.language.requests import VocabularyRequest
from models.records import Waiting
from models.registry import registry


def vocabulary(request: VocabularyRequest) -> Iterator[Waiting | Vocabulary]:
    """One Vocabulary."""
    spec = catalog.find(request.model)
    yield from lending.prepare(spec)
    with registry().use(spec) as model:
        yield Vocabulary(spec.key, model.pieces, tuple(sorted(model.special)))
