"""Small word vectors for tests: random ones, and the most frequent words of the shipped ones."""

import functools

import numpy as np
from gensim.models import KeyedVectors

from models import catalog
from models.word_vectors.checkpoint import keyed_vectors, read
from models.word_vectors.space import Space

FREQUENT = 12_000


def space_of(words: dict[str, list[float]], unit_length: bool = True) -> Space:
    """A space of the vectors that stand here."""
    vectors = np.array(list(words.values()), np.float32)
    return Space(keyed_vectors(words, vectors), "Test vectors", unit_length)


def random_vectors(words: list[str], size: int = 24, seed: int = 5) -> KeyedVectors:
    """Vectors of many lengths, all of them leaning to one side, as trained ones do."""
    rng = np.random.default_rng(seed)
    vectors = (rng.normal(size=(len(words), size)) + 0.5) * rng.uniform(0.2, 4, (len(words), 1))
    return keyed_vectors(words, vectors.astype(np.float32))


@functools.cache
def shipped() -> KeyedVectors:
    """pocket-vectors."""
    return read(catalog.find("pocket-vectors").folder)


@functools.cache
def pocket() -> KeyedVectors:
    """Its most frequent words."""
    whole = shipped()
    return keyed_vectors(whole.index_to_key[:FREQUENT], whole.vectors[:FREQUENT])
