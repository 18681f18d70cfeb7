"""Where gensim-data is and where its files are kept, as the environment says."""

import os
from dataclasses import dataclass
from pathlib import Path

from models.specs import Archive


@dataclass(frozen=True)
class Collection:
    """`address` is that of the releases, `folder` the one of the files on this disk.

    `offline` forbids every request (HF_HUB_OFFLINE=1).
    """

    address: str
    folder: Path
    offline: bool

    def url(self, archive: Archive) -> str:
        """Where the file is."""
        return f"{self.address}/{archive.name}/{archive.name}.gz"

    def path(self, archive: Archive) -> Path:
        """Where the file goes: where gensim.downloader looks for it."""
        return self.folder / archive.name / f"{archive.name}.gz"

    def unfinished(self, archive: Archive) -> Path:
        """What has arrived of the file so far."""
        return self.folder / f"{archive.name}.gz.part"

    def has(self, archive: Archive) -> bool:
        """Whether the file is here: only what was verified gets its name."""
        path = self.path(archive)
        return path.is_file() and path.stat().st_size == archive.size


def settings() -> Collection:
    """The collection of this process: gensim's address, GENSIM_DATA_DIR, HF_HUB_OFFLINE."""
    from gensim import downloader

    return Collection(
        address=downloader.DOWNLOAD_BASE_URL,
        folder=Path(os.environ.get("GENSIM_DATA_DIR", downloader.BASE_DIR)),
        offline=os.environ.get("HF_HUB_OFFLINE") == "1",
    )


def is_downloaded(archive: Archive) -> bool:
    """Whether the file is here."""
    return settings().has(archive)
