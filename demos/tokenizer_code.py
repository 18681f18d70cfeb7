"""The programs that give the same tokens with the libraries alone."""

from demos.program import quoted
from models import tokenizers
from models.tokenization.requests import OWN, LearnRequest, TokenizeRequest

TIKTOKEN = """\
import tiktoken

encoding = tiktoken.get_encoding({name})  # downloaded when it is first asked for
ids = encoding.encode(text, {special})
tokens = [encoding.decode_single_token_bytes(token) for token in ids]
"""

FROM_FILE = """\
from tokenizers import Tokenizer

tokenizer = Tokenizer.from_file("models/checkpoints/{folder}/tokenizer.json")
tokenizer.encode_special_tokens = {as_text}  # whether they are text like any other
ids = tokenizer.encode(text).ids
tokens = [tokenizer.id_to_token(token) for token in ids]
"""

FROM_HUB = """\
from huggingface_hub import hf_hub_download
from tokenizers import Tokenizer

file = hf_hub_download({hub_id}, "tokenizer.json", revision={revision})
tokenizer = Tokenizer.from_file(file)
tokenizer.encode_special_tokens = {as_text}  # whether they are text like any other
ids = tokenizer.encode(text, add_special_tokens={special}).ids
tokens = [tokenizer.id_to_token(token) for token in ids]
"""

WORDS = """\
from models import tokenizers  # the gallery's own: a list of words

tokenizer = tokenizers.load("words")
ids = tokenizer.ids(text).tolist()
tokens = [tokenizer.written(token) for token in ids]
"""

BYTES = """\
ids = list(text.encode())
tokens = [bytes([token]) for token in ids]
"""

CHARACTERS = """\
ids = [ord(character) for character in text]
tokens = list(text)
"""

TRAINING = """\
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tokenizer.decoder = decoders.ByteLevel()
trainer = trainers.BpeTrainer(
    vocab_size={vocab_size},
    min_frequency=2,
    initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
    show_progress=False,
)
tokenizer.train_from_iterator([{text}], trainer)
"""

OWN_TOKENS = """\
ids = tokenizer.encode(text).ids
tokens = [tokenizer.id_to_token(token) for token in ids]
"""


def comparison_code(request: TokenizeRequest) -> str:
    """The programs of all chosen tokenizers, one after the other, for the same text."""
    parts = [f"text = {quoted(request.text)}\n"]
    for key in request.tokenizers:
        parts.append(f"{_program(key, request)}print({quoted(key)}, len(ids), ids, tokens)\n")
    return "\n".join(parts)


def training_code(request: LearnRequest) -> str:
    """The program that learns the same merges."""
    return (
        _training(request.training_text, request.vocab_size) + 'tokenizer.save("tokenizer.json")\n'
    )


def _program(key: str, request: TokenizeRequest) -> str:
    if key == OWN:
        return _training(request.training_text, request.vocab_size) + OWN_TOKENS
    plain = {"bytes": BYTES, "characters": CHARACTERS, "words": WORDS}
    if key in plain:
        return plain[key]
    entry = tokenizers.find(key)
    if entry.ranks:
        special = 'allowed_special="all"' if request.special else "disallowed_special=()"
        return TIKTOKEN.format(name=quoted(entry.ranks.encoding), special=special)
    as_text = not request.special
    if entry.hub:
        return FROM_HUB.format(
            hub_id=quoted(entry.hub.hub_id),
            revision=quoted(entry.hub.revision),
            as_text=as_text,
            special=request.special,
        )
    return FROM_FILE.format(folder=entry.file.parent.name, as_text=as_text)


def _training(text: str, vocab_size: int) -> str:
    return TRAINING.format(vocab_size=vocab_size, text=quoted(text))
