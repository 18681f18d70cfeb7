"""The axes of a sheet: a name, and a text such as "1-20 [5]" that stands for its values.

    1, 2, 7          a list
    1-5              every whole number from 1 to 5, also backwards: 5-1
    1-9 (+2)         every second one
    0-15 [6]         six values, evenly spread, both ends included
    dice 4           four random seeds; `roll` writes down which

Prompts stand one per line, an empty one as "". An axis of `replace` is a list whose first entry is
looked for in the prompt and replaced by each of them in turn.
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from models.diffusion import schedulers
from models.errors import InvalidRequest
from models.requests import SEEDS, shorten, suggestion

LONGEST = 256
"""No axis has more values than a sheet may have cells."""

NOTHING = '""'
"""How an empty prompt is written on an axis."""


@dataclass(frozen=True)
class AxisKind:
    """What may change along an axis: `setting` of a run, with values that are `written` as "whole",
    "number", "name", "line" or "replace". `rank` says what a change costs: 0 nothing, 1 a new
    scheduler, 2 a new reading of the prompt; the cheaper axis is walked first.
    """

    name: str
    label: str
    setting: str
    written: str
    rank: int = 0
    example: str = ""


_TABLE = (
    AxisKind("seed", "Seed", "seed", "whole", example="1-4"),
    AxisKind("guidance_scale", "Guidance scale", "guidance_scale", "number", example="0-15 [6]"),
    AxisKind("num_inference_steps", "Steps", "num_inference_steps", "whole", example="1-41 (+10)"),
    AxisKind(
        "scheduler", "Scheduler", "scheduler", "name", rank=1, example="DDIM, Euler, DPM++ 2M"
    ),
    AxisKind(
        "prompt",
        "Prompt, one per line",
        "prompt",
        "line",
        rank=2,
        example="a red horse on mars\na blue horse on mars",
    ),
    AxisKind(
        "replace", "Prompt, search and replace", "prompt", "replace", rank=2, example="red, blue"
    ),
    AxisKind(
        "negative_prompt",
        "Negative prompt, one per line",
        "negative_prompt",
        "line",
        rank=2,
        example='""\nnight',
    ),
    AxisKind("strength", "Strength (image-to-image)", "strength", "number", example="0.2-1 (+0.2)"),
    AxisKind(
        "variation_strength",
        "Variation strength",
        "variation_strength",
        "number",
        example="0-1 [5]",
    ),
)

AXES: Mapping[str, AxisKind] = MappingProxyType({kind.name: kind for kind in _TABLE})


@dataclass(frozen=True)
class Axis:
    """An axis with its values, each once, in order, and what the visitor should know about them."""

    kind: AxisKind
    values: tuple[Any, ...]
    notes: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The values as they stand beside the sheet."""
        if self.kind.written in ("whole", "number"):
            return tuple(f"{value:g}" if isinstance(value, float) else str(value) for value in self)
        return tuple(str(value) or "no words" for value in self)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)


def find(name: str) -> AxisKind:
    """The axis called `name`; InvalidRequest with the nearest name where there is none."""
    if name not in AXES:
        raise InvalidRequest(f"There is no axis called {shorten(name)}{suggestion(name, AXES)}")
    return AXES[name]


def read(name: str, text: str) -> Axis:
    """The axis `name` with the values that `text` stands for.

    The values are not yet judged by the rules of a run, only counted and told apart; prompts are
    compared without regard to spaces. Raises InvalidRequest: no value, too many, not readable.
    """
    kind = find(name)
    if kind.written == "line":
        values = [_line(line) for line in text.splitlines() if line.strip()]
    elif kind.written == "replace":
        values = [" ".join(entry.split()) for entry in text.split(",") if entry.strip()]
    elif kind.written == "name":
        values = [_scheduler(entry) for entry in text.split(",") if entry.strip()]
    else:
        values = _numbers(kind, text)
    if not values:
        raise InvalidRequest(
            f"The axis {kind.label} has no value: write some, for example {shorten(kind.example)}."
        )
    _check_count(kind, len(values))
    return _once(kind, values)


