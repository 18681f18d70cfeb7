"""Counts the n-grams of Moby-Dick: python -m models.train.ngrams --text moby_dick.txt.

One file for each unit, of n-grams as long as the size allows that all together may have.
"""

import argparse
import logging
import re
from pathlib import Path

from models.ngrams import table
from models.ngrams.corpora import COUNTED, MOBY_DICK
from models.ngrams.counts import count
from models.ngrams.units import cut

log = logging.getLogger("train")


def unwrapped(text: str) -> str:
    """The text without the line ends inside its paragraphs."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text.replace("\r\n", "\n")).strip()


def main() -> None:
    """Count and write a file for each unit."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(prog="python -m models.train.ngrams")
    parser.add_argument("--text", type=Path, required=True, help="the book as a text file")
    parser.add_argument("--out", type=Path, default=MOBY_DICK, help="where the tables go")
    options = parser.parse_args()
    text = unwrapped(options.text.read_text(encoding="utf-8"))
    options.out.mkdir(parents=True, exist_ok=True)
    for unit, order in COUNTED.items():
        row = cut(text, unit)
        counts = count(row.ids, len(row.vocabulary), order)
        path = options.out / f"{unit}.npz.xz"
        table.save(path, row.vocabulary, counts, row.ids)
        types = sum(len(level.keys) for level in counts.levels)
        size = path.stat().st_size
        log.info("%s: %d units, %d n-grams, %d bytes", unit, len(row.ids), types, size)


if __name__ == "__main__":
    main()
