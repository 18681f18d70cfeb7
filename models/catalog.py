"""Every model of the gallery as data: where it comes from, what it weighs. Loads nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from models.errors import InvalidRequest
from models.requests import shorten, suggestion

CHECKPOINTS = Path(__file__).parent / "checkpoints"

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
class Spec:
    """A model that can be borrowed from the registry.

    It comes from a `folder` on this disk or from `hub_id` at the pinned `revision` of the Hugging
    Face hub; both are in the same layout and go the same way. `size_mb` is what it takes in
    memory, `download_mb` what it takes on the disk. `loader` is "package.module:function", called
    with this spec. `world` is true for models that know only the words of the picture world.
    `upscaler` and `judge` are the keys of its companions. `ignored` says, for settings of CONTROLS
    that have no effect on this model, why that is so; `defaults` holds the value they stay at.
    `embeds_guidance`: the network is told the guidance scale, and is asked once a step.
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
    variant: str | None = None
    download_mb: float = 0
    world: bool = False
    upscaler: str | None = None
    judge: str | None = None
    defaults: Mapping[str, Any] = field(default_factory=dict)
    limits: Mapping[str, Any] = field(default_factory=dict)
    ignored: Mapping[str, str] = field(default_factory=dict)
    embeds_guidance: bool = False

    @property
    def source(self) -> str:
        """What `from_pretrained` takes: the folder's path, or the hub id."""
        return str(self.folder) if self.folder else str(self.hub_id)

    @property
    def is_present(self) -> bool:
        """Whether it can be loaded without a download: hub models are not looked up here."""
        return self.folder is not None and self.folder.is_dir()


_TABLE = (
    Spec(
        key="pocket-diffusion",
        title="Pocket diffusion (ours, 64 × 64)",
        kind="text-to-image",
        size_mb=47,
        licence="Apache-2.0",
        loader="models.diffusion.load:load",
        folder=CHECKPOINTS / "pocket-diffusion",
        world=True,
        upscaler="pocket-upscaler",
        judge="pocket-judge",
        defaults=MappingProxyType(
            {"num_inference_steps": 20, "guidance_scale": 4.0, "scheduler": "DDIM"}
        ),
        limits=MappingProxyType({"num_inference_steps": 100, "guidance_scale": 15.0}),
    ),
    Spec(
        key="pocket-upscaler",
        title="Pocket upscaler (ours, × 4)",
        kind="upscaler",
        size_mb=1,
        licence="Apache-2.0",
        loader="models.diffusion.load:load_upscaler",
        folder=CHECKPOINTS / "pocket-upscaler",
    ),
    Spec(
        key="pocket-judge",
        title="Pocket judge (ours)",
        kind="classifier",
        size_mb=3,
        licence="Apache-2.0",
        loader="models.diffusion.load:load_judge",
        folder=CHECKPOINTS / "pocket-judge",
    ),
)

MODELS: Mapping[str, Spec] = MappingProxyType({spec.key: spec for spec in _TABLE})


def find(key: str) -> Spec:
    """The model called `key`; InvalidRequest with the nearest name where there is none."""
    if key not in MODELS:
        raise InvalidRequest(f"There is no model called {shorten(key)}{suggestion(key, MODELS)}")
    return MODELS[key]


def with_companions(key: str) -> tuple[Spec, ...]:
    """The model called `key`, then those of its companions that are on this disk."""
    spec = find(key)
    companions = [MODELS[name] for name in (spec.upscaler, spec.judge) if name]
    return (spec, *(companion for companion in companions if companion.is_present))


def of_kind(kind: str) -> tuple[Spec, ...]:
    """All models of a kind, such as "text-to-image", in the order of the catalog."""
    return tuple(spec for spec in MODELS.values() if spec.kind == kind)


def offered(kind: str) -> tuple[Spec, ...]:
    """The models of a kind that a visitor may choose here, in the order of the catalog."""
    return of_kind(kind)
