"""What every tab shares: its sections in their one order, run and stop, predictions, links.

Each function draws one part into the current Blocks context and returns the component to wire.
The parts that move are `gr.HTML` components with a constant template; their script stands in
`assets/<name>.js`, and everything a visitor or a model wrote is set there by `textContent`.
"""

import html
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import gradio as gr

from demos.wording import WHAT_YOU_SEE
from models.errors import VisitorError

ASSETS = Path(__file__).parent.parent / "assets"
DEVICE = "device"  # the concurrency id of everything that uses a model

Frames = Iterator[tuple[Any, ...]]


@dataclass(frozen=True)
class Experiment:
    """One "Try this": what to set, what to predict, and what the run then shows.

    Attributes:
        question: The prediction it asks for, "Same seed, 1 step. Will there be a horse?".
        settings: New values of some controls, by the names given to `try_this`.
        answer: The choice that is right.
        reveal: What to look at once the run is over, and why it is so.
        choices: The predictions offered, the same three almost everywhere.
        press: The slug of the `run_buttons` to press; the tab's own when empty.
        at: Where the view stands when the run is over, as in a link: `{"step": 8}`.
        group: The row it stands in, by its title.
        title: What stands in that row; the question itself when empty.
    """

    question: str
    settings: Mapping[str, Any]
    answer: str
    reveal: str
    choices: tuple[str, ...] = ("Yes", "A little", "No")
    press: str = ""
    at: Mapping[str, Any] = field(default_factory=dict)
    group: str = "Try this"
    title: str = ""

    def __post_init__(self) -> None:
        if self.answer not in self.choices:
            raise ValueError(f"{self.question!r}: {self.answer!r} is not one of {self.choices}.")


@dataclass(frozen=True)
class RunButtons:
    """The primary button, the Stop that takes its place, and the line below them."""

    slug: str
    run: gr.Button
    stop: gr.Button
    message: gr.HTML


def heading(question: str, idea: str) -> None:
    """Draw the question of the tab and its idea, at most three sentences."""
    button = (
        '<button type="button" class="uf-projector-button" aria-pressed="false" '
        'title="Only the question and the view, twice the size">Projector <kbd>p</kbd></button>'
    )
    text = f"<h1>{html.escape(question)}</h1>{button}<p>{html.escape(idea)}</p>"
    gr.HTML(text, elem_classes="uf-heading", js_on_load=None)


def columns() -> gr.Row:
    """Open the row that holds `controls()` on the left and `view()` on the right."""
    return gr.Row(elem_classes="uf-columns", equal_height=False)


def controls() -> gr.Column:
    """Open the left column: the controls that teach, then `more()`."""
    return gr.Column(elem_classes="uf-controls", scale=0, min_width=260)


def view() -> gr.Column:
    """Open the right column, what the projector mode leaves on screen.

    That mode doubles the root's font size: views give their type and gaps in `rem`.
    """
    return gr.Column(elem_classes="uf-view", scale=1, min_width=260)


def more(contents: str) -> gr.Accordion:
    """Open the one closed accordion; `contents` names what it holds: "model, upscaler"."""
    return gr.Accordion(f"More: {contents}", open=False, elem_classes="uf-more")


def seed_field(slug: str, value: int = 7) -> gr.Number:
    """Draw the seed with its dice, which writes the seed it drew into the field."""
    with gr.Column(elem_classes="uf-seed", min_width=120):
        seed = gr.Number(value, label="Seed", precision=0, elem_id=f"{slug}-seed")
        dice = gr.Button("Draw a random seed", elem_classes="uf-dice", min_width=0)
    draw = "() => Math.floor(Math.random() * 2 ** 31)"
    dice.click(None, None, seed, js=draw, api_visibility="private")
    return seed


def run_buttons(slug: str, label: str, stop_label: str = "Stop") -> RunButtons:
    """Draw the primary button, Stop, and the line that tells progress, notes and errors."""
    with gr.Column(elem_classes="uf-run", elem_id=f"{slug}-buttons", min_width=0):
        run = gr.Button(label, variant="primary", elem_id=f"{slug}-run")
        stop = gr.Button(stop_label, elem_id=f"{slug}-stop", elem_classes="uf-stop")
        message = _section("message", elem_id=f"{slug}-message")
    return RunButtons(slug, run, stop, message)


def on_run(
    buttons: RunButtons,
    frames: Callable[..., Frames],
    inputs: Sequence[gr.Component],
    outputs: Sequence[gr.Component],
    also: Sequence[Callable[..., Any]] = (),
    together: int = 1,
) -> gr.events.Dependency:
    """Wire run and stop to a generator of component values.

    Args:
        buttons: What `run_buttons` returned.
        frames: Yields tuples: one value per output, and last a sentence for the line under the
            button ("Step 3 of 20"). A `VisitorError` ends it, is shown there, and leaves the
            outputs and the visitor's input as they are.
        inputs: The components whose values `frames` receives, in order.
        outputs: The components its tuples fill.
        also: Further events that start it, `prompt.submit`.
        together: How many visitors may run it at once; only what uses no model lets it be more
            than one, for then it does not wait for the device.
    """
    slug = json.dumps(buttons.slug)
    started = buttons.message.submit(
        show_errors_in_page(frames, len(outputs)),
        list(inputs),
        [*outputs, buttons.message],
        show_progress="hidden",
        show_progress_on=buttons.message,  # hidden too, but it spares the page all other outputs
        concurrency_id=DEVICE if together == 1 else buttons.slug,
        concurrency_limit=together,
        api_visibility="private",
    )
    started.then(None, js=f"() => unfog.ended({slug})", api_visibility="private")
    buttons.stop.click(None, cancels=[started], api_visibility="private")
    for event in also:
        event(None, js=f"() => unfog.start({slug})", api_visibility="private")
    return started


