"""The programs of the word vectors tab: the same answers with plain gensim and numpy."""

from typing import Any

from models import catalog
from models.word_vectors.expression import parse
from models.word_vectors.lists import words_of
from models.word_vectors.records import Arithmetic
from models.word_vectors.requests import (
    ArithmeticRequest,
    BenchmarkRequest,
    BiasRequest,
    MapRequest,
    SimilarityRequest,
    VectorsRequest,
)

POCKET = """\
from pathlib import Path

{imports}from models.word_vectors.checkpoint import read  # the gallery's own: 8 bits a number

vectors = read(Path("models/checkpoints/{key}"))  # gensim's KeyedVectors
"""

DOWNLOADED = """\
import gensim.downloader
{imports}
vectors = gensim.downloader.load("{name}")
"""

OWN = """\
{imports}from gensim.models import KeyedVectors

vectors = KeyedVectors.load_word2vec_format("your-file.txt")  # GloVe: no_header=True
"""

NUMPY = "import numpy as np\n"

MOST_SIMILAR = """
for word, cosine in vectors.most_similar(
    positive={positive},
    negative={negative},
    topn={topn},
):
    print(f"{{cosine:6.3f}} {{word}}")
"""

BY_HAND = """
terms = {terms}
rows = {rows}
{score}
order = np.argsort({sign}score, kind="stable")
{skip}for row in order[:{topn}]:
    print(f"{{score[row]:6.3f}} {{vectors.index_to_key[row]}}")
"""

SUM = "target = sum(weight * rows[vectors.key_to_index[word]] for word, weight in terms)\n"
SCORES = {
    "cosine": "score = rows @ target / np.linalg.norm(rows, axis=1) / np.linalg.norm(target)",
    "dot": "score = rows @ target",
    "euclidean": "score = np.linalg.norm(rows - target, axis=1)",
}
PRODUCT = """\
score = np.ones(len(rows), np.float32)
for word, weight in terms:
    score *= ((1 + rows @ rows[vectors.key_to_index[word]]) / 2) ** weight"""
SKIP = """\
typed = [vectors.key_to_index[word] for word, _ in terms]
order = order[~np.isin(order, typed)]
"""

COMPARISON = """
words = {words}
rows = vectors.vectors[[vectors.key_to_index[word] for word in words]]
{unit}
print((rows @ rows.T).round(2))  # dot products
units = rows / np.linalg.norm(rows, axis=1, keepdims=True)
print((units @ units.T).round(2))  # cosines
print(np.linalg.norm(rows[:, None] - rows, axis=-1).round(2))  # distances
print("odd one out:", words[np.argmin(units @ units.mean(axis=0))])

middle = rows - rows.mean(axis=0)
_, sizes, axes = np.linalg.svd(middle, full_matrices=False)
for word, (x, y) in zip(words, middle @ axes[:2].T):
    print(f"{{x:6.2f}} {{y:6.2f}} {{word}}")
print("kept:", (sizes[:2] ** 2).sum() / (sizes**2).sum())
"""

UNIT = "rows /= np.linalg.norm(rows, axis=1, keepdims=True)"

BENCHMARK = """{questions}
_, sections = vectors.evaluate_word_analogies(
    {path}, similarity_function="{function}"
)
for section in sections:
    right, total = len(section["correct"]), len(section["correct"]) + len(section["incorrect"])
    if total:
        print(f"{{right / total:7.1%}} of {{total:6,}} {{section['section']}}")
"""

PAIRS = """
import itertools
from pathlib import Path

lines = []  # every two pairs of a category make two questions
for category in Path("models/word_vectors/sets/analogies.txt").read_text("utf-8").split("\\n:")[1:]:
    name, *pairs = filter(None, category.strip().splitlines())
    lines += [f": {name}", *(f"{a} {b}" for a, b in itertools.permutations(pairs, 2))]
Path("questions.txt").write_text("\\n".join(lines), "utf-8")
"""

SETS = {
    "own": (PAIRS, '"questions.txt"'),
    "google": ("\nfrom gensim.test.utils import datapath\n", 'datapath("questions-words.txt")'),
    "yours": ("", '"questions.txt"'),
}

BIAS = """
pairs = {pairs}
words = {words}
differences = []
for first, second in pairs:
    a, b = vectors.get_vector(first, norm=True), vectors.get_vector(second, norm=True)
    differences += [(a - b) / 2, (b - a) / 2]
_, _, axes = np.linalg.svd(np.array(differences), full_matrices=False)
axis = axes[0] * np.sign(axes[0] @ differences[0])  # points to the first of a pair
for word in words:
    w = vectors.get_vector(word, norm=True)
    rest = w - (w @ axis) * axis  # hard debiasing
    rest /= np.linalg.norm(rest)
    print(f"{{w @ axis:6.3f}} {{rest @ axis:6.3f}} {{word}}")
"""


def arithmetic_code(request: ArithmeticRequest, record: Arithmetic | None = None) -> str:
    """The program that answers the same expression; words as the record found them."""
    written = record.terms if record else parse(request.expression).terms
    terms = [(term.word, term.weight) for term in written]
    plain = (request.method, request.measure, request.exclude_inputs) == ("3CosAdd", "cosine", True)
    if plain and request.unit_length:
        positive, negative = _for_gensim(terms)
        return _loaded(request) + MOST_SIMILAR.format(
            positive=positive, negative=negative, topn=request.topn
        )
    product = request.method == "3CosMul"
    normed = product or request.unit_length
    return _loaded(request, NUMPY) + BY_HAND.format(
        terms=terms,
        rows="vectors.get_normed_vectors()" if normed else "vectors.vectors",
        score=PRODUCT if product else SUM + SCORES[request.measure],
        sign="" if request.measure == "euclidean" and not product else "-",
        skip=SKIP if request.exclude_inputs else "",
        topn=request.topn,
    )


def _for_gensim(terms: list[tuple[str, float]]) -> tuple[list[Any], list[Any]]:
    """What gensim calls positive and negative; weights other than one stand beside the word."""
    if all(abs(weight) == 1 for _, weight in terms):
        plus = [word for word, weight in terms if weight > 0]
        return plus, [word for word, weight in terms if weight < 0]
    return terms, []


def comparison_code(request: SimilarityRequest | MapRequest, words: tuple[str, ...]) -> str:
    """The program that compares the same words, those that are known."""
    return _loaded(request, NUMPY) + COMPARISON.format(
        words=list(words), unit=UNIT if request.unit_length else ""
    )


def benchmark_code(request: BenchmarkRequest) -> str:
    """The program that asks the same questions, the inputs left out; a visitor's are in a file."""
    questions, path = SETS[request.analogies]
    function = "most_similar_cosmul" if request.method == "3CosMul" else "most_similar"
    return _loaded(request) + BENCHMARK.format(questions=questions, path=path, function=function)


def bias_code(request: BiasRequest, words: tuple[str, ...]) -> str:
    """The program that ranks the same words along the same axis."""
    listed = list(words or words_of(request.words))
    return _loaded(request, NUMPY) + BIAS.format(pairs=list(request.pairs), words=listed)


def _loaded(request: VectorsRequest, imports: str = "") -> str:
    """The lines that load the vectors."""
    if request.file:
        return OWN.format(imports=imports)
    spec = catalog.find(request.vectors)
    if spec.folder:
        return POCKET.format(imports=imports and imports + "\n", key=spec.key)
    return DOWNLOADED.format(imports=imports, name=spec.archive.name)
