"""Make the script of a view from small JavaScript modules.

Gradio runs a view's script as the body of a function, where `import` and `export` mean
nothing. The files stay real modules, so that node can test them; here they are joined in
the order of their imports and those two words are taken away.
"""

import re
from functools import cache
from pathlib import Path

IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z_]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)


@cache
def script(name: str) -> str:
    """Return the body of the view whose main module is `name`, its imports in front.

    The main module exports `mount(element, props, trigger, watch, server)`.
    """
    parts = [_body(file) for file in _in_order(name)]
    return "\n".join([*parts, "mount(element, props, trigger, watch, server);"])


def _in_order(name: str) -> list[str]:
    """The modules that `name` needs, each once, before those that import it; `name` is last."""
    found: list[str] = []
    for imported in IMPORT.findall(_source(name)):
        found += [file for file in _in_order(imported) if file not in found]
    return [*found, name]


def _body(name: str) -> str:
    return EXPORT.sub("", IMPORT.sub("", _source(name)))


def _source(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
