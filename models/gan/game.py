"""The game itself: two players, and the steps in which they learn."""

from dataclasses import dataclass, field

import numpy as np

from models.adversaries import winning
from models.gan.data import Distribution, distribution
from models.gan.networks import Network, count, initial
from models.gan.objectives import OBJECTIVES
from models.gan.optimizers import Optimizer
from models.gan.records import Readings
from models.gan.requests import GameRequest

INITIAL, PLAYING, SHOWING, MEASURING = range(4)
"""Streams of random numbers, independent of each other: what is shown never disturbs the game."""

PLAYERS = "discriminator", "generator"

LIMIT = 1e6
"""Losses and gradients beyond this mean that the game has diverged."""

Sizes = tuple[int, ...]


class Diverged(Exception):  # noqa: N818
    """The numbers have left every useful range."""


@dataclass
class Player:
    """A network and what its optimizer remembers. `name` is one of PLAYERS."""

    name: str
    network: Network
    optimizer: Optimizer
    steps: int = 0

    def learning_rate(self, settings: GameRequest) -> float:
        """How far this player goes in a step."""
        return settings.generator_lr if self.name == "generator" else settings.discriminator_lr

    def learn(self, settings: GameRequest) -> float:
        """Step down the gradient that the network holds; returns the gradient's norm."""
        gradient, parameters = self.network.gradient, self.network.parameters
        lr = self.learning_rate(settings)
        if settings.optimizer == "adam":
            self.optimizer.adam(parameters, gradient, lr, settings.beta_1, settings.beta_2)
        else:
            self.optimizer.sgd(parameters, gradient, lr)
        self.steps += 1
        return float(np.sqrt(np.dot(gradient, gradient)))


@dataclass
class Tally:
    """Sums over the steps since the last frame, of which the readings are the means."""

    judged: int = 0
    judgement: np.ndarray = field(default_factory=lambda: np.zeros(4))
    discriminator_steps: int = 0
    discriminator_gradient: float = 0.0
    generator_steps: int = 0
    generator: np.ndarray = field(default_factory=lambda: np.zeros(2))

    def readings(self) -> Readings:
        """The means; NaN where nothing was summed."""
        judged = self.judgement / (self.judged or np.nan)
        generator = self.generator / (self.generator_steps or np.nan)
        return Readings(
            discriminator_loss=float(judged[0]),
            generator_loss=float(generator[0]),
            real_belief=float(judged[1]),
            fake_belief=float(judged[2]),
            accuracy=float(judged[3]),
            discriminator_gradient=self.discriminator_gradient
            / (self.discriminator_steps or np.nan),
            generator_gradient=float(generator[1]),
        )


@dataclass(frozen=True)
class Judgement:
    """A batch before the discriminator: the points, its layers' outputs, and dL/d scores."""

    points: np.ndarray
    outputs: list[np.ndarray]
    d_scores: np.ndarray
    loss: float
    detective_wins: bool


