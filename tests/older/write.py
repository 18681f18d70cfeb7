"""Writes eight tokens from a checkpoint folder with plain transformers and prints them, as JSON.

Run by both generations of the libraries: `python tests/older/write.py FOLDER`. No code of the
gallery is imported here, and nothing that only one of them knows.
"""

import json
import sys

import torch
import transformers

PROMPT = "<|endoftext|>Once upon a time, there was a little"


def main(folder: str) -> None:
    """Load, write, print the version, the tokens and how likely they are."""
    torch.set_num_threads(1)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = transformers.AutoModelForCausalLM.from_pretrained(
        folder, torch_dtype=torch.float32, local_files_only=True
    )
    ids = tokenizer(PROMPT, return_tensors="pt").input_ids
    row = model.generate(ids, do_sample=False, max_new_tokens=8, pad_token_id=0)
    with torch.inference_mode():
        log_p = model(row).logits[0, :-1].log_softmax(-1).gather(1, row[0, 1:, None])[:, 0]
    written = {
        "ids": row[0].tolist(),
        "log_probabilities": log_p.tolist(),
        "transformers": transformers.__version__,
    }
    print("drawn", json.dumps(written))  # noqa: T201, read by the test


if __name__ == "__main__":
    main(sys.argv[1])
