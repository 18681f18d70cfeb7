"""The command line that downloads ahead of a lecture, telling how far it is."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from models.errors import VisitorError


def bring(keys: Iterable[str], one: Callable[[str], tuple[str, Iterator[Any]]]) -> int:
    """Bring what `keys` name here; 1 where one could not be had, and 0.

    `one(key)` gives its title and the records of its download, each with a `sentence`.
    """
    for key in keys:
        try:
            title, news = one(key)
            for record in news:
                print(f"\r{record.sentence:<100}", end="", flush=True)
            print(f"\r{f'{title} is here.':<100}")
        except VisitorError as error:
            print(f"\n{error}", file=sys.stderr)
            return 1
    return 0
