"""Who learns in a round: both players, or, as the lectures have it, only the loser."""

from collections.abc import Callable, Iterator

from models.gan.game import Game

Steps = Iterator[str]
"""The name of the player who has just taken a step; "round" at the end of each round."""


def standard(game: Game) -> Steps:
    """Both learn in each round: the detective its k_D steps, then the criminal its k_G."""
    for step in range(max(game.settings.discriminator_steps, 1)):
        judgement = game.judge()
        if step == 0:
            _score(game, judgement.detective_wins)
        if game.settings.discriminator_steps:
            game.train_discriminator(judgement)
            yield game.discriminator.name
    for _ in range(game.settings.generator_steps):
        game.train_generator()
        yield game.generator.name


def loser_learns(game: Game) -> Steps:
    """The winner carries on as before; the loser takes its steps."""
    judgement = game.judge()
    _score(game, judgement.detective_wins)
    if judgement.detective_wins:
        for _ in range(game.settings.generator_steps):
            game.train_generator()
            yield game.generator.name
    else:
        for step in range(game.settings.discriminator_steps):
            game.train_discriminator(game.judge() if step else judgement)
            yield game.discriminator.name


RULES: dict[str, Callable[[Game], Steps]] = {"standard": standard, "loser_learns": loser_learns}


def play(game: Game) -> Steps:
    """Play `settings.rounds` more rounds, or that many steps of one player alone."""
    settings = game.settings
    for _ in range(settings.rounds):
        if settings.play == "rounds":
            yield from RULES[settings.rule](game)
            game.round += 1
            yield "round"
        elif settings.play == "discriminator":
            game.train_discriminator(game.judge())
            yield game.discriminator.name
        else:
            game.train_generator()
            yield game.generator.name


def play_round(game: Game) -> None:
    """One whole round."""
    for _ in RULES[game.settings.rule](game):
        continue
    game.round += 1


def _score(game: Game, detective_wins: bool) -> None:
    game.won[0 if detective_wins else 1] += 1
