"""What the page asks of pocket-gan: its stages, forgeries, cards, answers and verdicts.

Each function takes what the page sends and returns what it needs, or `{error}`, a sentence.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any

from demos.views.notes_quiz import deal_value, stages_value
from demos.views.notes_show import forgeries
from models import engine
from models.errors import VisitorError
from models.gan_pictures.records import SHOWN_FORGED
from models.gan_pictures.requests import (
    AnswerRequest,
    DealRequest,
    ForgeRequest,
    JudgeRequest,
    StagesRequest,
)
from models.requests import Request

Sent = Mapping[str, Any]
Told = dict[str, Any]


def stages(asked: Sent) -> Told:
    """One forgery of every stage."""
    return _told(StagesRequest, {}, lambda r: {"packed": stages_value(r.forged, r.rounds)})


def finished(asked: Sent) -> Told:
    """A page of forgeries of the finished forger; another `seed`, other ones."""
    values = {"count": SHOWN_FORGED, "seed": asked.get("seed")}
    return _told(ForgeRequest, values, _forgeries)


def forge(asked: Sent) -> Told:
    """One forgery of a stage."""
    return _told(ForgeRequest, _only(asked, "stage", "seed"), _forgeries)


def deal(asked: Sent) -> Told:
    """Ten cards of a stage and a seed; nothing of what they are."""
    return _told(
        DealRequest, _only(asked, "stage", "seed"), lambda r: {"packed": deal_value(r.cards)}
    )


def answer(asked: Sent) -> Told:
    """What one of these cards was, asked for when the guess has been made."""
    values = _only(asked, "stage", "seed", "card")
    return _told(AnswerRequest, values, lambda r: {"real": r.real, "verdict": r.verdict})


def judge(asked: Sent) -> Told:
    """What the detective of a stage says of a painted note."""
    values = _only(asked, "stage") | {"pixels": _bytes(asked.get("pixels"))}
    return _told(JudgeRequest, values, lambda r: {"verdict": r.verdict, "kind": r.kind})


def _told(kind: type[Request], values: Mapping[str, Any], tell: Callable[[Any], Told]) -> Told:
    try:
        (record,) = engine.stream(kind.parse(**values))
    except VisitorError as error:
        return {"error": str(error)}
    return tell(record)


def _forgeries(record: Any) -> Told:
    return {"packed": forgeries(record.pictures, record.verdicts, record.round)}


def _only(asked: Sent, *names: str) -> dict[str, Any]:
    return {name: asked.get(name) for name in names}


def _bytes(text: object) -> bytes:
    """The bytes of a picture in base64; what is no base64 is left for the request to refuse."""
    try:
        return base64.b64decode(str(text)[:8192], validate=True)
    except (binascii.Error, ValueError):
        return b""
