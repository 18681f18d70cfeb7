"""Draw a view: a part of a page with its own HTML, style and script."""

import json
from typing import Any

import gradio as gr

from demos.views.script import script

FRAME = """
element.innerHTML = {html};
{{
  const style = document.createElement("style");
  style.textContent = `#${{element.id}} {{ ` + {css} + " }}";
  document.head.append(style);
}}
"""


def view(name: str, html: str, css: str, value: Any = "", /, **kwargs: Any) -> gr.HTML:
    """Draw the view whose main module is `name`.js; `kwargs` are its other props.

    The script puts `html` and `css` into the page, once. As templates, Gradio would compile both
    and set the style sheet anew at every change of a value, which costs the page a new layout.
    """
    frame = FRAME.format(html=json.dumps(html), css=json.dumps(css))
    return gr.HTML(
        value,
        html_template="<div></div>",
        js_on_load=frame + script(f"{name}.js"),
        apply_default_css=False,
        **kwargs,
    )
