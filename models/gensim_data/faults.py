"""What can go wrong between here and gensim-data, as sentences for the visitor."""

from urllib.error import HTTPError

from models.errors import ModelError
from models.registry import is_disk_full
from models.specs import Spec

NOT_FOUND, FORBIDDEN, TOO_MANY, SERVER = 404, 403, 429, 500


class CutShortError(ConnectionError):
    """The connection ended before the file did."""


def explain(error: Exception, spec: Spec, url: str) -> ModelError:
    """The error as a sentence that names the model, says what happened and what to do."""
    return ModelError(f"{spec.name} could not be downloaded: {_reason(error, url)}")


def not_here(spec: Spec) -> ModelError:
    """The file is not on this disk, and nothing may be asked of the network."""
    return ModelError(
        f"{spec.name} is not on this disk, and the gallery runs offline: start it without "
        "--offline (HF_HUB_OFFLINE) once to download it, or choose vectors that are here."
    )


def damaged(spec: Spec) -> ModelError:
    """The file arrived twice with a wrong checksum."""
    return ModelError(
        f"{spec.name} could not be downloaded: the file arrived damaged twice (its checksum is not "
        "the one that gensim-data lists), so it was thrown away. Something on the way changes "
        "files: try another network."
    )


def is_passing(error: Exception) -> bool:
    """Whether another try may help: a connection that broke, a server that stumbled."""
    if isinstance(error, HTTPError):
        return error.code >= SERVER
    return not is_disk_full(error)


def _reason(error: Exception, url: str) -> str:
    host = url.split("/")[2]
    if is_disk_full(error):
        return "the disk is full. Free some space and try again; what has arrived is kept."
    if isinstance(error, HTTPError):
        return _refused(error.code, host)
    return (
        f"the connection to {host} failed. Check the network and try again; what has arrived is "
        "kept."
    )


def _refused(status: int, host: str) -> str:
    if status == NOT_FOUND:
        return f"{host} no longer has the file. Choose other vectors."
    if status in (FORBIDDEN, TOO_MANY):
        return (
            f"{host} asks for patience, too many requests came from here (it answers {status}). "
            "Wait some minutes."
        )
    if status >= SERVER:
        return f"{host} has a problem of its own (it answers {status}). Try again later."
    return f"{host} refuses the request (it answers {status}). Choose other vectors."
