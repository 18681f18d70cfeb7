"""Word vectors in the formats that the world exchanges them in, read without trust.

word2vec's text and binary formats begin with a line "words numbers"; GloVe's text format has no
such line. Any of them may be compressed with gzip. Nothing is unpickled, and no header is believed:
memory is taken for what was read.
"""

import gzip
import io
import re
from pathlib import Path
from typing import BinaryIO

from models.gensim_data.settings import settings
from models.specs import Spec
from models.word_vectors import binary_file, text_file
from models.word_vectors.checkpoint import Vectors
from models.word_vectors.rows import Header, Limits, Rows, refuse

GZIP = b"\x1f\x8b"
HEAD = 1 << 16
FIRST_LINE = re.compile(rb"(\d{1,12}) (\d{1,12})\s*")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")

PICKLE = (
    "is a pickle, a file that can run any program when it is opened, so it was not opened. "
    "gensim writes the same vectors without one: "
    'keyed_vectors.save_word2vec_format("vectors.bin", binary=True)'
)
OTHERS = {
    b"PK": "is a zip archive: unpack it first",
    b"\xfd7zXZ": "is compressed with xz: unpack it first",
    b"BZh": "is compressed with bzip2: unpack it first",
    b"\x93NUMPY": "is an array without words",
    b"\x89HDF": "is an HDF5 file, which has no words of its own",
}


def load(spec: Spec) -> Vectors:
    """What the registry lends of `spec`: a downloaded archive, or a visitor's own file."""
    path = settings().path(spec.archive) if spec.archive else spec.file
    return read(path, Limits(**spec.limits), name=spec.name)


def read(path: Path, limits: Limits, name: str | None = None) -> Vectors:
    """The vectors of a file in any of the formats; `name` is what the visitor calls it.

    Raises:
        InvalidRequest: a sentence about what is wrong with the file, and where.
    """
    name = name or path.name
    with path.open("rb") as file:
        stream = _unpacked(file)
        try:
            return _read(stream, name, limits)
        except (gzip.BadGzipFile, EOFError, OSError) as error:
            if stream is file:
                raise
            raise refuse(name, f"is compressed, but damaged ({error})") from None


def _unpacked(file: io.BufferedReader) -> BinaryIO:
    if file.peek(2)[:2] != GZIP:
        return file
    return io.BufferedReader(gzip.GzipFile(fileobj=file), buffer_size=HEAD)


def _read(stream: BinaryIO, name: str, limits: Limits) -> Vectors:
    head = stream.peek(HEAD)
    _check_kind(head, name)
    line = head.partition(b"\n")[0]
    promise = FIRST_LINE.fullmatch(line)
    if promise:
        stream.readline()
        header = Header(words=int(promise[1]), size=int(promise[2]), line=2)
    else:
        header = Header(words=None, size=_numbers_in(line, name), line=1)
    rows = Rows(name, header, limits)
    is_text = promise is None or _is_text(head[len(line) + 1 :])
    (text_file if is_text else binary_file).read(stream, rows)
    return rows.finished()


def _check_kind(head: bytes, name: str) -> None:
    """InvalidRequest where the first bytes are those of another kind of file."""
    if not head.strip():
        raise refuse(name, "is empty")
    if head[0] == 0x80 and head[1] <= 5:
        raise refuse(name, PICKLE)
    for magic, what in OTHERS.items():
        if head.startswith(magic):
            raise refuse(name, what)


def _numbers_in(line: bytes, name: str) -> int:
    """How many numbers a first line of GloVe's format has behind its word."""
    pieces = line.split()
    size = 0
    while size + 1 < len(pieces) and text_file.is_number(pieces[-1 - size]):
        size += 1
    if size < 2 or not _is_text(line):
        raise refuse(
            name,
            "holds no word vectors: its first line is neither “words numbers” nor a word and its "
            "numbers",
        )
    return size


def _is_text(head: bytes) -> bool:
    """Whether bytes, cut off anywhere, look like text in UTF-8."""
    try:
        text = head[:-4].decode() if len(head) > HEAD // 2 else head.decode()
    except UnicodeDecodeError:
        return False
    return not CONTROL.search(text)
