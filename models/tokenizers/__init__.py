"""The tokenizers of the gallery, for every topic: text into numbered pieces, and back.

`find` gives an entry of the table, `prepare` brings its files here, `load` gives the tokenizer.
What a visitor trained is learned again from its text by `own`. Everything counts in bytes of UTF-8,
because that is what a tokenizer's pieces are made of: half an emoji has bytes, but no character.
"""

from models.tokenizers.entries import ENTRIES, TokenizerEntry, find, is_present, offered
from models.tokenizers.interface import Encoding, Merge, Tokenizer
from models.tokenizers.lending import load, prepare

__all__ = [
    "ENTRIES",
    "Encoding",
    "Merge",
    "Tokenizer",
    "TokenizerEntry",
    "find",
    "is_present",
    "load",
    "offered",
    "prepare",
]
