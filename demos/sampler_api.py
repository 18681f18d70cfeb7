"""The sampler as functions for `gradio_client`: /next_token and /generate_text."""

from collections.abc import Iterator, Mapping
from typing import Any

import gradio as gr
import numpy as np

from demos.endpoints import offer, paced, parsed
from models import engine
from models.language.records import Finished, NextToken, Shape, Token
from models.language.requests import ORDER, GenerateRequest, NextTokenRequest


def next_token(
    model: str,
    prompt: str,
    temperature: float,
    top_k: int,
    top_p: float,
    min_p: float,
    typical_p: float,
    repetition_penalty: float,
    order: list[str] | None,
) -> Iterator[dict[str, Any]]:
    """Tell what may come after a prompt, before and after the controls.

    Args:
        model: A key of the catalog, "pocket-gpt".
        prompt: At most 20,000 characters; of what the model cannot read at once, the beginning is
            left out.
        temperature: 0 to 5; 0 leaves the likeliest token alone.
        top_k: How many of the likeliest are kept; 0 keeps all.
        top_p: Above 0, at most 1: the fewest of the likeliest with this probability are kept.
        min_p: 0 to 1: kept is what has at least this share of the largest probability.
        typical_p: Above 0, at most 1: kept is what is closest to the entropy, up to this mass.
        repetition_penalty: 0.1 to 10; above 1, tokens of the prompt become less likely.
        order: The names of these six controls in the order in which they are applied, or null for
            that of transformers.

    Returns:
        A dictionary: `tokens`, the 20 likeliest, each with `id`, `text` (null where it is no whole
        character), `bytes` in hexadecimal, `logit`, `before` and `after` (probabilities); `tail`,
        the probability of all others, `entropy` in bits, `perplexity`, `choices` 1 / Σ p² and
        `kept`, tokens with a probability, each as `before` and `after`; `prompt_tokens`; `cut`,
        tokens of the prompt that were left out; `notes`; `seconds`.
    """
    request = parsed(
        NextTokenRequest,
        model=model,
        prompt=prompt,
        temperature=temperature,
        top_k=top_k,
        top_p=top_p,
        min_p=min_p,
        typical_p=typical_p,
        repetition_penalty=repetition_penalty,
        order=tuple(order or ORDER),
    )
    for record in paced(engine.stream(request)):
        if isinstance(record, NextToken):
            yield _distribution(record)
            return
        yield {}


def generate_text(
    model: str,
    prompt: str,
    max_new_tokens: int,
    temperature: float,
    top_k: int,
    top_p: float,
    seed: int,
) -> Iterator[dict[str, Any]]:
    """Continue a prompt, token by token; the same seed gives the same text.

    Args:
        model: A key of the catalog, "pocket-gpt".
        prompt: At most 20,000 characters.
        max_new_tokens: 1 to 256; a text that ends by itself is shorter.
        temperature: 0 to 5.
        top_k: 0 keeps all tokens.
        top_p: Above 0, at most 1.
        seed: 0 to 2147483647.

    Returns:
        A dictionary that grows while the text is written: `text`; `tokens`, each with `id`, `text`,
        `log_probability` in the model's own distribution and `sampled_log_probability` in the one
        drawn from, both in nats, `surprise` in bits, `rank`, and the random number `u`; at the end
        also `reason` ("length" or "end"), `perplexity`, `notes`, `seconds` and `settings`.
    """
    request = parsed(
        GenerateRequest,
        model=model,
        prompt=prompt,
        max_new_tokens=max_new_tokens,
        temperature=temperature,
        top_k=top_k,
        top_p=top_p,
        seed=seed,
    )
    text, tokens, notes = "", [], ()
    for record in paced(engine.stream(request)):
        match record:
            case Token():
                text += record.text
                tokens.append(_token(record))
            case Finished():
                yield _finished(record, tokens, notes)
                return
            case _:
                notes = getattr(record, "notes", notes)
        yield {"text": text, "tokens": list(tokens)}


def endpoints(named: Mapping[str, gr.Component]) -> None:
    """Add both end points; `named` are the tab's controls by their names in links.

    The knobs are one control in the page, and enter through components that are never drawn.
    """
    numbers = gr.JSON(visible=False, label="answer")
    hidden = {
        name: gr.Number(value, visible=False, label=name)
        for name, value in NextTokenRequest().model_dump(include=set(ORDER)).items()
    }
    order = gr.JSON(list(ORDER), visible=False, label="order")
    count = gr.Number(40, visible=False, label="max_new_tokens")
    prompt = [named["model"], named["prompt"]]
    names = ("temperature", "top_k", "top_p", "min_p", "typical_p", "repetition_penalty")
    offer(next_token, [*prompt, *(hidden[name] for name in names), order], [numbers])
    first = [hidden[name] for name in names[:3]]
    offer(generate_text, [*prompt, count, *first, named["seed"]], [numbers])


def _distribution(record: NextToken) -> dict[str, Any]:
    top = record.top
    tokens = [
        {
            "id": int(top.ids[k]),
            **_spelled(piece),
            "logit": float(top.logits[k]),
            "before": float(top.before[k]),
            "after": float(top.after[k]),
        }
        for k, piece in enumerate(top.pieces)
    ]
    wide = {name: _both(record.before, record.after, name) for name in SHAPE}
    return {
        "tokens": tokens,
        **wide,
        "prompt_tokens": len(record.context.ids),
        "cut": record.context.cut,
        "notes": list(record.notes),
        "seconds": record.seconds,
    }


SHAPE = ("tail", "entropy", "perplexity", "choices", "kept")


def _both(before: Shape, after: Shape, name: str) -> dict[str, float]:
    return {"before": getattr(before, name), "after": getattr(after, name)}


def _token(token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        **_spelled(token.piece),
        "log_probability": float(np.log(token.before)),
        "sampled_log_probability": float(np.log(token.after)),
        "surprise": token.surprise,
        "rank": token.rank,
        "u": token.u,
    }


def _finished(
    record: Finished, tokens: list[dict[str, Any]], notes: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "text": record.text,
        "tokens": tokens,
        "reason": record.reason,
        "perplexity": record.perplexity,
        "notes": list(notes),
        "seconds": record.seconds,
        "settings": record.settings,
    }


def _spelled(piece: bytes) -> dict[str, str | None]:
    """A token as text, where it is whole characters, and as bytes."""
    try:
        text: str | None = piece.decode()
    except UnicodeDecodeError:
        text = None
    return {"text": text, "bytes": piece.hex()}
