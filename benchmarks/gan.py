"""Rounds of the GAN game, beside the same game in plain PyTorch with autograd and Adam.

    python -m benchmarks.gan        rounds a second, and how many of them are shown

Both play two steps of the detective and one of the criminal a round, batch 150, two hidden layers,
from the same weights with the same points and noise; that they reach the same weights is checked.
"""

import functools
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.speed import Measurement, seconds
from models.gan import rules
from models.gan.game import Game, Player
from models.gan.records import Update
from models.gan.requests import GameRequest
from models.gan.train import train

ROUNDS = 300
CHECKED_ROUNDS = 30
TURNS = 9
WIDTHS = (8, 32)
NAMES = {8: "300 GAN rounds, 2 × 8 units", 32: "300 GAN rounds, 2 × 32 units"}

Work = Callable[[], float]


def request(width: int, rounds: int = ROUNDS) -> GameRequest:
    """The game that is measured."""
    networks = {f"{player}_width": width for player in ("discriminator", "generator")}
    depths = {f"{player}_depth": 2 for player in ("discriminator", "generator")}
    return GameRequest.parse(
        **networks, **depths, discriminator_steps=2, batch_size=150, rounds=rounds
    )


class PlainGame:
    """The rival: a GAN as every PyTorch tutorial writes it."""

    def __init__(self, game: Game) -> None:
        import torch

        torch.set_num_threads(1)
        settings = game.settings
        self.game = game
        self.G, self.D = (_module(player) for player in (game.generator, game.discriminator))
        betas = settings.beta_1, settings.beta_2
        self.of_G = torch.optim.Adam(self.G.parameters(), settings.generator_lr, betas)
        self.of_D = torch.optim.Adam(self.D.parameters(), settings.discriminator_lr, betas)

    def play_round(self) -> None:
        """Train the discriminator k_D steps, then the generator k_G."""
        import torch
        import torch.nn.functional as F

        game, n = self.game, self.game.settings.batch_size
        cross_entropy = F.binary_cross_entropy_with_logits
        for _ in range(game.settings.discriminator_steps):
            real = torch.from_numpy(game.real.sample(n, game.rng))
            z = torch.from_numpy(game.noise(n, game.rng))
            of_real, of_fake = self.D(real), self.D(self.G(z).detach())
            loss = cross_entropy(of_real, torch.ones_like(of_real))
            loss = loss + cross_entropy(of_fake, torch.zeros_like(of_fake))
            self.of_D.zero_grad()
            loss.backward()
            self.of_D.step()
        for _ in range(game.settings.generator_steps):
            of_fake = self.D(self.G(torch.from_numpy(game.noise(n, game.rng))))
            loss = cross_entropy(of_fake, torch.ones_like(of_fake))
            self.of_G.zero_grad()
            loss.backward()
            self.of_G.step()

    def parameters(self) -> np.ndarray:
        """All weights, in the order of ours."""
        parts = [
            part.detach().numpy().T.ravel()
            for model in (self.D, self.G)
            for part in model.parameters()
        ]
        return np.concatenate(parts)


def _module(player: Player) -> Any:
    """The player's network as a torch module with the same weights."""
    import torch
    from torch import nn

    modules: list[nn.Module] = []
    for W, b in player.network.layers:
        linear = nn.Linear(*W.shape)
        linear.weight.data = torch.tensor(W.T.copy())
        linear.bias.data = torch.tensor(b)
        modules += [linear, nn.LeakyReLU(0.2)]
    return nn.Sequential(*modules[:-1])


def check_same(width: int) -> None:
    """Play some rounds both ways; RuntimeError where the weights differ."""
    ours, theirs = Game(request(width)), PlainGame(Game(request(width)))
    for _ in range(CHECKED_ROUNDS):
        rules.play_round(ours)
        theirs.play_round()
    found = [player.network.parameters for player in (ours.discriminator, ours.generator)]
    if not np.allclose(np.concatenate(found), theirs.parameters(), atol=1e-4):
        raise RuntimeError("the two games differ, so their times cannot be compared")


def _contest(width: int) -> tuple[Work, Work]:
    check_same(width)
    ours, theirs = Game(request(width)), PlainGame(Game(request(width)))
    return (
        lambda: seconds(lambda: _play(functools.partial(rules.play_round, ours))),
        lambda: seconds(lambda: _play(theirs.play_round)),
    )


def _play(play_round: Callable[[], None]) -> None:
    for _ in range(ROUNDS):
        play_round()


def gan_8() -> tuple[Work, Work]:
    """Two hidden layers of 8."""
    return _contest(8)


def gan_32() -> tuple[Work, Work]:
    """Two hidden layers of 32."""
    return _contest(32)


MEASUREMENTS = (
    Measurement(NAMES[8], "PyTorch, eager", gan_8, runs=TURNS),
    Measurement(NAMES[32], "PyTorch, eager", gan_32, runs=TURNS),
)


def shown(width: int, rounds: int = 3000) -> tuple[float, float]:
    """A whole game with all its frames: rounds and updates of the page a second."""
    begin = time.perf_counter()
    updates = [r for r in train(request(width, rounds)) if isinstance(r, Update)]
    took = time.perf_counter() - begin
    return rounds / took, len(updates) / took


def main() -> None:
    """Print the table."""
    print("hidden layers  ours, rounds/s  PyTorch, rounds/s  times  shown, rounds/s  updates/s")
    for width, measurement in zip(WIDTHS, MEASUREMENTS, strict=True):
        result = measurement.result()
        rounds, updates = shown(width)
        print(
            f"2 × {width:<9}  {ROUNDS / result.ours:>14,.0f}  {ROUNDS / result.theirs:>17,.0f}"
            f"  {result.theirs / result.ours:>5.2f}  {rounds:>15,.0f}  {updates:>9.0f}"
        )


if __name__ == "__main__":
    main()
