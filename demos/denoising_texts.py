"""The words of the denoising tab."""

from typing import Any

from demos.shell import Experiment

QUESTION = "How does noise become a picture?"
IDEA = (
    "A network has learned one thing: to see the fog in a picture. "
    "Take away a little of the fog it sees, look again, and repeat."
)
PROMPT = "an astronaut riding a horse on mars"

BEFORE = (
    "Press **Unfog**, and the numbers of your run stand here in words. "
    "Drag the slider under the pictures, or press the arrow keys, to look at any step."
)

HOW_IT_WORKS = r"""
**Fog.** Take a picture $x_0$ and mix it with Gaussian noise $\varepsilon$. Adding a little noise
$t$ times is the same as adding the right amount once (Ho et al. 2020):
$$x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon$$
The noise schedule $\bar\alpha_t$ falls from almost 1 to almost 0. Its shape decides how long the
picture stays visible (Nichol & Dhariwal 2021).

**What is learned.** A network $\varepsilon_\theta(x_t, t, c)$ is shown $x_t$, the time $t$ and the
words $c$, and must say which noise was mixed in. It is trained with nothing but
$\lVert\varepsilon-\varepsilon_\theta(x_t,t,c)\rVert^2$. If it knows the noise, it knows the
picture, by solving the line above for $x_0$:
$$\hat x_0 = \frac{x_t-\sqrt{1-\bar\alpha_t}\;\varepsilon_\theta}{\sqrt{\bar\alpha_t}}$$

**Unfog.** In thick fog $\hat x_0$ is only an average of all pictures that could be behind it, so it
is blurred. DDIM therefore goes a small step towards it and asks again (Song et al. 2021):
$$x_{s} = \sqrt{\bar\alpha_{s}}\,\hat x_0+\sqrt{1-\bar\alpha_{s}}\,\varepsilon_\theta,\qquad s<t$$
Nothing in it is random but the first $x_T$, which comes from the seed. Other schedulers solve the
same equation with longer strides, or add a little fresh noise on the way.

**Guidance.** To follow the prompt more closely, the network is asked twice, with the words and
without, and the difference is exaggerated (Ho & Salimans 2022):
$$\hat\varepsilon = \varepsilon_\theta(x_t,\varnothing)
  + w\,\bigl(\varepsilon_\theta(x_t,c)-\varepsilon_\theta(x_t,\varnothing)\bigr)$$

**Latents.** All of this happens in a small space: an autoencoder turns 64 × 64 pixels into
16 × 16 × 4 numbers and back (Rombach et al. 2022). What you see at each step is decoded from there.

*Ho, Jain & Abbeel 2020, Denoising Diffusion Probabilistic Models, arXiv 2006.11239 ·
Nichol & Dhariwal 2021, Improved DDPM, arXiv 2102.09672 ·
Song, Meng & Ermon 2021, DDIM, arXiv 2010.02502 ·
Ho & Salimans 2022, Classifier-Free Diffusion Guidance, arXiv 2207.12598 ·
Rombach et al. 2022, High-Resolution Image Synthesis with Latent Diffusion Models, arXiv 2112.10752*
"""


def _run(**settings: Any) -> dict[str, Any]:
    """Settings of an experiment: those of the lecture, but for the ones named."""
    usual = {
        "mode": "Unfog",
        "prompt": PROMPT,
        "num_inference_steps": 20,
        "guidance_scale": 4.0,
        "seed": 25,
        "scheduler": "DDIM",
        "negative_prompt": "",
        "variation_strength": 0.0,
    }
    return usual | settings


LECTURES = "From the lectures"

EXPERIMENTS = (
    Experiment(
        question="Same seed, 1 step. Will there be a horse?",
        settings=_run(num_inference_steps=1),
        answer="No",
        reveal=(
            "From pure noise the best guess is the average of everything the words allow: the "
            "light of mars, and a stain where something stands. A picture needs many small "
            "decisions."
        ),
    ),
    Experiment(
        question="Guidance 0. And if nobody asks?",
        settings=_run(guidance_scale=0.0),
        answer="Any picture of its world",
        choices=("Mars", "Noise", "Any picture of its world"),
        reveal=(
            "At guidance 0 the words are left out. The network still takes noise away, so it ends "
            "at some picture that could stand in its training data."
        ),
    ),
    Experiment(
        question="Guidance 15. Is more always better?",
        settings=_run(guidance_scale=15.0),
        answer="No",
        reveal=(
            "The difference between “with the words” and “without” is multiplied by 15. Colours "
            "burn out and shapes become stiff: the picture shouts the prompt."
        ),
    ),
    Experiment(
        question="Stop at step 8. Do you know the picture?",
        settings=_run(),
        at={"step": 8, "compare": True},
        answer="A little",
        reveal=(
            "On the left is what you would get if you stopped here, on the right what 12 more "
            "steps make of it. Place and light are decided early, detail late: see the judge's "
            "lines."
        ),
    ),
    Experiment(
        group=LECTURES,
        question="A completely full wine glass",
        settings=_run(prompt="a completely full wine glass"),
        answer="No",
        reveal=(
            "In everything this model has seen, wine glasses were filled between 10 and 70 per "
            "cent, and a model draws what its data hold. The lecture's challenge, in small."
        ),
    ),
    Experiment(
        group=LECTURES,
        question="A poodle on an astronaut",
        settings=_run(prompt="a photo of a poodle on an astronaut", seed=7),
        answer="A little",
        reveal=(
            "Two subjects, one on the other, are the hardest thing this small model is asked. The "
            "judge finds both; to the eye they melt into one another, and the poodle loses its "
            "head at the upper edge. Throw the dice, and count how often you would have known both."
        ),
    ),
    Experiment(
        group=LECTURES,
        question="A stop sign is flying in blue skies",
        settings=_run(prompt="a stop sign is flying in blue skies"),
        answer="Yes",
        reveal=(
            "No photograph ever showed this: it was the example of AlignDRAW, the first "
            "text-to-image model, in 2015. Parts that were seen apart can be put together."
        ),
    ),
    Experiment(
        group=LECTURES,
        question="A banana next to a lemon, 1 to 31 steps",
        settings=_run(mode="Step ladder", prompt="a banana next to a lemon"),
        choices=("1", "About 20", "96"),
        answer="About 20",
        reveal=(
            "The first steps change everything, the last ones almost nothing. The lecture's sweep "
            "goes on to 96 steps: choose it on the left, and compare the seconds."
        ),
    ),
    Experiment(
        group=LECTURES,
        question="A futuristic city skyline at sunset",
        settings=_run(prompt="a futuristic city skyline at sunset"),
        choices=("The sunset", "The skyline", "Both at once"),
        answer="The sunset",
        reveal=(
            "Which of the two is decided first? Look at the judge's lines: large areas of colour "
            "survive thick fog, so the setting is usually settled before the subject."
        ),
    ),
)