def show_errors_in_page(frames: Callable[..., Frames], n_outputs: int) -> Callable[..., Frames]:
    """Turn the sentences and the `VisitorError` of `frames` into values of the message line."""

    def shown(*values: Any) -> Frames:
        records = frames(*values)
        try:
            for *outputs, sentence in records:
                yield *outputs, json.dumps({"kind": "note", "text": sentence})
        except VisitorError as error:
            kept = [gr.skip()] * n_outputs
            yield *kept, json.dumps({"kind": "error", "text": str(error)})
        finally:
            records.close()

    return shown


def try_this(
    buttons: RunButtons,
    experiments: Sequence[Experiment],
    named: Mapping[str, gr.Component],
) -> gr.HTML:
    """Draw three to five experiments a row; each asks for a prediction, sets the controls, runs.

    Args:
        buttons: What is pressed once the controls are set; the reveal waits for its end.
        experiments: In the order of the lesson.
        named: The controls by the names used in `Experiment.settings`.
    """
    pressed = [asdict(e) | {"press": e.press or buttons.slug} for e in experiments]
    data = json.dumps({"slug": buttons.slug, "experiments": pressed})
    row = _section("try_this", data, elem_id=f"{buttons.slug}-try")
    names = json.dumps(list(named))
    chosen = row.select(
        None,
        list(named.values()),
        list(named.values()),
        js=f"(...now) => unfog.chosen({json.dumps(buttons.slug)}, {names}, now)",
        api_visibility="private",
    )
    press = f"() => unfog.press({json.dumps(buttons.slug)})"
    chosen.then(None, js=press, api_visibility="private")
    return row


def what_you_see(markdown: str = "") -> gr.Markdown:
    """Draw the numbers of this run in words, with their formulas; an output of the run."""
    return _prose(f"{WHAT_YOU_SEE}{markdown}", "uf-see")


def how_it_works(markdown: str) -> None:
    """Draw half a page of mathematics (`$…$` and `$$…$$`), ours, with the paper."""
    _prose(f"## How it works\n\n{markdown}", "uf-how")


def code_panel(code: str, filename: str) -> gr.HTML:
    """Draw the program that reproduces this result; an output of the run.

    Its value is the program's text; it can be copied, and saved under `filename`.
    """
    return _section("code", code, filename=filename)


def share(
    buttons: RunButtons,
    named: Mapping[str, gr.Component],
    downloads: Sequence[tuple[str, str]] = (),
) -> gr.HTML:
    """Draw the link that restores the whole state of the tab, and the downloads.

    The link is made and read in the page: `?tab=slug#name=value&…`. A view may keep a place of
    its own in it (`unfog.place[slug] = {step: 12}`). Opening the link sets the controls and runs.

    Args:
        buttons: What is pressed once a link has been restored.
        named: The controls by the names they have in the link.
        downloads: Pairs of what a view can save ("gif") and its button ("GIF of this run"); the
            button fires the window event `unfog:download` with `{slug, what}` in its detail.
    """
    data = json.dumps({"slug": buttons.slug, "downloads": list(downloads)})
    row = _section("share", data, elem_id=f"{buttons.slug}-share")
    slug, names, values = json.dumps(buttons.slug), json.dumps(list(named)), list(named.values())
    link = f"(...now) => {{ unfog.link({slug}, {names}, now); }}"
    row.copy(None, values, None, js=link, api_visibility="private")
    restored = row.input(
        None,
        values,
        values,
        js=f"(...now) => unfog.restored({slug}, {names}, now)",
        api_visibility="private",
    )
    restored.then(None, js=f"() => unfog.press({slug})", api_visibility="private")
    return row


def status_line(status: Callable[[], str]) -> gr.HTML:
    """Draw the line at the right of the header: device, precision, models in memory.

    The page asks for it when it opens and after each run; `status` must answer at once.
    """

    def line(_: Any = None) -> str:
        return status()

    return _section("status", server_functions=[line])


def _section(name: str, value: str = "", **kwargs: Any) -> gr.HTML:
    return gr.HTML(
        value,
        html_template="<div></div>",
        js_on_load=_script(name),
        elem_classes=f"uf-{name.replace('_', '-')}",
        apply_default_css=False,
        **kwargs,
    )


def _prose(markdown: str, name: str) -> gr.Markdown:
    delimiters = [
        {"left": "$$", "right": "$$", "display": True},
        {"left": "$", "right": "$", "display": False},
    ]
    return gr.Markdown(markdown, latex_delimiters=delimiters, elem_classes=["uf-prose", name])


@cache
def _script(name: str) -> str:
    return (ASSETS / f"{name}.js").read_text(encoding="utf-8")
