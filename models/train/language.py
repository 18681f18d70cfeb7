"""Trains pocket-gpt from nothing: python -m models.train.language --texts FOLDER.

First the tokenizer, then the training, which has a budget in minutes, keeps its state under --runs
and resumes from it, on CUDA where there is a card; then the checkpoint and a sheet of samples.
Where a state is lost, --start goes on from a finished checkpoint, as if --spent minutes had passed.
"""

import argparse
import copy
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from torch import Tensor, nn
from torch.nn import functional
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from models.train import language_data
from models.train.golden_text import write_golden
from models.train.loop import Run

CHECKPOINT = Path(__file__).parents[1] / "checkpoints" / "pocket-gpt"
END = "<|endoftext|>"
PROMPTS = (
    "Once upon a time,",
    "He devoured the orange",
    "For my 16th birthday, Poseidon gave me a",
    "The cat is",
    "London is the capital",
)
VOCAB_SIZE = 4096
CONTEXT = 512
PART = 2048
PARTS = 3
SHORT, SHORT_UNTIL = 256, 0.85
ALL_UNTIL = 0.7

log = logging.getLogger("train")


@dataclass(frozen=True)
class Rows:
    """Token ids, uint16 [tokens]: what is read first, and what is read at the end."""

    first: np.ndarray
    last: np.ndarray


@dataclass(frozen=True)
class Budget:
    """Minutes of a training, and how many of them the weights have behind them at its start."""

    minutes: float
    spent: float = 0.0


def train_tokenizer(texts: list[str]) -> Tokenizer:
    """Byte-level BPE with GPT-2's splitting; id 0 ends a text."""
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    bpe.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=VOCAB_SIZE,
            special_tokens=[END],
            initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
            show_progress=False,
        ),
    )
    return bpe


def new_model() -> LlamaForCausalLM:
    """4.5 million parameters: 4 layers, 4 heads, width 256, embeddings tied to the output."""
    torch.manual_seed(0)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=VOCAB_SIZE,
            hidden_size=256,
            intermediate_size=768,
            num_hidden_layers=4,
            num_attention_heads=4,
            num_key_value_heads=4,
            max_position_embeddings=CONTEXT,
            tie_word_embeddings=True,
            bos_token_id=0,
            eos_token_id=0,
            attn_implementation="eager",
        )
    )


