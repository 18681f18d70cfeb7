"""What may be asked of the GAN game, and within which limits."""

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, model_validator

from models.adversaries import RULES, RuleName
from models.requests import Request, Seed

EXTENT = 3.0
"""The plane is the square from -EXTENT to EXTENT in both coordinates."""

MAX_DRAWN = 2000
MAX_STATE = 4_000_000
MAX_ROUND = 1_000_000
MAX_WORK = 4e11
"""Multiplications in a game: a minute or two."""

MAX_REPLAY_WORK = 4e10
MAX_REPLAY_ROUNDS = 5000
"""What may be played again on the way to `from_round`: seconds."""

DataName = Literal[
    "line", "two_gaussians", "ring", "grid", "moons", "spiral", "blobs", "s_curve", "drawing"
]
ObjectiveName = Literal["minimax", "non_saturating", "least_squares", "hinge", "wasserstein_gp"]
ActivationName = Literal["leaky_relu", "relu", "tanh"]

DATA: tuple[str, ...] = get_args(DataName)
OBJECTIVES: tuple[str, ...] = get_args(ObjectiveName)
ACTIVATIONS: tuple[str, ...] = get_args(ActivationName)

Coordinate = Annotated[float, Field(ge=-EXTENT, le=EXTENT)]
Points = tuple[tuple[Coordinate, Coordinate], ...]
Depth = Annotated[int, Field(ge=1, le=4, description="a whole number from 1 to 4")]
Width = Annotated[int, Field(ge=1, le=128, description="a whole number from 1 to 128")]
LearningRate = Annotated[float, Field(ge=0, le=1e6, description="a number from 0 to 1,000,000")]
Beta = Annotated[float, Field(ge=0, lt=1, description="a number from 0 to below 1")]
Steps = Annotated[int, Field(ge=0, le=10, description="a whole number from 0 to 10")]
State = Annotated[str, Field(max_length=MAX_STATE, description="the state of a frame")]


def _choice(names: tuple[str, ...]) -> str:
    return f"one of {', '.join(names)}"


class GameRequest(Request):
    """A game of the generator (the criminal) against the discriminator (the detective).

    A new game begins from `seed`. With `resume`, the state that a frame of another game carries,
    that game goes on instead: it is played up to `from_round` as it was, and from there with the
    settings of this request. Another size of network cannot go on, so it begins anew and says so.

    `play` is "rounds", or one player alone: then `rounds` counts its steps. `frames` is "timeline"
    for at most 600 frames over the whole game, or "steps" for one after every step of a player.
    """

    topic: ClassVar[str] = "models.gan.train:train"
    light: ClassVar[bool] = True

    data: Annotated[DataName, Field(description=_choice(DATA))] = "ring"
    drawing: Annotated[
        Points,
        Field(
            max_length=MAX_DRAWN,
            description=f"at most {MAX_DRAWN:,} points (x, y), coordinates from -3 to 3",
        ),
    ] = ()
    noise: Annotated[
        Literal["gaussian", "uniform"], Field(description=_choice(("gaussian", "uniform")))
    ] = "gaussian"
    noise_dim: Annotated[int, Field(ge=1, le=2, description="1 or 2")] = 2

    rule: Annotated[RuleName, Field(description=_choice(RULES))] = "standard"
    objective: Annotated[ObjectiveName, Field(description=_choice(OBJECTIVES))] = "non_saturating"
    label_smoothing: Annotated[float, Field(ge=0, le=0.5, description="a number from 0 to 0.5")] = 0
    gradient_penalty: Annotated[float, Field(ge=0, le=100, description="from 0 to 100")] = 1.0

    discriminator_depth: Depth = 3
    discriminator_width: Width = 64
    generator_depth: Depth = 3
    generator_width: Width = 64
    activation: Annotated[ActivationName, Field(description=_choice(ACTIVATIONS))] = "leaky_relu"

    optimizer: Annotated[Literal["adam", "sgd"], Field(description="adam or sgd")] = "adam"
    discriminator_lr: LearningRate = 1e-3
    generator_lr: LearningRate = 1e-3
    beta_1: Beta = 0.5
    beta_2: Beta = 0.999
    discriminator_steps: Steps = 1
    generator_steps: Steps = 1
    batch_size: Annotated[int, Field(ge=2, le=1024, description="a whole number 2 to 1024")] = 128

    seed: Seed = 3
    rounds: Annotated[int, Field(ge=1, le=20_000, description="a whole number 1 to 20,000")] = 2000
    play: Annotated[
        Literal["rounds", "discriminator", "generator"],
        Field(description="rounds, discriminator or generator"),
    ] = "rounds"
    frames: Annotated[Literal["timeline", "steps"], Field(description="timeline or steps")] = (
        "timeline"
    )
    resume: State = ""
    from_round: Annotated[int, Field(ge=0, le=MAX_ROUND, description="a round of that game")] = 0

    @model_validator(mode="after")
    def _playable(self) -> "GameRequest":
        if self.data == "drawing" and not self.drawing:
            raise ValueError("Nothing is drawn yet: draw a few points, or choose other data.")
        if self.play == "rounds" and not self.discriminator_steps + self.generator_steps:
            raise ValueError(
                "discriminator_steps and generator_steps are both 0, so nobody would learn: "
                "give one of them 1."
            )
        if self.work > MAX_WORK:
            affordable = int(self.rounds * MAX_WORK / self.work)
            raise ValueError(
                f"{self.rounds:,} rounds of networks of this size would take many minutes: ask "
                f"for at most {affordable:,} rounds, or for less width, depth, batch or steps."
            )
        return self

    @property
    def work(self) -> float:
        """Multiplications in the whole game, roughly: weights × batch × passes × rounds."""
        discriminator = self.discriminator_width * (
            3 + self.discriminator_width * (self.discriminator_depth - 1)
        )
        generator = self.generator_width * (
            2 + self.noise_dim + self.generator_width * (self.generator_depth - 1)
        )
        penalty = 2 if self.objective == "wasserstein_gp" else 1
        training_d = 6 * discriminator * penalty + generator
        training_g = 2 * discriminator + 3 * generator
        steps = self.discriminator_steps * training_d + self.generator_steps * training_g
        return float(self.rounds) * self.batch_size * steps
