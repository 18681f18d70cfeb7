"""The English word vectors of gensim-data that the gallery knows, with sizes and checksums.

The collection also has Russian vectors and multilingual ones (ConceptNet Numberbatch): they are not
offered. Words come most frequent first in every file, and as many as `limits["words"]` are taken.
"""

from types import MappingProxyType

from models.specs import Archive, Spec

STRINGS_MB = 0.17 / 1000
"""What a word takes in memory besides its vector: the string, its places in a list and a table."""

PDDL = "PDDL 1.0"
LIBRARY_MB = 200
"""Room to work with: the matrix is read in pieces, and answers are as long as the vocabulary."""


def _entry(archive: Archive, title: str, words: int, numbers: int, licence: str) -> Spec:
    return Spec(
        key=archive.name,
        title=title,
        kind="word-vectors",
        size_mb=round(words * (numbers * 4e-6 + STRINGS_MB)),
        licence=licence,
        loader="models.word_vectors.files:load",
        archive=archive,
        fallback="pocket-vectors",
        workspace_mb=LIBRARY_MB,
        limits=MappingProxyType({"words": words}),
    )


def _wikipedia(numbers: int, size: int, md5: str) -> Spec:
    archive = Archive(f"glove-wiki-gigaword-{numbers}", size, md5)
    title = f"GloVe Wikipedia {numbers} (400,000 words)"
    return _entry(archive, title, 400_000, numbers, PDDL)


def _twitter(numbers: int, size: int, md5: str) -> Spec:
    archive = Archive(f"glove-twitter-{numbers}", size, md5)
    title = f"GloVe Twitter {numbers} (1,193,514 words)"
    return _entry(archive, title, 1_193_514, numbers, PDDL)


VECTOR_MODELS = (
    _wikipedia(50, 69_182_535, "c289bc5d7f2f02c6dc9f2f9b67641813"),
    _wikipedia(100, 134_300_434, "40ec481866001177b8cd4cb0df92924f"),
    _wikipedia(200, 264_336_934, "59652db361b7a87ee73834a6c391dfc1"),
    _wikipedia(300, 394_362_229, "29e9329ac2241937d55b852e8284e89b"),
    _twitter(25, 109_885_004, "50db0211d7e7a2dcd362c6b774762793"),
    _twitter(50, 209_216_938, "c168f18641f8c8a00fe30984c4799b2b"),
    _twitter(100, 405_932_991, "b04f7bed38756d64cf55b58ce7e97b15"),
    _twitter(200, 795_373_100, "e52e8392d1860b95d5308a525817d8f9"),
    _entry(
        Archive(
            "fasttext-wiki-news-subwords-300", 1_005_007_116, "de2bb3a20c46ce65c9c131e1ad9a77af"
        ),
        "fastText Wikipedia & news 300 (999,999 words)",
        999_999,
        300,
        "CC BY-SA 3.0",
    ),
    _entry(
        Archive(
            "word2vec-google-news-300",
            1_743_563_840,
            "a5e5354d40acb95f9ec66d5977d140ef",
            binary=True,
        ),
        "word2vec Google News 300 (1,000,000 of its 3,000,000 words)",
        1_000_000,
        300,
        "not stated by its authors",
    ),
)