def optimizers(model: nn.Module) -> list[torch.optim.Optimizer]:
    """Muon for the matrices inside the layers, AdamW for embeddings and norms.

    Keller Jordan, "Muon: An optimizer for hidden layers in neural networks" (2024).
    """
    matrices = [p for n, p in model.named_parameters() if p.ndim == 2 and "embed" not in n]
    others = [p for n, p in model.named_parameters() if p.ndim != 2 or "embed" in n]
    return [
        torch.optim.Muon(matrices, lr=4e-3, weight_decay=0.05, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(others, lr=3e-3, weight_decay=0.01, betas=(0.9, 0.95), fused=True),
    ]


def next_token_loss(model: nn.Module, ids: Tensor) -> Tensor:
    """Cross-entropy in nats of every id [B, T + 1] after the first, given those before it."""
    with torch.autocast(ids.device.type, torch.bfloat16):
        logits = model(input_ids=ids[:, :-1], use_cache=False).logits
    return functional.cross_entropy(logits.float().flatten(0, 1), ids[:, 1:].flatten())


def train(
    model: LlamaForCausalLM, rows: Rows, folder: Path, budget: Budget, device: torch.device
) -> LlamaForCausalLM:
    """Trains in place on windows of the rows; returns the model on the CPU.

    Most of the time on half the context, which costs less; the rest teaches the far positions. The
    last part reads only plain English: what a small model reads last, it writes best.
    """
    model.to(device).train()
    run = Run(
        folder,
        budget.minutes,
        {"gpt": model},
        optimizers=optimizers(model),
        averaged=False,
        spent=budget.spent,
    )
    loss_of = torch.compile(next_token_loss, dynamic=False)
    while run.goes_on():
        length = SHORT if run.progress < SHORT_UNTIL else CONTEXT
        row = rows.first if run.progress < ALL_UNTIL else rows.last
        batch = language_data.windows(row, length, PARTS * PART // length, run.steps)
        ids = torch.from_numpy(batch).to(device)
        run.step(loss_of(model, part) / PARTS for part in ids.chunk(PARTS))
    run.save()
    log.info("%d steps, %d tokens", run.steps, run.steps * PARTS * PART)
    return model.cpu().eval()


def main() -> None:
    """Runs every stage that is not done."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options = _parse()
    options.runs.mkdir(parents=True, exist_ok=True)
    parts = language_data.splits(options.texts)
    tokenizer = _tokenizer(parts, options)
    rows = _rows(parts, tokenizer, options.runs)
    log.info("%d tokens a pass, %d of the plain part", len(rows.first), len(rows.last))
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = load(options.start) if options.start else new_model()
    budget = Budget(options.minutes, options.spent)
    model = train(model, rows, options.runs / "gpt", budget, device)
    export(model, tokenizer, options.out)
    write_samples(model, tokenizer, options.runs / "samples.txt")


def load(folder: Path) -> LlamaForCausalLM:
    """A finished checkpoint, to be trained on in float32."""
    return LlamaForCausalLM.from_pretrained(
        folder, dtype=torch.float32, attn_implementation="eager"
    )


def export(model: LlamaForCausalLM, tokenizer: Tokenizer, folder: Path) -> None:
    """The standard layout, in float16, that `AutoModelForCausalLM` opens, and golden outputs."""
    copy.deepcopy(model).half().save_pretrained(folder)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=END,
        eos_token=END,
        model_max_length=CONTEXT,
        clean_up_tokenization_spaces=False,
    ).save_pretrained(folder)
    config = folder / "tokenizer_config.json"
    # The name that transformers 4 knows too.
    config.write_text(config.read_text().replace("TokenizersBackend", "PreTrainedTokenizerFast"))
    write_golden(folder)


def write_samples(model: LlamaForCausalLM, tokenizer: Tokenizer, path: Path) -> None:
    """Three continuations of every prompt at temperature 0.8, from the whole distribution."""
    torch.manual_seed(0)
    texts = []
    for prompt in PROMPTS:
        ids = torch.tensor([[0, *tokenizer.encode(prompt).ids]])
        rows = model.generate(
            ids, do_sample=True, temperature=0.8, top_k=0, num_return_sequences=3, max_new_tokens=80
        )
        texts += [tokenizer.decode(row.tolist()) for row in rows]
    path.write_text("\n\n".join(texts) + "\n")


def _tokenizer(parts: dict, options: argparse.Namespace) -> Tokenizer:
    path = options.runs / "tokenizer.json"
    if options.start:
        path = options.start / "tokenizer.json"
    elif not path.exists():
        train_tokenizer(list(language_data.training_texts(parts))).save(str(path))
    return Tokenizer.from_file(str(path))


def _rows(parts: dict, tokenizer: Tokenizer, folder: Path) -> Rows:
    first, last = language_data.FIRST_READ, language_data.LAST_READ
    return Rows(
        language_data.token_row(parts, first, tokenizer, 0, folder / "tokens.npy"),
        language_data.token_row(parts, last, tokenizer, 0, folder / "plain.npy"),
    )


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m models.train.language")
    parser.add_argument("--texts", type=Path, required=True, help="folder of text files")
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="where states are kept")
    parser.add_argument("--out", type=Path, default=CHECKPOINT, help="where the model goes")
    parser.add_argument("--minutes", type=float, default=120, help="budget of the training")
    parser.add_argument("--start", type=Path, help="checkpoint to go on from instead of nothing")
    parser.add_argument("--spent", type=float, default=0, help="minutes that it has behind it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
