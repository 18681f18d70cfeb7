"""Loads language models. The heavy imports happen inside the functions."""

import contextlib
import functools
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import ModelError
from models.hub.fetch import fetch
from models.hub.settings import settings
from models.language import pieces
from models.language.reading import Reading
from models.placement import Placement, choose
from models.requests import shorten
from models.specs import Spec

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LanguageModel:
    """A causal language model, shared by all runs: nothing in it is changed after loading.

    `network` is one of transformers' ...ForCausalLM, `tokenizer` its own.
    """

    spec: Spec
    network: Any
    tokenizer: Any
    placement: Placement

    @property
    def limit(self) -> int:
        """How many tokens the model can read at once."""
        return int(self.spec.limits["context"])

    @property
    def begin(self) -> int:
        """The id of the token that stands before a text: that of its begin, or else of an end."""
        ids = (self.tokenizer.bos_token_id, self.network.config.bos_token_id, *sorted(self.ends))
        return next(token for token in ids if token is not None)

    @functools.cached_property
    def ends(self) -> frozenset[int]:
        """The ids of the tokens after which nothing comes."""
        known = (
            self.tokenizer.eos_token_id,
            self.network.config.eos_token_id,
            self.network.generation_config.eos_token_id,
        )
        several = [ids if isinstance(ids, list) else [ids] for ids in known]
        return frozenset(token for ids in several for token in ids if token is not None)

    @functools.cached_property
    def special(self) -> frozenset[int]:
        """The ids of the tokens that are signs for the model and no text."""
        return pieces.special_ids(self.tokenizer)

    @functools.cached_property
    def pieces(self) -> tuple[bytes, ...]:
        """The bytes of every id of the vocabulary; none for ids that stand for nothing."""
        return pieces.all_pieces(self.tokenizer, self.network.config.vocab_size)

    @property
    def status(self) -> str:
        """Where, how and what, such as "cpu · float32 · pocket-gpt 9 MB"."""
        return f"{self.placement} · {self.spec.key} {self.spec.size_mb:,.0f} MB"

    @property
    def manner(self) -> str:
        """How it runs, without where: "bfloat16"."""
        return str(self.placement).partition(" · ")[2]

    @property
    def vocab_size(self) -> int:
        """How many logits the model gives; some may stand for no token."""
        return len(self.pieces)

    def read(
        self, prompt: str, continuation: Sequence[int], reserve: int, most: int | None = None
    ) -> Reading:
        """A reading of the prompt and the tokens after it, with room for `reserve` more."""
        limit = self.limit if most is None else min(self.limit, most)
        return Reading(self, prompt, continuation, reserve, limit)

    def spell(self, ids: Sequence[int]) -> tuple[bytes, ...]:
        """The pieces of these tokens."""
        return tuple(self.pieces[token] for token in ids)


def load(spec: Spec) -> LanguageModel:
    """The model in the folder of `spec`, in float32 and with one thread."""
    place = choose(pocket=True)
    place.use_threads()
    return _load(spec, Path(spec.source), place)


def load_hub(spec: Spec) -> LanguageModel:
    """The model of the hub that `spec` names, downloaded if need be; only verified files."""
    for news in fetch(spec):
        log.debug(news.sentence)
    return _load(spec, settings().snapshot(spec.pipeline), choose(pocket=False))


def _load(spec: Spec, folder: Path, place: Placement) -> LanguageModel:
    import transformers

    log.info("%s: %s", spec.key, place.sentence)
    with _quiet():
        config = transformers.AutoConfig.from_pretrained(folder, local_files_only=True)
        if config.architectures != [spec.family]:
            raise ModelError(
                f"{spec.name} says that it is a {shorten(config.architectures)}, but the catalog "
                f"knows it as a {spec.family}: choose another model."
            )
        network = getattr(transformers, spec.family).from_pretrained(
            folder, dtype=place.dtype, use_safetensors=True, local_files_only=True
        )
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    return LanguageModel(spec, network.to(place.device).eval(), tokenizer, place)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Load without progress bars."""
    from transformers.utils import logging as transformers_logging

    loud = transformers_logging.is_progress_bar_enabled()
    transformers_logging.disable_progress_bar()
    try:
        yield
    finally:
        if loud:
            transformers_logging.enable_progress_bar()
