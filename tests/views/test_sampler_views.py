"""The page samples as the models do: the same logits, controls and random numbers."""

import dataclasses
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from demos.views import next_token, two_models
from models.language import sampling
from models.language.records import Context, NextToken, Vocabulary
from models.language.requests import ORDER, NextTokenRequest, Sampling
from models.ngrams.records import NextUnit

VIEWS = Path(__file__).parents[2] / "demos" / "views"
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed")

BACKWARDS = tuple(reversed(ORDER))
SETTINGS: tuple[dict[str, Any], ...] = (
    {},
    {"temperature": 0.0},
    {"temperature": 0.3},
    {"temperature": 5.0},
    {"top_k": 1},
    {"top_k": 40},
    {"top_k": 10**6},
    {"top_p": 0.9},
    {"top_p": 0.01},
    {"min_p": 0.05},
    {"min_p": 1.0},
    {"typical_p": 0.2},
    {"typical_p": 0.95},
    {"repetition_penalty": 1.3},
    {"repetition_penalty": 0.5},
    {"temperature": 2.0, "top_p": 0.9, "top_k": 50},
    {"temperature": 2.0, "top_p": 0.9, "top_k": 50, "order": BACKWARDS},
    {"temperature": 0.7, "typical_p": 0.6, "min_p": 0.02, "repetition_penalty": 1.2},
    {"temperature": 0.0, "top_p": 0.5, "order": BACKWARDS, "repetition_penalty": 2.0},
)

SAMPLE = """
import { readFileSync } from "node:fs";
import { Distribution, pick } from "DISTRIBUTION";
const { logits, seen, settings, numbers } = JSON.parse(readFileSync(0));
const what = new Distribution(Float32Array.from(logits), seen, Float64Array.from(numbers));
console.log(JSON.stringify(settings.map((one) => {
  const { after, kept, shape } = what.under(one);
  const picked = numbers.map((u) => pick(kept, after, u));
  return { after: [...after], shape, before: what.shape, picked };
})));
"""

STORE = """
import { readFileSync } from "node:fs";
import { NextStore } from "STORE";
import { idsTo } from "TREE";
import { unpack } from "UNPACK";
const store = new NextStore();
const seen = JSON.parse(readFileSync(0)).map((text) => {
  const node = store.seen(unpack(text));
  const { logits, draws, ranking, piece } = store.distributionAt(node);
  const [best] = ranking;
  return {
    ids: idsTo(node), logits: [...logits], draws: [...draws].slice(0, 3), best: [...piece(best)],
    context: store.context.map((one) => [one.id, [...one.piece], one.surprise, one.special]),
  };
});
console.log(JSON.stringify({ seen, order: store.orderAt(store.root) }));
"""

TWO = """
import { readFileSync } from "node:fs";
import { piecesOf } from "SPELLING";
import { modelsOf } from "TWO";
import { unpack } from "UNPACK";
const { header, blobs } = unpack(JSON.parse(readFileSync(0)));
const pieces = piecesOf(blobs.get("lengths"), blobs.get("bytes"));
const { counts, transformer } = modelsOf(header, blobs, pieces);
const off = { repetition_penalty: 1, temperature: 2, top_k: 0, top_p: 1, min_p: 0, typical_p: 1 };
const settings = { ...off, order: Object.keys(off) };
console.log(JSON.stringify([counts, transformer].map(({ distribution, piece, words, total }) => ({
  after: [...distribution.under(settings).after], first: [...piece(0)], words, total,
}))));
"""

FILES = {
    "DISTRIBUTION": "distribution.js",
    "STORE": "next_store.js",
    "TREE": "text_tree.js",
    "UNPACK": "unpack.js",
    "SPELLING": "spelling.js",
    "TWO": "two_models.js",
}


def in_node(program: str, told: object) -> Any:
    """What a module prints that reads `told` as JSON."""
    for name, file in FILES.items():
        program = program.replace(f'"{name}"', json.dumps(str(VIEWS / file)))
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", program],
        input=json.dumps(told),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("size", [7, 4096])
