"""What a U-Net is told besides x_t and t: the words, and what its family wants to know besides.

Stable Diffusion reads the hidden states of one text encoder (Rombach et al. 2022). SDXL reads those
of two, a pooled vector of the whole prompt, and the size of the picture (Podell et al. 2023). A
latent consistency model is told the guidance scale w, so that it need not be asked twice (Meng et
al. 2023, Luo et al. 2023).
"""

from dataclasses import dataclass, field
from typing import Any

import torch

from models.diffusion import evaluations
from models.diffusion.requests import DenoiseRequest


@dataclass(frozen=True)
class Conditioning:
    """`hidden` float [B, tokens, width], B = 1, or 2 with the unconditional text first.

    `extra` holds further arguments of the U-Net, of the same batch.
    """

    hidden: torch.Tensor
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def batch(self) -> int:
        """How many predictions are asked of the network at a time."""
        return len(self.hidden)


def conditioning(pipe: Any, request: DenoiseRequest) -> Conditioning:
    """What the U-Net of `pipe` is told in every step of `request`."""
    told = pipe.unet.config.time_cond_proj_dim is not None
    w = request.guidance_scale
    both = evaluations.a_look(w, told) == 2
    prompt = request.negative_prompt if w == 0 and not told else request.prompt
    negative = (request.negative_prompt or None) if both else None
    if getattr(pipe, "text_encoder_2", None) is not None:
        return _of_two_encoders(pipe, prompt, negative, both)
    cond, uncond = pipe.encode_prompt(prompt, pipe.device, 1, both, negative)
    hidden = torch.cat([uncond, cond]) if both else cond
    return Conditioning(hidden, {"timestep_cond": _told(pipe, w, hidden)} if told else {})


def _of_two_encoders(pipe: Any, prompt: str, negative: str | None, both: bool) -> Conditioning:
    cond, uncond, pooled, pooled_uncond = pipe.encode_prompt(
        prompt=prompt,
        device=pipe.device,
        do_classifier_free_guidance=both,
        negative_prompt=negative,
    )
    side = pipe.unet.config.sample_size * pipe.vae_scale_factor
    sizes = torch.tensor([[side, side, 0, 0, side, side]], dtype=cond.dtype, device=pipe.device)
    if not both:
        return Conditioning(cond, _added(pooled, sizes))
    pooled, sizes = torch.cat([pooled_uncond, pooled]), torch.cat([sizes, sizes])
    return Conditioning(torch.cat([uncond, cond]), _added(pooled, sizes))


def _added(pooled: torch.Tensor, sizes: torch.Tensor) -> dict[str, Any]:
    """`sizes` are those of the original, the crop's corner, and the target, in pixels."""
    return {"added_cond_kwargs": {"text_embeds": pooled, "time_ids": sizes}}


def _told(pipe: Any, w: float, hidden: torch.Tensor) -> torch.Tensor:
    """w as a vector of sines; shifted by one, for a consistency model counts from no guidance."""
    width = pipe.unet.config.time_cond_proj_dim
    embedding = pipe.get_guidance_scale_embedding(torch.tensor([w - 1.0]), embedding_dim=width)
    return embedding.to(hidden)
