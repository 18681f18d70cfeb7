"""Where the vectors of a request come from."""

from models import catalog
from models.specs import Spec
from models.word_vectors.requests import VectorsRequest


def spec_of(request: VectorsRequest) -> Spec:
    """What the registry is to lend."""
    return catalog.find(request.vectors)