class Game:
    """A game in progress: everything that decides how it goes on.

    `zero` is the score from which the Wasserstein critic's scores are measured, the middle between
    real and forged in the last batch; 0 for the others, whose scores have a zero of their own.
    """

    def __init__(self, settings: GameRequest) -> None:
        self.settings = settings
        sizes = discriminator_sizes(settings), generator_sizes(settings)
        self.discriminator, self.generator = map(_player, PLAYERS, sizes, (settings, settings))
        self.rng = np.random.default_rng([settings.seed, PLAYING])
        self.round = 0
        self.won = [0, 0]
        self.zero = 0.0
        self.tally = Tally()
        self.adopt(settings)

    def adopt(self, settings: GameRequest) -> None:
        """Go on with other settings; the networks must have the same sizes."""
        self.settings = settings
        self.real: Distribution = distribution(settings.data, settings.drawing)
        self.objective = OBJECTIVES[settings.objective]
        self.alpha = 1 - settings.label_smoothing if self.objective.smooths else 1.0
        self.undecided: float | None = None
        if self.objective.undecided is not None:
            self.undecided, self.zero = self.objective.undecided(self.alpha), 0.0
        n = settings.batch_size
        self.winning = winning(n)

    @property
    def is_new(self) -> bool:
        """Whether nobody has taken a step yet."""
        return self.discriminator.steps + self.generator.steps == 0

    def noise(self, n: int, rng: np.random.Generator) -> np.ndarray:
        """`n` inputs of the generator, float32 [n, noise_dim]: Gaussian, or uniform in ±√3."""
        shape = (n, self.settings.noise_dim)
        if self.settings.noise == "gaussian":
            return rng.standard_normal(shape, dtype=np.float32)
        return (rng.random(shape, dtype=np.float32) - np.float32(0.5)) * np.float32(12**0.5)

    def forge(self, z: np.ndarray) -> np.ndarray:
        """G(z): points of the generator, float32 [n, 2]."""
        return self.generator.network.forward(z)[-1]

    def belief(self, points: np.ndarray) -> np.ndarray:
        """How real the discriminator holds each point, float32 [n] in 0 … 1."""
        scores = self.discriminator.network.forward(points)[-1][:, 0]
        return self.objective.belief(scores - np.float32(self.zero))

    @np.errstate(over="ignore", invalid="ignore")
    def judge(self) -> Judgement:
        """Put n real and n forged points before the discriminator and see who wins.

        The detective wins if it is right more often than 95 of 100 people who flip a coin:
        of 2n verdicts more than n + 1.645 √(n/2).
        """
        n = self.settings.batch_size
        real = self.real.sample(n, self.rng)
        points = np.concatenate([real, self.forge(self.noise(n, self.rng))])
        outputs = self.discriminator.network.forward(points)
        scores = outputs[-1]
        loss, d_real, d_fake = self.objective.discriminator(scores[:n], scores[n:], self.alpha)
        undecided = self.undecided
        if undecided is None:
            undecided = self.zero = float(scores.sum()) / (2 * n)
        right = np.count_nonzero(scores[:n] > undecided) + np.count_nonzero(scores[n:] <= undecided)
        beliefs = self.objective.belief(scores - np.float32(self.zero))
        self.tally.judged += 1
        self.tally.judgement += (
            loss,
            float(beliefs[:n].sum()) / n,
            float(beliefs[n:].sum()) / n,
            right / (2 * n),
        )
        return Judgement(
            points, outputs, np.concatenate([d_real, d_fake]), loss, right > self.winning
        )

    @np.errstate(over="ignore", invalid="ignore", divide="ignore")
    def train_discriminator(self, judgement: Judgement) -> None:
        """One step of the detective on a batch it has judged."""
        network = self.discriminator.network
        network.backward(judgement.outputs, judgement.d_scores)
        loss = judgement.loss
        if self.objective.penalized and self.settings.gradient_penalty:
            penalty = self._penalize(judgement.points)
            self.tally.judgement[0] += penalty
            loss += penalty
        norm = self.discriminator.learn(self.settings)
        self.tally.discriminator_steps += 1
        self.tally.discriminator_gradient += norm
        self._check("discriminator", loss, norm)

    def _penalize(self, points: np.ndarray) -> float:
        """Add the gradient of λ · mean (‖∇ₓD‖ - 1)² between real and forged; returns its value."""
        n = self.settings.batch_size
        network = self.discriminator.network
        weight = self.settings.gradient_penalty
        share = self.rng.random((n, 1), dtype=np.float32)
        between = points[n:] + share * (points[:n] - points[n:])
        outputs = network.forward(between)
        slopes = network.backward_to_input(outputs, np.ones((n, 1), dtype=np.float32))
        norms = np.sqrt((slopes * slopes).sum(axis=1, keepdims=True))
        excess = norms - np.float32(1)
        pull = np.float32(2 * weight / n) * excess / np.maximum(norms, np.float32(1e-12))
        network.add_slope_gradient(outputs, pull * slopes)
        return weight * float((excess * excess).sum()) / n

    @np.errstate(over="ignore", invalid="ignore")
    def train_generator(self) -> None:
        """One step of the criminal on fresh forgeries, through the discriminator's eyes."""
        outputs = self.generator.network.forward(self.noise(self.settings.batch_size, self.rng))
        loss, d_fakes = self.reproach(outputs[-1])
        self.generator.network.backward(outputs, d_fakes)
        norm = self.generator.learn(self.settings)
        self.tally.generator_steps += 1
        self.tally.generator += (loss, norm)
        self._check("generator", loss, norm)

    def reproach(self, fakes: np.ndarray) -> tuple[float, np.ndarray]:
        """The generator's loss on `fakes` [n, 2], and its gradient at each of them, [n, 2]."""
        network = self.discriminator.network
        outputs = network.forward(fakes)
        loss, d_scores = self.objective.generator(outputs[-1])
        return loss, network.backward_to_input(outputs, d_scores)

    def _check(self, player: str, loss: float, norm: float) -> None:
        for what, value in (("loss", loss), ("gradient", norm)):
            if not abs(value) < LIMIT:
                raise Diverged(f"the {player}'s {what} is {value:.3g}")


def discriminator_sizes(settings: GameRequest) -> Sizes:
    """The widths of the detective's layers, from a point to a score."""
    return (2, *[settings.discriminator_width] * settings.discriminator_depth, 1)


def generator_sizes(settings: GameRequest) -> Sizes:
    """The widths of the criminal's layers, from noise to a point."""
    return (settings.noise_dim, *[settings.generator_width] * settings.generator_depth, 2)


def _player(name: str, sizes: Sizes, settings: GameRequest) -> Player:
    rng = np.random.default_rng([settings.seed, INITIAL, PLAYERS.index(name)])
    parameters = initial(sizes, rng)
    zeros = np.zeros((2, count(sizes)), dtype=np.float32)
    return Player(name, Network(sizes, settings.activation, parameters), Optimizer(*zeros))
