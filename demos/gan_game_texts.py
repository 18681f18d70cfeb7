"""The words of the GAN tab."""

from collections.abc import Mapping
from typing import Any

from demos.gan_game_settings import controls
from demos.shell import Experiment
from models.gan import stories
from models.gan.requests import GameRequest

QUESTION = "What happens when a forger and a detective learn from each other?"
IDEA = (
    "The criminal forges, the detective judges, both improve. "
    "Ideally neither wins. Usually something else happens."
)

BEFORE = (
    "Press **Play**, and the numbers of your game stand here in words. Drag the slider under the "
    "plane back to any round, change something, and Play goes on from there: a branch."
)

HOW_IT_WORKS = r"""
**Two players.** The generator $G$ (the criminal) turns noise $z$ into points $G(z)$. The
discriminator $D$ (the detective) is shown real points $x$ and forged ones and says how likely each
is real. $D$ wants $D(x)$ high and $D(G(z))$ low; $G$ wants $D(G(z))$ high (Goodfellow et al. 2014):
$$\min_G\max_D\;\mathbb E_x[\log D(x)]+\mathbb E_z[\log(1-D(G(z)))]$$

**A round.** Take $n$ real points, forge $n$, let the detective take a step up that slope and the
criminal a step down, repeat. In the lectures' version only the loser of a round learns, and the
winner carries on as before.

**The best detective.** If the data have the density $p$ and the forgeries $q$, nobody can judge
better than
$$D^*(x)=\frac{p(x)}{p(x)+q(x)}$$
Against it the criminal minimises $2\,\mathrm{JS}(p,q)-\log 4$. It is least when $q=p$: then
$D^*=\tfrac12$ everywhere, the detective's loss is $\log 4$, and all it can do is flip a coin. That
is convergence.

**Why it fails.** A detective far ahead gives $D(G(z))\approx 0$, where $\log(1-D)$ is flat: the
criminal's gradient vanishes. The non-saturating loss $-\log D(G(z))$ is steep just there. A
criminal that finds one kind of point that passes makes only that kind: mode collapse. The detective
learns to refuse it, the criminal moves on to the next, and the game goes round in circles.

**What helps.** Least squares (Mao et al. 2017) and hinge losses (Lim & Ye 2017) keep gradients
alive. The Wasserstein distance does not saturate where $p$ and $q$ lie apart; it needs a detective
whose slope is held at 1 by a penalty (Arjovsky et al. 2017, Gulrajani et al. 2017):
$$\mathcal L_D=s(G(z))-s(x)+\lambda\,(\lVert\nabla_{\hat x}s(\hat x)\rVert-1)^2$$

**On banknotes** $x$ is a picture of $16\times16$ pixels and $D(x)$ one verdict on all of it; both
play for the non-saturating losses. The criminal makes all pixels at once out of 32 normal numbers
$z$, with three fully connected layers. The detective looks through windows of $4\times4$ pixels,
twice over (two convolutions), and weighs what it found: it soon notices a wrong stroke, but that a
last digit does not fit the two before it, no window shows. At every eighth step it pays for a
steep slope where the data are, $\tfrac\gamma2\lVert\nabla_x s(x)\rVert^2$, which keeps the two
from running in circles around the point where they should meet (Mescheder et al. 2018). The
criminal never sees a real note: it only hears, as $\nabla_{G(z)}\log D(G(z))$, how each pixel
would have to change to be believed more.

*Goodfellow et al. 2014, Generative Adversarial Nets, arXiv 1406.2661 ·
Salimans et al. 2016, Improved Techniques for Training GANs, arXiv 1606.03498 ·
Mao et al. 2017, Least Squares GANs, arXiv 1611.04076 ·
Lim & Ye 2017, Geometric GAN, arXiv 1705.02894 ·
Arjovsky et al. 2017, Wasserstein GAN, arXiv 1701.07875 ·
Gulrajani et al. 2017, Improved Training of Wasserstein GANs, arXiv 1704.00028 ·
Mescheder et al. 2018, Which Training Methods for GANs do actually Converge?, arXiv 1801.04406*
"""


def _story(key: str, **at: Any) -> dict[str, Any]:
    """What an experiment sets, and that it begins anew: a story of the models, as controls."""
    request = stories.find(key).request()
    return {"settings": controls(request), "at": {"fresh": True, **at}}


def _game(fields: Mapping[str, Any], speed: str = "fast", **at: Any) -> dict[str, Any]:
    request = GameRequest.parse(**fields)
    return {"settings": controls(request, speed), "at": {"fresh": True, **at}}


