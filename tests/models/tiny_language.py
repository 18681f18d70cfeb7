"""Tiny language models with the architecture and the file layout of each family in the catalog.

Random weights that prefer some tokens clearly, and a byte-level tokenizer that was trained on a few
sentences.
"""

from pathlib import Path
from typing import Any

import torch

TEXTS = [
    "Once upon a time there was a little girl who lived in a little house by the sea.",
    "The boy gave the dog a bone, and the dog gave the boy a ball.",
    "He ate the orange and she ate the apple. They were happy.",
] * 3
END = "<|endoftext|>"
CONTEXT = 96
TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}"
    "<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SMALL = {"num_hidden_layers": 2, "num_attention_heads": 2, "initializer_range": 0.3}


def llama(folder: Path, template: str | None = None, **config: Any) -> Path:
    """Llama: pocket-gpt and SmolLM2."""
    from transformers import LlamaConfig, LlamaForCausalLM

    tokenizer = _tokenizer(template)
    torch.manual_seed(1)
    settings = {
        **SMALL,
        "vocab_size": len(tokenizer),
        "hidden_size": 32,
        "intermediate_size": 48,
        "max_position_embeddings": CONTEXT,
        "tie_word_embeddings": True,
        **_signs(tokenizer, template),
    }
    return _save(LlamaForCausalLM(LlamaConfig(**settings | config)), tokenizer, folder)


def gpt2(folder: Path) -> Path:
    """GPT-2 and DistilGPT-2: learned positions, no sign before a text."""
    from transformers import GPT2Config, GPT2LMHeadModel

    tokenizer = _tokenizer()
    torch.manual_seed(2)
    config = GPT2Config(
        vocab_size=len(tokenizer),
        n_positions=CONTEXT,
        n_embd=32,
        n_layer=2,
        n_head=2,
        initializer_range=0.3,
        **_signs(tokenizer),
    )
    return _save(GPT2LMHeadModel(config), tokenizer, folder)


def qwen(folder: Path, template: str | None = None) -> Path:
    """Qwen2.5: more logits than tokens, and no sign of a beginning."""
    from transformers import Qwen2Config, Qwen2ForCausalLM

    tokenizer = _tokenizer(template, bos=None)
    torch.manual_seed(3)
    config = Qwen2Config(
        **SMALL,
        vocab_size=len(tokenizer) + 7,
        hidden_size=32,
        intermediate_size=48,
        num_key_value_heads=1,
        max_position_embeddings=CONTEXT,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
    )
    return _save(Qwen2ForCausalLM(config), tokenizer, folder)


def _signs(tokenizer: Any, template: str | None = None) -> dict[str, int]:
    end = tokenizer.convert_tokens_to_ids("<|im_end|>") if template else tokenizer.eos_token_id
    return {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": end}


def _tokenizer(template: str | None = None, bos: str | None = END) -> Any:
    from transformers import PreTrainedTokenizerFast

    from models.train import language

    bpe = language.train_tokenizer(TEXTS)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=bpe, bos_token=bos, eos_token=END)
    if template:
        tokenizer.add_special_tokens({"extra_special_tokens": ["<|im_start|>", "<|im_end|>"]})
        tokenizer.chat_template = template
    return tokenizer


def _save(network: Any, tokenizer: Any, folder: Path) -> Path:
    network.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def litter(folder: Path) -> Path:
    """Put into the folder what lies about in real repositories."""
    (folder / "README.md").write_text("A model card.")
    (folder / "pytorch_model.bin").write_bytes(b"a pickle")
    (folder / "onnx").mkdir()
    (folder / "onnx" / "config.json").write_text("{}")
    return folder
