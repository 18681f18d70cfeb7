"""What may be asked of a language model, and within which limits. No torch here."""

import unicodedata
from collections.abc import Callable
from typing import Annotated, ClassVar, Literal, Self, get_args

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from models import catalog
from models.errors import InvalidRequest
from models.requests import Request, Seed, shorten

KIND = "language"
MAX_CHARACTERS = 20_000
MAX_NEW_TOKENS = 256
CONTINUATIONS = 20

Processor = Literal["repetition_penalty", "temperature", "top_k", "top_p", "min_p", "typical_p"]
ORDER: tuple[str, ...] = get_args(Processor)
"""The order in which transformers' `generate` applies them."""


def _known(key: str) -> str:
    try:
        spec = catalog.find(key)
    except InvalidRequest as error:
        raise ValueError(str(error)) from None
    if spec.kind != KIND:
        models = ", ".join(repr(other.key) for other in catalog.offered(KIND))
        raise ValueError(f"{spec.name} does not write text: choose one of {models}.")
    return key


def _running_text(text: object) -> object:
    """`text` with its line ends as "\\n"; ValueError where it holds what no text does."""
    if not isinstance(text, str) or len(text) > MAX_CHARACTERS:
        return text  # the rules of the field have the sentence for it
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for position, character in enumerate(text, start=1):
        category = unicodedata.category(character)
        if category in ("Cc", "Cs") and character not in "\n\t":
            what = "half a character" if category == "Cs" else "a control code"
            raise ValueError(
                f"The prompt has U+{ord(character):04X} at position {position:,}, which is {what} "
                "and no letter: remove it."
            )
    return text


def _order(names: tuple[str, ...]) -> tuple[str, ...]:
    if sorted(names) != sorted(ORDER):
        raise ValueError(f"order must name each of {', '.join(ORDER)} once: change it.")
    return names


def _number(low: float, high: float, above: bool = False) -> Callable[..., object]:
    """A field from `low` to `high`, or from just above `low`."""
    begin = f"above {low:g}, at most {high:g}" if above else f"from {low:g} to {high:g}"
    limit = {"gt": low} if above else {"ge": low}
    return Field(le=high, description=f"a number {begin}", **limit)


Model = Annotated[str, Field(description="the key of a language model"), AfterValidator(_known)]
Text = Annotated[
    str,
    Field(max_length=MAX_CHARACTERS, description=f"text of at most {MAX_CHARACTERS:,} characters"),
    BeforeValidator(_running_text),
]
Ids = Annotated[
    tuple[Annotated[int, Field(ge=0, lt=2**31)], ...],
    Field(max_length=4096, description="ids of tokens, at most 4,096 of them"),
]
Temperature = Annotated[float, _number(0, 5)]


class LanguageRequest(Request):
    """A question to one of the language models."""

    model: Model = "pocket-gpt"


class VocabularyRequest(LanguageRequest):
    """Every token that the model can write, in the order of the ids."""

    topic: ClassVar[str] = "models.language.vocabulary:vocabulary"


class Sampling(LanguageRequest):
    """How the next token is chosen from the logits z of the whole vocabulary.

    `repetition_penalty` r divides the logits of tokens that the context holds already by r, or
    multiplies them where they are negative (Keskar et al. 2019). `temperature` T divides all logits
    by T; 0 is the limit, the most likely token alone. `top_k` keeps the k most likely (0: all; Fan
    et al. 2018), `top_p` the smallest set of the likeliest whose probabilities add up to p
    (Holtzman et al. 2020), `min_p` those with at least that share of the largest probability
    (Nguyen et al. 2024), `typical_p` the tokens whose surprise is nearest to the entropy, until
    they add up to that mass (Meister et al. 2023). They are applied in `order`, each to what the
    one before left, and the softmax of the result is drawn from.
    """

    temperature: Temperature = 1.0
    top_k: Annotated[int, Field(ge=0, le=10**6, description="a whole number, 0 for all tokens")] = 0
    top_p: Annotated[float, _number(0, 1, above=True)] = 1.0
    min_p: Annotated[float, _number(0, 1)] = 0.0
    typical_p: Annotated[float, _number(0, 1, above=True)] = 1.0
    repetition_penalty: Annotated[float, _number(0.1, 10)] = 1.0
    order: Annotated[
        tuple[Processor, ...],
        Field(description=f"each of {', '.join(ORDER)} once"),
        AfterValidator(_order),
    ] = ORDER
    seed: Seed = 25


class NextTokenRequest(Sampling):
    """What may come after `prompt` and the tokens `continuation` that were chosen since.

    The tokens are given as ids, because a text does not tell how it was cut into tokens.
    """

    topic: ClassVar[str] = "models.language.next_token:next_token"

    prompt: Text = ""
    continuation: Ids = ()


class GenerateRequest(NextTokenRequest):
    """The prompt and the continuation, continued by up to `max_new_tokens` tokens."""

    topic: ClassVar[str] = "models.language.generate:generate"

    max_new_tokens: Annotated[
        int,
        Field(ge=1, le=MAX_NEW_TOKENS, description=f"a whole number from 1 to {MAX_NEW_TOKENS}"),
    ] = 40


class TemperaturesRequest(Sampling):
    """The same prompt continued many times at each of some temperatures, to be compared.

    Continuation k of each temperature uses the seed `seed` + k, so that `GenerateRequest` with that
    seed and temperature writes it again. `temperature` itself is not used.
    """

    topic: ClassVar[str] = "models.language.temperatures:temperatures"

    prompt: Text = ""
    temperatures: Annotated[
        tuple[Temperature, ...],
        Field(min_length=1, max_length=3, description="1 to 3 numbers, each from 0 to 5"),
    ] = (0.2, 0.8, 1.5)
    continuations: Annotated[
        int,
        Field(ge=1, le=CONTINUATIONS, description=f"a whole number from 1 to {CONTINUATIONS}"),
    ] = CONTINUATIONS
    max_new_tokens: Annotated[
        int, Field(ge=1, le=100, description="a whole number from 1 to 100")
    ] = 40

    @model_validator(mode="after")
    def _different(self) -> Self:
        if len(set(self.temperatures)) < len(self.temperatures):
            raise ValueError(
                f"temperatures are {shorten(self.temperatures)}, two of them alike: change one."
            )
        return self
