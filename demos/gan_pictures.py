"""The GAN game on small pictures, a mode of the GAN tab: train, judge, and forge yourself."""

from dataclasses import dataclass

import gradio as gr

from demos import shell
from demos.gan_pictures_code import code
from demos.gan_pictures_play import answer, deal, finished, forge, judge, stages
from demos.gan_pictures_runs import run
from demos.gan_pictures_texts import BEFORE, EXPERIMENTS, MODE, RATES, panel_of, rates_of
from demos.views.notes_forge import notes_forge
from demos.views.notes_panel import notes_panel
from demos.views.notes_quiz import notes_quiz
from demos.views.notes_show import notes_show, preview
from demos.views.rates import rates
from demos.visibility import hide_when
from models.gan_pictures import banknotes, data
from models.gan_pictures.records import SHOWN_REAL
from models.gan_pictures.requests import PicturesRequest

PREVIEWED = 60

__all__ = ["EXPERIMENTS", "MODE", "Pictures", "draw", "draw_program", "draw_words"]


@dataclass(frozen=True)
class Pictures:
    """What the tab needs of this mode.

    Attributes:
        box: Its controls and views: show it in this mode, hide it in the others.
        named: Its controls by the names they have in links and experiments.
        buttons: Its own run and stop.
        show: The view that a run fills.
    """

    box: gr.Column
    named: dict[str, gr.Component]
    buttons: shell.RunButtons
    show: gr.HTML


def draw(slug: str) -> Pictures:
    """Draw the mode into the current context; `slug` is that of the tab.

    The box is hidden at first. It holds its own rail of controls, its own run and stop, and its own
    views; nothing of it is an output of the tab's run. The panel writes what the visitor does into
    the box's `data-activity`, and each view shows itself where it is meant.
    """
    name = f"{slug}-pictures"
    with (
        gr.Column(visible=False, elem_id=f"{name}-box", elem_classes="uf-pictures") as box,
        shell.columns(),
    ):
        with shell.controls():
            panel = notes_panel(panel_of(PicturesRequest()))
            speeds = rates(RATES, rates_of(PicturesRequest()), (-5, 0))
            buttons = shell.run_buttons(name, "Play")
        with shell.view():
            show = notes_show(name, slug, _preview(), [finished])
            notes_quiz([stages, deal, answer])
            notes_forge(_inks(), _paper(), [stages, judge, forge])
    return Pictures(box, {"pictures": panel, "picture_rates": speeds}, buttons, show)


def draw_words(pictures: Pictures) -> tuple[gr.Column, gr.Markdown]:
    """Draw the numbers of a training in words, in a box that is hidden like that of the mode."""
    with gr.Column(visible=False, elem_id=f"{pictures.buttons.slug}-words") as box:
        return box, shell.what_you_see(BEFORE)


def draw_program(pictures: Pictures, see: gr.Markdown) -> gr.Column:
    """Draw the program of a training, and wire the run that fills it and the words."""
    panel = pictures.named["pictures"]
    with gr.Column(visible=False, elem_id=f"{pictures.buttons.slug}-program") as box:
        program = shell.code_panel(code(PicturesRequest()), "gan_pictures.py")
    shell.on_run(pictures.buttons, run, [*pictures.named.values()], [pictures.show, see, program])
    read = "return {activity: JSON.parse(now[0]).activity};"
    playing = {"activity": ["detective", "criminal"]}
    hide_when({"pictures": panel}, {see: playing, program: playing}, read)
    return box


def _preview() -> str:
    notes = data.draw_banknotes(PREVIEWED)
    return preview(notes.examples(SHOWN_REAL), notes.kinds)


def _inks() -> list[str]:
    """The colours of the real banknotes, darkest first of each kind."""
    kinds = banknotes.KINDS
    colours = [(kind.ink, kind.accent, banknotes.middle(kind), kind.paper) for kind in kinds]
    return [_hex(colour) for group in colours for colour in group] + ["#ffffff"]


def _paper() -> str:
    return _hex(banknotes.KINDS[0].paper)


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
