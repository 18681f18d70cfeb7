"""One game on pictures: two networks, their optimizers, and what happens in a round.

The losses are the non-saturating ones of Goodfellow et al. 2014, with scores s and the softplus
function ζ(s) = log(1 + eˢ):

    discriminator   -log σ(s_real) - log(1 - σ(s_fake)) = ζ(-s_real) + ζ(s_fake)
    generator       -log σ(s_fake)                      = ζ(-s_fake)

and every eighth step of the discriminator pays for a steep slope at real pictures, which keeps the
game calm: R1, γ/2 · ‖∇s_real‖² (Mescheder et al. 2018).
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import softplus

from models.adversaries import winning
from models.gan_pictures.data import Dataset
from models.gan_pictures.networks import Discriminator, Generator, initialize, to_tensor
from models.gan_pictures.requests import PicturesRequest

BATCH = 32
WINNING = winning(BATCH)
R1_GAMMA = 0.3
R1_EVERY = 8
BETAS = (0.5, 0.99)


@dataclass(frozen=True)
class Round:
    """What a round was like; NaN for the loss of a player who took no step."""

    discriminator_loss: float
    generator_loss: float
    real_belief: float
    fake_belief: float
    detective_wins: bool


class Game:
    """A game in progress; all that is random in it comes from the seed of the request."""

    def __init__(self, request: PicturesRequest, data: Dataset) -> None:
        self.request = request
        self.rng = torch.Generator().manual_seed(request.seed)
        self.real = to_tensor(data.pictures)
        side, channels = data.side, data.channels
        self.generator = initialize(Generator(side, channels), self.rng)
        self.discriminator = initialize(Discriminator(side, channels), self.rng)
        self.generator_optimizer = _adam(self.generator, request.generator_lr)
        self.discriminator_optimizer = _adam(self.discriminator, request.discriminator_lr)
        self.round = 0
        self.won = [0, 0]

    def noise(self, count: int) -> Tensor:
        """z, standard normal [count, Z]."""
        return torch.randn(count, self.generator.z, generator=self.rng)

    def draw_real(self, count: int) -> Tensor:
        """Some of the real pictures [count, C, S, S]."""
        rows = torch.randint(len(self.real), (count,), generator=self.rng)
        return self.real[rows]

    def play(self) -> Round:
        """One round: N real, N forged, a verdict on all of them, and who has to learns from it.

        The detective wins the round if it is right more often than 95 of 100 people who flip a
        coin: of 2N verdicts more than N + 1.645 √(N/2).
        """
        x, fake = self.draw_real(BATCH), self.generator(self.noise(BATCH))
        penalized = self.round % R1_EVERY == 0
        x.requires_grad_(penalized)
        real_scores, fake_scores = self.discriminator(x), self.discriminator(fake.detach())
        right = (real_scores > 0).sum() + (fake_scores < 0).sum()
        detective_wins = bool(right > WINNING)
        both = self.request.rule == "standard"
        losses = [float("nan")] * 2
        if both or not detective_wins:
            slope = _slope(real_scores, x) * R1_EVERY if penalized else 0.0
            losses[0] = self._train_discriminator(real_scores, fake_scores, slope)
        if both or detective_wins:
            losses[1] = self._train_generator(fake)
        self.round += 1
        self.won[0 if detective_wins else 1] += 1
        beliefs = (float(scores.detach().sigmoid().mean()) for scores in (real_scores, fake_scores))
        return Round(*losses, *beliefs, detective_wins)

    def _train_discriminator(
        self, real_scores: Tensor, fake_scores: Tensor, slope: Tensor | float
    ) -> float:
        loss = softplus(-real_scores).mean() + softplus(fake_scores).mean()
        self.discriminator_optimizer.zero_grad()
        (loss + R1_GAMMA / 2 * slope).backward()
        self.discriminator_optimizer.step()
        return float(loss.detach())

    def _train_generator(self, fake: Tensor) -> float:
        self.discriminator.requires_grad_(False)
        loss = softplus(-self.discriminator(fake)).mean()
        self.generator_optimizer.zero_grad()
        loss.backward()
        self.generator_optimizer.step()
        self.discriminator.requires_grad_(True)
        return float(loss.detach())


def _slope(scores: Tensor, x: Tensor) -> Tensor:
    """Mean squared length of the gradient of the scores by the pictures."""
    (gradient,) = torch.autograd.grad(scores.sum(), x, create_graph=True)
    return gradient.flatten(1).square().sum(1).mean()


def _adam(network: nn.Module, lr: float) -> torch.optim.Optimizer:
    return torch.optim.Adam(network.parameters(), lr=lr, betas=BETAS, fused=True)
