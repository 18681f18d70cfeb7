"""Whether a model fits: numbers of this machine, and the budget that the registry keeps."""

import pytest
import torch

from models import catalog, registry, room
from models.placement import Placement
from models.registry import Registry
from models.room import Memory

CPU = Placement("cpu", torch.float32, "", 1)


def test_the_memory_of_a_processor_is_that_of_the_machine() -> None:
    memory = room.memory_of(CPU)
    assert memory.name == "memory"
    assert 0 < memory.free_mb <= memory.total_mb


def test_the_budget_is_most_of_a_card_and_half_of_a_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "memory_of", lambda _: Memory("memory", 1000, 8000))
    for device, expected in (("cuda", 6800), ("cpu", 4000)):
        place = Placement(device, torch.float32, "", 1)
        monkeypatch.setattr("models.placement.choose", lambda pocket, place=place: place)
        assert registry.memory_for_models() == pytest.approx(expected)


def test_idle_models_make_room_for_a_large_one_by_what_it_takes_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turbo = catalog.find("sd-turbo")
    monkeypatch.setattr("models.placement.choose", lambda pocket: CPU)
    monkeypatch.setattr(registry, "_function", lambda _: lambda spec: spec.key)
    monkeypatch.setattr(registry, "verify", lambda _: None)
    shelf = Registry(budget_mb=5180)
    with shelf.use(catalog.find("pocket-diffusion")):
        pass
    with shelf.use(turbo):
        assert shelf.holds(turbo)
        assert not shelf.holds(catalog.find("pocket-diffusion"))
        assert shelf.idle_mb() == 0
    assert shelf.idle_mb() == pytest.approx(5170)
    shelf.drop_idle(keep={turbo.key})
    assert shelf.holds(turbo)
    shelf.drop_idle()
    assert not shelf.holds(turbo)
