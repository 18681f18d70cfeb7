"""Pocket GPT, as it is shipped, finds the golden texts as likely as on the day it was exported."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from models import catalog, engine
from models.language.records import NextToken
from models.language.requests import NextTokenRequest
from tests.models import tiny_language

POCKET = catalog.MODELS["pocket-gpt"].folder
TOLERANCE = 0.002
"""In nats: other processors round the last bits differently."""

SHIPPED = pytest.mark.skipif(
    not (POCKET / "golden" / "golden.json").is_file(), reason="the checkpoint is not trained yet"
)


def check(folder: Path) -> None:
    for entry in json.loads((folder / "golden" / "golden.json").read_text(encoding="utf-8")):
        request = NextTokenRequest.parse(
            prompt=entry["prompt"], continuation=tuple(entry["ids"]), temperature=0
        )
        *_, record = engine.stream(request)
        assert isinstance(record, NextToken)
        count = len(entry["ids"])
        log_probabilities = -record.context.surprise[-count:] * np.log(2)
        assert log_probabilities == pytest.approx(entry["log_probabilities"], abs=TOLERANCE)
        assert b"".join(record.context.pieces[-count:]).decode(errors="replace") == entry["text"]


@SHIPPED
@pytest.mark.usefixtures("fresh")
def test_golden_texts() -> None:
    check(POCKET)


@SHIPPED
def test_the_checkpoint_is_small() -> None:
    assert sum(file.stat().st_size for file in POCKET.rglob("*.*")) < 10_000_000


@pytest.mark.usefixtures("fresh")
def test_an_export_can_be_opened_and_is_golden(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from models.train import language

    language.export(language.new_model(), language.train_tokenizer(tiny_language.TEXTS), tmp_path)
    spec = dataclasses.replace(catalog.MODELS["pocket-gpt"], folder=tmp_path)
    monkeypatch.setattr(catalog, "MODELS", {**catalog.MODELS, spec.key: spec})
    check(tmp_path)
    assert spec.limits["context"] == language.CONTEXT
