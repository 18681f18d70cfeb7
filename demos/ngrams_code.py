"""The program that counts and writes the same text, and the one that climbs the same ladder."""

from demos.program import quoted
from models.ngrams.corpora import STORY
from models.ngrams.requests import MOBY_DICK, YOURS, CorpusRequest, MemoryRequest, NgramRequest
from models.ngrams.requests import STORY as OUR_STORY

SHORT = 2_000
"""Characters of a text that is written into the program; a longer one is read from a file."""

PROGRAM = """\
from collections import Counter, defaultdict
{imports}
import numpy as np

from models.ngrams.units import cut, written  # the gallery's own: a text as {unit}, and back

unit, n, temperature = {unit_name}, {n}, {temperature}


def pieces(text):
    row = cut(text, unit)
    return [row.vocabulary[number] for number in row.ids]

{counting}
tables = [{tables}]
out = pieces({prompt})
begun = len(out)
for u in np.random.default_rng({seed}).random({length}):
    mixed = Counter()
    for weight, follows in tables:
        contexts = (tuple(out[max(0, len(out) - k) :]) for k in range(n - 1, -1, -1))
        after = follows[next(context for context in contexts if context in follows)]
        for piece, count in after.items():
            mixed[piece] += weight * count / after.total()
    ranked = sorted(mixed, key=lambda piece: (-mixed[piece], piece))
    chances = np.array([mixed[piece] for piece in ranked])
{tempered}
    place = np.cumsum(chances / chances.sum()).searchsorted(u, side="right")
    out.append(ranked[min(place, len(ranked) - 1)])
print("".join(written(out, unit)[begun:]))
"""

COUNTING = """

def counted(units):
    follows = defaultdict(Counter)
    for i, piece in enumerate(units):
        for k in range(min(i, n - 1) + 1):
            follows[tuple(units[i - k : i])][piece] += 1
    return follows

"""

READING = """

def table(corpus):
    follows, grams = defaultdict(Counter), [()]
    for level in corpus.counts.levels[:n]:
        parents, units = np.divmod(level.keys, len(corpus.vocabulary))
        named = [corpus.vocabulary[unit] for unit in units]
        for parent, piece, count in zip(parents, named, level.counts):
            follows[grams[parent]][piece] = int(count)
        grams = [(*grams[parent], piece) for parent, piece in zip(parents, named)]
    return follows

"""

TEMPERED = "    chances = (chances / chances[0]) ** (1 / temperature)"
GREEDY = "    chances = (np.arange(len(chances)) == 0) * 1.0  # temperature 0: the likeliest alone"

LADDER = """\
{imports}
import numpy as np

from models.ngrams import kneser_ney  # the gallery's own, and so are the next two
from models.ngrams.counts import count
from models.ngrams.units import cut

ids = cut({text}, {unit_name}).ids
parted = len(ids) - len(ids) // 10
often = np.bincount(ids[:parted], minlength=ids.max() + 1) > 1
ids = np.where(often, np.cumsum(often) - 1, often.sum())[ids]  # the last one is "unknown"
for n in range(1, {longest} + 1):
    counts = count(ids[:parted], often.sum() + 1, n)
    p = kneser_ney.probabilities(counts, ids[parted - n + 1 :])[n - 1 :]
    print(n, "Kneser–Ney perplexity", np.exp(-np.log(p).mean()))
"""


def writing_code(request: NgramRequest) -> str:
    """The program of a text; run it in the gallery's folder."""
    names = [request.corpus, request.second] if request.mix else [request.corpus]
    weights = [1 - request.mix, request.mix] if request.mix else [1]
    tables = [f"({w}, {_table(request, name)})" for w, name in zip(weights, names, strict=True)]
    counting = COUNTING if set(names) - {MOBY_DICK} else ""
    return PROGRAM.format(
        imports=_imports(request, names),
        unit=request.unit,
        unit_name=quoted(request.unit),
        n=request.n,
        temperature=request.temperature,
        counting=counting + (READING if MOBY_DICK in names else ""),
        tables=", ".join(tables),
        prompt=quoted(request.prompt),
        seed=request.seed,
        length=request.length,
        tempered=TEMPERED if request.temperature else GREEDY,
    )


def ladder_code(request: MemoryRequest) -> str:
    """The program of the perplexities with Kneser–Ney smoothing."""
    return LADDER.format(
        imports=_imports(request, [request.corpus]),
        text=_text(request, request.corpus),
        unit_name=quoted(request.unit),
        longest=request.longest,
    )


def _table(request: CorpusRequest, name: str) -> str:
    if name == MOBY_DICK:
        return "table(corpora.moby_dick(unit, n))"
    return f"counted(pieces({_text(request, name)}))"


def _text(request: CorpusRequest, name: str) -> str:
    if name == OUR_STORY:
        return f'Path("assets/texts/{STORY.name}").read_text(encoding="utf-8")'
    if len(request.text) <= SHORT:
        return quoted(request.text)
    return 'Path("text.txt").read_text(encoding="utf-8")'


def _imports(request: CorpusRequest, names: list[str]) -> str:
    lines = []
    if OUR_STORY in names or (YOURS in names and len(request.text) > SHORT):
        lines.append("from pathlib import Path\n")
    if MOBY_DICK in names:
        lines.append("\nfrom models.ngrams import corpora\n")
    return "".join(lines).rstrip("\n")
