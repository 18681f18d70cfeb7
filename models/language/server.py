"""A model behind the OpenAI completions protocol: llama.cpp, Ollama, vLLM, LM Studio, ...

Its address comes from whoever starts the app (UNFOG_COMPLETIONS_URL), never from a visitor. It is
asked for one token at a time, with the log-probabilities of the likeliest; the controls and the
draw are ours.
"""

import os
import re
import threading
from collections.abc import Iterator, Sequence

import numpy as np

from models.errors import InvalidRequest, ModelError
from models.language.completions import BAD_REQUEST, OK, Address, address_of, likeliest, refusal
from models.language.records import Context
from models.language.requests import Sampling
from models.language.sampling import Distribution, process, softmax
from models.records import Waiting
from models.specs import Spec

TOLD = (20, 5)
"""How many log-probabilities are asked for; some servers refuse more than 5."""

END = re.compile(rb"(</s>|<eos>|<end_of_turn>|<\|[a-z_]*(end|eos|eot|eom)[a-z_]*\|>)?")
"""How servers write the token that ends a text; many write nothing."""


class TextEnded(ModelError):  # noqa: N818
    """The server says that the text ends, without a probability."""


class Server:
    """A model that runs elsewhere.

    Its tokens have no ids for us, so they are numbered as they come; the numbers hold for as long
    as this process runs.
    """

    def __init__(self, spec: Spec, address: Address, name: str) -> None:
        self.spec, self.address, self.name = spec, address, name
        self.told = TOLD
        self._pieces: list[bytes] = []
        self._numbers: dict[bytes, int] = {}
        self._lock = threading.Lock()

    @property
    def pieces(self) -> tuple[bytes, ...]:
        """The tokens that were seen so far, by their numbers."""
        return tuple(self._pieces)

    @property
    def ends(self) -> frozenset[int]:
        """The numbers of the tokens that end a text."""
        return frozenset(n for n, piece in enumerate(self._pieces) if END.fullmatch(piece))

    @property
    def special(self) -> frozenset[int]:
        """The numbers of the tokens that are no text, as far as that can be seen."""
        return self.ends

    @property
    def vocab_size(self) -> int:
        """How many tokens the server tells of."""
        return self.told[0]

    @property
    def status(self) -> str:
        """Where it runs, and what: "127.0.0.1:8080 · llama3.2"."""
        return f"{self.address} · {self.name}"

    def number(self, piece: bytes) -> int:
        """The number of a token, a new one where it was never seen."""
        with self._lock:
            if piece not in self._numbers:
                self._numbers[piece] = len(self._pieces)
                self._pieces.append(piece)
            return self._numbers[piece]

    def spell(self, ids: Sequence[int]) -> tuple[bytes, ...]:
        """The pieces of these tokens."""
        return tuple(self._pieces[token] for token in ids)

    def read(
        self, prompt: str, continuation: Sequence[int], reserve: int, most: int | None = None
    ) -> "Reading":
        """A reading of the prompt and the tokens after it; how much room there is, is not known."""
        strange = next((token for token in continuation if token >= len(self._pieces)), None)
        if strange is not None:
            raise InvalidRequest(
                f"continuation has the id {strange}, which is no token of {self.name} that was "
                "seen here: change it."
            )
        return Reading(self, prompt, continuation)

    def next_tokens(self, text: str) -> list[tuple[bytes, float]]:
        """The likeliest tokens after `text` with their log-probabilities; none where it ends."""
        for count in self.told:
            question = {"model": self.name, "prompt": text, "max_tokens": 1, "logprobs": count}
            status, answer = self.address.ask("/completions", {**question, "temperature": 0})
            if status == OK:
                return likeliest(answer, self.address)
            if status != BAD_REQUEST:
                break
        raise refusal(status, answer, self.address)


class Reading:
    """A text that grows, of which the server reads all at every step."""

    def __init__(self, server: Server, prompt: str, continuation: Sequence[int]) -> None:
        self.server, self.prompt = server, prompt
        self.ids = list(continuation)

    def begin(self) -> Iterator[Waiting]:
        """Nothing is to be done before the first question."""
        yield Waiting(f"Asking {self.server.name} at {self.server.address}.")

    def context(self) -> Context:
        """What the server is given; how it cuts that into tokens, it does not say."""
        text = self._text()
        return Context(
            text=text,
            templated=False,
            ids=np.zeros(0, dtype=np.int32),
            pieces=(text.encode(),),
            special=(False,),
            surprise=np.full(1, np.nan, dtype=np.float32),
            cut=0,
            limit=0,
        )

    def distribution(self, settings: Sampling) -> Distribution:
        """What may come next, as far as it is told."""
        told = self.server.next_tokens(self._text())
        if not told:
            raise TextEnded(
                f"The text ends here, says the server at {self.server.address}, and does not tell "
                "how likely that is: change the prompt."
            )
        ids = np.array([self.server.number(piece) for piece, _ in told])
        logits = np.array([log_p for _, log_p in told], dtype=np.float32)
        before = np.exp(logits.astype(np.float64))
        after = softmax(process(logits, np.zeros(0, dtype=int), settings))
        return Distribution(ids, logits, before, after, max(0.0, 1.0 - float(before.sum())))

    def feed(self, token: int) -> None:
        """Read one more token."""
        self.ids.append(token)

    def _text(self) -> str:
        """Prompt and tokens; of a character that is not complete, nothing can be sent."""
        return self.prompt + b"".join(self.server.spell(self.ids)).decode(errors="ignore")


def load(spec: Spec) -> Server:
    """The server that UNFOG_COMPLETIONS_URL names, with the model of UNFOG_COMPLETIONS_MODEL.

    Without a name, the first of the models that it lists.
    """
    try:
        address = address_of(os.environ.get("UNFOG_COMPLETIONS_URL", ""))
    except ValueError as error:
        raise ModelError(str(error)) from None
    name = os.environ.get("UNFOG_COMPLETIONS_MODEL", "")
    return Server(spec, address, name or _first_model(address))


def _first_model(address: Address) -> str:
    _, answer = address.ask("/models")
    try:
        return str(answer["data"][0]["id"])
    except (KeyError, IndexError, TypeError):
        raise ModelError(
            f"The server at {address} lists no model: load one there, or name it with "
            "--completions-model."
        ) from None
