"""`python -m benchmarks` prints how fast the gallery is beside what a user would pick instead.

python -m benchmarks                  all measurements
python -m benchmarks denoise sheet    some of them
python -m benchmarks --json           for machines
"""

import argparse
import dataclasses
import json
import os
import platform
import sys

from benchmarks import gan, ngrams, sheet, speed, text, tokenization, word_vectors
from benchmarks.speed import Measurement, Result

MEASUREMENTS = (
    *speed.MEASUREMENTS,
    *sheet.MEASUREMENTS,
    *gan.MEASUREMENTS,
    *text.MEASUREMENTS,
    *tokenization.MEASUREMENTS,
    *ngrams.MEASUREMENTS,
    *word_vectors.MEASUREMENTS,
)
HEADINGS = ("ratio", "ours", "theirs", "what", "rival", "runs")


def main() -> int:
    """Measure, print; 1 where a measurement was impossible."""
    options = _parse()
    chosen = [m for m in MEASUREMENTS if m.group in options.names or not options.names]
    results = [result for m in chosen if (result := _result(m, options.runs))]
    if options.json:
        print(json.dumps([{**dataclasses.asdict(r), "ratio": r.ratio} for r in results], indent=2))
    else:
        print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, seconds\n")
        _print_table(results)
    return 0 if len(results) == len(chosen) else 1


def _parse() -> argparse.Namespace:
    names = list(dict.fromkeys(measurement.group for measurement in MEASUREMENTS))
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="name", help=f"some of {', '.join(names)}")
    parser.add_argument("--runs", type=int, help="turns of each, instead of as many as are enough")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    unknown = set(options.names) - set(names)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; choose from {', '.join(names)}")
    return options


def _result(measurement: Measurement, runs: int | None) -> Result | None:
    try:
        return measurement.result(runs)
    except Exception as error:
        print(f"{measurement.name}: not measured, because {error}", file=sys.stderr)
        return None


def _print_table(results: list[Result]) -> None:
    rows = [
        (f"{r.ratio:.2f}", f"{r.ours:.4g}", f"{r.theirs:.4g}", r.name, r.rival, str(r.runs))
        for r in results
    ]
    widths = [max(map(len, column)) for column in zip(HEADINGS, *rows, strict=True)]
    for row in (HEADINGS, tuple("-" * width for width in widths), *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    sys.exit(main())
