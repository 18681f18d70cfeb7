"""The code panel: the programs it shows choose the same tokens with plain transformers."""

import ast
import contextlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from demos.sampler_code import next_code, temperatures_code, text_code
from models import catalog, engine
from models.language.records import Compared, Finished, NextToken
from models.language.requests import (
    ORDER,
    GenerateRequest,
    NextTokenRequest,
    TemperaturesRequest,
)

PROMPT = 'The "boy"\n{gave} the dog'
EVERYTHING = {
    "temperature": 0.8,
    "top_k": 30,
    "top_p": 0.95,
    "min_p": 0.01,
    "typical_p": 0.9,
    "repetition_penalty": 1.2,
}


@pytest.fixture
def printed(
    tiny_gpt: catalog.Spec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], str]:
    """What a program prints in a folder where the checkpoint lies as in the gallery's."""
    (tmp_path / "models" / "checkpoints").mkdir(parents=True)
    (tmp_path / "models" / "checkpoints" / "pocket-gpt").symlink_to(tiny_gpt.folder)
    monkeypatch.chdir(tmp_path)

    def run(program: str) -> str:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(program, "unfog.py", "exec"), {"__name__": "__main__"})
        return said.getvalue()

    return run


def record(request: Any, kind: type) -> Any:
    return next(r for r in engine.stream(request) if isinstance(r, kind))


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"temperature": 0.0},
        EVERYTHING,
        EVERYTHING | {"order": tuple(reversed(ORDER))},
        {"temperature": 2.0, "continuation": (5, 6)},
    ],
    ids=["off", "greedy", "everything", "backwards", "further on"],
)
def test_the_program_prints_the_same_distribution(
    settings: dict[str, Any], printed: Callable[[str], str]
) -> None:
    request = NextTokenRequest.parse(prompt=PROMPT, **settings)
    *rows, entropy = printed(next_code(request)).splitlines()
    found = record(request, NextToken)
    assert float(entropy.split()[1]) == pytest.approx(found.after.entropy, abs=2e-5)
    numbers = np.array([row.rsplit(maxsplit=2)[1:] for row in rows], dtype=float)
    kept = min(found.after.kept, len(rows), 20)
    np.testing.assert_allclose(numbers[:kept, 0], found.top.before[:kept], atol=1e-5)
    np.testing.assert_allclose(numbers[:kept, 1], found.top.after[:kept], atol=1e-5)


@pytest.mark.parametrize("settings", [{}, {"temperature": 0.7, "top_p": 0.8}], ids=str)
def test_the_program_writes_the_same_text(
    settings: dict[str, Any], printed: Callable[[str], str]
) -> None:
    request = GenerateRequest.parse(prompt=PROMPT, max_new_tokens=8, seed=3, **settings)
    assert (
        printed(text_code(request))
        .rstrip("\n")
        .endswith(record(request, Finished).text.rstrip("\n"))
    )


def test_the_program_writes_the_same_texts_at_every_temperature(
    printed: Callable[[str], str],
) -> None:
    request = TemperaturesRequest.parse(
        prompt=PROMPT, temperatures=(0, 1.2), continuations=2, max_new_tokens=4, top_k=20
    )
    lines = printed(temperatures_code(request)).splitlines()
    texts = [ast.literal_eval(line.split(maxsplit=1)[1]) for line in lines]
    columns = record(request, Compared).columns
    written = [text for column in columns for text in column.texts]
    assert [text.rstrip("\ufffd") for text in texts] == [t.rstrip("\ufffd") for t in written]


@pytest.mark.parametrize("key", ["smollm2-135m-instruct", "gpt2"])
def test_programs_of_hub_models_name_their_revision(key: str) -> None:
    spec = catalog.find(key)
    program = next_code(NextTokenRequest.parse(model=key, prompt=PROMPT))
    ast.parse(program)
    assert spec.hub_id in program and str(spec.revision) in program
    assert ("apply_chat_template" in program) == spec.chat


def test_words_cannot_leave_their_quotes() -> None:
    program = next_code(NextTokenRequest.parse(prompt='"; exit() #\n\\'))
    constants = [
        node.value for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Constant)
    ]
    assert catalog.find("pocket-gpt").opening + '"; exit() #\n\\' in constants
