"""`python -m models.hub sd-turbo` downloads models ahead of a lecture; without names it lists them.

What it brings is used later without asking the network, also by `make run ARGS=--offline`.
"""

import os
import sys

os.environ.setdefault("HF_HUB_DISABLE_XET", "1")  # as in app.py: only plain HTTP can be stopped

from models import catalog
from models.errors import VisitorError
from models.hub.fetch import fetch
from models.hub.receipts import is_downloaded


def main(keys: list[str]) -> int:
    """Bring the models called `keys` here; 1 where one could not be had."""
    if not keys:
        return _list()
    for key in keys:
        try:
            spec = catalog.find(key)
            for news in fetch(spec):
                print(f"\r{news.sentence:<100}", end="", flush=True)
            print(f"\r{f'{spec.title} is here.':<100}")
        except VisitorError as error:
            print(f"\n{error}", file=sys.stderr)
            return 1
    return 0


def _list() -> int:
    for spec in catalog.MODELS.values():
        if spec.hub_id:
            state = "here" if is_downloaded(spec) else "not here"
            print(f"{spec.key:24} {spec.download_mb:7,.0f} MB  {state:9} {spec.title}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
