"""The catalog is data that people read: complete, consistent, and forgiving about spelling."""

import pytest

from models import catalog
from models.errors import InvalidRequest
from models.registry import _function


@pytest.mark.parametrize("spec", catalog.MODELS.values(), ids=lambda spec: spec.key)
def test_an_entry_is_complete(spec: catalog.Spec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNFOG_COMPLETIONS_URL", "http://127.0.0.1:1/v1")
    assert catalog.find(spec.key) is spec
    assert spec.title
    assert spec.licence
    assert (spec.size_mb > 0) != spec.server
    assert [spec.folder, spec.hub_id, spec.archive, spec.server or None].count(None) == 3
    assert spec.hub_id is None or len(spec.revision) == 40
    assert all(catalog.find(key) for key in (spec.upscaler, spec.judge) if key)
    assert callable(_function(spec.loader))


def test_unknown_models_are_named() -> None:
    with pytest.raises(InvalidRequest, match="did you mean 'pocket-judge'"):
        catalog.find("poket-judge")
