"""A visitor's own tokenizer: learned from a text, then like any other.

Nothing of it is kept here. The same text gives the same merges, so it is learned again whenever it
is needed, which takes less time than a download.
"""

import json

from tokenizers import Tokenizer as Pieces
from tokenizers import decoders, models, pre_tokenizers

from models.tokenizers.entries import TokenizerEntry
from models.tokenizers.from_json import ByteLevel
from models.tokenizers.training import BYTES, Learner

ENTRY = TokenizerEntry(
    key="own",
    title="Your own (learned from your text)",
    method="byte-pair encoding",
    loader="",
)


def learned(text: str, vocab_size: int) -> ByteLevel:
    """The tokenizer learned from `text`; with fewer tokens where no pair occurs twice any more."""
    return ByteLevel(ENTRY, as_json(text, vocab_size))


def as_json(text: str, vocab_size: int) -> str:
    """The same as a `tokenizer.json`, which the library `tokenizers` reads."""
    learner = Learner(text)
    names = learner.names
    steps = learner.learn(vocab_size - BYTES, rivals=1)
    merges = list(dict.fromkeys((names[step.left], names[step.right]) for step in steps))
    pieces = Pieces(models.BPE({name: token for token, name in enumerate(names)}, merges))
    pieces.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    pieces.decoder = decoders.ByteLevel()
    return json.dumps(json.loads(pieces.to_str()), ensure_ascii=False)
