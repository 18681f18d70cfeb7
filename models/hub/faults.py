"""What can go wrong between here and the hub, as sentences for the visitor."""

from models.errors import ModelError
from models.registry import is_disk_full
from models.specs import Source, Spec

TOO_MANY, UNAUTHORISED, FORBIDDEN, SERVER = 429, 401, 403, 500


def explain(error: BaseException, spec: Spec, source: Source, endpoint: str) -> ModelError:
    """The error as a sentence that names the model, says what happened and what to do."""
    what = f"{spec.name} could not be downloaded"
    return ModelError(f"{what}: {_reason(error, source, endpoint)}")


def not_here(spec: Spec) -> ModelError:
    """The model is not on this disk, and nothing may be asked of the hub."""
    return ModelError(
        f"{spec.name} is not on this disk, and the gallery runs offline: start it without "
        "--offline (HF_HUB_OFFLINE) once to download it, or choose a model that is here."
    )


def damaged(spec: Spec, path: str) -> ModelError:
    """A file arrived twice with a wrong checksum."""
    return ModelError(
        f"{spec.name} could not be downloaded: {path} arrived damaged twice (its checksum is not "
        "the one that the hub promises), so it was thrown away. Something between here and the "
        "hub changes files: try another network."
    )


def status_of(error: BaseException) -> int | None:
    """The HTTP status inside an error of huggingface_hub; None where it has none."""
    return getattr(getattr(error, "response", None), "status_code", None)


def is_unreachable(error: BaseException) -> bool:
    """Whether nobody answered: no network, a wrong address, a connection that broke."""
    from httpx2 import TransportError

    return isinstance(error, (TransportError, ConnectionError, TimeoutError))


def _reason(error: BaseException, source: Source, endpoint: str) -> str:
    from huggingface_hub import errors

    if isinstance(error, errors.LocalEntryNotFoundError) and error.__cause__:
        error = error.__cause__  # "not in the cache either", said of any problem with the hub
    status = status_of(error)
    if is_disk_full(error):
        return "the disk is full. Free some space and try again; whole files are kept."
    if isinstance(error, errors.GatedRepoError) or status == FORBIDDEN:
        return (
            f"{source.hub_id} asks everybody to accept its licence first. Do that at "
            f"{endpoint}/{source.hub_id}, sign in with `hf auth login`, and try again."
        )
    if isinstance(error, errors.RevisionNotFoundError):
        return (
            f"{source.hub_id} no longer has revision {source.revision[:8]}. Choose another model."
        )
    if isinstance(error, errors.RepositoryNotFoundError) or status == UNAUTHORISED:
        return f"{source.hub_id} is not on the hub any more, or is private. Choose another model."
    if isinstance(error, errors.EntryNotFoundError):
        return f"{source.hub_id} lacks a file that it lists. Choose another model."
    if status == TOO_MANY:
        return "the hub asks for patience, too many requests came from here. Wait some minutes."
    if status is not None and status >= SERVER:
        return f"the hub has a problem of its own (it answers {status}). Try again later."
    if is_unreachable(error):
        return f"the connection to {endpoint} failed. Check the network and try again."
    detail = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return f"{detail[:160]}. Try again, or choose another model."
