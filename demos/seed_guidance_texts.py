"""The words of the seeds and guidance tab."""

from dataclasses import replace
from typing import Any

from demos.seed_guidance_race import HOW_RACE, RACE_EXPERIMENT
from demos.shell import Experiment
from demos.views.sheet_axes import axes_value

QUESTION = "What decides the picture?"
IDEA = (
    "The words do not decide alone: seed, guidance, steps and scheduler do too. Change one or two "
    "of them, leave the rest as it is, and lay the pictures side by side."
)
PROMPT = "a red horse on mars"

FIRST_AXES = {
    "x_axis": "guidance_scale",
    "x_values": "0, 1, 2, 4, 7.5, 11, 15",
    "y_axis": "seed",
    "y_values": "1-8",
}

FULL = "a completely full wine glass"
WINES = (FULL, "a full wine glass", "a half full wine glass", "a nearly empty wine glass")

NEVER_SEEN = (
    "a blue cat in the snow",
    "a red boat at sunset",
    "a black house on mars",
    "a yellow car in a meadow",
    "a purple fish under water",
)
"""Combinations that `models.pictures.withheld` kept out of every training drawing."""

BEFORE = (
    "Press **Draw the sheet**, and the numbers of your sheet stand here in words. Click a picture, "
    "or walk with the arrow keys, to enlarge it; every one opens in the denoising tab."
)

HOW_SHEETS = r"""
**The seed.** A run begins with noise $x_T$, and all that is random is in it. A computer has no
dice: a generator started with the seed gives the same numbers again. With $n$ seeds a sheet shows
what the words leave open. Between two seeds one may walk, along the great circle on which all noise
lies, so that it keeps its strength ($\theta$ is the angle between both):
$$x_T(s)=\frac{\sin((1-s)\,\theta)}{\sin\theta}\,x_T^{a}+\frac{\sin(s\,\theta)}{\sin\theta}\,
x_T^{b}$$

**Guidance.** At every step the network answers twice, without the words and with them, and the
difference is multiplied (Ho & Salimans 2022):
$$\varepsilon_w=\varepsilon_\varnothing+w\,(\varepsilon_c-\varepsilon_\varnothing)$$
At $w=0$ the words are left out, at $w=1$ they are followed plainly, and nobody ever trained the
network for what lies beyond. In the language of probability, the pictures then follow
$p(x)\,p(c\mid x)^w$: those that fit the words best are drawn more often, all others hardly. So
agreement rises, and what is sacrificed is variety. Far outside, $\varepsilon_w$ is longer than
noise can be, pixels leave the range of the screen, and colours burn out (Saharia et al. 2022).

**Guidance costs steps.** A long arrow needs short strides. With few steps, each one overshoots and
the next must make up for it; where guidance is strong none can, and the picture falls apart: then
agreement falls again, and the pictures of a column grow unlike, each broken in its own way. It is
why samplers for strong guidance are made to be stable (Lu et al. 2022). With 20 steps a sheet of
guidance 0 to 15 still follows the rule; with 8 it does not.

**The four options of the lectures** are the latent noise, the number of steps, the prompt and the
guidance scale; the scheduler is a fifth. Each can be an axis here. A sheet of two axes shows what
each does, and whether they depend on each other.

**Replicability.** Floating-point sums depend on their order. So pictures here are drawn one by one,
each by itself, never in a batch, and the same settings give the same bytes alone and in a sheet.

"""

PAPERS = """
*Ho & Salimans 2022, Classifier-Free Diffusion Guidance, arXiv 2207.12598 ·
Saharia et al. 2022, Photorealistic Text-to-Image Diffusion Models, arXiv 2205.11487 ·
Shoemake 1985, Animating Rotation with Quaternion Curves, SIGGRAPH ·
Song, Meng & Ermon 2021, Denoising Diffusion Implicit Models, arXiv 2010.02502 ·
Karras et al. 2022, Elucidating the Design Space of Diffusion Models, arXiv 2206.00364 ·
Lu et al. 2022, DPM-Solver++, arXiv 2211.01095 ·
He et al. 2016, Deep Residual Learning (the judge), arXiv 1512.03385*
"""

HOW_IT_WORKS = HOW_SHEETS + HOW_RACE + PAPERS


def _run(axes: dict[str, Any] | None = None, **settings: Any) -> dict[str, Any]:
    """Settings of an experiment: the usual ones, but for those named."""
    usual = {
        "mode": "Sheet",
        "prompt": PROMPT,
        "axes": axes_value(axes or FIRST_AXES),
        "num_inference_steps": 20,
        "guidance_scale": 4.0,
        "seed": 15,
        "scheduler": "DDIM",
        "negative_prompt": "",
        "model": "pocket-diffusion",
    }
    return usual | settings


LECTURES = "From the lectures"

