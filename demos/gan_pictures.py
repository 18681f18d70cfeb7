"""The GAN game on small pictures, a mode of the GAN tab: train, judge, and forge yourself."""

from dataclasses import dataclass

import gradio as gr

from demos import shell

MODE = "Banknotes"
EXPERIMENTS: tuple[shell.Experiment, ...] = ()


@dataclass(frozen=True)
class Pictures:
    """What the tab needs of this mode.

    Attributes:
        box: Everything it draws: show it in this mode, hide it in the others.
        named: Its controls by the names they have in links and experiments.
        buttons: What an experiment of this mode presses (`press=buttons.slug`).
    """

    box: gr.Column
    named: dict[str, gr.Component]
    buttons: shell.RunButtons


def draw(slug: str) -> Pictures:
    """Draw the mode into the current context and wire it; `slug` is that of the tab.

    The box is hidden at first. It holds its own rail of controls, its own run and stop, and its own
    views; nothing of it is an output of the tab's run.
    """
    with gr.Column(visible=False) as box, shell.columns():
        with shell.controls():
            pass
        with shell.view():
            buttons = shell.run_buttons(f"{slug}-pictures", "Play")
    return Pictures(box, {}, buttons)
