"""Two tabs without a model that use every part of the shell, for the tests of the page."""

import time
from collections.abc import Iterator

import gradio as gr

from demos import Demo, shell
from models.errors import VisitorError

PROGRAM = 'import torch  # heavy\n\nprint("π is about", 3.14)\n'
EXPERIMENTS = (
    shell.Experiment("Will three steps be enough?", {"steps": 3}, "No", "Three is less than four."),
    shell.Experiment(
        "What does it say?",
        {"prompt": "seen"},
        "Seen",
        "It says what it is given.",
        choices=("Nothing", "Seen"),
    ),
)


def count(prompt: str, steps: int, seed: int) -> Iterator[tuple[str, str]]:
    """Count to `steps`; the prompts "bad" and "slow" do what they say."""
    yield gr.skip(), "Loading"
    if prompt == "bad":
        raise VisitorError("The prompt is “bad”. Say <b>something</b> else.")
    for step in range(1, int(steps) + 1):
        time.sleep(0.2 if prompt == "slow" else 0.0)
        yield f"{prompt} {seed}: {step}", f"Step {step} of {steps}"


def build_first() -> None:
    """Draw a tab with all sections."""
    shell.heading("Does the shell work?", "It shows < and & as they are, and $1.")
    with shell.columns():
        with shell.controls():
            prompt = gr.Textbox("hello", label="Prompt")
            steps = gr.Slider(1, 100, 5, step=1, label="Number of steps")
            seed = shell.seed_field("first")
            buttons = shell.run_buttons("first", "Count")
            with shell.more("nothing"):
                gr.Checkbox(label="Unused")
        with shell.view():
            said = gr.Textbox(label="Said", elem_id="said")
    named = {"prompt": prompt, "steps": steps, "seed": seed}
    shell.try_this(buttons, EXPERIMENTS, named)
    shell.what_you_see("The sum is $1 + 1 = 2$.")
    shell.how_it_works("$$x_0 = x_t - \\sigma\\,\\epsilon$$")
    shell.code_panel(PROGRAM, "program.py")
    shell.share(buttons, named, [("text", "Text of this run")])
    shell.on_run(buttons, count, [prompt, steps, seed], [said], also=[prompt.submit])


def build_second() -> None:
    """Draw an empty tab."""
    shell.heading("Is there a second tab?", "There is.")


DEMOS = (
    Demo("first", "First", "Does the shell work?", build_first),
    Demo("second", "Second", "Is there a second tab?", build_second),
)
