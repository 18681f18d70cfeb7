"""`python -m models.hub sd-turbo` downloads models ahead of a lecture; without names it lists them.

Word vectors of gensim-data are among them.

What it brings is used later without asking the network, also by `make run ARGS=--offline`.
"""

import os
import sys
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("HF_HUB_DISABLE_XET", "1")  # as in app.py: only plain HTTP can be stopped

from models import catalog, lending
from models.bringing import bring
from models.gensim_data import settings as gensim_data
from models.hub import receipts
from models.specs import Spec


def main(keys: list[str]) -> int:
    """Bring the models called `keys` here; 1 where one could not be had."""
    if not keys:
        return _list()
    return bring(keys, _download)


def _download(key: str) -> tuple[str, Iterator[Any]]:
    spec = catalog.find(key)
    return spec.title, lending.download(spec)


def _list() -> int:
    for spec in catalog.MODELS.values():
        if spec.hub_id or spec.archive:
            state = "here" if _is_here(spec) else "not here"
            print(f"{spec.key:32} {spec.download_mb:7,.0f} MB  {state:9} {spec.title}")
    return 0


def _is_here(spec: Spec) -> bool:
    if spec.archive:
        return gensim_data.is_downloaded(spec.archive)
    return receipts.is_downloaded(spec)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
