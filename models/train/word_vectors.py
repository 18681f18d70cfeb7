"""Trains pocket-vectors from nothing: python -m models.train.word_vectors --texts FOLDER [stage …].

Stages: train, pack. Word2vec's continuous bag of words (Mikolov et al., "Efficient estimation of
word representations in vector space", 2013) by gensim, one sentence a line, in lower case, once for
every window; an average over contexts needs the larger learning rate of the original program, 0.05.
Then the trainings are joined and packed in 8 bits. Any text files do: --sources names them.
"""

import argparse
import json
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from gensim.models import KeyedVectors, Word2Vec
from gensim.models.callbacks import CallbackAny2Vec
from gensim.models.word2vec import LineSentence

from models.catalog import CHECKPOINTS
from models.train.corpora import find, lines
from models.train.joined_vectors import join
from models.word_vectors import checkpoint

SOURCES = (
    "tatoeba",
    "common_voice",
    "tinystories_sample",
    "stories",
    "fairytales",
    "gutenberg_children",
    "openstax",
    "simplewiki",
    "enwiki_2018",
    "enwiki_articles",
)
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+")
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")

GOLDEN = (
    ("king", "-man", "woman"),
    ("man", "-woman", "mother"),
    ("his", "-he", "you"),
    ("actor", "-man", "woman"),
    ("dog",),
    ("orange",),
)
"""Sums whose nearest words are kept with the checkpoint, to be recognised later."""

ABOUT = ("windows", "epochs", "negative", "sample", "min_count", "alpha")
"""The options of a training that `config.json` tells."""

log = logging.getLogger("train")


def sentences(text: str) -> Iterator[list[str]]:
    """The words of every sentence, in lower case: letters and inner apostrophes."""
    for sentence in SENTENCE_END.split(text):
        words = WORD.findall(sentence.lower().replace("’", "'"))
        if words:
            yield words


def write_sentences(folder: Path, sources: tuple[str, ...], path: Path) -> None:
    """All sources as one file with a sentence a line, which gensim reads on every core."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        for source in sources:
            for line in lines(find(folder, source)):
                file.writelines(" ".join(words) + "\n" for words in sentences(line))
    part.replace(path)


class KeepEpochs(CallbackAny2Vec):
    """Keeps the vectors after every epoch, to be looked at while the training goes on."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def on_epoch_end(self, model: Word2Vec) -> None:
        model.wv.save(str(self.path))
        log.info("an epoch ended")


def train(path: Path, window: int, options: argparse.Namespace) -> KeyedVectors:
    """Trains on a file of sentences; with one worker the same vectors every time."""
    model = Word2Vec(
        vector_size=options.vector_size,
        window=window,
        negative=options.negative,
        sample=options.sample,
        min_count=options.min_count,
        alpha=options.alpha,
        workers=options.workers,
        seed=1,
        sg=0,
    )
    model.build_vocab(LineSentence(str(path)))
    log.info("%d words, %d tokens", len(model.wv), model.corpus_total_words)
    model.train(
        corpus_file=str(path),
        total_words=model.corpus_total_words,
        epochs=options.epochs,
        callbacks=[KeepEpochs(options.runs / "epoch.kv")],
    )
    return model.wv


def _train(options: argparse.Namespace) -> None:
    """A training for every window that has none yet."""
    path = options.runs / "sentences.txt"
    if not path.exists():
        write_sentences(options.texts, options.sources, path)
    for window in options.windows:
        trained = _trained(options, window)
        if not trained.exists():
            train(path, window, options).save(str(trained))


def _pack(options: argparse.Namespace) -> None:
    """Join the trainings and write the checkpoint, with golden answers."""
    trained = [KeyedVectors.load(str(_trained(options, window))) for window in options.windows]
    words, counts = trained[0].index_to_key, trained[0].expandos["count"]
    vectors = join([each[words] for each in trained], options.packed_size)
    checkpoint.keyed_vectors(words, vectors, counts).save(str(options.runs / "joined.kv"))
    about = {"method": "CBOW", **{name: getattr(options, name) for name in ABOUT}}
    checkpoint.save(options.out, words, checkpoint.pack(vectors), counts, about)
    write_golden(options.out)


def write_golden(folder: Path) -> None:
    """The nearest words of every golden sum, with their cosines."""
    keyed = checkpoint.read(folder)
    entries = [json.dumps({"sum": terms, "nearest": nearest(keyed, terms)}) for terms in GOLDEN]
    path = folder / "golden" / "golden.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text("[\n" + ",\n".join(entries) + "\n]\n", encoding="utf-8")


def nearest(keyed: KeyedVectors, terms: tuple[str, ...]) -> list[tuple[str, float]]:
    """The five nearest words of a sum of words, those with "-" taken away, by gensim."""
    plus = [term for term in terms if not term.startswith("-")]
    minus = [term[1:] for term in terms if term.startswith("-")]
    found = keyed.most_similar(positive=plus, negative=minus, topn=5)
    return [(word, round(float(cosine), 4)) for word, cosine in found]


def _trained(options: argparse.Namespace, window: int) -> Path:
    return options.runs / f"window-{window}.kv"


STAGES: dict[str, Callable[[argparse.Namespace], None]] = {"train": _train, "pack": _pack}


def main() -> None:
    """Runs the stages; a training that is done is not repeated."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options = _parse()
    options.runs.mkdir(parents=True, exist_ok=True)
    for stage in options.stages or STAGES:
        STAGES[stage](options)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m models.train.word_vectors")
    parser.add_argument("stages", nargs="*", choices=[*STAGES, []], help="both by default")
    parser.add_argument("--texts", type=Path, required=True, help="folder of text files")
    parser.add_argument("--sources", nargs="+", default=SOURCES, help="their names without .txt")
    parser.add_argument("--runs", type=Path, default=Path("runs/vectors"), help="for states")
    parser.add_argument("--out", type=Path, default=CHECKPOINTS / "pocket-vectors")
    parser.add_argument("--windows", type=int, nargs="+", default=[8], help="a training for each")
    parser.add_argument("--vector-size", type=int, default=256)
    parser.add_argument("--packed-size", type=int, default=168, help="numbers a word that are kept")
    parser.add_argument("--negative", type=int, default=10)
    parser.add_argument("--sample", type=float, default=4e-5)
    parser.add_argument("--min-count", type=int, default=30)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--alpha", type=float, default=0.05)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