def test_the_page_applies_the_controls_as_the_models_do(size: int) -> None:
    rng = np.random.default_rng(size)
    logits = rng.normal(0, 3, size).astype(np.float32)
    logits[size // 2] = logits[0]  # two alike
    seen = np.unique(rng.integers(0, size, 12))
    requests = [Sampling.parse(**settings) for settings in SETTINGS]
    numbers = [*rng.random(20).tolist(), 0.0, 0.9999]
    told = {
        "logits": logits.tolist(),
        "seen": seen.tolist(),
        "settings": [request.model_dump(include={*ORDER, "order"}) for request in requests],
        "numbers": numbers,
    }
    for request, page in zip(requests, in_node(SAMPLE, told), strict=True):
        what = sampling.distribution(logits, seen, request)
        before, after = what.shapes()
        np.testing.assert_allclose(page["after"], what.after, atol=1e-12)
        for shape, expected in ((page["before"], before), (page["shape"], after)):
            assert shape["kept"] == expected.kept
            for name in ("entropy", "perplexity", "choices"):
                assert shape[name] == pytest.approx(getattr(expected, name), rel=1e-9, abs=1e-9)
        drawn = [sampling.draw(what, u) for u in numbers]
        assert [picked["id"] for picked in page["picked"]] == [draw.place for draw in drawn]
        lower = [picked["lower"] for picked in page["picked"]]
        assert lower == pytest.approx([draw.lower for draw in drawn], abs=1e-9)


def answer(ids: list[int], pieces: tuple[bytes, ...], logits: np.ndarray) -> NextToken:
    """A record as a model gives it, for a vocabulary of these pieces."""
    what = sampling.distribution(logits, np.array(ids), Sampling.parse())
    before, after = what.shapes()
    return NextToken(
        context=Context(
            text="",
            templated=False,
            ids=np.array(ids, dtype=np.int32),
            pieces=tuple(pieces[token] for token in ids),
            special=tuple(token == 0 for token in ids),
            surprise=np.array([np.nan, *[1.5] * (len(ids) - 1)], dtype=np.float32),
            cut=0,
            limit=512,
        ),
        logits=logits,
        untold=0.0,
        before=before,
        after=after,
        top=what.top(lambda found: tuple(pieces[token] for token in found)),
        draws=sampling.draws(25, 0, 1000),
        notes=(),
        status="",
        seconds=0.1,
    )


PIECES = (b"<end>", b" in", b" the", b"\xf0\x9f", b"")
LOGITS = np.array([0.1, 2.5, -1.0, 7.25, -30.0], dtype=np.float32)


def test_the_page_holds_what_was_sent() -> None:
    first = NextTokenRequest.parse(prompt="a")
    then = NextTokenRequest.parse(prompt="a", continuation=(3,))
    vocabulary = Vocabulary("pocket-gpt", PIECES, (0,))
    records = (answer([0, 1], PIECES, LOGITS), answer([0, 1, 3], PIECES, LOGITS[::-1].copy()))
    messages = [
        next_token.seen(first, records[0], vocabulary, fresh=True),
        next_token.seen(then, records[1], None, fresh=False),
    ]
    page = in_node(STORE, messages)
    assert [seen["ids"] for seen in page["seen"]] == [[], [3]]
    for seen, record in zip(page["seen"], records, strict=True):
        assert seen["logits"] == record.logits.tolist()
        assert seen["draws"] == record.draws[:3].tolist()
        assert bytes(seen["best"]) == PIECES[int(record.logits.argmax())]
        assert seen["context"] == [
            [0, list(b"<end>"), None, True],
            [1, list(b" in"), 1.5, False],
        ]
    assert page["order"]["vocabularies"] == ["pocket-gpt"]


def test_a_server_tells_some_tokens_and_the_rest_is_told_as_untold() -> None:
    record = answer([0, 1], PIECES, LOGITS)
    top = dataclasses.replace(record.top, logits=np.log(record.top.before).astype(np.float32))
    context = dataclasses.replace(
        record.context,
        ids=np.zeros(0, dtype=np.int32),
        pieces=(b"He ate",),
        special=(False,),
        surprise=np.full(1, np.nan, dtype=np.float32),
    )
    told = dataclasses.replace(
        record, logits=record.logits[:0], top=top, context=context, untold=0.25
    )
    request = NextTokenRequest.parse(prompt="He ate")
    (seen,) = in_node(STORE, [next_token.seen(request, told, None, fresh=True)])["seen"]
    assert bytes(seen["best"]) == PIECES[3]
    assert seen["context"] == [[-1, list(b"He ate"), None, False]]
    assert len(seen["logits"]) == len(PIECES)


def test_the_counts_and_the_transformer_keep_their_own_tokens() -> None:
    counts = np.array([8, 2])
    unit = NextUnit(
        used=1,
        context=" in",
        pieces=(b" the", b" in"),
        counts=counts,
        shares=counts / 10,
        chances=counts / 10,
        notes=(),
    )
    request = NextTokenRequest.parse(prompt="a")
    said = answer([0, 1], PIECES, LOGITS)
    vocabulary = Vocabulary("pocket-gpt", PIECES, (0,))
    message = two_models.both(request, said, unit, vocabulary, fresh=True)
    counted, transformer = in_node(TWO, message)
    roots = np.sqrt(counts)
    np.testing.assert_allclose(counted["after"], roots / roots.sum(), atol=1e-7)
    assert bytes(counted["first"]) == b" the"
    assert counted["total"] == transformer["total"] == len(PIECES)
    expected = sampling.softmax(LOGITS.astype(np.float64) / 2)
    np.testing.assert_allclose(transformer["after"], expected, atol=1e-12)
