"""Cuts a text into units, and writes units as a text again.

Units are the letters of Shannon's alphabet (A to Z and the space), characters, words with their
punctuation marks, or the tokens of one of the gallery's tokenizers. A unit is known by its bytes in
UTF-8, because a token may be a part of a character.
"""

import codecs
import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np

from models import tokenizers

LETTERS, CHARACTERS, WORDS = "letters", "characters", "words"
OWN = (LETTERS, CHARACTERS, WORDS)

ALPHABET = " " + string.ascii_uppercase
FOLDED = 0x250
"""Letters below this code point are read without their accents; above it are other scripts."""

IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = rf"[{IDEOGRAPH}]|[^\W{IDEOGRAPH}]+(?:['’\-][^\W{IDEOGRAPH}]+)*|-{{2,}}|\.{{3}}|[^\w\s]"
PARAGRAPH = "\n\n"
OPENS = frozenset("([{“‘«¿¡「『（")
CLOSES = frozenset([*".,;:!?)]}”’»…%。、，！？；：」』）", "..."])
JOINS = frozenset(["--", "—", "/", PARAGRAPH])
MARKS = OPENS | CLOSES | JOINS


@dataclass(frozen=True)
class Cut:
    """A text as units.

    `ids` int32 [N] into `vocabulary`, the different units as bytes, sorted; `spans` int32 [N, 2],
    where each stands in the code points of the text.
    """

    vocabulary: tuple[bytes, ...]
    ids: np.ndarray
    spans: np.ndarray


def cut(text: str, unit: str) -> Cut:
    """The units of a text: one of OWN, or the key of a tokenizer."""
    own: dict[str, Callable[[str], Cut]] = {
        LETTERS: _letters,
        CHARACTERS: _characters,
        WORDS: _words,
    }
    return own[unit](text) if unit in own else _tokens(text, unit)


def written(pieces: Sequence[bytes], unit: str) -> list[str]:
    """What each unit adds to the text, spaces between words included; all joined, the text."""
    if unit == WORDS:
        return _spaced(map(bytes.decode, pieces))
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    texts = [decoder.decode(piece) for piece in pieces]
    if texts:
        texts[-1] += decoder.decode(b"", final=True)
    return texts


def _letters(text: str) -> Cut:
    """Everything between two letters is one space; the text begins with a letter."""
    codes = _code_points(text)
    letters = np.where(codes < FOLDED, _folding()[np.minimum(codes, FOLDED - 1)], 0)
    after = np.concatenate([[0], letters[:-1]])
    begins = np.flatnonzero((letters > 0) | (after > 0))
    ends = np.append(begins[1:], len(text))[: len(begins)]
    vocabulary = tuple(letter.encode() for letter in ALPHABET)
    return Cut(vocabulary, letters[begins].astype(np.int32), _spans(begins, ends))


def _characters(text: str) -> Cut:
    different, ids = np.unique(_code_points(text), return_inverse=True)
    begins = np.arange(len(text))
    vocabulary = tuple(chr(code).encode() for code in different)
    return Cut(vocabulary, ids.astype(np.int32), _spans(begins, begins + 1))


def _words(text: str) -> Cut:
    """A blank line ends a paragraph; in a text without blank lines, every line does. A straight
    quotation mark is read as an opening or a closing one, by what stands around it.
    """
    between = r"\n[^\S\n]*\n\s*" if re.search(r"\n[^\S\n]*\n", text) else r"\n"
    found = [match.span() for match in re.finditer(f"{between}|{WORD}", text.rstrip())]
    found = found[1:] if found and text[slice(*found[0])].isspace() else found
    words = [text[begin:end] for begin, end in found]
    words = [
        PARAGRAPH if word.isspace() else _curled(text, begin) if word == '"' else word
        for word, (begin, _) in zip(words, found, strict=True)
    ]
    different = sorted(set(words))
    index = {word: number for number, word in enumerate(different)}
    ids = np.fromiter((index[word] for word in words), dtype=np.int32, count=len(words))
    spans = np.fromiter(chain.from_iterable(found), dtype=np.int32, count=2 * len(found))
    return Cut(tuple(word.encode() for word in different), ids, spans.reshape(-1, 2))


def _tokens(text: str, key: str) -> Cut:
    tokenizer = tokenizers.load(key)
    encoding = tokenizer.encode(text)
    different, inverse = np.unique(encoding.ids, return_inverse=True)
    pieces = [tokenizer.token_bytes(int(token)) for token in different]
    vocabulary = sorted(set(pieces))
    index = {piece: number for number, piece in enumerate(vocabulary)}
    ids = np.array([index[piece] for piece in pieces], dtype=np.int32)[inverse]
    first_bytes = (np.frombuffer(text.encode(), np.uint8) & 0xC0) != 0x80
    characters = np.concatenate([[0], np.cumsum(first_bytes)])
    return Cut(tuple(vocabulary), ids, characters[encoding.spans].astype(np.int32))


def _code_points(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.int64)


@cache
def _folding() -> np.ndarray:
    """For each code point below FOLDED its letter, 1 for A to 26 for Z, or 0: int64."""
    plain = [unicodedata.normalize("NFKD", chr(code).upper())[:1] for code in range(FOLDED)]
    return np.array([max(ALPHABET.find(letter), 0) if letter else 0 for letter in plain])


def _spans(begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
    return np.stack([begins, ends], axis=1).astype(np.int32)


def _spaced(words: Iterable[str]) -> list[str]:
    """Words with the spaces that belong before them."""
    texts, glued = [], True
    for word in words:
        if word in MARKS:
            texts.append(word if glued or word not in OPENS else f" {word}")
            glued = word not in CLOSES
        elif glued or IDEOGRAPH[0] <= word[0] <= IDEOGRAPH[-1]:
            texts.append(word)
            glued = False
        else:
            texts.append(f" {word}")
    return texts


def _curled(text: str, place: int) -> str:
    """The quotation mark at this place of a text as the one that it is meant to be."""
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    begins = not before or before.isspace() or before in OPENS or before in "-–—"
    return "“" if begins and after and not after.isspace() else "”"


def shown(piece: bytes) -> str:
    """A unit by itself: its text, or its bytes where they are no whole character: "‹F0 9F›"."""
    try:
        return piece.decode()
    except UnicodeDecodeError:
        return f"‹{piece.hex(' ').upper()}›"
