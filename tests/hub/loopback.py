"""A Hugging Face hub on 127.0.0.1: the protocol of huggingface.co over folders, with faults.

It speaks what `huggingface_hub` asks for: the tree of a repository with sizes and checksums, the
head of a file with its commit and checksum, the file itself in ranges, large files by way of a
redirect to another address. Every fault happens a given number of times and then heals.
"""

import contextlib
import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

LARGE = (".safetensors", ".bin")
PIECE = 1 << 16


@dataclass
class Fault:
    """What goes wrong with requests whose path contains `where`, `times` times.

    `status` with its `headers` instead of an answer; a connection `cut` after so many bytes of a
    file; `garbled`: a file of the right size with wrong content; `slow`: seconds before every
    64 kB.
    """

    where: str
    times: int = 1
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    garbled: bool = False
    slow: float = 0.0


class Hub:
    """The server's state: repositories, faults to come, and a log of what was asked."""

    def __init__(self) -> None:
        self.repositories: dict[str, tuple[str, Path]] = {}
        self.faults: list[Fault] = []
        self.log: list[str] = []
        self.endpoint = self.store = ""
        self._lock = threading.Lock()

    def add(self, hub_id: str, revision: str, folder: Path) -> None:
        """Publish `folder` as the repository `hub_id`, with one commit."""
        self.repositories[hub_id] = (revision, folder)

    def fail(self, where: str, **what: object) -> None:
        """Let the next request whose path contains `where` fail: see Fault."""
        self.faults.append(Fault(where, **what))

    def fault_of(self, path: str, is_file: bool) -> Fault:
        """The fault that strikes this request, used up by it; a harmless one otherwise."""
        with self._lock:
            for fault in self.faults:
                strikes = fault.where in path and (is_file or fault.status)
                if strikes and fault.times > 0:
                    fault.times -= 1
                    return fault
        return Fault(path)

    def files(self) -> list[str]:
        """The files that were sent so far, by their paths in their repositories."""
        return [line.removeprefix("sent ") for line in self.log if line.startswith("sent ")]


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""

    def _answer(self, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        self.server.hub.log.append(f"{self.command} {path}")
        if path.startswith("/api/models/"):
            self._tree(path)
        elif path.startswith("/large/"):
            self._file(path.removeprefix("/large/"), with_body, is_large=False)
        else:
            self._file(path.removeprefix("/"), with_body, is_large=path.endswith(LARGE))

    def _tree(self, path: str) -> None:
        hub_id, _, rest = path.removeprefix("/api/models/").partition("/tree/")
        fault = self.server.hub.fault_of(path, is_file=False)
        if fault.status:
            self._refuse(fault.status, fault.headers)
        elif self._known(hub_id, rest.split("/")[0]):
            folder = self.server.hub.repositories[hub_id][1]
            entries = [
                _listed(p, p.relative_to(folder).as_posix())
                for p in sorted(folder.rglob("*"))
                if p.is_file()
            ]
            self._send(200, json.dumps(entries).encode(), {"Content-Type": "application/json"})

    def _file(self, path: str, with_body: bool, is_large: bool) -> None:
        hub_id, _, rest = path.partition("/resolve/")
        revision, _, name = rest.partition("/")
        fault = self.server.hub.fault_of(self.path, is_file=with_body and not is_large)
        if fault.status:
            self._refuse(fault.status, fault.headers)
            return
        if not self._known(hub_id, revision):
            return
        file = self.server.hub.repositories[hub_id][1] / name
        if not file.is_file():
            self._refuse(404, {"X-Error-Code": "EntryNotFound"})
            return
        checksum = _checksums(file, file.stat().st_size)
        headers = {"X-Repo-Commit": revision, "ETag": f'"{checksum["oid"]}"'}
        if is_large:
            headers |= {
                "Location": f"{self.server.hub.store}/large/{path}",
                "X-Linked-Etag": f'"{checksum["sha256"]}"',
                "X-Linked-Size": str(file.stat().st_size),
            }
            self._send(302, b"", headers)
        else:
            self._content(file, name, headers, with_body, fault)

    def _content(
        self, file: Path, name: str, headers: dict[str, str], with_body: bool, fault: Fault
    ) -> None:
        data = file.read_bytes()
        begin = int(self.headers.get("Range", "bytes=0-").split("=")[1].split("-")[0])
        headers |= {"Content-Length": str(len(data) - begin), "Accept-Ranges": "bytes"}
        if begin:
            headers["Content-Range"] = f"bytes {begin}-{len(data) - 1}/{len(data)}"
        self.send_response(206 if begin else 200)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        if not with_body:
            return
        data = bytes(byte ^ 0x55 for byte in data) if fault.garbled else data
        data = data[begin : None if fault.cut is None else begin + fault.cut]
        with contextlib.suppress(ConnectionError):
            for position in range(0, len(data), PIECE):
                self.server.stopping.wait(fault.slow)
                self.wfile.write(data[position : position + PIECE])
        if fault.cut is not None:
            self.close_connection = True
            self.connection.close()
        else:
            self.server.hub.log.append(f"sent {name}")

    def _known(self, hub_id: str, revision: str) -> bool:
        known = self.server.hub.repositories.get(hub_id)
        if known is None:
            self._refuse(404, {"X-Error-Code": "RepoNotFound"})
        elif known[0] != revision:
            self._refuse(404, {"X-Error-Code": "RevisionNotFound"})
        return known is not None and known[0] == revision

    def _refuse(self, status: int, headers: dict[str, str]) -> None:
        self._send(status, b'{"error": "no"}', headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """The server of one Hub."""

    daemon_threads = True

    def __init__(self, hub: Hub, handler: type[Handler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.hub, self.stopping = hub, threading.Event()
        hub.endpoint = f"http://127.0.0.1:{self.server_port}"
        hub.store = f"http://localhost:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """A client that went away is no news."""


@contextlib.contextmanager
def served(handler: type[Handler] = Handler) -> Iterator[Hub]:
    """A hub that listens on a free port until the end of the block."""
    hub = Hub()
    server = Server(hub, handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield hub
    server.stopping.set()
    server.shutdown()
    server.server_close()


@lru_cache(maxsize=1000)
def _checksums(file: Path, size: int) -> dict[str, str]:
    data = file.read_bytes()
    git = hashlib.sha1(b"blob %d\0" % size + data).hexdigest()
    return {"oid": git, "sha256": hashlib.sha256(data).hexdigest()}


def _listed(file: Path, name: str) -> dict[str, object]:
    size = file.stat().st_size
    checksums = _checksums(file, size)
    entry = {"type": "file", "path": name, "size": size, "oid": checksums["oid"]}
    if name.endswith(LARGE):
        entry["lfs"] = {"oid": checksums["sha256"], "size": size, "pointerSize": 134}
    return entry
