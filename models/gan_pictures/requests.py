"""What may be asked of the game on pictures, and within which limits. No torch here."""

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from models.requests import Request, Seed

MAX_ROUNDS = 20_000
CARDS = 10
SIDE = 16
STAGES = 6

Data = Literal["banknotes", "digits"]
RuleName = Literal["standard", "loser_learns"]
Sight = Literal["one", "pile"]

DATA: tuple[str, ...] = get_args(Data)
RULES: tuple[str, ...] = get_args(RuleName)
SIGHTS: tuple[str, ...] = get_args(Sight)

LearningRate = Annotated[
    float, Field(gt=0, le=1e6, description="a number above 0, at most 1,000,000")
]
Stage = Annotated[
    int, Field(ge=0, lt=STAGES, description=f"a stage of the training, 0 to {STAGES - 1}")
]


class PicturesRequest(Request):
    """One training: a generator (the criminal) and a discriminator (the detective).

    `rule`: with "standard" both networks learn in every round; with "loser_learns" only the one
    that lost it. `sight`: with "one" the detective judges every picture for itself; with "pile" it
    also sees how much the pictures of a batch differ (Karras et al. 2018).
    """

    topic: ClassVar[str] = "models.gan_pictures.training:train"

    data: Data = Field(default="banknotes", description=f"one of {', '.join(DATA)}")
    rule: RuleName = Field(default="standard", description=f"one of {', '.join(RULES)}")
    sight: Sight = Field(default="one", description=f"one of {', '.join(SIGHTS)}")
    discriminator_lr: LearningRate = 2e-3
    generator_lr: LearningRate = 4e-3
    rounds: int = Field(
        default=3000, ge=1, le=MAX_ROUNDS, description=f"a whole number from 1 to {MAX_ROUNDS:,}"
    )
    seed: Seed = 7
