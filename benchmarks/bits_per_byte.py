"""How well pocket-gpt predicts text it has not read, beside the best that counting can do.

    python -m benchmarks.bits_per_byte --texts FOLDER [--model FOLDER] [--json]

The rival is a 5-gram model with interpolated modified Kneser–Ney smoothing over the same tokens,
which has read every training document of pocket-gpt, once. Both are asked for every token of every
held-out document and for its end; bits per byte do not depend on the tokens.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from models.ngrams import kneser_ney
from models.ngrams.counts import Counts, count
from models.train import language_data
from models.train.corpora import Split

CHECKPOINT = Path(__file__).parents[1] / "models" / "checkpoints" / "pocket-gpt"
ORDER = 5
END = 0
STRIDE = 2
TOKENS_A_BATCH = 4096


@dataclass(frozen=True)
class Score:
    """The bits that each model needs for the held-out documents of one source."""

    source: str
    documents: int
    bytes: int
    counting_bits: float
    gpt_bits: float

    @property
    def gain(self) -> float:
        """The share of the counting model's bits that pocket-gpt saves."""
        return 1 - self.gpt_bits / self.counting_bits


def counting_bits(counts: Counts, rows: list[np.ndarray]) -> float:
    """Bits of the documents' ids, each row beginning and ending with END."""
    row = np.concatenate([rows[0], *(row[1:] for row in rows[1:])])
    return float(-np.log2(kneser_ney.probabilities(counts, row)[1:]).sum())


def gpt_bits(model: nn.Module, rows: list[np.ndarray]) -> float:
    """Bits of the same ids. A document longer than the context is read in windows that overlap by
    half, and each id counts in the first window that holds it.
    """
    context = model.config.max_position_embeddings
    pieces = sorted((p for row in rows for p in windows(row, context)), key=lambda p: len(p[0]))
    nats, start = 0.0, 0
    while start < len(pieces):
        size = max(1, TOKENS_A_BATCH // len(pieces[start][0]))
        nats += _nats(model, pieces[start : start + size])
        start += size
    return nats / np.log(2)


def windows(row: np.ndarray, context: int) -> Iterator[tuple[np.ndarray, int]]:
    """Windows of at most context + 1 ids, and how many ids at the end of each are new."""
    stop = min(len(row), context + 1)
    yield row[:stop], stop - 1
    while stop < len(row):
        new = min(context // STRIDE, len(row) - stop)
        stop += new
        yield row[stop - context - 1 : stop], new


@torch.inference_mode()
def _nats(model: nn.Module, pieces: list[tuple[np.ndarray, int]]) -> float:
    longest = max(len(ids) for ids, _ in pieces)
    ids = torch.full((len(pieces), longest), END)
    asked = torch.zeros(len(pieces), longest - 1, dtype=torch.bool)
    for k, (piece, new) in enumerate(pieces):
        ids[k, : len(piece)] = torch.from_numpy(piece.astype(np.int64))
        asked[k, len(piece) - 1 - new : len(piece) - 1] = True
    logits: Tensor = model(input_ids=ids[:, :-1], use_cache=False).logits
    return functional.cross_entropy(logits[asked], ids[:, 1:][asked], reduction="sum").item()


def scores(
    parts: dict[str, Split], tokenizer: Tokenizer, counts: Counts, model: nn.Module
) -> Iterator[Score]:
    """One source after the other."""
    for name, part in parts.items():
        if part.held_out:
            rows = [language_data.encode(tokenizer, [text], END) for text in part.held_out]
            rows = [np.append(row, np.uint16(END)) for row in rows]
            size = sum(len(text.encode()) for text in part.held_out)
            bits = counting_bits(counts, rows), gpt_bits(model, rows)
            yield Score(name, len(part.held_out), size, *bits)


def together(found: list[Score]) -> Score:
    """All sources as one: every byte counts the same."""
    sums = [sum(getattr(s, n) for s in found) for n in list(Score.__annotations__)[1:]]
    return Score("together", *sums)


def main() -> None:
    """Count, score, print."""
    from transformers import AutoModelForCausalLM

    options = _parse()
    torch.set_num_threads(options.threads)
    tokenizer = Tokenizer.from_file(str(options.model / "tokenizer.json"))
    parts = language_data.splits(options.texts)
    texts = list(language_data.training_texts(parts))
    row = np.append(language_data.encode(tokenizer, texts, END), np.uint16(END))
    read = sum(len(text.encode()) for text in texts)
    del texts
    counts = count(row, tokenizer.get_vocab_size(), ORDER, END)
    model = AutoModelForCausalLM.from_pretrained(options.model, dtype=torch.float32).eval()
    found = list(scores(parts, tokenizer, counts, model))
    sizes = [len(level.keys) for level in counts.levels]
    if options.json:
        print(json.dumps([asdict(s) | {"gain": s.gain} for s in (*found, together(found))]))
    else:
        print(f"The 5-gram model has read {read:,} bytes, {len(row):,} tokens;")
        print(f"it keeps {' + '.join(f'{size:,}' for size in sizes)} n-grams (n = 1 … 5).\n")
        _print_table([*found, together(found)])


def _print_table(found: list[Score]) -> None:
    print("| held-out documents of | documents | bytes | 5-gram, bits/byte | pocket-gpt | less |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for s in found:
        a_byte = [f"{bits / s.bytes:.3f}" for bits in (s.counting_bits, s.gpt_bits)]
        cells = (s.source, f"{s.documents:,}", f"{s.bytes:,}", *a_byte, f"{s.gain:.1%}")
        print(f"| {' | '.join(cells)} |")


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bits_per_byte")
    parser.add_argument("--texts", type=Path, required=True, help="the training's folder of texts")
    parser.add_argument("--model", type=Path, default=CHECKPOINT, help="folder of pocket-gpt")
    parser.add_argument("--threads", type=int, default=2, help="threads of pocket-gpt")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


if __name__ == "__main__":
    main()
