"""From an entry to a tokenizer in memory: downloaded once, loaded once, shared."""

import functools
import importlib
import logging
from collections.abc import Iterator

from models.errors import ModelError, VisitorError
from models.hub.fetch import fetch as fetch_from_hub
from models.records import Waiting
from models.tokenizers import ranks
from models.tokenizers.entries import TokenizerEntry, find, is_present
from models.tokenizers.interface import Tokenizer

log = logging.getLogger(__name__)


def prepare(entry: TokenizerEntry) -> Iterator[Waiting]:
    """Have the files of the tokenizer here, telling what is waited for: nothing where they are.

    Close the generator to stop; what is whole stays.

    Raises:
        ModelError: where they cannot be had.
    """
    find(entry.key)
    if is_present(entry):
        return
    if entry.ranks:
        yield from ranks.fetch(entry.ranks, entry.name)
    elif entry.hub:
        yield from fetch_from_hub(entry.as_spec())
    else:
        raise ModelError(
            f"The vocabulary of {entry.name} is missing from this copy of the gallery: clone the "
            "repository again, or choose another tokenizer."
        )


@functools.cache
def load(key: str) -> Tokenizer:
    """The tokenizer called `key`, the same one for everybody; its files are here already.

    It keeps no state of a text, so that threads may share it. Raises ModelError where its files
    are missing or broken.
    """
    entry = find(key)
    for waiting in prepare(entry):
        log.info("%s", waiting.sentence)
    module, name = entry.loader.split(":")
    try:
        return getattr(importlib.import_module(module), name)(entry)
    except VisitorError:
        raise
    except Exception as error:
        log.exception("loading the tokenizer %s failed", key)
        raise ModelError(
            f"The vocabulary of {entry.name} cannot be read: choose another tokenizer."
        ) from error
