"""Every model of the gallery as data: where it comes from, what it weighs. Loads nothing."""

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from models.errors import InvalidRequest
from models.hub_language_models import HUB_LANGUAGE_MODELS
from models.hub_models import HUB_MODELS
from models.requests import shorten, suggestion
from models.specs import Spec, is_public
from models.vector_models import VECTOR_MODELS

CHECKPOINTS = Path(__file__).parent / "checkpoints"

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
        limits=MappingProxyType({"num_inference_steps": 100}),
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
    Spec(
        key="pocket-gan",
        title="Pocket GAN (ours, banknotes of 16 × 16)",
        kind="gan",
        size_mb=7,
        licence="Apache-2.0",
        loader="models.gan_pictures.checkpoint:load",
        folder=CHECKPOINTS / "pocket-gan",
    ),
    Spec(
        key="pocket-vectors",
        title="Pocket vectors (ours)",
        kind="word-vectors",
        size_mb=45,
        licence="CC BY-SA 4.0",
        loader="models.word_vectors.checkpoint:load",
        folder=CHECKPOINTS / "pocket-vectors",
    ),
    Spec(
        key="pocket-gpt",
        title="Pocket GPT (ours, 4.5 M parameters)",
        kind="language",
        size_mb=9,
        licence="CC BY-SA 4.0",
        loader="models.language.load:load",
        folder=CHECKPOINTS / "pocket-gpt",
        family="LlamaForCausalLM",
        opening="<|endoftext|>",
        limits=MappingProxyType({"context": 512}),
    ),
    *HUB_MODELS,
    *HUB_LANGUAGE_MODELS,
    Spec(
        key="local-server",
        title="Your own server (OpenAI completions)",
        kind="language",
        size_mb=0,
        licence="that of its model",
        loader="models.language.server:load",
        server=True,
        fallback="pocket-gpt",
        defaults=MappingProxyType({"repetition_penalty": 1.0}),
        ignored=MappingProxyType(
            {
                "repetition_penalty": (
                    "Not used: a server does not tell which tokens the prompt consists of."
                )
            }
        ),
    ),
    *VECTOR_MODELS,
)

MODELS: Mapping[str, Spec] = MappingProxyType({spec.key: spec for spec in _TABLE})


def find(key: str) -> Spec:
    """The model called `key`; InvalidRequest where there is none, or it is not offered here."""
    known = [name for name, spec in MODELS.items() if is_permitted(spec)]
    if key not in MODELS:
        raise InvalidRequest(f"There is no model called {shorten(key)}{suggestion(key, known)}")
    if key not in known:
        where = "on this public page" if is_public() else "without --completions-server"
        raise InvalidRequest(
            f"{MODELS[key].name} is not offered {where}: choose "
            f"{' or '.join(spec.name for spec in offered(MODELS[key].kind))}."
        )
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
    return tuple(spec for spec in of_kind(kind) if is_permitted(spec))


def is_permitted(spec: Spec) -> bool:
    """Whether `spec` may be loaded here: in public, what is embedded, and what UNFOG_MODELS names.

    UNFOG_MODELS is a list of keys with commas between them. A server needs an address besides.
    """
    if spec.server and not os.environ.get("UNFOG_COMPLETIONS_URL"):
        return False
    allowed = [key.strip() for key in os.environ.get("UNFOG_MODELS", "").split(",")]
    return not is_public() or not spec.is_remote or spec.key in allowed
