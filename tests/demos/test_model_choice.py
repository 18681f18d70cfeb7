"""The Model control: what a model ignores is switched off and says why, and comes back."""

import gradio as gr
import pytest

from demos.model_choice import about, follow_model, model_field, updates, with_values
from models import catalog

POCKET = catalog.find("pocket-diffusion")
TURBO, LCM = catalog.find("sd-turbo"), catalog.find("lcm-dreamshaper")


@pytest.fixture
def page() -> tuple[gr.Blocks, dict[str, gr.Component]]:
    """A page with a few controls that follow the model, and the controls."""
    with gr.Blocks() as page:
        controls = {
            "prompt": gr.Textbox(label="Prompt"),
            "num_inference_steps": gr.Slider(1, 100, 20, label="Steps", info="A hint"),
            "guidance_scale": gr.Slider(0, 15, 4, label="Guidance"),
            "scheduler": gr.Dropdown(["DDIM", "Euler"], value="DDIM", label="Scheduler"),
            "model": model_field(),
        }
        follow_model(controls)
    return page, controls


def others(page: tuple) -> dict[str, gr.Component]:
    return {name: control for name, control in page[1].items() if name != "model"}


def test_what_a_model_ignores_is_off_and_says_why_and_comes_back(page: tuple) -> None:
    own, prompt, steps, guidance, scheduler = updates(TURBO, others(page))
    assert own["info"] == about(TURBO)
    assert "2,590 MB to download once. Licence: Stability AI" in own["info"]
    assert about(catalog.MODELS["local-server"]).startswith("Runs elsewhere")
    assert prompt == {"__type__": "update"}
    assert (steps["interactive"], steps["maximum"], steps["info"]) == (True, 8, "A hint")
    assert not guidance["interactive"]
    assert "SD-Turbo follows the prompt plainly" in guidance["info"]
    assert scheduler["interactive"]
    *_, steps, guidance, _ = updates(POCKET, others(page))
    assert (steps["maximum"], guidance["interactive"], guidance["info"]) == (100, True, None)


def test_picking_a_model_brings_its_defaults_and_a_link_keeps_its_own(page: tuple) -> None:
    scripts = {f.targets[0][1]: f.js for f in page[0].fns.values() if f.js}
    assert '"value": 1.0' in scripts["input"]
    assert '"value"' not in scripts["change"]


def test_a_menu_is_never_given_a_value_that_it_lacks(page: tuple) -> None:
    *_, scheduler = with_values(LCM, others(page))
    assert "value" not in scheduler and not scheduler["interactive"]
    *_, scheduler = with_values(TURBO, others(page))
    assert scheduler["value"] == "Euler"
