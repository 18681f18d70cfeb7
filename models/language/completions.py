"""The OpenAI completions protocol, as far as it is needed: questions, and probabilities in answers.

Redirects and proxies are not followed, so that an answer can send us nowhere else.
"""

import http.client
import json
import math
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from models.errors import ModelError
from models.requests import shorten

SECONDS = 60.0
MAX_ANSWER = 4_000_000
OK, BAD_REQUEST = 200, 400


@dataclass(frozen=True)
class Address:
    """Where a server listens: `base` is the path before "/completions"."""

    host: str
    port: int
    base: str
    secure: bool

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

    def ask(self, path: str, question: dict[str, Any] | None = None) -> tuple[int, Any]:
        """Status and content of the answer to a POST of `question`, or to a GET.

        Raises:
            ModelError: where nobody answers, or the answer is no JSON.
        """
        kind = http.client.HTTPSConnection if self.secure else http.client.HTTPConnection
        connection = kind(self.host, self.port, timeout=SECONDS)
        body = None if question is None else json.dumps(question)
        try:
            connection.request(
                "GET" if body is None else "POST",
                f"{self.base}{path}",
                body,
                {"Content-Type": "application/json"},
            )
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read(MAX_ANSWER))
        except (OSError, http.client.HTTPException) as error:
            raise ModelError(
                f"The server at {self} does not answer ({error or type(error).__name__}): start "
                "it, or choose another model."
            ) from error
        except ValueError:
            raise ModelError(
                f"The server at {self} answers something that is no JSON: is it one that speaks "
                "the OpenAI completions protocol?"
            ) from None
        finally:
            connection.close()


def address_of(url: str) -> Address:
    """The address in "http://127.0.0.1:8080/v1"; ValueError with a sentence where it is none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise ValueError(
            f"The address of the server is {shorten(url)}, but must look like "
            "http://127.0.0.1:8080/v1: change it."
        )
    secure = parts.scheme == "https"
    return Address(host, port or (443 if secure else 80), parts.path.rstrip("/") or "/v1", secure)


def refusal(status: int, answer: Any, address: Address) -> ModelError:
    """What a status other than 200 means, with the reason that the server gives."""
    reason = answer.get("error", answer) if isinstance(answer, dict) else answer
    reason = reason.get("message", reason) if isinstance(reason, dict) else reason
    return ModelError(
        f"The server at {address} refuses ({status}: {str(reason)[:160]}): look at its log, or "
        "choose another model."
    )


def likeliest(answer: Any, address: Address) -> list[tuple[bytes, float]]:
    """The told tokens, likeliest first, out of both forms that servers write them in.

    Empty where the text ended instead. Raises ModelError where the answer tells no probabilities.
    """
    try:
        choice = answer["choices"][0]
        found = choice.get("logprobs")
        if not found and choice.get("finish_reason") == "stop" and not choice.get("text"):
            return []
        if found.get("content"):
            told = [(_bytes(t), float(t["logprob"])) for t in found["content"][0]["top_logprobs"]]
        else:
            told = [(_written(t), float(p)) for t, p in found["top_logprobs"][0].items()]
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        raise ModelError(
            f"The server at {address} gives no log-probabilities, and without them there is "
            "nothing to choose from: use one that does, such as llama.cpp's llama-server."
        ) from None
    told = [(piece, log_p) for piece, log_p in told if math.isfinite(log_p)]
    return sorted(told, key=lambda each: -each[1])


def _bytes(token: dict[str, Any]) -> bytes:
    given = token.get("bytes")
    return _written(token["token"]) if given is None else bytes(given)


def _written(token: str) -> bytes:
    r"""A token as bytes; those that are no text come as "bytes:\xe2\x80"."""
    if re.fullmatch(r"bytes:(\\x[0-9a-f]{2})+", token):
        return bytes.fromhex(token.removeprefix("bytes:").replace(r"\x", ""))
    return token.encode()
