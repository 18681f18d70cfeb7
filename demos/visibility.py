"""What of a tab is on the page: parts that belong to some values of other controls and not to all.

Everything happens in the page. A part is made when it is first seen and hidden afterwards, so that
it keeps its place. What is shown or hidden together has no part in common: Gradio hands a box's
visibility down.
"""

import json
from collections.abc import Mapping, Sequence

import gradio as gr

Rule = Mapping[str, Sequence[str]]
"""By the name of a watched control: the values at which the part is hidden."""


def all_but(values: Sequence[str], kept: str) -> list[str]:
    """The values at which to hide what is shown at one of them only."""
    return [value for value in values if value != kept]


def hide_when(
    watched: Mapping[str, gr.components.Component],
    rules: Mapping[gr.blocks.Block, Rule],
    read: str = "",
) -> None:
    """Hide each part while one of the watched controls has a value that its rule names.

    Args:
        watched: The controls, by the names that the rules use.
        rules: By part; a part without a rule is always shown.
        read: The body of a JavaScript function of `now`, the values of the watched controls, that
            returns an object of the names that the rules use; by default one name each.
    """
    names = json.dumps(list(watched))
    body = read or f"return Object.fromEntries({names}.map((name, i) => [name, now[i]]));"
    shown = f"""(...now) => {{
      const found = ((now) => {{ {body} }})(now);
      return {json.dumps([dict(rule) for rule in rules.values()])}.map((rule) => ({{
        visible: Object.entries(rule).every(([name, at]) => !at.some(
          (value) => [found[name]].flat().includes(value))) || "hidden",
        __type__: "update",
      }}));
    }}"""
    gr.on(
        [control.change for control in watched.values()],
        None,
        list(watched.values()),
        list(rules),
        js=shown,
        api_visibility="private",
    )


def label_by_mode(button: gr.Button, mode: gr.HTML, labels: Mapping[str, str]) -> None:
    """Let the primary button say what it does in the mode that is on."""
    js = f"(mode) => ({json.dumps(labels)})[mode] ?? ''"
    mode.change(None, mode, button, js=js, api_visibility="private")
