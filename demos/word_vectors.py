"""The word vectors tab: arithmetic, comparison, a benchmark, and the bias of the texts."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import gradio as gr

from demos import Demo, shell
from demos.model_choice import about
from demos.views.analogies import analogies
from demos.views.arithmetic import arithmetic, asking
from demos.views.choice import choice
from demos.views.comparison import comparison
from demos.views.leaning import leaning
from demos.views.modes import modes
from demos.views.word_field import word_field
from demos.visibility import all_but, hide_when, label_by_mode
from demos.word_vectors_api import endpoints
from demos.word_vectors_code import arithmetic_code
from demos.word_vectors_experiments import EXPERIMENTS
from demos.word_vectors_look import look
from demos.word_vectors_requests import (
    ARITHMETIC,
    BENCHMARK,
    BIAS,
    COMPARE,
    KIND,
    MEASURES,
    MODES,
    OWN_FILE,
    POCKET,
    SETS,
    choices,
)
from demos.word_vectors_runs import run
from demos.word_vectors_texts import (
    BEFORE,
    EXPRESSION,
    HOW_IT_WORKS,
    IDEA,
    PAIRS,
    QUESTION,
    QUESTIONS,
    WORDS,
)
from models import catalog
from models.word_vectors.own import largest_file_mb
from models.word_vectors.requests import METHODS, ArithmeticRequest

SLUG = "word_vectors"
BUTTONS = {
    ARITHMETIC: "Calculate",
    COMPARE: "Compare",
    BENCHMARK: "Ask all questions",
    BIAS: "Measure",
}
DOWNLOADS = (
    ("svg", "Picture of the words (SVG, settings inside)"),
    ("json", "Numbers (JSON, settings inside)"),
)
FILE_TYPES = [".txt", ".bin", ".vec", ".gz", ".kv"]


def build() -> None:
    """Draw the tab and wire it; no vectors are loaded before somebody presses the button."""
    shell.heading(QUESTION, IDEA)
    mode = modes(MODES, "What to do with them")
    with shell.columns():
        with shell.controls():
            named, file, buttons = _controls(mode)
        with shell.view():
            # Hidden, not absent: Gradio forgets the settings of a view that it updates unseen.
            views = {ARITHMETIC: arithmetic(SLUG, asking(EXPRESSION))}
            views[COMPARE] = comparison(SLUG, visible="hidden")
            views[BENCHMARK] = analogies(SLUG, visible="hidden")
            views[BIAS] = leaning(SLUG, visible="hidden")
    shell.try_this(buttons, EXPERIMENTS, named)
    see = shell.what_you_see(BEFORE)
    shell.how_it_works(HOW_IT_WORKS)
    panel = shell.code_panel(_first_code(), "word_vectors.py")
    shell.share(buttons, named, DOWNLOADS)
    shell.on_run(
        buttons,
        partial(_frames, (*named, "file")),
        [*named.values(), file],
        [*views.values(), see, panel],
        also=[named["expression"].submit],
    )
    _wire_modes(mode, named, file, views, buttons)
    _wire_vectors(named)
    _wire_reruns(named)
    endpoints()


DEMO = Demo(SLUG, "Word vectors", QUESTION, build, models=(POCKET,))


def _frames(names: tuple[str, ...], *values: Any) -> Iterator[tuple[Any, ...]]:
    return run(dict(zip(names, values, strict=True)))


def _first_code() -> str:
    return arithmetic_code(ArithmeticRequest(expression=EXPRESSION))


def _controls(
    mode: gr.HTML,
) -> tuple[dict[str, gr.Component], gr.File, shell.RunButtons]:
    """Draw the left column; returns the controls by their names in links, and the file."""
    named: dict[str, gr.Component] = {"mode": mode}
    named["expression"] = word_field("expression", EXPRESSION, "A sum of words", POCKET, look)
    named["exclude_inputs"] = gr.Checkbox(True, label="Leave out the words I typed")
    named["method"] = choice(METHODS, "How to rank")
    named |= _lists()
    buttons = shell.run_buttons(SLUG, BUTTONS[ARITHMETIC])
    with shell.more("vectors, measure, number of answers"):
        more, file = _more()
    return named | more, file, buttons


def _lists() -> dict[str, gr.Component]:
    """Draw what the other modes ask; hidden at first."""
    fields: dict[str, gr.Component] = {}
    fields["words"] = gr.Textbox(
        WORDS, label="Words, a group on each line", lines=4, max_lines=10, visible="hidden"
    )
    fields["pairs"] = gr.Textbox(
        PAIRS, label="Pairs that span the axis", lines=3, max_lines=6, visible="hidden"
    )
    fields["people"] = gr.Textbox(
        "",
        label="Words to place on it",
        info="Empty: a list of occupations.",
        lines=2,
        max_lines=6,
        visible="hidden",
    )
    fields["analogies"] = gr.Radio(
        [(title, key) for key, title in SETS.items()],
        value=next(iter(SETS)),
        label="Analogies",
        visible="hidden",
    )
    fields["questions"] = gr.Textbox(
        QUESTIONS,
        label="Your questions, four words a line",
        lines=6,
        max_lines=12,
        visible="hidden",
    )
    return fields


def _more() -> tuple[dict[str, gr.Component], gr.File]:
    """Draw what is seldom changed."""
    spec = catalog.find(POCKET)
    vectors = gr.Dropdown(choices(), value=POCKET, label="Vectors", info=about(spec))
    file = gr.File(
        label=f"word2vec or GloVe, at most {largest_file_mb():,} MB",
        file_types=FILE_TYPES,
        type="filepath",
        visible="hidden",
        height=120,
    )
    titles = [(title, key) for key, title in MEASURES.items()]
    measure = gr.Dropdown(titles, value="cosine", label="Measure")
    unit_length = gr.Checkbox(True, label="Make every vector 1 long, as gensim does")
    topn = gr.Slider(1, 50, 10, step=1, label="Number of answers")
    return {
        "vectors": vectors,
        "measure": measure,
        "unit_length": unit_length,
        "topn": topn,
    }, file


def _wire_modes(
    mode: gr.HTML,
    named: Mapping[str, gr.Component],
    file: gr.File,
    views: Mapping[str, gr.HTML],
    buttons: shell.RunButtons,
) -> None:
    """Show what counts in the mode that is on."""
    rules: dict[gr.blocks.Block, dict[str, list[str]]] = {
        part: {"mode": all_but(MODES, name)} for name, part in views.items()
    }
    for name in ("expression", "exclude_inputs", "measure", "topn"):
        rules[named[name]] = {"mode": all_but(MODES, ARITHMETIC)}
    rules[named["method"]] = {"mode": [COMPARE, BIAS]}
    rules[named["unit_length"]] = {"mode": [BENCHMARK, BIAS]}
    rules[named["words"]] = {"mode": all_but(MODES, COMPARE)}
    rules[named["analogies"]] = {"mode": all_but(MODES, BENCHMARK)}
    rules[named["questions"]] = {"mode": all_but(MODES, BENCHMARK), "analogies": ["own", "google"]}
    for name in ("pairs", "people"):
        rules[named[name]] = {"mode": all_but(MODES, BIAS)}
    rules[file] = {"vectors": [key for _, key in choices() if key != OWN_FILE]}
    watched = {"mode": mode, "analogies": named["analogies"], "vectors": named["vectors"]}
    hide_when(watched, rules)
    label_by_mode(buttons.run, mode, BUTTONS)


def _wire_vectors(named: Mapping[str, gr.Component]) -> None:
    """Let the field look words up in the vectors that are chosen, and say what they weigh."""
    told = {spec.key: about(spec) for spec in catalog.offered(KIND)}
    chosen = f"""(key) => [
      {{vectors: key, __type__: "update"}},
      {{info: ({json.dumps(told)})[key] ?? "", __type__: "update"}},
    ]"""
    parts = [named["expression"], named["vectors"]]
    named["vectors"].change(None, named["vectors"], parts, js=chosen, api_visibility="private")


def _wire_reruns(named: Mapping[str, gr.Component]) -> None:
    """Whoever changes how words are ranked sees at once what that does."""
    start = f"() => unfog.start({json.dumps(SLUG)})"
    for name in ("exclude_inputs", "method", "measure"):
        named[name].input(None, js=start, api_visibility="private")