EXPERIMENTS = (
    Experiment(
        title="Guidance 0 to 15",
        question="Guidance 0 to 15, eight seeds. What is lost on the way?",
        settings=_run(),
        choices=("The horse", "Variety", "Nothing"),
        answer="Variety",
        reveal=(
            "Read the lines under the sheet. The more guidance, the more alike the eight pictures "
            "of a column become: the words are obeyed, chance has less to say, and at the right "
            "edge the colours burn out."
        ),
    ),
    Experiment(
        title="Guidance needs steps",
        question="A cat with guidance 15. Is it still a cat after 8 steps? After 20?",
        settings=_run(
            {
                "x_axis": "guidance_scale",
                "x_values": "1, 4, 7.5, 11, 15",
                "y_axis": "num_inference_steps",
                "y_values": "4, 8, 12, 20, 32",
            },
            prompt="a cat",
        ),
        choices=("Both times", "Only after 20", "Never"),
        answer="Only after 20",
        reveal=(
            "A staircase: guidance 7.5 is a cat from 8 steps on, 11 from 12 steps, 15 from 20. "
            "Strong guidance takes strides so long that a few of them overshoot. More steps are "
            "shorter ones, so whoever raises the guidance must pay for it in steps."
        ),
    ),
    Experiment(
        title="The same in blue",
        question="Same seeds, another colour. Do the pictures keep their shape?",
        settings=_run(
            {
                "x_axis": "replace",
                "x_values": "red, blue, green, yellow, purple, white",
                "y_axis": "seed",
                "y_values": "1-5",
            }
        ),
        answer="A little",
        reveal=(
            "The noise decides where things stand, long before their colour is settled. Follow a "
            "row: place and pose often stay, but nothing forces them to, because every word moves "
            "every step."
        ),
    ),
    Experiment(
        title="Between two seeds",
        question="Half-way between two seeds. Is it half of each picture?",
        settings=_run(
            {
                "x_axis": "variation_strength",
                "x_values": "0-1 [9]",
                "y_axis": "prompt",
                "y_values": "a red horse on mars\na wine glass on the beach\na cat in the snow",
                "variation_seed": 4,
            },
            seed=1,
        ),
        answer="No",
        reveal=(
            "Half-way there is another whole picture, neither a blend nor a ghost: all noise of "
            "the right strength means some picture. Small steps change little, so people use a "
            "little of another seed to vary what they like."
        ),
    ),
    Experiment(
        title="Never seen together",
        question="Combinations that were kept out of its training. Can it draw them?",
        settings=_run(
            {
                "x_axis": "prompt",
                "x_values": "\n".join(NEVER_SEEN),
                "y_axis": "seed",
                "y_values": "1-5",
            }
        ),
        answer="Yes",
        choices=("Yes", "A little", "No"),
        reveal=(
            "None of these combinations was in its training, only their parts. That it can put "
            "parts together but cannot fill a glass beyond the brim of its data is the difference "
            "between combining and leaving."
        ),
    ),
    Experiment(
        title="What guidance does",
        question="What does guidance do to the noise that the network sees?",
        settings=_run(mode="Guidance", step=7),
        at={"w": 15},
        choices=("It turns it", "It turns and lengthens it", "Nothing"),
        answer="It turns and lengthens it",
        reveal=(
            "The two answers differ by a few degrees. Multiplied by 15, the difference turns the "
            "arrow far away and makes it longer than true noise ever is. Drag the handle from −2 "
            "to 20."
        ),
    ),
    replace(RACE_EXPERIMENT, title="Scheduler race"),
    Experiment(
        group=LECTURES,
        title="The seed 6421725739674010",
        question="The lecture's seed, a poodle on an astronaut. The same picture twice?",
        settings=_run(
            mode="Again?", prompt="a photo of a poodle on an astronaut", seed=6421725739674010
        ),
        answer="Yes",
        reveal=(
            "The lecture shares a seed and a prompt and expects the same picture from everybody. "
            "Here are the fingerprints of all bytes: send the link below to somebody, and compare. "
            "Seeds above 2³¹ are reduced, and the line under the button says so."
        ),
    ),
    Experiment(
        group=LECTURES,
        title="A completely full wine glass",
        question="Sixteen tries at a completely full wine glass. How many will be full?",
        settings=_run(mode="Full glass", wine=FULL, seed=0),
        choices=("Most", "A few", "None"),
        answer="None",
        reveal=(
            "Glasses stop where the drawings stopped. The challenge of the lecture, measured: "
            "large models failed it too, until 2025, because full to the brim is hardly ever "
            "photographed. Which other gap can you find?"
        ),
    ),
    Experiment(
        group=LECTURES,
        title="Seed or steps?",
        question="Two of the four options. Which changes the picture more?",
        settings=_run(
            {
                "x_axis": "num_inference_steps",
                "x_values": "1, 2, 4, 8, 16, 32",
                "y_axis": "seed",
                "y_values": "1-4",
            },
            prompt="a futuristic city skyline at sunset",
        ),
        choices=("The steps", "The seed", "Both"),
        answer="The seed",
        reveal=(
            "From about eight steps on, a row hardly changes any more: steps refine what the seed "
            "has begun. Put the other options on the axes, and compare."
        ),
    ),
    Experiment(
        group=LECTURES,
        title="One seed, seven schedulers",
        question="One seed, seven schedulers. One picture?",
        settings=_run(
            {
                "x_axis": "scheduler",
                "x_values": "DDIM, Euler, Heun, DPM++ 2M, UniPC, DDPM, Euler ancestral",
                "y_axis": "num_inference_steps",
                "y_values": "5, 10, 20, 40",
            },
        ),
        choices=("One picture", "Two families", "All different"),
        answer="Two families",
        reveal=(
            "Those that add no noise on the way solve the same equation and agree more with every "
            "step. DDPM and Euler ancestral add fresh noise at each step: another path, another "
            "picture, yet the same one each time you ask."
        ),
    ),
)
