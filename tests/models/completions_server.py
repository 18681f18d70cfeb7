"""A server on 127.0.0.1 that speaks the OpenAI completions protocol, as several programs do."""

import contextlib
import json
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

AFTER = {
    "": {b"The": 0.5, b"A": 0.3},
    "The": {b" cat": 0.6, b" dog": 0.2, b" \xf0\x9f": 0.1},
    "The cat": {b" sat": 0.7, b"<|im_end|>": 0.2},
    "The cat sat": {b"</s>": 0.9, b".": 0.05},
    "The dog": {b" ran": 0.9},
}
"""The next tokens after a text, the likeliest first; what is missing to 1 is untold."""


@dataclass
class Server:
    """What it does, and what it was asked: `form` is "content" (llama.cpp) or "legacy" (vLLM).

    It refuses more than `most` log-probabilities, and answers `instead` where that is given:
    status, headers, body.
    """

    form: str = "content"
    most: int = 20
    instead: tuple[int, dict[str, str], bytes] | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    def answer(self, question: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        self.asked.append(question)
        if self.instead:
            return self.instead
        if question["logprobs"] > self.most:
            return _json({"error": {"message": f"logprobs is at most {self.most}"}}, 400)
        told = AFTER.get(question["prompt"], {})
        choice = {"text": "", "finish_reason": "stop", "logprobs": None}
        if told:
            choice = {"text": "x", "finish_reason": "length", "logprobs": self._write(told)}
        return _json({"choices": [choice]})

    def _write(self, told: dict[bytes, float]) -> dict[str, Any]:
        if self.form == "legacy":
            return {"top_logprobs": [{_text(piece): math.log(p) for piece, p in told.items()}]}
        entries = [
            {"token": piece.decode(errors="replace"), "bytes": list(piece), "logprob": math.log(p)}
            for piece, p in told.items()
        ]
        return {"content": [{**entries[0], "top_logprobs": entries}]}


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    def do_GET(self) -> None:
        models = {"data": [{"id": "tiny-cat"}, {"id": "another"}]}
        self._send(*(_json(models) if self.path == "/v1/models" else _json({}, 404)))

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._send(*self.server.state.answer(question | {"path": self.path}))

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def served(**settings: Any) -> Iterator[Server]:
    """A server that listens on a free port until the end of the block."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.state = Server(**settings, url=f"http://127.0.0.1:{server.server_port}/v1")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.state
        server.shutdown()


def _json(content: Any, status: int = 200) -> tuple[int, dict[str, str], bytes]:
    return status, {"Content-Type": "application/json"}, json.dumps(content).encode()


def _text(piece: bytes) -> str:
    try:
        return piece.decode()
    except UnicodeDecodeError:
        return "bytes:" + "".join(f"\\x{byte:02x}" for byte in piece)
