"""The numbers of a training on pictures in words, each with its definition."""

from collections.abc import Sequence

from demos.wording import WHAT_YOU_SEE, whole_percent
from models.gan_pictures.records import Finished, Frame
from models.gan_pictures.requests import PicturesRequest

SAME = 0.5
"""Below this variety the forgeries look alike."""


def training_in_words(request: PicturesRequest, frames: Sequence[Frame], finished: Finished) -> str:
    """What this training did, for somebody who has just watched it."""
    last = frames[-1]
    paragraphs = [
        _kinds_in_words(request, last),
        _play_in_words(last),
        _cost_in_words(request, finished),
    ]
    return WHAT_YOU_SEE + "\n\n".join(paragraphs)


def _kinds_in_words(request: PicturesRequest, last: Frame) -> str:
    n = len(last.count.shares)
    none = 1 - sum(last.count.shares)
    collapse = (
        " **This is mode collapse: all the same.**"
        if last.count.variety < SAME or last.count.covered * 2 <= n
        else ""
    )
    return (
        f"**What is forged.** A classifier looked at 256 forgeries: {last.count.covered} of {n} "
        "kinds are covered, which means that they get at least a quarter of their fair share, "
        f"and {whole_percent(none)} are like no real picture. It names each forgery after the real "
        "one that is nearest to it, unless even that is farther away than real pictures of "
        "different kinds are from one another. The variety, "
        r"$\sqrt{\sum_i\mathrm{Var}\,G(z)_i}\,/\,\sqrt{\sum_i\mathrm{Var}\,x_i}$ over all pixels "
        f"$i$, is {last.count.variety:.2f}; it is 0 where all forgeries are the same, and 1 where "
        f"they differ as real ones do.{collapse}"
    )


def _play_in_words(last: Frame) -> str:
    detective, criminal = last.won
    return (
        f"**Who won.** The detective won {detective:,} rounds, the criminal {criminal:,}: a round "
        "is the detective's if it tells the 32 real and 32 forged pictures apart better than 95 of "
        f"100 people who flip coins. At the end it held real pictures real to "
        f"{whole_percent(last.readings.real_belief)} on average, $D(x)$, and forged ones to "
        f"{whole_percent(last.readings.fake_belief)}, $D(G(z))$. Perfect forgeries would make "
        "both 50 %."
    )


def _cost_in_words(request: PicturesRequest, finished: Finished) -> str:
    rate = finished.round / finished.seconds
    return (
        f"**Again?** {finished.round:,} rounds took {finished.seconds:.0f} s here, "
        f"{rate:.0f} a second on one core. Seed {request.seed} and the same settings give the "
        "same forgeries."
    )
