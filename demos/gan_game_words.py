"""The numbers of a game in words, each with its formula.

The formulas are plain text, because KaTeX would set them in one task of 20 ms.
"""

import math

from demos.wording import WHAT_YOU_SEE, whole_percent
from models.gan.records import Finished, Started
from models.gan.requests import GameRequest

NEAR_FLOOR = 2.0
"""Up to this many times the noise floor, a divergence is as good as none."""

VANISHED = 1e-3
"""A gradient below this moves the criminal no more."""


def game_in_words(request: GameRequest, started: Started, finished: Finished) -> str:
    """What this game did, for somebody who has just watched it."""
    paragraphs = [
        finished.stopped or "",
        _modes_in_words(len(started.modes), finished),
        _divergence_in_words(finished),
        _belief_in_words(finished),
        _losses_in_words(request, finished),
        _gradients_in_words(finished),
        _score_in_words(request, finished),
        _proof_in_words(request, finished),
    ]
    return WHAT_YOU_SEE + "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _modes_in_words(count: int, finished: Finished) -> str:
    covered = finished.evaluation.modes
    if covered is None:
        return ""
    precision = whole_percent(finished.evaluation.precision)
    recall = whole_percent(finished.evaluation.recall)
    return (
        f"**Modes.** {covered} of the {count} modes {_is(covered)} covered: at least a quarter of "
        "its fair share of 20,000 forged points lies within 3σ of the mode. Precision, the share "
        f"of forged points where real ones are, is {precision}; recall, the share of real points "
        f"where forged ones are, is {recall}. A collapsed generator keeps its precision and loses "
        "its recall."
    )


def _divergence_in_words(finished: Finished) -> str:
    value, floor = finished.evaluation.divergence, finished.divergence_floor
    near = value <= NEAR_FLOOR * floor
    meaning = (
        "so the forgeries can hardly be told from the data"
        if near
        else f"this is {value / floor:.0f} times as much"
    )
    return (
        f"**Divergence.** The Jensen–Shannon divergence is {value:.3f} bits, "
        "`JS(p, q) = H(½p + ½q) − ½H(p) − ½H(q)` with the entropy `H`, from "
        f"histograms of 20,000 points each. A perfect generator would score {floor:.3f}, the noise "
        f"floor, for two samples of the same data are never quite alike; {meaning}."
    )


def _belief_in_words(finished: Finished) -> str:
    readings = finished.readings
    if not math.isfinite(readings.real_belief):
        return ""
    return (
        f"**The detective** held the real points of the last rounds for real at "
        f"`D(x) = {readings.real_belief:.2f}`, the forged ones at "
        f"`D(G(z)) = {readings.fake_belief:.2f}`; {whole_percent(readings.accuracy)} of its "
        "verdicts were right. When it cannot do better than by flipping a coin, both are ½: the "
        "game has converged."
    )


def _losses_in_words(request: GameRequest, finished: Finished) -> str:
    d, g = finished.readings.discriminator_loss, finished.readings.generator_loss
    formulas = {
        "minimax": "`−log D(x) − log(1 − D(G(z)))` and `log(1 − D(G(z)))`; in perfect play "
        "`log 4 = 1.39` and `−log 2 = −0.69`",
        "non_saturating": "`−log D(x) − log(1 − D(G(z)))` and `−log D(G(z))`; in perfect play "
        "`log 4 = 1.39` and `log 2 = 0.69`",
        "least_squares": "`½(D(x) − 1)² + ½D(G(z))²` and `½(D(G(z)) − 1)²`; in perfect play ¼ and "
        "⅛",
        "hinge": "`max(0, 1 − s(x)) + max(0, 1 + s(G(z)))` and `−s(G(z))`; in perfect play 2 and 0",
        "wasserstein_gp": "`s(G(z)) − s(x) + λ(‖∇s‖ − 1)²` and `−s(G(z))`; in perfect play the "
        "first is 0",
    }
    smoothed = " before labels are smoothed" if request.label_smoothing else ""
    return (
        f"**Losses.** Detective {_number(d)}, criminal {_number(g)}: "
        f"{formulas[request.objective]}{smoothed}. A falling loss of one is a rising one of the "
        "other, so neither tells alone how good the forgeries are."
    )


def _gradients_in_words(finished: Finished) -> str:
    norm = finished.readings.generator_gradient
    if not math.isfinite(norm):
        return ""
    vanished = norm < VANISHED
    meaning = (
        "it has vanished: the criminal is told nothing it could learn from"
        if vanished
        else "the criminal still hears in which direction to improve"
    )
    return f"**Gradients.** The norm of the criminal's gradient is {norm:.2g}; {meaning}."


def _score_in_words(request: GameRequest, finished: Finished) -> str:
    detective, criminal = finished.won
    learns = "only the loser learns" if request.rule == "loser_learns" else "both learn"
    return (
        f"**Rounds won.** The detective won {detective:,}, the criminal {criminal:,}; after each "
        f"{learns}. The detective wins if of its verdicts on `n = {request.batch_size}` real and "
        "as many forged points more than `n + 1.645 √(n/2)` are right, more than 95 of 100 people "
        "would get right who flip a coin."
    )


def _proof_in_words(request: GameRequest, finished: Finished) -> str:
    if request.resume:
        return (
            "**Again?** This game went on from a moment you chose: drag the timeline back and go "
            "on otherwise, and that is a branch."
        )
    return (
        f"**Again?** Seed {request.seed} and the same settings give the same game, number by "
        f"number: {finished.round:,} rounds took {finished.seconds:.1f} s."
    )


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _number(value: float) -> str:
    return f"{value:.2f}" if math.isfinite(value) else "–"
