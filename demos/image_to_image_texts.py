"""The words of the image-to-image tab."""

from collections.abc import Mapping
from typing import Any

from demos.image_to_image_sketches import CAT, HOUSE, SPOT
from demos.shell import Experiment
from demos.views.pad import pad_value

QUESTION = "How does a sketch become a picture?"
IDEA = (
    "Put fog over your drawing, but not so much that nothing is left of it. "
    "Then unfog as always: the words say what to see in it, and the drawing says where."
)
PROMPT = "an orange cat on the beach"
SEED = 12

BEFORE = (
    "Press **Unfog**, and the numbers of your run stand here in words. "
    "Drag the seam to compare before and after, and the slider below to look at any step."
)

HOW_IT_WORKS = r"""
**Begin in the middle.** A run from pure noise starts at the far end of the fog, where no picture is
left. But the network has learned to see through fog of every thickness. So take any picture $x_0$,
even a poor one, and mix noise into it up to some $t_0$ in between (SDEdit, Meng et al. 2022):
$$x_{t_0}=\sqrt{\bar\alpha_{t_0}}\,x_0+\sqrt{1-\bar\alpha_{t_0}}\,\varepsilon$$
From there on nothing is new: the same steps, the same network, the same prompt.

**Why that repairs a sketch.** Fog hides fine things first. What makes a sketch a sketch, thin lines
and flat colour, is gone at a moderate $t_0$; where things stand and how light they are still shows
through. The network fills in what usually goes with that, and knows only pictures of its world: it
moves the sketch towards the nearest of them.

**Strength** decides $t_0$. Of $N$ planned steps the last
$$M=\lfloor N\cdot\text{strength}\rfloor$$
run. This is why a strength of 0.5 takes half of the time, and why the number of steps you set is
not the number you get. Little strength is faithful and unconvincing, much is convincing and
unfaithful: there is no right value, only a trade.

**Strength 1 is not quite noise.** At the last $t$ of the schedule that Stable Diffusion and our
model use, $\sqrt{\bar\alpha_T}\approx 0.07$, so a trace of the picture's light is still there, and
the network uses it (Lin et al. 2024).

**Latents.** The picture first goes through the autoencoder, and the fog is mixed into its latents;
before a run, the left panel shows a preview with the fog mixed into pixels. At strength 0 only the
autoencoder is at work, and you see what it loses.

*Meng et al. 2022, SDEdit: Guided Image Synthesis and Editing with Stochastic Differential
Equations, arXiv 2108.01073 · Rombach et al. 2022, Latent Diffusion Models, arXiv 2112.10752 ·
Lin et al. 2024, Common Diffusion Noise Schedules and Sample Steps are Flawed, arXiv 2305.08891*
"""


def _run(strokes: str = CAT, **settings: Any) -> Mapping[str, Any]:
    """Settings of an experiment: the cat of the lecture, but for the ones named."""
    usual = {
        "start": pad_value(strokes),
        "prompt": PROMPT,
        "strength": 0.6,
        "num_inference_steps": 40,
        "guidance_scale": 4.0,
        "seed": SEED,
        "scheduler": "DDIM",
        "negative_prompt": "",
    }
    return usual | settings


LECTURES = "From the lectures"

EXPERIMENTS = (
    Experiment(
        group=LECTURES,
        title="A cat sketch becomes a cat",
        question="A simple cat sketch. Does it become a cat?",
        settings=_run(),
        answer="Yes",
        reveal=(
            "Ears, tail and place come from the sketch; fur, light and beach from the words. Drag "
            "the seam: the new cat sits where you drew it."
        ),
    ),
    Experiment(
        title="Strength 0.2",
        question="Strength 0.2. Is it a painted cat?",
        settings=_run(strength=0.2),
        answer="A little",
        reveal=(
            "Only 8 of 40 steps ran. There was so little fog that your paper and lines were still "
            "plain to see, and the network had to keep them."
        ),
    ),
    Experiment(
        title="A cat sketch, “a rocket”",
        question="The cat sketch and “a rocket on mars”. Who wins?",
        settings=_run(prompt="a rocket on mars", strength=0.8, seed=15),
        choices=("The sketch", "The words", "Both"),
        answer="Both",
        reveal=(
            "What it is comes from the words, where it stands and how tall it is from the sketch. "
            "Move the strength down, and the sketch wins."
        ),
    ),
    Experiment(
        title="A yellow spot, “an owl”",
        question="One yellow spot. Could it be an owl?",
        settings=_run(SPOT, prompt="an owl in the forest", strength=0.8, seed=15),
        answer="Yes",
        reveal=(
            "In the fog a spot is a spot: whatever may stand there will do. Try “a yellow balloon "
            "in blue skies” or “a lemon” with the same spot."
        ),
    ),
    Experiment(
        title="A child's house",
        question="A child's house, strength 0.4. Do the walls stay?",
        settings=_run(HOUSE, prompt="a house in the snow", strength=0.4),
        answer="Yes",
        reveal=(
            "The outlines were drawn where this world's houses have their walls, so little fog is "
            "enough: 16 of 40 steps paint it."
        ),
    ),
    Experiment(
        title="Strength 0",
        question="Strength 0. What comes back?",
        settings=_run(strength=0.0),
        choices=("The same bytes", "Almost the same", "Noise"),
        answer="Almost the same",
        reveal=(
            "No step ran, but the picture still went through the autoencoder: thin lines are what "
            "it finds hardest to keep."
        ),
    ),
)
