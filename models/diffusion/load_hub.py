"""Loads the pipelines of the hub that the catalog names, whatever their family.

Only verified files are read, only safetensors, and only by the class that the catalog names: what
a repository says in `model_index.json` can name no other.
"""

import json
import logging
from pathlib import Path
from typing import Any

from models import safety
from models.diffusion.load import Diffuser, import_diffusers, quiet
from models.errors import ModelError
from models.hub.fetch import fetch
from models.hub.settings import settings
from models.placement import Placement, choose
from models.requests import shorten
from models.specs import Spec

log = logging.getLogger(__name__)

WITHOUT_CHECKER = {
    "safety_checker": None,
    "feature_extractor": None,
    "image_encoder": None,
    "requires_safety_checker": False,
}
"""The checker is a stage of its own here (models/safety.py), which looks at previews too."""

FAMILIES: dict[str, dict[str, Any]] = {
    "StableDiffusionPipeline": WITHOUT_CHECKER,
    "StableDiffusionXLPipeline": {
        "feature_extractor": None,
        "image_encoder": None,
        "add_watermarker": False,
    },
    "LatentConsistencyModelPipeline": WITHOUT_CHECKER,
}


def load(spec: Spec) -> Diffuser:
    """The pipeline of `spec`, its preview decoder and its checker, downloaded if need be."""
    for news in fetch(spec):
        log.debug(news.sentence)
    hub = settings()
    import_diffusers()
    place = choose(pocket=False)
    log.info("%s: %s", spec.key, place.sentence)
    with quiet():
        pipe = _pipeline(hub.snapshot(spec.pipeline), spec, place)
        preview = _preview(hub.snapshot(spec.preview), place) if spec.preview else None
        checker = None
        if spec.is_checked:
            checker = safety.load(hub.snapshot(spec.checker), place.dtype, place.device)
    from models.diffusion import attention

    chosen = attention.choose(pipe, place)
    log.info("%s: %s", spec.key, chosen.sentence)
    return Diffuser(spec, pipe, preview, place, checker, chosen.name)


def _pipeline(folder: Path, spec: Spec, place: Placement) -> Any:
    import diffusers

    index = json.loads((folder / "model_index.json").read_bytes())
    if index.get("_class_name") != spec.family:
        raise ModelError(
            f"{spec.name} says that it is a {shorten(index.get('_class_name'))}, but the catalog "
            f"knows it as a {spec.family}: choose another model."
        )
    parts = dict(FAMILIES[spec.family])
    if not all(index.get("scheduler") or [None]):
        parts["scheduler"] = diffusers.LCMScheduler.from_pretrained(folder, subfolder="scheduler")
    pipe = getattr(diffusers, spec.family).from_pretrained(
        folder,
        variant=spec.variant,
        dtype=place.dtype,
        use_safetensors=True,
        local_files_only=True,
        **parts,
    )
    return _steady(pipe).to(place.device)


def _steady(pipe: Any) -> Any:
    """SDXL's autoencoder overflows in float16, which diffusers notices at every picture anew."""
    import torch

    if pipe.vae.dtype == torch.float16 and pipe.vae.config.force_upcast:
        pipe.vae.to(torch.float32)
    return pipe


def _preview(folder: Path, place: Placement) -> Any:
    from diffusers import AutoencoderTiny

    decoder = AutoencoderTiny.from_pretrained(
        folder, dtype=place.dtype, use_safetensors=True, local_files_only=True
    )
    return decoder.to(place.device).eval()
