"""Golden outputs of a language model: a few prompts, the likeliest text after each, and how likely
every token of it is, for a test to compare with.
"""

import json
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

PROMPTS = (
    "Once upon a time, there was a little",
    "He devoured the orange",
    "For my 16th birthday, Poseidon gave me a",
)
LENGTH = 24


def write_golden(folder: Path) -> None:
    """Write `folder/golden/golden.json` with plain transformers, in float32 on the CPU."""
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    entries = [_entry(model, tokenizer, prompt) for prompt in PROMPTS]
    (folder / "golden").mkdir(exist_ok=True)
    path = folder / "golden" / "golden.json"
    path.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


@torch.inference_mode()
def _entry(model: torch.nn.Module, tokenizer: AutoTokenizer, prompt: str) -> dict:
    start = tokenizer(tokenizer.bos_token + prompt, return_tensors="pt").input_ids
    row = model.generate(start, do_sample=False, max_new_tokens=LENGTH, pad_token_id=0)
    ids = row[0, start.shape[1] :]
    log_p = model(row).logits[0, start.shape[1] - 1 : -1].double().log_softmax(-1)
    return {
        "prompt": prompt,
        "text": tokenizer.decode(ids),
        "ids": ids.tolist(),
        "log_probabilities": [round(float(p), 5) for p in log_p.gather(1, ids[:, None])[:, 0]],
    }
