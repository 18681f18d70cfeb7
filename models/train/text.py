"""The tokenizer and the text encoder: from a caption to 32 vectors.

The encoder learns to read before it meets the network that draws: its last state must tell every
slot of the scene (who, which colour, where, how many, …). The denoiser then starts from text that
already means something, which saves it thousands of steps.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from numpy.random import default_rng
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from torch import Tensor, nn
from torch.nn import functional
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from models.pictures import Scene, caption
from models.pictures.palette import COLOURS
from models.pictures.scene import RELATIONS, SIZES, STYLES
from models.pictures.settings import SETTINGS
from models.pictures.subjects import SUBJECTS
from models.train.loop import Run

LENGTH = 32
WIDTH = 160
START, END = "<|startoftext|>", "<|endoftext|>"


def captions_of(scenes: Sequence[Scene], variant: int) -> list[str]:
    """One caption a scene; another variant tells the same scenes in other words."""
    return [caption(scene, default_rng((scene.seed, variant))) for scene in scenes]


def train_tokenizer(captions: Sequence[str]) -> CLIPTokenizer:
    """Byte-pair encoding in CLIP's manner; every word of the world becomes one token."""
    bpe = Tokenizer(models.BPE(end_of_word_suffix="</w>", unk_token=END))
    bpe.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    bpe.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Whitespace(), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    bpe.decoder = decoders.ByteLevel()
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    bpe.train_from_iterator(
        captions,
        trainers.BpeTrainer(
            vocab_size=4000,
            initial_alphabet=alphabet,
            end_of_word_suffix="</w>",
            show_progress=False,
        ),
    )
    merges = [tuple(pair) for pair in _merges(bpe)]
    tokens = [
        *alphabet,
        *(letter + "</w>" for letter in alphabet),
        *dict.fromkeys("".join(pair) for pair in merges),
        START,
        END,
    ]
    vocabulary = {token: k for k, token in enumerate(dict.fromkeys(tokens))}
    return CLIPTokenizer(vocab=vocabulary, merges=merges, model_max_length=LENGTH)


def _merges(bpe: Tokenizer) -> list[list[str]]:
    return [
        pair.split(" ") if isinstance(pair, str) else pair
        for pair in json.loads(bpe.to_str())["model"]["merges"]
    ]


def encode(tokenizer: CLIPTokenizer, captions: Sequence[str]) -> Tensor:
    """Token ids [N, 32], as the pipeline makes them."""
    batch = tokenizer(
        list(captions),
        padding="max_length",
        max_length=LENGTH,
        truncation=True,
        return_tensors="pt",
    )
    return batch.input_ids


def new_text_encoder(tokenizer: CLIPTokenizer) -> CLIPTextModel:
    """A three-layer CLIP text model (Radford et al. 2021) of width 160."""
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=WIDTH,
            intermediate_size=4 * WIDTH,
            num_hidden_layers=3,
            num_attention_heads=5,
            max_position_embeddings=LENGTH,
            projection_dim=WIDTH,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


def slots(scene: Scene) -> list[int]:
    """The scene as one index a slot; 0 where there is nothing."""
    first, second = (*scene.items, None)[:2]
    return [
        list(SUBJECTS).index(first.subject),
        1 + list(COLOURS).index(first.colour) if first.colour else 0,
        SIZES.index(first.size),
        first.count - 1,
        1 + list(SUBJECTS).index(second.subject) if second else 0,
        1 + list(COLOURS).index(second.colour) if second and second.colour else 0,
        1 + RELATIONS.index(scene.relation) if scene.relation else 0,
        list(SETTINGS).index(scene.setting),
        STYLES.index(scene.style),
        int(scene.futuristic),
    ]


SLOT_SIZES = (
    len(SUBJECTS),
    1 + len(COLOURS),
    len(SIZES),
    3,
    1 + len(SUBJECTS),
    1 + len(COLOURS),
    1 + len(RELATIONS),
    len(SETTINGS),
    len(STYLES),
    2,
)


def train_text_encoder(
    tokenizer: CLIPTokenizer,
    scenes: Sequence[Scene],
    folder: Path,
    minutes: float,
    batch: int = 128,
) -> CLIPTextModel:
    """Teaches the encoder to read captions; the reading heads are thrown away afterwards."""
    torch.manual_seed(0)
    encoder = new_text_encoder(tokenizer)
    heads = nn.Linear(WIDTH, sum(SLOT_SIZES))
    run = Run(folder, minutes, {"encoder": encoder, "heads": heads}, lr=1.5e-3, averaged=False)
    wanted = torch.tensor([slots(s) for s in scenes])
    variants = [encode(tokenizer, captions_of(scenes, v)) for v in range(3)]
    rng = torch.Generator().manual_seed(run.steps)
    while run.goes_on():
        rows = torch.randint(len(scenes), (batch,), generator=rng)
        ids = variants[run.steps % 3][rows]
        parts = heads(encoder(ids).pooler_output).split(SLOT_SIZES, dim=-1)
        run.step(
            sum(functional.cross_entropy(part, wanted[rows, k]) for k, part in enumerate(parts))
        )
    run.save()
    return encoder.eval()
