"""Reads expressions such as "king - man + woman", with the place of whatever cannot be read.

    expression = sum ["=" [guess]]
    sum        = [sign] product {sign product}
    product    = number "*" product | atom {"*" number | "/" number}
    atom       = word | "quoted word" | "(" sum ")"

A hyphen between two letters belongs to the word where the vectors have that word, and is a minus
where they do not. Words stay as they are written; models/word_vectors/lookup.py looks them up.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NoReturn

from models.word_vectors.tokens import ExpressionError, Token, tokens

MAX_LENGTH = 1000
MAX_TERMS = 40
MAX_WEIGHT = 1000
MAX_DEPTH = 20

NO_NUMBERS = ("nan", "inf", "infinity")


@dataclass(frozen=True)
class Written:
    """`weight` times `word`, which stands from character `start` to before `end`."""

    weight: float
    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Parsed:
    """The terms of a sum, in their order, and the answer that was guessed, if any."""

    terms: tuple[Written, ...]
    guess: Written | None


def parse(text: str, is_word: Callable[[str], bool] = lambda _: False) -> Parsed:
    """The terms of `text`; ExpressionError where it cannot be read.

    `is_word` says of hyphened words whether they are one word.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            f"The expression has {len(text.split()):,} words and signs in {len(text):,} "
            f"characters: use at most {MAX_LENGTH:,} characters.",
            MAX_LENGTH,
            len(text),
        )
    return _Parser(tokens(text, is_word), len(text)).parsed()


def check(text: str) -> str:
    """`text` as it is, if it can be read; ExpressionError otherwise. Looks no word up."""
    parse(text)
    return text


class _Parser:
    """Recursive descent over the tokens of one expression of `length` characters."""

    def __init__(self, tokens: list[Token], length: int) -> None:
        self.tokens = tokens
        self.length = length
        self.place = 0
        self.depth = 0

    def parsed(self) -> Parsed:
        """The whole expression."""
        if not self.tokens or self.next_is("equals"):
            raise ExpressionError(
                "There are no words to add: write some, such as king - man + woman.", 0, self.length
            )
        terms = self.sum()
        guess = self.guess() if self.take("equals") else None
        if token := self.peek():
            self.refuse_rest(token)
        if len(terms) > MAX_TERMS:
            raise ExpressionError(
                f"The expression adds {len(terms):,} words: use at most {MAX_TERMS}.",
                terms[MAX_TERMS].start,
                self.length,
            )
        return Parsed(tuple(terms), guess)

    def sum(self) -> list[Written]:
        """[sign] product {sign product}"""
        sign = self.take("sign")
        terms = _scaled(self.product(), _value(sign))
        while sign := self.take("sign"):
            terms += _scaled(self.product(), _value(sign))
        return terms

    def product(self) -> list[Written]:
        """number "*" product | atom {"*" number | "/" number}"""
        token = self.peek()
        if token and token.kind == "number" and self.next_is("times", ahead=1):
            self.place += 2
            return _scaled(self.product(), _number(token), token)
        terms = self.atom()
        while operator := self.take("times") or self.take("by"):
            token = self.take("number")
            if not token:
                self.refuse_factor(operator)
            value = _number(token)
            if operator.kind == "by" and value == 0:
                raise ExpressionError("Nothing can be divided by 0.", token.start, token.end)
            terms = _scaled(terms, value if operator.kind == "times" else 1 / value, token)
        return terms

    def atom(self) -> list[Written]:
        """word | "quoted word" | "(" sum ")" """
        token = self.peek()
        if token and token.kind in ("word", "quoted", "number"):
            self.place += 1
            return [Written(1.0, token.text, token.start, token.end)]
        if token and token.kind == "open":
            return self.bracket(token)
        self.refuse_missing_word(token)

    def bracket(self, opened: Token) -> list[Written]:
        """A sum in brackets."""
        self.place += 1
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError("Too many brackets inside each other.", opened.start, opened.end)
        terms = self.sum()
        if (token := self.peek()) and token.kind != "close":
            self.refuse_rest(token)
        if not self.take("close"):
            raise ExpressionError(
                f"The bracket at character {opened.start + 1} is never closed: write “)”.",
                opened.start,
                opened.end,
            )
        self.depth -= 1
        return terms

    def guess(self) -> Written | None:
        """The word after an equals sign, which may be missing."""
        token = self.take("word") or self.take("quoted") or self.take("number")
        return token and Written(1.0, token.text, token.start, token.end)

    def peek(self, ahead: int = 0) -> Token | None:
        """The next token, or the one after it."""
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def next_is(self, kind: str, ahead: int = 0) -> bool:
        """Whether the next token, or the one after it, is of this kind."""
        token = self.peek(ahead)
        return token is not None and token.kind == kind

    def take(self, kind: str) -> Token | None:
        """The next token, if it is of this kind."""
        if not self.next_is(kind):
            return None
        self.place += 1
        return self.tokens[self.place - 1]

    def refuse_missing_word(self, token: Token | None) -> NoReturn:
        """Where a word must stand, something else does, or nothing."""
        before = self.tokens[self.place - 1] if self.place else None
        start, end = (token.start, token.end) if token else (self.length, self.length)
        if token and token.kind == "sign":
            sentence = f"There are two signs in a row at character {start + 1}: leave one out."
        elif before and not token:
            start, end = before.start, before.end
            sentence = f"A word is missing after “{before.text}” at the end."
        else:
            sentence = f"A word is missing before “{token.text}” at character {start + 1}."
        raise ExpressionError(sentence, start, end)

    def refuse_factor(self, operator: Token) -> NoReturn:
        """What stands after "*" or "/" is not a number."""
        before = self.tokens[self.place - 2]
        if before.text.casefold() in NO_NUMBERS:
            raise ExpressionError(
                f"“{before.text}” is not a weight: use a number, such as 0.5.",
                before.start,
                before.end,
            )
        after = self.peek()
        what = f"“{after.text}”" if after else "nothing"
        raise ExpressionError(
            f"“{operator.text}” at character {operator.start + 1} needs a number beside it, such "
            f"as 0.5, but {what} follows: words are added and taken away; how near two words are "
            "is a comparison.",
            operator.start,
            operator.end,
        )

    def refuse_rest(self, token: Token) -> NoReturn:
        """The expression could end here, but does not."""
        before = self.tokens[self.place - 1]
        if token.kind == "close":
            sentence = f"The bracket at character {token.start + 1} closes nothing: leave it out."
        elif token.kind == "equals":
            sentence = "There are two equals signs: keep the last."
        else:
            sentence = (
                f"A sign is missing between “{before.text}” and “{token.text}” at character "
                f"{token.start + 1}: write + or -."
            )
        raise ExpressionError(sentence, token.start, token.end)


def _value(sign: Token | None) -> float:
    return 1.0 if sign is None or sign.text == "+" else -1.0


def _number(token: Token) -> float:
    value = float(token.text)
    if value > MAX_WEIGHT:
        _refuse_weight(token)
    return value


def _scaled(terms: list[Written], factor: float, token: Token | None = None) -> list[Written]:
    """`terms` times `factor`, the number that stands at `token`."""
    scaled = [replace(term, weight=term.weight * factor) for term in terms]
    if token and any(not math.isfinite(t.weight) or abs(t.weight) > MAX_WEIGHT for t in scaled):
        _refuse_weight(token)
    return scaled


def _refuse_weight(token: Token) -> NoReturn:
    raise ExpressionError(
        f"The weight {token.text} at character {token.start + 1} is too large: weights go up to "
        f"{MAX_WEIGHT:,}.",
        token.start,
        token.end,
    )
