"""What every request has in common: frozen, validated, refused in sentences that say what to do."""

import difflib
import unicodedata
from collections.abc import Callable, Iterable
from typing import Annotated, Any, ClassVar, Self

import pydantic
from pydantic import AfterValidator, Field
from pydantic.fields import FieldInfo

from models.errors import InvalidRequest

SEEDS = 2**31
"""Seeds are 0 … SEEDS - 1: a browser rounds whole numbers above 2**53 and would lose them."""

PROMPT_LENGTH = 1000


class Request(pydantic.BaseModel):
    """A question to a model, immutable and picklable. Subclasses import no torch.

    `topic` names the generator function that answers, as "package.module:function"; the engine
    imports it when it is needed. `light` requests use no model and finish within about 10 ms: they
    wait for no device. `notes` are remarks on the request that the visitor should read, such as a
    seed that was reduced.
    """

    model_config = pydantic.ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, arbitrary_types_allowed=True
    )
    topic: ClassVar[str]
    light: ClassVar[bool] = False

    notes: tuple[str, ...] = Field(default=(), exclude=True, repr=False)

    @classmethod
    def parse(cls, **values: Any) -> Self:
        """The request with these values, or InvalidRequest with one sentence for each problem."""
        try:
            return cls(**values)
        except pydantic.ValidationError as error:
            problems = error.errors(include_url=False)
        raise InvalidRequest(" ".join(cls._sentence(problem) for problem in problems))

    @pydantic.model_validator(mode="before")
    @classmethod
    def _reduce_seeds(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        for name in [name for name in values if name in ("seed", "variation_seed")]:
            seed = _whole(values[name])
            if seed is not None and seed >= SEEDS:
                note = f"Seed {shorten(seed)} was reduced modulo 2^31 to {seed % SEEDS}."
                notes = (*values.get("notes", ()), note)
                values = {**values, name: seed % SEEDS, "notes": notes}
        return values

    @classmethod
    def _sentence(cls, problem: dict[str, Any]) -> str:
        if problem["type"] == "value_error":
            return str(problem["ctx"]["error"])
        name = str(problem["loc"][0]) if problem["loc"] else "The request"
        if problem["type"] == "extra_forbidden":
            known = [field for field in cls.model_fields if field != "notes"]
            return f"There is no setting called {shorten(name)}{suggestion(name, known)}"
        field = cls.model_fields[name]
        rule = field.description or problem["msg"]
        if problem["type"] == "missing":
            return f"{name} is missing: give {rule}."
        return (
            f"{name} is {_quote(problem['input'])}, but must be {rule}: {_advice(problem, field)}."
        )


def shorten(value: object, limit: int = 40) -> str:
    """`value` as it would be written in Python, cut to about `limit` characters."""
    if isinstance(value, int) and value.bit_length() > 4 * limit:
        return f"a whole number of {value.bit_length()} bits"
    text = repr(value[: limit + 1] if isinstance(value, (str, bytes)) else value)
    return text if len(text) <= limit + 2 else f"{text[:limit]}…"


def suggestion(name: str, known: Iterable[str]) -> str:
    """How an error about an unknown `name` ends: "; did you mean 'DDIM'?", or all that is known."""
    spelling = {word.casefold(): word for word in known}
    close = difflib.get_close_matches(str(name)[:80].casefold(), spelling, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {spelling[close[0]]!r}?"
    return f"; choose one of {', '.join(spelling.values())}."


def found_by(find: Callable[[str], object]) -> AfterValidator:
    """For a field: accept the names that `find` finds; its sentence otherwise."""

    def check(name: str) -> str:
        try:
            find(name)
        except InvalidRequest as error:
            raise ValueError(str(error)) from None
        return name

    return AfterValidator(check)


def _quote(value: object) -> str:
    if isinstance(value, str) and len(value) > 40:
        return f"{shorten(value)} ({len(value):,} characters)"
    return shorten(value)


def _advice(problem: dict[str, Any], field: FieldInfo) -> str:
    if problem["type"] == "string_too_long":
        return "shorten it"
    if field.is_required() or field.default == "":
        return "change it"
    return f"change it, for example to {shorten(field.default)}"


def _whole(value: object) -> int | None:
    """`value` as an integer where it means one (7, 7.0, "7"); None where it does not."""
    if isinstance(value, bool):
        return None
    try:
        whole = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return whole if isinstance(value, str) or whole == value else None


def _plain_text(text: str) -> str:
    """`text` on one line; ValueError where it holds characters that no keyboard types."""
    text = " ".join(text.split())
    for position, character in enumerate(text, start=1):
        if unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn"):
            raise ValueError(
                f"The text has the character U+{ord(character):04X} at position {position}, "
                "which cannot be shown: remove it and use only visible letters."
            )
    return text


Seed = Annotated[int, Field(ge=0, lt=SEEDS, description=f"a whole number from 0 to {SEEDS - 1}")]
Prompt = Annotated[
    str,
    Field(max_length=PROMPT_LENGTH, description=f"text of at most {PROMPT_LENGTH:,} characters"),
    AfterValidator(_plain_text),
]
