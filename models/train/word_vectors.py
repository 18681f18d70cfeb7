"""Trains pocket-vectors from nothing: python -m models.train.word_vectors --texts FOLDER.

Word2vec's continuous bag of words (Mikolov et al., "Efficient estimation of word representations in
vector space", 2013) by gensim, one sentence a line, in lower case. An average over contexts needs
the larger learning rate of the original program, 0.05. Any text files do: --sources names them.
"""

import argparse
import logging
import re
from collections.abc import Iterator
from pathlib import Path

from gensim.models import Word2Vec
from gensim.models.callbacks import CallbackAny2Vec
from gensim.models.word2vec import LineSentence

from models.train.corpora import find, lines

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
    """Logs every epoch and keeps the model as it is, so that a training can go on."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def on_epoch_end(self, model: Word2Vec) -> None:
        model.wv.save(str(self.path))
        log.info("an epoch ended, learning rate %.4f", model.min_alpha_yet_reached)


def train(path: Path, options: argparse.Namespace) -> Word2Vec:
    """Trains on a file of sentences; with one worker the same vectors every time."""
    model = Word2Vec(
        vector_size=options.vector_size,
        window=options.window,
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
    return model


def main() -> None:
    """Writes the sentences, trains."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options = _parse()
    options.runs.mkdir(parents=True, exist_ok=True)
    path = options.runs / "sentences.txt"
    if not path.exists():
        write_sentences(options.texts, options.sources, path)
    train(path, options).wv.save(str(options.runs / "trained.kv"))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m models.train.word_vectors")
    parser.add_argument("--texts", type=Path, required=True, help="folder of text files")
    parser.add_argument("--sources", nargs="+", default=SOURCES, help="their names without .txt")
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="where states are kept")
    parser.add_argument("--vector-size", type=int, default=256)
    parser.add_argument("--window", type=int, default=8)
    parser.add_argument("--negative", type=int, default=10)
    parser.add_argument("--sample", type=float, default=4e-5)
    parser.add_argument("--min-count", type=int, default=30)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--alpha", type=float, default=0.05)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
