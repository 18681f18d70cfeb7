"""The words of the game on pictures, and its experiments."""

from typing import Any

from demos.shell import Experiment
from demos.views.notes_panel import panel_value
from demos.views.rates import rates_value
from models.gan_pictures.requests import PicturesRequest

MODE = "Banknotes"
PRESS = "gan_game-pictures"
GROUP = "With banknotes"
RATES = {
    "discriminator_lr": "Detective's learning rate",
    "generator_lr": "Criminal's learning rate",
}
BEFORE = (
    "Press **Play**: at first the criminal scribbles blindfolded, and after some hundred rounds "
    "its notes have a value, a motif and a number. Then drag the slider back and watch one note "
    "grow up. What gives a forgery away longest is the serial number: on a real note its last "
    "digit is the last digit of the sum of the other two."
)


def panel_of(request: PicturesRequest, activity: str = "watch") -> str:
    """The value of the panel that stands for `request`."""
    values = request.model_dump(exclude=set(RATES))
    return panel_value(values | {"activity": activity})


def rates_of(request: PicturesRequest) -> str:
    """The value of the learning rates that stands for `request`."""
    return rates_value({name: getattr(request, name) for name in RATES})


def _settings(activity: str = "watch", **changes: Any) -> dict[str, Any]:
    request = PicturesRequest(**changes)
    return {
        "mode": MODE,
        "pictures": panel_of(request, activity),
        "picture_rates": rates_of(request),
    }


def _experiment(settings: dict[str, Any], **words: Any) -> Experiment:
    return Experiment(settings=settings, press=PRESS, group=GROUP, **words)


EXPERIMENTS = (
    _experiment(
        _settings(rounds=1500),
        question="What does the criminal get right last?",
        choices=("The value", "The colours", "The serial number"),
        answer="The serial number",
        reveal=(
            "Frame and value stand in the same place on every note, and are there after some "
            "dozen rounds. The serial number differs from note to note: play the film, and look "
            "how long it stays a blur of all digits at once."
        ),
    ),
    _experiment(
        _settings(rounds=400, discriminator_lr=1e-4, generator_lr=2e-2),
        question="A criminal far ahead. Do its notes get better?",
        choices=("Yes", "A little", "No"),
        answer="No",
        reveal=(
            "The slow detective cannot tell, so poor notes are good enough, and one note is as "
            "good as another: all the same. The lectures call it convergence failure, and the "
            "sameness mode collapse; the variety shows it."
        ),
    ),
    _experiment(
        _settings(rounds=400),
        question="Rescue: the same seed, a faster detective",
        choices=("All three kinds", "One kind", "Still all the same"),
        answer="All three kinds",
        reveal=(
            "Only the detective's learning rate was changed by much, from 1e-4 to 2e-3: what it "
            "has learned the criminal can learn from it. Both should grow at about the same pace."
        ),
    ),
    _experiment(
        _settings(rounds=1500, rule="loser_learns"),
        question="Only the loser learns. Do the notes still get good?",
        choices=("Yes", "A little", "No"),
        answer="Yes",
        reveal=(
            "These are the lecture's rules. Whoever is ahead stands still until the other has "
            "caught up, so the rules themselves keep the balance: see the rounds won."
        ),
    ),
    _experiment(
        _settings("detective"),
        question="You are the detective: ten notes",
        choices=("I win", "A draw", "It wins"),
        answer="It wins",
        reveal=(
            "Against a forger of a few hundred rounds you are as good as the detective. Choose a "
            "later one under the notes, and look at the serial numbers."
        ),
    ),
    _experiment(
        _settings("criminal"),
        question="You are the criminal: paint one",
        choices=("Easy", "Hard"),
        answer="Hard",
        reveal=(
            "The detective has seen thousands of notes, and one pixel out of place is enough. "
            "Begin with a forgery, or choose a detective who has seen fewer rounds."
        ),
    ),
)
