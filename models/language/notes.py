"""Remarks on a request that the visitor should read: what was left out, what has no effect."""

from models.language.protocols import Model
from models.language.records import Context
from models.language.requests import NextTokenRequest, Sampling, TemperaturesRequest


def remarks(
    request: NextTokenRequest | TemperaturesRequest, model: Model, context: Context
) -> tuple[str, ...]:
    """The notes of the request, then those that only the model can make."""
    found = (*_of_the_prompt(request, model, context), *_of_the_controls(request, model))
    return (*request.notes, *found)


def _of_the_prompt(
    request: NextTokenRequest | TemperaturesRequest, model: Model, context: Context
) -> list[str]:
    name = model.spec.name
    notes = []
    if context.cut:
        start = b"".join(context.pieces)[:60].decode(errors="ignore")
        notes.append(
            f"{name} reads {context.limit:,} tokens at most, those to come included, so the first "
            f"{context.cut:,} of {context.cut + len(context.ids):,} were left out: it begins with "
            f"“{start.strip()}…”."
        )
    if not request.prompt:
        notes.append(f"The prompt is empty: {name} begins a text of its own.")
    if context.templated:
        notes.append(f"{name} was trained to answer: it reads your words in its chat template.")
    return notes


def _of_the_controls(request: Sampling, model: Model) -> list[str]:
    notes = [
        reason
        for name, reason in model.spec.ignored.items()
        if getattr(request, name, None) != type(request).model_fields[name].default
    ]
    if model.spec.server:
        notes.append(
            f"{model.spec.name} tells the {model.vocab_size} likeliest tokens at most: the others "
            "are never drawn."
        )
    elif request.top_k > model.vocab_size:
        notes.append(
            f"top_k is {request.top_k:,}, and there are {model.vocab_size:,} tokens: all are kept."
        )
    return notes