SMILE = (
    [[round(-1.2 + 0.1 * i, 2), 1.2] for i in range(5)]
    + [[round(0.8 + 0.1 * i, 2), 1.2] for i in range(5)]
    + [[round(-1.6 + 0.08 * i, 2), round(0.6 * (-1.6 + 0.08 * i) ** 2 - 1.6, 2)] for i in range(41)]
)

EXPERIMENTS = (
    Experiment(
        title="Balanced play",
        question="Both learn at the same pace. Who wins?",
        **_story("balanced"),
        choices=("The detective", "The criminal", "Neither"),
        answer="Neither",
        reveal=(
            "Both curves of D meet near ½: the detective can hardly do better than by flipping a "
            "coin, and the forgeries lie where the real points lie. This is convergence."
        ),
    ),
    Experiment(
        title="The detective is too strong",
        question="The detective is far ahead. How fast does the criminal learn?",
        **_story("detective_dominates"),
        choices=("Faster", "As before", "Hardly at all"),
        answer="Hardly at all",
        reveal=(
            "D(G(z)) falls to 0, where log(1 - D) is flat. The gradient the criminal learns from "
            "vanishes, see the lowest curve: it is told that all is wrong, not what to change."
        ),
    ),
    Experiment(
        title="Give it a slope: one change",
        question="Same seed, only the criminal's loss is -log D(G(z)). What does its gradient do?",
        **_story("gradient_rescue", beside=True),
        choices=("It vanishes again", "It is twice as large", "It is thousands of times larger"),
        answer="It is thousands of times larger",
        reveal=(
            "Both losses want the same, but -log D is steep where D is near 0, just where a bad "
            "forger stands. That is why nearly everybody trains with the non-saturating loss."
        ),
    ),
    Experiment(
        title="The criminal is too strong",
        question="The detective hardly learns. Are the forgeries good?",
        **_story("criminal_dominates"),
        answer="No",
        reveal=(
            "They pass most rounds, because this detective knows next to nothing. Nobody forces "
            "the criminal to become good, so “meh” is enough."
        ),
    ),
    Experiment(
        title="Collapse: all the same note",
        question="A hasty criminal, a slow detective. How many of the 8 kinds does it forge?",
        **_story("collapse"),
        choices=("All 8", "About 4", "At most 2"),
        answer="At most 2",
        reveal=(
            "One kind that passes is enough for the criminal: all its notes are the same. When "
            "the detective learns to refuse it, the whole crowd moves on together."
        ),
    ),
    Experiment(
        title="Rescue it: one change",
        question="Same seed, the detective learns six times as fast. How many of the 8 kinds now?",
        **_story("rescue", beside=True),
        choices=("At most 2", "About 4", "7 or 8"),
        answer="7 or 8",
        reveal=(
            "A detective that keeps up refuses every crowd at once, so hiding in one place stops "
            "paying and the forgeries spread. What cures a collapse is often the other player."
        ),
    ),
    Experiment(
        title="Never still",
        question="Will the two ever come to rest?",
        **_story("oscillation"),
        answer="No",
        reveal=(
            "Each player answers the other's last move, so they chase each other: the crowd "
            "wanders, D(G(z)) swings around ½, and no round is the last. Drag the timeline."
        ),
    ),
    Experiment(
        title="Only the loser learns",
        question="The lectures' rule: the winner of a round stays as it is. Does that work?",
        **_story("loser_learns"),
        answer="Yes",
        reveal=(
            "The criminal loses nearly every round, and learns a little each time. Whenever it "
            "wins, the detective takes ten steps and is ahead again: see the score."
        ),
    ),
    Experiment(
        title="Two rounds in slow motion",
        question="Who learns first in a round?",
        **_game({"data": "ring", "rounds": 2}, speed="slow motion"),
        choices=("The criminal", "The detective", "Both at once"),
        answer="The detective",
        reveal=(
            "Take real points, forge as many, the detective learns, the criminal learns, repeat. "
            "The map changes in step 3, the triangles move in step 4."
        ),
    ),
    Experiment(
        title="Draw your own",
        question="A face of 51 points. Can it forge that?",
        **_game({"data": "drawing", "drawing": SMILE}, drawing=SMILE),
        answer="A little",
        reveal=(
            "Thin lines are hard: a smooth map of noise has no gaps, so a few forgeries lie "
            "between the parts. Press Reset and Clear, and draw your own."
        ),
    ),
)
