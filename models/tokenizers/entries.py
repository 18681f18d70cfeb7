"""The table of tokenizers: where each comes from, what it promises. Loads nothing."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from models.catalog import CHECKPOINTS
from models.errors import InvalidRequest
from models.requests import shorten, suggestion
from models.specs import Source, Spec, is_public
from models.tokenizers.ranks import FILES, RanksFile


@dataclass(frozen=True)
class TokenizerEntry:
    """One tokenizer, as data.

    `method` says in two or three words how it cuts. It is made by "package.module:function" in
    `loader`, called with this entry. Its vocabulary comes from a `file` of this project, from a
    file of `ranks` that tiktoken reads, from the `hub`, or from nowhere. `round_trip` promises that
    decoding what was encoded gives the same text.
    """

    key: str
    title: str
    method: str
    loader: str
    licence: str = "Apache-2.0"
    round_trip: bool = True
    file: Path | None = None
    ranks: RanksFile | None = None
    hub: Source | None = None

    @property
    def name(self) -> str:
        """The title without what stands in brackets: "GPT-4"."""
        return self.title.partition(" (")[0]

    @property
    def download_mb(self) -> float:
        """What there is to download once; 0 for what is part of the gallery."""
        return self.hub.megabytes if self.hub else self.ranks.megabytes if self.ranks else 0

    def as_spec(self) -> Spec:
        """The entry in the words of the catalog, which the downloader of hub files understands."""
        source = self.hub
        return Spec(
            key=self.key,
            title=self.title,
            kind="tokenizer",
            size_mb=self.download_mb,
            licence=self.licence,
            loader=self.loader,
            hub_id=source.hub_id if source else None,
            revision=source.revision if source else None,
            parts=source.parts if source else (),
        )


_TABLE = (
    TokenizerEntry(
        key="pocket-bpe",
        title="Pocket BPE (ours, 4,096 tokens)",
        method="byte-pair encoding",
        loader="models.tokenizers.from_json:byte_level",
        file=CHECKPOINTS / "pocket-gpt" / "tokenizer.json",
    ),
    TokenizerEntry(
        key="bytes",
        title="Bytes (UTF-8)",
        method="one token for each byte",
        loader="models.tokenizers.plain:Bytes",
    ),
    TokenizerEntry(
        key="characters",
        title="Characters (Unicode)",
        method="one token for each code point",
        loader="models.tokenizers.plain:Characters",
    ),
    TokenizerEntry(
        key="words",
        title="Words (lower case, a fixed list)",
        method="whole words, or unknown",
        loader="models.tokenizers.words:load",
        licence="CC-BY-SA-4.0",
        round_trip=False,
        file=CHECKPOINTS / "pocket-vectors" / "words.txt",
    ),
    TokenizerEntry(
        key="gpt2",
        title="GPT-2 (r50k_base)",
        method="byte-pair encoding",
        loader="models.tokenizers.from_ranks:load",
        licence="MIT",
        ranks=FILES["r50k_base"],
    ),
    TokenizerEntry(
        key="cl100k_base",
        title="GPT-4 (cl100k_base)",
        method="byte-pair encoding",
        loader="models.tokenizers.from_ranks:load",
        licence="MIT",
        ranks=FILES["cl100k_base"],
    ),
    TokenizerEntry(
        key="o200k_base",
        title="GPT-4o (o200k_base)",
        method="byte-pair encoding",
        loader="models.tokenizers.from_ranks:load",
        licence="MIT",
        ranks=FILES["o200k_base"],
    ),
    TokenizerEntry(
        key="bert",
        title="BERT (WordPiece, uncased)",
        method="WordPiece",
        loader="models.tokenizers.from_json:aligned",
        round_trip=False,
        hub=Source(
            "google-bert/bert-base-uncased",
            "86b5e0934494bd15c9632b12f734a8a67f723594",
            ("tokenizer.json",),
            0.5,
        ),
    ),
    TokenizerEntry(
        key="t5",
        title="T5 (SentencePiece, unigram)",
        method="unigram model",
        loader="models.tokenizers.from_json:aligned",
        round_trip=False,
        hub=Source(
            "google-t5/t5-small",
            "df1b051c49625cf57a3d0d8d3863ed4d13564fe4",
            ("tokenizer.json",),
            1.4,
        ),
    ),
    TokenizerEntry(
        key="llama-2",
        title="Llama 2 (SentencePiece, BPE, as in TinyLlama)",
        method="byte-pair encoding of characters",
        loader="models.tokenizers.from_json:aligned",
        round_trip=False,
        hub=Source(
            "TinyLlama/TinyLlama-1.1B-Chat-v1.0",
            "fe8a4ea1ffedaf415f4da2f062534de366a451e6",
            ("tokenizer.json",),
            1.8,
        ),
    ),
)

ENTRIES: Mapping[str, TokenizerEntry] = MappingProxyType({entry.key: entry for entry in _TABLE})


def find(key: str) -> TokenizerEntry:
    """The tokenizer called `key`; InvalidRequest where there is none, or it is not offered here."""
    known = [entry.key for entry in offered()]
    if key not in ENTRIES:
        raise InvalidRequest(f"There is no tokenizer called {shorten(key)}{suggestion(key, known)}")
    if key not in known:
        raise InvalidRequest(
            f"{ENTRIES[key].name} is not offered on this public page: choose one of "
            f"{', '.join(known)}."
        )
    return ENTRIES[key]


def offered() -> tuple[TokenizerEntry, ...]:
    """What a visitor may choose here, in order: in public no download, but for UNFOG_MODELS."""
    allowed = [key.strip() for key in os.environ.get("UNFOG_MODELS", "").split(",")]
    return tuple(
        entry
        for entry in ENTRIES.values()
        if not is_public() or not entry.download_mb or entry.key in allowed
    )


def is_present(entry: TokenizerEntry) -> bool:
    """Whether the tokenizer can be used without a download."""
    if entry.ranks:
        return entry.ranks.path().is_file()
    if entry.hub:
        from models.hub.receipts import is_downloaded

        return is_downloaded(entry.as_spec())
    return entry.file is None or entry.file.is_file()
