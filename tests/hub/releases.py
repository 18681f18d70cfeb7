"""gensim-data on 127.0.0.1: files of releases as GitHub has them, by way of a redirect."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.hub.loopback import Handler

STORE = "/store"


class Releases(Handler):
    """Answers one request for a file of the folder that was added as "releases"."""

    def _answer(self, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        self.server.hub.log.append(f"{self.command} {path}")
        if path.startswith(STORE):
            self._stored(path.removeprefix(STORE), with_body)
        else:
            self._send(302, b"", {"Location": f"{self.server.hub.store}{STORE}{path}"})

    def _stored(self, path: str, with_body: bool) -> None:
        fault = self.server.hub.fault_of(path, is_file=True)
        file: Path = self.server.hub.repositories["releases"][1] / path.strip("/")
        if fault.status:
            self._refuse(fault.status, fault.headers)
        elif file.is_file():
            self._content(file, file.name, {}, with_body, fault)
        else:
            self._refuse(404, {})
