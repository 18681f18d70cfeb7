"""The words, numbers and signs of an expression, and the error that says where one is wrong."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from models.errors import InvalidRequest

RUN = r"\w+(?:['’]\w+)*"
TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?(?!\w))"
    rf"|(?P<hyphened>{RUN}(?:-{RUN})+)"
    rf"|(?P<word>{RUN})"
    r'|["“”](?P<quoted>[^"“”]*)["“”]'
    r"|(?P<sign>[-+−–—])"
    r"|(?P<times>[*×·⋅∙])"
    r"|(?P<by>[/÷])"
    r"|(?P<open>\()"
    r"|(?P<close>\))"
    r"|(?P<equals>[=≈]\s*\??)"
)


class ExpressionError(InvalidRequest):
    """What cannot be read or found, from character `start` to before `end` of the expression.

    For an unknown word, `suggestions` are spelt like it, and `related` are near to the first of
    these in meaning.
    """

    def __init__(
        self,
        sentence: str,
        start: int,
        end: int,
        suggestions: tuple[str, ...] = (),
        related: tuple[str, ...] = (),
    ) -> None:
        super().__init__(sentence, start, end, suggestions, related)
        self.sentence, self.start, self.end = sentence, start, end
        self.suggestions, self.related = suggestions, related

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Token:
    """A piece of `kind`, a group of TOKEN, from character `start` to before `end`."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str, is_word: Callable[[str], bool]) -> list[Token]:
    """The pieces of `text` without spaces; ExpressionError at what is none.

    `is_word` says of hyphened words whether they are one word.
    """
    found, position = [], 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match:
            _refuse_character(text, position)
        kind, end = str(match.lastgroup), match.end()
        written = match[kind].replace("’", "'")
        if kind == "hyphened":
            if not is_word(written):
                written = written.partition("-")[0]
                end = position + len(written)
            kind = "word"
        if kind == "quoted" and not written.strip():
            raise ExpressionError("There is no word between the quotes.", position, end)
        if kind != "space":
            found.append(Token(kind, written.strip(), position, end))
        position = end
    return found


def _refuse_character(text: str, position: int) -> NoReturn:
    character = text[position]
    if unicodedata.category(character)[0] == "C":
        shown = f"The invisible character U+{ord(character):04X}"
    else:
        shown = f"“{character}”"
    raise ExpressionError(
        f"{shown} at character {position + 1} means nothing here: write words with + and - "
        "between them, and numbers such as 0.5 with a point.",
        position,
        position + 1,
    )
