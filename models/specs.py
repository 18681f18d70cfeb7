"""What the catalog says about a model, as types. Loads nothing."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

CONTROLS = (
    "num_inference_steps",
    "guidance_scale",
    "negative_prompt",
    "scheduler",
    "strength",
    "upscale",
)
"""The settings that some models ignore, by their names in requests and in the tabs."""


@dataclass(frozen=True)
class Source:
    """Files of a repository on the Hugging Face hub, at a pinned revision.

    `parts` are folders of it, files of its root, or "." for the root itself. `variant` is the
    stored precision to take where there is one, "fp16"; `half` says that the numbers are stored in
    16 bits under a plain name. `megabytes` is what the files weigh.
    """

    hub_id: str
    revision: str
    parts: tuple[str, ...]
    megabytes: float
    variant: str | None = None
    half: bool = False

    @property
    def stored_bytes(self) -> int:
        """The bytes of a number in its files: half precision or float32."""
        return 2 if self.half or self.variant == "fp16" else 4


@dataclass(frozen=True)
class Archive:
    """The compressed file of word vectors called `name` in gensim-data, gensim's own collection.

    `size` are its bytes and `md5` its checksum, as the collection lists them. `binary` tells
    word2vec's binary format from its text format.
    """

    name: str
    size: int
    md5: str
    binary: bool = False


@dataclass(frozen=True)
class Spec:
    """A model that can be borrowed from the registry.

    It comes from a `folder` on this disk, or from `hub_id` at the pinned `revision` of the Hugging
    Face hub in the same layout, or from an `archive` of word vectors, or from a visitor's own
    `file`. `size_mb` is the weight of its `parts` as they are stored, or what word vectors take in
    memory; `workspace_mb` is the memory to work with them besides. `loader` is
    "package.module:function", called with this spec. `family` is the class of diffusers or
    transformers that the model belongs to.

    `world` is true for models that know only the words of the picture world. `upscaler` and `judge`
    are the keys of its companions; `preview` is a small decoder for the pictures on the way, and
    `checker` looks at the pictures, `checked` "always" or only in "public". `fallback` is the key
    of a model to choose where this one cannot be had.

    `ignored` says, for settings of CONTROLS that have no effect on this model, why that is so;
    `defaults` holds the value they stay at. `embeds_guidance`: the network is told the guidance
    scale, and is asked once a step.

    Of language models, `opening` is put before every prompt, the sign that a text begins; with
    `chat` the prompt is what a person says in the model's chat template. `server` is true for a
    model that runs elsewhere: whoever starts the app gives its address.
    """

    key: str
    title: str
    kind: str
    size_mb: float
    licence: str
    loader: str
    folder: Path | None = None
    hub_id: str | None = None
    revision: str | None = None
    archive: Archive | None = None
    file: Path | None = None
    variant: str | None = None
    half: bool = False
    parts: tuple[str, ...] = ()
    family: str = "StableDiffusionPipeline"
    preview: Source | None = None
    checker: Source | None = None
    checked: Literal["always", "public"] = "public"
    fallback: str | None = None
    workspace_mb: float = 0
    world: bool = False
    upscaler: str | None = None
    judge: str | None = None
    defaults: Mapping[str, Any] = field(default_factory=dict)
    limits: Mapping[str, Any] = field(default_factory=dict)
    ignored: Mapping[str, str] = field(default_factory=dict)
    embeds_guidance: bool = False
    opening: str = ""
    chat: bool = False
    server: bool = False

    @property
    def name(self) -> str:
        """The title without what stands in brackets: "SD-Turbo"."""
        return self.title.partition(" (")[0]

    @property
    def source(self) -> str:
        """What `from_pretrained` takes: the folder's path, or the hub id."""
        return str(self.folder) if self.folder else str(self.hub_id)

    @property
    def is_present(self) -> bool:
        """Whether it can be loaded without a download: hub models are not looked up here."""
        return self.folder is not None and self.folder.is_dir()

    @property
    def is_remote(self) -> bool:
        """Whether it runs on another machine, or its files come from one, even if here by now."""
        return self.hub_id is not None or self.archive is not None or self.server

    @property
    def is_checked(self) -> bool:
        """Whether its pictures go through the safety checker here."""
        return self.checker is not None and (self.checked == "always" or is_public())

    @property
    def pipeline(self) -> Source | None:
        """The files of the pipeline itself; None for a model that lies in a folder here."""
        if self.hub_id is None:
            return None
        return Source(
            self.hub_id, str(self.revision), self.parts, self.size_mb, self.variant, self.half
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """Everything that must come from the hub: the pipeline, its preview, its checker."""
        checker = self.checker if self.is_checked else None
        return tuple(source for source in (self.pipeline, self.preview, checker) if source)

    @property
    def download_mb(self) -> float:
        """What there is to download, all sources together."""
        archive = self.archive.size / 1e6 if self.archive else 0
        return archive + sum(source.megabytes for source in self.sources)


def is_public() -> bool:
    """Whether this gallery is open to strangers (UNFOG_PUBLIC=1, `python app.py --public`)."""
    return os.environ.get("UNFOG_PUBLIC", "0") == "1"
