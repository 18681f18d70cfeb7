"""The scheduler race, a mode of the seeds and guidance tab: its controls, its run, its words."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

import gradio as gr

from demos.seed_guidance_race_code import race_code
from demos.shell import Experiment
from demos.views.race import race_value
from demos.wording import WHAT_YOU_SEE, whole_percent
from models import engine
from models.diffusion import schedulers
from models.diffusion.explorer.race_records import LaneFinished, LanePlan, RaceFinished, RacePlanned
from models.diffusion.explorer.race_requests import RaceRequest
from models.diffusion.explorer.records import Drawing
from models.diffusion.requests import DenoiseRequest
from models.records import Waiting

RACE = "Race"
BUTTON = "Start the race"
KEEP = gr.skip()

HOW_RACE = r"""
**The race.** Taking noise away is following a curve: at each point the network says in which
direction the picture lies, and a scheduler decides how far to walk before it asks again. All
deterministic schedulers follow the same curve (Song et al. 2021) and differ in how well they cut
its corners. A step of order $p$ errs by about $h^{p+1}$ for a stride $h$, but may cost more looks:
Heun's looks twice (Karras et al. 2022), DPM++ 2M remembers the look before instead and pays once
(Lu et al. 2022). So what counts is not the number of steps but of network evaluations, NFE. The
distance is that of the predicted latents to the end of a run of 200 steps, relative to its size:
$$d_k=\frac{\lVert\hat x_0^{(k)}-x_0^{200}\rVert}{\lVert x_0^{200}\rVert}$$
"""

RACE_EXPERIMENT = Experiment(
    question="40 evaluations for each of six. Who comes closest to 200 steps?",
    settings={
        "mode": RACE,
        "prompt": "a red horse on mars",
        "nfe": 40,
        "racers": list(RaceRequest.model_fields["schedulers"].default),
        "guidance_scale": 4.0,
        "seed": 15,
        "negative_prompt": "",
        "model": "pocket-diffusion",
    },
    choices=("One look a step: DDIM", "Two looks: Heun", "One look and memory: DPM++ 2M, UniPC"),
    answer="One look and memory: DPM++ 2M, UniPC",
    reveal=(
        "Heun's steps are better, but for the same price it takes only half as many. A multistep "
        "scheduler gets the second look for nothing: it remembers the last one. Give everybody 16 "
        "evaluations, then 100, and see who keeps up."
    ),
)


def race_controls() -> dict[str, gr.Component]:
    """Draw what the race needs besides the prompt, the seed and the guidance; hidden at first."""
    fields = RaceRequest.model_fields
    return {
        "nfe": gr.Slider(
            8,
            200,
            fields["nfe"].default,
            step=2,
            label="Network evaluations for each",
            visible=False,
        ),
        "racers": gr.Dropdown(
            list(schedulers.SAMPLERS),
            value=list(fields["schedulers"].default),
            multiselect=True,
            label="Schedulers in the race",
            visible=False,
        ),
    }


def race_request(settings: Mapping[str, Any]) -> RaceRequest:
    """The request of the controls; InvalidRequest in sentences where a value cannot be."""
    fields = DenoiseRequest.model_fields.keys() - {"notes", "scheduler", "num_inference_steps"}
    chosen = {name: settings[name] for name in fields if name in settings}
    racers = settings["racers"]
    if isinstance(racers, str):
        racers = [name for name in racers.split(",") if name]
    values = {"upscale": False, "nfe": settings["nfe"], "schedulers": tuple(racers or ())}
    return RaceRequest.parse(**chosen | values)


def run_race(request: RaceRequest) -> Iterator[tuple[Any, Any, Any, str]]:
    """The messages of one race: the view, what you see, the code, and a sentence."""
    plan: RacePlanned | None = None
    lanes: dict[int, LaneFinished] = {}
    yield race_value((), None, {}, None), KEEP, KEEP, "Asking for the model."
    with closing(engine.stream(request)) as records:
        for record in records:
            match record:
                case Waiting():
                    yield KEEP, KEEP, KEEP, record.sentence
                case RacePlanned():
                    plan = record
                    value = race_value(plan.lanes, plan.reference, {}, None)
                    yield value, KEEP, KEEP, plan.cost.sentence
                case Drawing():
                    yield KEEP, KEEP, KEEP, f"Evaluation {record.nfe} of {record.nfe_total}"
                case LaneFinished():
                    lanes[record.index] = record
                    value = race_value(plan.lanes, plan.reference, lanes, None)
                    yield value, KEEP, KEEP, f"{len(lanes)} of {len(plan.lanes)} have arrived"
                case RaceFinished():
                    value = race_value(plan.lanes, plan.reference, lanes, record)
                    words = race_in_words(request, plan, list(lanes.values()), record)
                    yield value, words, race_code(request), " ".join(plan.notes)


def race_in_words(
    request: RaceRequest,
    plan: RacePlanned,
    lanes: Sequence[LaneFinished],
    finished: RaceFinished,
) -> str:
    """What this race showed, with its prices."""
    order = sorted(lanes, key=lambda lane: lane.distance[-1])
    places = "; ".join(
        f"{lane.plan.scheduler} {lane.distance[-1]:.3f} ({_price(lane.plan)})" for lane in order
    )
    a_look = plan.reference.nfe // plan.reference.looks
    share = sum(finished.explained)
    return WHAT_YOU_SEE + "\n\n".join(
        [
            f"**Who came closest.** {places}. The number is the distance of the last latents from "
            f"those of {plan.reference.num_inference_steps} steps of DDIM, relative to their size: "
            "$\\lVert x-x^{200}\\rVert/\\lVert x^{200}\\rVert$.",
            f"**The price.** Everybody could spend {request.nfe} network evaluations; a look at "
            f"one noise level costs {a_look}{_why(a_look)}. A second-order scheduler looks twice a "
            "step, and so takes half as many steps. The reference spent "
            f"{plan.reference.nfe} evaluations.",
            "**The plane.** It is the one, of all planes through the latents, in which the paths "
            f"together move most, and keeps {whole_percent(share)} of their variance. Paths "
            "that meet there may still be apart in the directions that are not shown.",
            _about_noise(lanes),
        ]
    )


def _price(plan: LanePlan) -> str:
    steps = f"{plan.num_inference_steps} step{'s' * (plan.num_inference_steps != 1)}"
    return f"{steps}, {plan.nfe} evaluations"


def _why(a_look: int) -> str:
    return ", with the words and without" if a_look == 2 else ""


def _about_noise(lanes: Sequence[LaneFinished]) -> str:
    noisy = [lane.plan.scheduler for lane in lanes if lane.plan.stochastic]
    if not noisy:
        return ""
    verb = "mixes" if len(noisy) == 1 else "mix"
    return (
        f"**Elsewhere on purpose.** {', '.join(noisy)} {verb} fresh noise in at every step, and so "
        "draws another picture of the same words. For such a scheduler this distance says nothing "
        "about quality."
    )