def roll(text: str) -> str:
    """`text` with seeds drawn for every "dice 4": what is random is written down."""

    def seeds(match: re.Match) -> str:
        count = min(int(match[1] or 1), LONGEST)
        return ", ".join(str(secrets.randbelow(SEEDS)) for _ in range(count))

    return re.sub(r"(?:dice|random|\?)\s*(\d{1,4})?", seeds, text)


def _numbers(kind: AxisKind, text: str) -> list[int] | list[float]:
    values: list[Fraction] = []
    for entry in text.split(","):
        if entry.strip():
            values += _range(kind, entry.strip())
            _check_count(kind, len(values))
    if kind.written == "whole":
        return [_whole(kind, value) for value in values]
    return [float(value) for value in values]


_RANGE = re.compile(
    r"(?P<from>\d+(?:\.\d+)?)"
    r"(?:\s*[-–]\s*(?P<to>\d+(?:\.\d+)?)\s*"
    r"(?:\(\s*\+?\s*(?P<step>\d+(?:\.\d+)?)\s*\)|\[\s*(?P<count>\d{1,9})\s*\])?)?"
)


def _range(kind: AxisKind, entry: str) -> list[Fraction]:
    """One entry of a list of numbers, counted before anything is made of it."""
    match = _RANGE.fullmatch(entry) if len(entry) < 200 else None
    if not match:
        raise InvalidRequest(
            f"{shorten(entry)} on the axis {kind.label} is not a number or a range: "
            "write 1, 2, 7 or 1-5 or 1-9 (+2) or 1-20 [5]."
        )
    first = Fraction(match["from"])
    if match["to"] is None:
        return [first]
    last = Fraction(match["to"])
    if match["count"]:
        return _spread(kind, first, last, int(match["count"]))
    step = Fraction(match["step"] or 1)
    if step == 0:
        raise InvalidRequest(f"{shorten(entry)} goes on in steps of 0: write (+1) or larger.")
    count = int(abs(last - first) / step) + 1
    _check_count(kind, count)
    return [first + (step if last > first else -step) * k for k in range(count)]


def _spread(kind: AxisKind, first: Fraction, last: Fraction, count: int) -> list[Fraction]:
    """`count` values from `first` to `last`; whole ones where the axis wants them."""
    _check_count(kind, count)
    if count == 0:
        return []
    if count == 1:
        return [first]
    values = [first + (last - first) * k / (count - 1) for k in range(count)]
    return [Fraction(round(value)) for value in values] if kind.written == "whole" else values


def _whole(kind: AxisKind, value: Fraction) -> int:
    if value.denominator != 1:
        raise InvalidRequest(
            f"{float(value):g} on the axis {kind.label} is not a whole number: leave it out."
        )
    return int(value)


def _scheduler(entry: str) -> str:
    spelling = {name.casefold(): name for name in schedulers.SAMPLERS}
    name = " ".join(entry.split())
    return schedulers.find(spelling.get(name.casefold(), name)).name


def _line(line: str) -> str:
    text = " ".join(line.split())
    return "" if text == NOTHING else text


def _check_count(kind: AxisKind, count: int) -> None:
    if count > LONGEST:
        raise InvalidRequest(
            f"The axis {kind.label} has {count:,} values, but a sheet may have {LONGEST} cells: "
            "leave some out, for example by [5] behind the range."
        )


def _once(kind: AxisKind, values: list[Any]) -> Axis:
    """The axis without repetitions, and with seeds that fit."""
    notes = []
    if kind.name == "seed":
        notes = [
            f"Seed {shorten(value)} was reduced modulo 2^31 to {value % SEEDS}."
            for value in values
            if value >= SEEDS
        ]
        values = [value % SEEDS for value in values]
    unique = list(dict.fromkeys(values))
    if len(unique) < len(values):
        spaces = ", spaces apart" if kind.written in ("line", "replace") else ""
        notes.append(
            f"{len(values) - len(unique)} of the {len(values)} values on the axis {kind.label} "
            f"stood there before{spaces}: each is drawn once."
        )
    return Axis(kind, tuple(unique), tuple(notes))
