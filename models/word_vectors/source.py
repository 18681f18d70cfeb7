"""Where the vectors of a request come from."""

from models import catalog
from models.specs import Spec
from models.word_vectors import own
from models.word_vectors.requests import VectorsRequest


def spec_of(request: VectorsRequest) -> Spec:
    """What the registry is to lend: the visitor's file, if there is one, or an entry by its key."""
    return own.spec_of(request.file) if request.file else catalog.find(request.vectors)
