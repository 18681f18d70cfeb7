"""Remarks on a run that an honest teacher would make before it starts, as sentences."""

from typing import Any

from models import catalog
from models.diffusion import schedulers
from models.diffusion.requests import DenoiseRequest


def remarks(request: DenoiseRequest, model: Any, calls: int) -> tuple[str, ...]:
    """What the visitor should know: `calls` is how often the scheduler will call the network."""
    notes = [
        *request.notes,
        *remarks_on_words(request, model),
        *_about_guidance(request),
        *_about_order(request, calls),
        *_about_companions(request, model.spec),
    ]
    return tuple(notes)


def remarks_on_words(request: DenoiseRequest, model: Any) -> list[str]:
    """What the model cannot know or never reads of the two prompts."""
    notes = []
    if not request.prompt:
        notes.append("The prompt is empty: the model draws anything its world may hold.")
    notes += _cut(request.prompt, model.pipe.tokenizer)
    if model.spec.world:
        notes += _unknown("prompt", request.prompt)
        notes += _unknown("negative prompt", request.negative_prompt)
    return notes


def _unknown(name: str, text: str) -> list[str]:
    from models.pictures import unknown_words

    words = [f"“{word[:30]}”" for word in unknown_words(text)]
    if not words:
        return []
    more = f" and {len(words) - 8} more" if len(words) > 8 else ""
    verb = "is" if len(words) == 1 else "are"
    known = "a word" if len(words) == 1 else "words"
    return [
        f"{', '.join(words[:8])}{more} in the {name} {verb} not {known} of this model's world: "
        "it cannot know what to draw for that."
    ]


def _cut(prompt: str, tokenizer: Any) -> list[str]:
    """CLIP reads a fixed number of tokens, its two marks included, and drops the rest."""
    room = tokenizer.model_max_length - 2
    ids = tokenizer(prompt, add_special_tokens=False, verbose=False).input_ids
    if len(ids) <= room:
        return []
    lost = tokenizer.decode(ids[room:]).strip()
    return [
        f"The prompt has {len(ids)} tokens and the model reads {room}: it never sees “{lost[:60]}”."
    ]


def _about_guidance(request: DenoiseRequest) -> list[str]:
    w = request.guidance_scale
    if w == 0:
        words = "the negative prompt" if request.negative_prompt else "no words at all"
        return [f"Guidance 0 leaves the prompt out: this is the picture of {words}."]
    if w < 1:
        return ["Guidance below 1 is mixed as the formula says; plain diffusers treats it as 1."]
    if w == 1 and request.negative_prompt:
        return ["At guidance 1 the negative prompt has no effect."]
    return []


def _about_order(request: DenoiseRequest, calls: int) -> list[str]:
    if calls == request.num_inference_steps:
        return []
    order = schedulers.find(request.scheduler).order
    why = "is second-order and looks twice a step" if order == 2 else "begins with an extra look"
    return [
        f"{request.scheduler} {why}: {request.num_inference_steps} steps ask the network at "
        f"{calls} noise levels."
    ]


def _about_companions(request: DenoiseRequest, spec: catalog.Spec) -> list[str]:
    wanted = {"upscaler": request.upscale, "judge": True}
    keys = {part: getattr(spec, part) for part, needed in wanted.items() if needed}
    return [
        f"The {part} is not on this disk, so this run goes without it."
        for part, key in keys.items()
        if key and not catalog.find(key).is_present
    ]
