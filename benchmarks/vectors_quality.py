"""How good word vectors are: python -m benchmarks.vectors_quality [vectors …] [--data FOLDER].

Vectors are keys of the catalog, files in word2vec's or GloVe's format, or what a training keeps
(.kv, which gensim unpickles: only your own). They are asked Google's analogies (Mikolov et al.
2013), by category, by 3CosAdd and 3CosMul, and their cosines are compared with how alike people
find words: WordSim-353 (Finkelstein et al. 2002) and MEN (Bruni et al. 2014), Spearman's ρ. The
first two lie in gensim; MEN is read from men3000.txt in FOLDER.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gensim.models import KeyedVectors
from gensim.test.utils import datapath
from scipy.stats import spearmanr

from models import catalog, lending, registry
from models.word_vectors import analogies, files
from models.word_vectors.benchmark import ask_all
from models.word_vectors.rows import Limits
from models.word_vectors.space import Space
from models.word_vectors.verdicts import BenchmarkFinished, Category

METHODS = ("3CosAdd", "3CosMul")
SEMANTIC = 5
"""The first categories of Google's set ask for facts, the others for forms of words."""


@dataclass(frozen=True)
class Alike:
    """How well cosines order pairs of words as people do: `covered` of `pairs` were compared."""

    name: str
    pairs: int
    covered: int
    spearman: float


def open_vectors(name: str) -> KeyedVectors:
    """A key of the catalog, a file of vectors, or what a training keeps."""
    if name in catalog.MODELS:
        spec = catalog.find(name)
        for news in lending.prepare(spec):
            print(news.sentence, file=sys.stderr)
        with registry.use(spec) as keyed:
            return keyed
    path = Path(name)
    return KeyedVectors.load(name) if path.suffix == ".kv" else files.read(path, Limits())


def ask(keyed: KeyedVectors, name: str) -> dict[str, BenchmarkFinished]:
    """Google's analogies, by every method."""
    space = Space(keyed, name)
    coverage = analogies.cover(analogies.read("google").sections, space)
    return {method: list(ask_all(space, coverage, method))[-1] for method in METHODS}


def compare(keyed: KeyedVectors, path: Path) -> Alike:
    """Cosines beside the judgements in a file: two words and a number on every line."""
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if len(row) == 3 and not row[0].startswith("#")]
    known = [(*map(str.lower, row[:2]), float(row[2])) for row in rows]
    known = [row for row in known if row[0] in keyed and row[1] in keyed]
    cosines = [keyed.similarity(first, second) for first, second, _ in known]
    spearman = spearmanr(cosines, [judged for *_, judged in known]).statistic
    return Alike(path.stem, len(rows), len(known), float(spearman))


def measure(name: str, data: Path | None) -> dict:
    """All figures of one set of vectors, as they are printed."""
    keyed = open_vectors(name)
    pairs = [Path(datapath("wordsim353.tsv")), *([data / "men3000.txt"] if data else [])]
    return {
        "words": len(keyed),
        "numbers": keyed.vector_size,
        "analogies": {method: _figures(found) for method, found in ask(keyed, name).items()},
        "alike": {alike.name: vars(alike) for alike in (compare(keyed, path) for path in pairs)},
    }


def _figures(found: BenchmarkFinished) -> dict:
    semantic = found.categories[:SEMANTIC]
    return {
        "asked": found.asked,
        "covered": found.covered,
        "right": found.excluded.share,
        "interval": [found.excluded.low, found.excluded.high],
        "with inputs": found.included.share,
        "semantic": _share(semantic),
        "syntactic": _share(found.categories[SEMANTIC:]),
        "categories": {c.name: [c.covered, c.asked, c.excluded.share] for c in found.categories},
    }


def _share(categories: tuple[Category, ...]) -> float:
    covered = sum(category.covered for category in categories)
    return sum(category.excluded.right for category in categories) / max(1, covered)


def _lines(name: str, figures: dict) -> Iterator[str]:
    add, mul = (figures["analogies"][method] for method in METHODS)
    yield f"{name}: {figures['words']:,} words of {figures['numbers']} numbers\n"
    yield "| category | covered | 3CosAdd | 3CosMul |"
    yield "|---|---|---|---|"
    for category, (covered, asked, share) in add["categories"].items():
        other = mul["categories"][category][2]
        yield f"| {category} | {covered:,} of {asked:,} | {share:.1%} | {other:.1%} |"
    for kind in ("semantic", "syntactic"):
        yield f"| {kind} | | {add[kind]:.1%} | {mul[kind]:.1%} |"
    covered = f"{add['covered']:,} of {add['asked']:,}"
    yield f"| all | {covered} | {add['right']:.1%} | {mul['right']:.1%} |"
    low, high = add["interval"]
    yield f"\n3CosAdd, 95 % interval {low:.1%} to {high:.1%}; inputs allowed as answers: "
    yield f"{add['with inputs']:.1%}.\n"
    for alike in figures["alike"].values():
        covered = f"{alike['covered']:,} of {alike['pairs']:,} pairs"
        yield f"{alike['name']}: Spearman {alike['spearman']:.3f}, {covered}"


def main() -> int:
    """Measure, print."""
    options = _parse()
    figures = {name: measure(name, options.data) for name in options.vectors}
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        for name, measured in figures.items():
            print("\n".join(_lines(name, measured)), end="\n\n")
    return 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.vectors_quality")
    parser.add_argument("vectors", nargs="*", default=["pocket-vectors"])
    parser.add_argument("--data", type=Path, help="folder with men3000.txt")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
