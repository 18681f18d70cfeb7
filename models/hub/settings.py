"""Where the hub is and where its files are kept, as the environment says."""

import os
from dataclasses import dataclass
from pathlib import Path

from models.specs import Source


@dataclass(frozen=True)
class Hub:
    """`endpoint` is the address of the hub, `cache` the folder of its files on this disk.

    `offline` forbids every request (HF_HUB_OFFLINE=1).
    """

    endpoint: str
    cache: Path
    offline: bool

    def snapshot(self, source: Source) -> Path:
        """The folder in which the files of `source` appear under their names."""
        return self._repository(source) / "snapshots" / source.revision

    def receipt(self, source: Source) -> Path:
        """The file that says which files of `source` have arrived whole."""
        parts = "+".join(part.strip(".") or "root" for part in source.parts)
        name = f"{source.revision}-{source.variant or 'plain'}-{parts}.json"
        return self._repository(source) / "unfog" / name

    def _repository(self, source: Source) -> Path:
        from huggingface_hub.file_download import repo_folder_name

        return self.cache / repo_folder_name(repo_id=source.hub_id, repo_type="model")


def settings() -> Hub:
    """The hub of this process: HF_ENDPOINT, HF_HUB_CACHE or HF_HOME, HF_HUB_OFFLINE."""
    from huggingface_hub import constants

    return Hub(
        endpoint=os.environ.get("HF_ENDPOINT", constants.ENDPOINT).rstrip("/"),
        cache=Path(os.environ.get("HF_HUB_CACHE", constants.HF_HUB_CACHE)),
        offline=constants.is_offline_mode(),
    )
