"""The script that puts pocket-gpt beside counting: every token is asked for once, by both."""

import numpy as np
import pytest
import torch
from numpy.random import default_rng
from transformers import LlamaConfig, LlamaForCausalLM

from benchmarks import bits_per_byte
from benchmarks.bits_per_byte import END, Score, counting_bits, gpt_bits, together, windows
from models.ngrams.counts import count

VOCAB, CONTEXT = 12, 8


def documents() -> list[np.ndarray]:
    rng = default_rng(0)
    inner = [rng.integers(1, VOCAB, size) for size in (1, 6, 7, 8, 9, 40)]
    return [np.array([END, *ids, END], dtype=np.uint16) for ids in inner]


@pytest.mark.parametrize("row", documents(), ids=len)
def test_windows_ask_for_every_token_once(row: np.ndarray) -> None:
    asked = np.concatenate([ids[len(ids) - new :] for ids, new in windows(row, CONTEXT)])
    assert asked.tolist() == row[1:].tolist()
    assert all(len(ids) <= CONTEXT + 1 for ids, _ in windows(row, CONTEXT))


def test_batches_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    sizes = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1}
    config = LlamaConfig(
        vocab_size=VOCAB, num_attention_heads=2, max_position_embeddings=CONTEXT, **sizes
    )
    model, rows = LlamaForCausalLM(config).eval(), documents()
    together_bits = gpt_bits(model, rows)
    monkeypatch.setattr(bits_per_byte, "TOKENS_A_BATCH", 1)
    assert together_bits == pytest.approx(sum(gpt_bits(model, [row]) for row in rows), rel=1e-5)


def test_documents_do_not_help_each_other() -> None:
    rows = documents()
    row = np.concatenate([rows[0], *(row[1:] for row in rows[1:])])
    counts = count(row, VOCAB, 3, END)
    alone = sum(counting_bits(counts, [row]) for row in rows)
    assert counting_bits(counts, rows) == pytest.approx(alone)


def test_every_byte_counts_the_same() -> None:
    found = together([Score("a", 1, 10, 20.0, 10.0), Score("b", 2, 30, 20.0, 20.0)])
    assert (found.documents, found.bytes, found.gain) == (3, 40, 0.25)
