"""A random pipeline with the architecture of pocket-diffusion: no training, no download."""

from pathlib import Path

import torch

WORDS = (
    "a",
    "an",
    "astronaut",
    "riding",
    "horse",
    "on",
    "mars",
    "red",
    "blue",
    "photo",
    "of",
    "the",
)
WIDTH = 32


def save(folder: Path, seed: int = 0) -> Path:
    """Write the pipeline and its preview decoder to `folder`, laid out as the real one."""
    from diffusers import AutoencoderTiny, StableDiffusionPipeline

    from models.train.unet import new_scheduler

    torch.manual_seed(seed)
    tokenizer = _tokenizer()
    pipe = StableDiffusionPipeline(
        vae=_vae(),
        text_encoder=_text_encoder(tokenizer),
        tokenizer=tokenizer,
        unet=_unet(),
        scheduler=new_scheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipe.save_pretrained(folder, safe_serialization=True)
    AutoencoderTiny(
        encoder_block_out_channels=(16, 16, 16),
        decoder_block_out_channels=(16, 16, 16),
        num_encoder_blocks=(1, 1, 1),
        num_decoder_blocks=(2, 2, 0),
    ).save_pretrained(folder / "preview", safe_serialization=True)
    return folder


def _tokenizer():
    from transformers import CLIPTokenizer

    letters = [chr(code) for code in range(97, 123)]
    pieces = (
        letters
        + [f"{letter}</w>" for letter in letters]
        + [f"{word}</w>" for word in WORDS if len(word) > 1]
    )
    merges = []
    for word in WORDS:
        merges += _merges(word, pieces)
    vocab = {piece: i for i, piece in enumerate(dict.fromkeys(pieces))}
    for mark in ("<|startoftext|>", "<|endoftext|>"):
        vocab[mark] = len(vocab)
    return CLIPTokenizer(vocab=vocab, merges=list(dict.fromkeys(merges)), model_max_length=32)


def _merges(word: str, pieces: list[str]) -> list[tuple[str, str]]:
    """The merges that join the letters of `word` from the left."""
    parts = [*word[:-1], f"{word[-1]}</w>"]
    found = []
    while len(parts) > 1:
        found.append((parts[0], parts[1]))
        parts = ["".join(parts[:2]), *parts[2:]]
        pieces.append(parts[0])
    return found


def _text_encoder(tokenizer):
    from transformers import CLIPTextConfig, CLIPTextModel

    config = CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=WIDTH,
        intermediate_size=2 * WIDTH,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=32,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    return CLIPTextModel(config).eval()


def _unet():
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(
        sample_size=16,
        in_channels=4,
        out_channels=4,
        block_out_channels=(32, 32, 64),
        layers_per_block=1,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=WIDTH,
        attention_head_dim=[1, 1, 2],
        resnet_time_scale_shift="scale_shift",
        norm_num_groups=8,
        addition_embed_type="text",
        addition_embed_type_num_heads=4,
    ).eval()


def _vae():
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=(16, 32, 32),
        down_block_types=("DownEncoderBlock2D",) * 3,
        up_block_types=("UpDecoderBlock2D",) * 3,
        latent_channels=4,
        norm_num_groups=8,
        mid_block_add_attention=False,
        sample_size=64,
        scaling_factor=0.7,
    ).eval()
