"""What may be asked about tokens, and within which limits."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from models.errors import InvalidRequest
from models.requests import Request
from models.tokenizers import find

MAX_TEXT = 200_000
MAX_TRAINING_TEXT = 50_000
MAX_TOKENIZERS = 5
OWN = "own"
"""The key of the tokenizer that is learned from the visitor's own text."""

LEAST_VOCABULARY = 257
"""The bytes and one merge."""

LARGEST_VOCABULARY = 2048


def _whole_characters(text: Any) -> Any:
    """`text` where it has a UTF-8; ValueError where half of a surrogate pair stands alone."""
    if isinstance(text, str):
        for position, character in enumerate(text, start=1):
            if "\ud800" <= character <= "\udfff":
                raise ValueError(
                    f"The text has half a character, U+{ord(character):04X}, at position "
                    f"{position:,}: it has no bytes in UTF-8, so remove it."
                )
    return text


def _text(most: int, least: int = 0) -> Any:
    """A text of any characters, NUL included, line breaks kept."""
    size = f"{least} to {most:,}" if least else f"at most {most:,}"
    rule = Field(min_length=least, max_length=most, description=f"text of {size} characters")
    return Annotated[str, rule, BeforeValidator(_whole_characters)]


def _known(keys: Any) -> Any:
    """The keys of tokenizers, each once; ValueError, with the nearest one, where one is unknown."""
    if not isinstance(keys, str | list | tuple):
        return keys
    keys = (keys,) if isinstance(keys, str) else tuple(map(str, keys))
    for key in keys:
        if key != OWN:
            try:
                find(key)
            except InvalidRequest as error:
                raise ValueError(str(error)) from None
    return tuple(dict.fromkeys(keys))


Vocabulary = Annotated[
    int,
    Field(
        ge=LEAST_VOCABULARY,
        le=LARGEST_VOCABULARY,
        description=f"a whole number from {LEAST_VOCABULARY} to {LARGEST_VOCABULARY:,}",
    ),
]


class TokenizeRequest(Request):
    """A text before one or several tokenizers.

    With `special`, special tokens are read in the text, and those that a model would add are
    added. The tokenizer "own" is learned from `training_text` first, up to `vocab_size` tokens.
    With `download`, what is not here is brought here; without it, such a tokenizer is left out.
    """

    topic: ClassVar[str] = "models.tokenization.tokenize:tokenize"
    light: ClassVar[bool] = True

    text: _text(MAX_TEXT) = ""
    tokenizers: Annotated[
        tuple[str, ...],
        BeforeValidator(_known),
        Field(
            min_length=1,
            max_length=MAX_TOKENIZERS,
            description=f"1 to {MAX_TOKENIZERS} names of tokenizers",
        ),
    ] = ("pocket-bpe",)
    special: bool = False
    download: bool = True
    training_text: _text(MAX_TRAINING_TEXT) = ""
    vocab_size: Vocabulary = 512


class LearnRequest(Request):
    """A tokenizer learned from a text, merge by merge."""

    topic: ClassVar[str] = "models.tokenization.learn:learn"
    light: ClassVar[bool] = True

    training_text: _text(MAX_TRAINING_TEXT, least=1)
    vocab_size: Vocabulary = 512
