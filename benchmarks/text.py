"""Texts of pocket-gpt, beside transformers' own `generate` on the same weights with a KV cache.

    python -m benchmarks.text        tokens a second, and the wait for a distribution

Ours reports the whole distribution of every token: how wide it is, the likeliest, the draw. That
both write the same at temperature 0, and give the same probabilities, is checked.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.speed import Measurement, seconds
from models import catalog, engine
from models.language.records import Finished, NextToken
from models.language.requests import GenerateRequest, NextTokenRequest

PROMPT = "Once upon a time, there was a little"
TOKENS = 120
CONTROLS = {"temperature": 0.8, "top_k": 50, "top_p": 0.95}
SEEDS = range(100)
TURNS = 9

Work = Callable[[], float]


def write(seed: int, **controls: float) -> Finished:
    """Our text: the last of the records that say everything about each token."""
    request = GenerateRequest.parse(prompt=PROMPT, max_new_tokens=TOKENS, seed=seed, **controls)
    *_, finished = engine.stream(request)
    return finished


class Plain:
    """The rival: transformers as its documentation shows it."""

    def __init__(self) -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        torch.set_num_threads(1)
        folder = catalog.find("pocket-gpt").source
        self.model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
        self.model.generation_config.eos_token_id = None  # so that it writes as many tokens as ours
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.inputs = self.tokenizer(self.tokenizer.bos_token + PROMPT, return_tensors="pt")

    def write(self, **controls: Any) -> np.ndarray:
        """The ids of a text of TOKENS tokens."""
        ids = self.model.generate(**self.inputs, max_new_tokens=TOKENS, pad_token_id=0, **controls)
        return ids[0, self.inputs.input_ids.shape[1] :].numpy()

    def probabilities(self) -> np.ndarray:
        """The probabilities of the next token, sorted, with the 20 likeliest spelled."""
        import torch

        with torch.inference_mode():
            logits = self.model(**self.inputs).logits[0, -1]
            likeliest = logits.softmax(-1).sort(descending=True)
            self.tokenizer.batch_decode(likeliest.indices[:20, None])
            return likeliest.values.numpy()


def text_generate() -> tuple[Work, Work]:
    """A text of TOKENS tokens that does not end before."""
    plain = Plain()
    if write(0, temperature=0).ids.tolist() != plain.write(do_sample=False).tolist():
        raise RuntimeError("the two texts differ, so their times cannot be compared")
    seed = next(seed for seed in SEEDS if write(seed, **CONTROLS).reason == "length")
    return (
        lambda: seconds(lambda: write(seed, **CONTROLS)),
        lambda: seconds(lambda: plain.write(do_sample=True, **CONTROLS)),
    )


def text_first() -> tuple[Work, Work]:
    """From a click to the distribution of the next token, warm."""
    plain = Plain()
    request = NextTokenRequest.parse(prompt=PROMPT)

    def ours() -> NextToken:
        *_, record = engine.stream(request)
        return record

    if not np.allclose(ours().top.before, plain.probabilities()[:20], atol=1e-5):
        raise RuntimeError("the probabilities differ, so their times cannot be compared")
    return lambda: seconds(ours), lambda: seconds(plain.probabilities)


MEASUREMENTS = (
    Measurement(f"{TOKENS} tokens, every distribution", "generate", text_generate, runs=TURNS),
    Measurement("click to distribution", "transformers", text_first, runs=TURNS),
)


def main() -> None:
    """Print tokens a second, and milliseconds of waiting."""
    text, first = (measurement.result() for measurement in MEASUREMENTS)
    print(
        f"{TOKENS / text.ours:.0f} tokens a second with every distribution, "
        f"{TOKENS / text.theirs:.0f} with generate: {text.theirs / text.ours:.2f} times as many"
    )
    print(
        f"{1000 * first.ours:.0f} ms from a click to the distribution, "
        f"{1000 * first.theirs:.0f} ms in plain transformers"
    )


if __name__ == "__main__":
    main()
