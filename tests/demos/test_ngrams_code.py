"""The code panel: its programs write the same text and print the same perplexities."""

import contextlib
import io
import os
from pathlib import Path

import pytest

from demos.ngrams_code import ladder_code, writing_code
from models import engine
from models.ngrams.memory import memory
from models.ngrams.records import Rung
from models.ngrams.requests import MemoryRequest, NgramRequest

ROOT = Path(__file__).parents[2]
OWN = "Fisch, Wisch, “Tisch”:\n\nder Fisch wischt den Tisch. Der Tisch fischt den Wisch! 👩‍🚀"

TEXTS = [
    {"length": 60},
    {"n": 2, "prompt": "Call me", "temperature": 0.5, "length": 30},
    {"corpus": "story", "unit": "words", "n": 3, "temperature": 0.6},
    {"corpus": "story", "unit": "characters", "n": 5, "temperature": 0, "prompt": "the fog "},
    {"corpus": "story", "unit": "pocket-bpe", "n": 2, "temperature": 3.5, "seed": 2**31 - 1},
    {"corpus": "own", "text": OWN, "unit": "words", "n": 2, "length": 40},
    {"corpus": "own", "text": OWN, "unit": "letters", "n": 4, "temperature": 0.01, "length": 40},
    {"corpus": "story", "second": "own", "text": OWN, "mix": 0.25, "unit": "words", "n": 2},
]


def printed(program: str) -> str:
    """Run a program in the gallery's folder."""
    out, here = io.StringIO(), Path.cwd()
    os.chdir(ROOT)
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(program, "ngrams.py", "exec"), {})
    finally:
        os.chdir(here)
    return out.getvalue()


@pytest.mark.parametrize("values", TEXTS)
def test_the_program_writes_the_same(values: dict) -> None:
    request = NgramRequest.parse(**values)
    (found,) = engine.stream(request)
    assert printed(writing_code(request)) == found.text + "\n"


def test_a_long_text_is_read_from_a_file(tmp_path: Path) -> None:
    request = NgramRequest.parse(corpus="own", text="lorem ipsum " * 500, unit="words")
    assert 'Path("text.txt").read_text' in writing_code(request)


def test_the_ladder_prints_the_same() -> None:
    request = MemoryRequest.parse(corpus="story", unit="words", longest=4)
    rungs = [record for record in memory(request) if isinstance(record, Rung)]
    lines = printed(ladder_code(request)).splitlines()
    found = [float(line.split()[-1]) for line in lines]
    assert found == pytest.approx([rung.perplexities["Kneser–Ney"] for rung in rungs])
