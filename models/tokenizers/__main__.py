"""`python -m models.tokenizers cl100k_base` downloads vocabularies ahead of a lecture.

Without names it lists them; `all` brings every one. What is here is used later without the network.
"""

import os
import sys
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("HF_HUB_DISABLE_XET", "1")  # as in app.py: only plain HTTP can be stopped

from models import tokenizers
from models.bringing import bring


def main(keys: list[str]) -> int:
    """Bring the vocabularies of `keys` here; 1 where one could not be had."""
    if not keys:
        return _list()
    return bring(tokenizers.ENTRIES if keys == ["all"] else keys, _download)


def _download(key: str) -> tuple[str, Iterator[Any]]:
    entry = tokenizers.find(key)
    return entry.title, tokenizers.prepare(entry)


def _list() -> int:
    for entry in tokenizers.ENTRIES.values():
        state = "here" if tokenizers.is_present(entry) else "not here"
        print(f"{entry.key:12} {entry.download_mb:5.1f} MB  {state:9} {entry.title}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
