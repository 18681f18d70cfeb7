"""The Model control: what a model ignores is switched off and says why, and comes back."""

import dataclasses

import gradio as gr
import pytest

from demos.model_choice import about, follow_model, model_field, updates
from models import catalog

POCKET = catalog.find("pocket-diffusion")
TURBO = dataclasses.replace(
    POCKET,
    key="turbo",
    title="Turbo",
    folder=None,
    hub_id="x/turbo",
    revision="0" * 40,
    size_mb=2600,
    download_mb=5200,
    licence="Of its own",
    defaults={"num_inference_steps": 1, "guidance_scale": 0.0},
    limits={"num_inference_steps": 8},
    ignored={"guidance_scale": "Turbo draws without guidance."},
)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> tuple[gr.Blocks, dict[str, gr.Component]]:
    """A page with a few controls that follow the model, and the controls."""
    monkeypatch.setattr(catalog, "MODELS", {**catalog.MODELS, "turbo": TURBO})
    with gr.Blocks() as page:
        controls = {
            "prompt": gr.Textbox(label="Prompt"),
            "num_inference_steps": gr.Slider(1, 100, 20, label="Steps", info="A hint"),
            "guidance_scale": gr.Slider(0, 15, 4, label="Guidance"),
            "model": model_field(),
        }
        follow_model(controls)
    return page, controls


def test_what_a_model_ignores_is_off_and_says_why_and_comes_back(page: tuple) -> None:
    others = {name: control for name, control in page[1].items() if name != "model"}
    own, prompt, steps, guidance = updates(TURBO, others)
    assert own["info"] == about(TURBO)
    assert "5,200 MB to download once, 2,600 MB of memory. Licence: Of its own." in own["info"]
    assert prompt == {"__type__": "update"}
    assert (steps["interactive"], steps["maximum"], steps["info"]) == (True, 8, "A hint")
    assert (guidance["interactive"], guidance["info"]) == (False, "Turbo draws without guidance.")
    *_, steps, guidance = updates(POCKET, others)
    assert (steps["maximum"], guidance["interactive"], guidance["info"]) == (100, True, None)


def test_picking_a_model_brings_its_defaults_and_a_link_keeps_its_own(page: tuple) -> None:
    scripts = {f.targets[0][1]: f.js for f in page[0].fns.values() if f.js}
    assert '"value": 0.0' in scripts["input"]
    assert '"value"' not in scripts["change"]
