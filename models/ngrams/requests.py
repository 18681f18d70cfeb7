"""What may be asked of n-grams, with limits. No torch here."""

import unicodedata
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic.functional_validators import AfterValidator

from models import tokenizers
from models.errors import InvalidRequest
from models.ngrams.units import OWN
from models.requests import Request, Seed, shorten, suggestion

CorpusName = Literal["moby-dick", "story", "own"]
MOBY_DICK, STORY, YOURS = "moby-dick", "story", "own"

MAX_BYTES = 200_000
MAX_PROMPT = 1000
MAX_LENGTH = 2000
MAX_N = 8
NOT_TOKENS = ("characters", "words", "bert")
"""Tokenizers that cut as our own units do, and one that drops the spaces, which no n-gram brings
back.
"""


def _known_unit(unit: str) -> str:
    keys = [entry.key for entry in tokenizers.offered() if entry.key not in NOT_TOKENS]
    if unit in OWN or unit in keys:
        return unit
    raise ValueError(f"There is no unit called {shorten(unit)}{suggestion(unit, [*OWN, *keys])}")


def readable(text: object, what: str = "The text") -> object:
    """`text` with its line ends as "\\n"; ValueError where it is no text, or too long."""
    if not isinstance(text, str):
        return text
    size = len(text.encode(errors="surrogatepass"))
    if size > MAX_BYTES:
        raise ValueError(
            f"{what} has {size:,} bytes, and at most {MAX_BYTES:,} are read: shorten it."
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for position, character in enumerate(text, start=1):
        kind = unicodedata.category(character)
        if kind in ("Cc", "Cs") and character not in "\n\t\f\v":
            what_is_it = "half of a character" if kind == "Cs" else "a code and no letter"
            raise ValueError(
                f"{what} has U+{ord(character):04X} at position {position:,}, which is "
                f"{what_is_it}: a file that is not plain text cannot be read."
            )
    return text


def of_file(data: bytes) -> str:
    """The text of a file that a visitor brings; InvalidRequest where it is none."""
    if len(data) > MAX_BYTES:
        raise InvalidRequest(
            f"The file has {len(data):,} bytes, and at most {MAX_BYTES:,} are read: shorten it."
        )
    try:
        return str(readable(data.decode("utf-8-sig"), "The file"))
    except UnicodeDecodeError as error:
        raise InvalidRequest(
            f"The file is not text in UTF-8 (byte {error.start + 1:,}): save it as plain text."
        ) from None
    except ValueError as error:
        raise InvalidRequest(str(error)) from None


Unit = Annotated[str, AfterValidator(_known_unit), Field(description="the name of a unit")]
Text = Annotated[str, BeforeValidator(readable), Field(description="a text")]
Begin = Annotated[
    str,
    BeforeValidator(lambda text: readable(text, "The prompt")),
    Field(max_length=MAX_PROMPT, description=f"text of at most {MAX_PROMPT:,} characters"),
]
Temperature = Annotated[float, Field(ge=0, le=5, description="a number from 0 to 5")]
Order = Annotated[int, Field(ge=1, le=MAX_N, description=f"a whole number from 1 to {MAX_N}")]
Length = Annotated[
    int, Field(ge=1, le=MAX_LENGTH, description=f"a whole number from 1 to {MAX_LENGTH:,}")
]


class CorpusRequest(Request):
    """A text to count in: one of the gallery's, or `text` where `corpus` is "own"."""

    light: ClassVar[bool] = True

    corpus: CorpusName = MOBY_DICK
    text: Text = ""
    unit: Unit = "letters"
    temperature: Temperature = 1.0
    seed: Seed = 25


class NgramRequest(CorpusRequest):
    """`length` units after `prompt`, each drawn from what followed the n − 1 units before it.

    Where `mix` is above 0, the share `mix` of every chance comes from the corpus `second`.
    """

    topic: ClassVar[str] = "models.ngrams.write:write"

    n: Order = 3
    length: Length = 300
    prompt: Begin = ""
    second: CorpusName = STORY
    mix: Annotated[float, Field(ge=0, le=1, description="a number from 0 to 1")] = 0.0

    @model_validator(mode="after")
    def _two_texts(self) -> Self:
        if self.mix and self.second == self.corpus:
            raise ValueError("Both corpora are the same: choose another one to mix with.")
        return self


class MemoryRequest(CorpusRequest):
    """For n = 1 … `longest`: how well the counts of nine tenths of a text predict the last tenth,
    and how much of what they write is copied.
    """

    topic: ClassVar[str] = "models.ngrams.memory:memory"

    corpus: CorpusName = STORY
    unit: Unit = "words"
    longest: Order = MAX_N
    length: Length = 120


class NextUnitRequest(CorpusRequest):
    """What may come after `prompt`, without drawing: the counts of one step."""

    topic: ClassVar[str] = "models.ngrams.next_unit:next_unit"

    unit: Unit = "pocket-bpe"
    n: Order = 3
    prompt: Begin = ""
