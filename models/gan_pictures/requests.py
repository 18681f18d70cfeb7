"""What may be asked of the game on pictures, and within which limits. No torch here."""

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from models.adversaries import RULES, RuleName
from models.requests import Request, Seed

MAX_ROUNDS = 20_000
CARDS = 10
SIDE = 16
STAGES = 6

Data = Literal["banknotes", "digits"]

DATA: tuple[str, ...] = get_args(Data)

LearningRate = Annotated[
    float, Field(gt=0, le=1e6, description="a number above 0, at most 1,000,000")
]
Stage = Annotated[
    int, Field(ge=0, lt=STAGES, description=f"a stage of the training, 0 to {STAGES - 1}")
]


class PicturesRequest(Request):
    """One training: a generator (the criminal) and a discriminator (the detective).

    `rule`: with "standard" both networks learn in every round; with "loser_learns" only the one
    that lost it.
    """

    topic: ClassVar[str] = "models.gan_pictures.training:train"

    data: Data = Field(default="banknotes", description=f"one of {', '.join(DATA)}")
    rule: RuleName = Field(default="standard", description=f"one of {', '.join(RULES)}")
    discriminator_lr: LearningRate = 2e-3
    generator_lr: LearningRate = 4e-3
    rounds: int = Field(
        default=3000, ge=1, le=MAX_ROUNDS, description=f"a whole number from 1 to {MAX_ROUNDS:,}"
    )
    seed: Seed = 7


class StageRequest(Request):
    """A question to pocket-gan; a few milliseconds, so it waits for no device."""

    light: ClassVar[bool] = True

    stage: Stage = STAGES - 1


class StagesRequest(Request):
    """What a forgery of every stage of pocket-gan looks like."""

    topic: ClassVar[str] = "models.gan_pictures.play:stages"
    light: ClassVar[bool] = True


class ForgeRequest(StageRequest):
    """Some forgeries of a stage."""

    topic: ClassVar[str] = "models.gan_pictures.play:forge"

    count: int = Field(default=1, ge=1, le=64, description="a whole number from 1 to 64")
    seed: Seed = 7


class DealRequest(StageRequest):
    """Ten banknotes for you, the detective."""

    topic: ClassVar[str] = "models.gan_pictures.play:deal"

    seed: Seed = 7


class AnswerRequest(DealRequest):
    """What one of these ten was."""

    topic: ClassVar[str] = "models.gan_pictures.play:answer"

    card: int = Field(ge=0, lt=CARDS, description=f"a card, 0 to {CARDS - 1}")


class JudgeRequest(StageRequest):
    """A note painted by you, the criminal: its bytes, red, green and blue, row after row."""

    topic: ClassVar[str] = "models.gan_pictures.play:judge"

    pixels: bytes = Field(
        min_length=3 * SIDE**2,
        max_length=3 * SIDE**2,
        description=f"the {3 * SIDE**2} bytes of a picture of {SIDE} × {SIDE} pixels",
    )
