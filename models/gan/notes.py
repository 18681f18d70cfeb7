"""What a visitor should read about a game: remarks on its settings, and why it was stopped."""

from collections.abc import Iterator

import numpy as np

from models.gan.game import Diverged, Game, Player


def remarks(game: Game, restarted: bool) -> Iterator[str]:
    """Sentences on settings that do something else than one may expect."""
    settings = game.settings
    if restarted:
        yield "The networks have changed, so the game begins anew."
    for player in (game.discriminator, game.generator):
        if player.learning_rate(settings) == 0:
            yield f"The learning rate of the {player.name} is 0: it stays as it is."
    if settings.label_smoothing and not game.objective.smooths:
        yield f"The objective {settings.objective} has no labels to smooth: that is left out."
    drawn = len(settings.drawing)
    if settings.data == "drawing" and drawn < settings.batch_size:
        yield (
            f"A batch has {settings.batch_size:,} points, but only {drawn:,} are drawn: each is "
            "taken more than once, moved a little every time."
        )


def reason(game: Game, diverged: Diverged) -> str:
    """Where the game left every useful range, why, and what to do."""
    player = max(game.discriminator, game.generator, key=_largest_weight)
    return (
        f"Stopped in round {game.round + 1:,}, for the game diverged: {diverged}. The weights of "
        f"the {player.name} have grown to {_largest_weight(player):.3g} at a learning rate of "
        f"{player.learning_rate(game.settings):g}: try a smaller one, such as 0.001."
    )


def _largest_weight(player: Player) -> float:
    largest = float(np.abs(player.network.parameters).max())
    return largest if np.isfinite(largest) else float("inf")
