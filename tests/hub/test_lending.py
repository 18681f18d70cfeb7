"""What happens before a model runs: is it offered, does it fit, can it be waited for and left?"""

import threading
import time
from collections.abc import Callable

import pytest

from models import catalog, engine, lending, placement, registry, room
from models.diffusion.explorer.requests import SheetRequest
from models.diffusion.requests import DenoiseRequest
from models.errors import InvalidRequest, ModelError
from models.records import Waiting
from models.room import Memory
from models.specs import Spec
from tests.hub.loopback import Hub

SMALL_CARD = Memory("GPU memory", 3000, 8192)


def test_a_model_that_does_not_fit_says_so_with_numbers_before_anything_is_asked(
    publish: Callable[..., Spec], hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "memory_of", lambda _: SMALL_CARD)
    request = DenoiseRequest.parse(model=publish("sdxl-turbo").key, num_inference_steps=1)
    with pytest.raises(ModelError) as error:
        list(engine.stream(request))
    sentence = str(error.value)
    assert "needs about 15,486 MB of GPU memory (13,886 MB of weights in float32" in sentence
    assert "3,000 of 8,192 MB are free" in sentence
    assert "choose SD-Turbo (2,580 MB)." in sentence
    assert hub.log == []


def test_idle_models_count_as_room(monkeypatch: pytest.MonkeyPatch) -> None:
    spec, place = catalog.find("sd-turbo"), placement.choose(pocket=False)
    need = room.needed_mb(spec, place)
    monkeypatch.setattr(room, "memory_of", lambda _: Memory("memory", need - 100, 2 * need))
    room.check_memory(spec, place, idle_mb=200)
    with pytest.raises(ModelError, match="needs about"):
        room.check_memory(spec, place, idle_mb=50)


def test_half_precision_halves_the_need() -> None:
    import torch

    spec = catalog.find("sdxl-turbo")
    half = placement.Placement("cuda", torch.bfloat16, "", 1)
    full = placement.Placement("cpu", torch.float32, "", 1)
    assert 2 * room.weights_mb(spec, half) == pytest.approx(room.weights_mb(spec, full), rel=0.01)


@pytest.fixture
def slow(
    publish: Callable[..., Spec], monkeypatch: pytest.MonkeyPatch
) -> tuple[Spec, threading.Event]:
    """A model that is here, and whose loading ends when the event is set."""
    spec, ready = publish("sd-turbo"), threading.Event()

    def load(_: Spec) -> str:
        assert ready.wait(20)
        return "the model"

    monkeypatch.setattr(registry, "_function", lambda _: load)
    monkeypatch.setattr(lending.hub, "fetch", lambda _: iter(()))
    monkeypatch.setattr(lending, "SECONDS_BETWEEN_NEWS", 0.02)
    return spec, ready


def test_loading_is_told_and_can_be_left(slow: tuple[Spec, threading.Event]) -> None:
    spec, ready = slow
    news = lending.prepare(spec)
    told = [next(news).sentence for _ in range(4)]
    assert "Looking whether" in told[0]
    assert told[-1].startswith(f"Loading {spec.name}, 5,1")
    begin = time.monotonic()
    news.close()
    assert time.monotonic() - begin < 1
    ready.set()
    end = time.monotonic() + 10
    while not registry.registry().holds(spec):
        assert time.monotonic() < end, "it was never loaded"
        time.sleep(0.01)
    assert list(lending.prepare(spec)) == []


def test_a_failure_in_the_other_thread_is_the_visitor_s_sentence(
    slow: tuple[Spec, threading.Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(_: Spec) -> None:
        raise ValueError("size mismatch for conv_in.weight")

    monkeypatch.setattr(registry, "_function", lambda _: load)
    with pytest.raises(ModelError, match=r"SD-Turbo could not be loaded .size mismatch"):
        list(lending.prepare(slow[0]))


def test_in_public_only_what_is_allowed_is_offered_and_loaded(
    publish: Callable[..., Spec], hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = publish("sd-turbo")
    monkeypatch.setenv("UNFOG_PUBLIC", "1")
    offered = [each.key for each in catalog.offered("text-to-image")]
    assert offered == ["pocket-diffusion"]
    with pytest.raises(InvalidRequest, match=r"SD-Turbo is not offered on this public page"):
        DenoiseRequest.parse(model=spec.key, num_inference_steps=1)
    with pytest.raises(ModelError, match="not offered here"):
        list(lending.prepare(spec))
    with pytest.raises(ModelError, match="not offered here"), registry.use(spec):
        pass
    assert hub.log == []
    monkeypatch.setenv("UNFOG_MODELS", "bk-sdm-tiny, sd-turbo")
    offered = [each.key for each in catalog.offered("text-to-image")]
    assert offered == ["pocket-diffusion", "sd-turbo", "bk-sdm-tiny"]
    assert isinstance(next(iter(lending.prepare(spec))), Waiting)


def test_in_public_a_request_may_cost_less(monkeypatch: pytest.MonkeyPatch) -> None:
    axes = {"x_axis": "seed", "x_values": "1-8", "y_axis": "guidance_scale", "y_values": "2-9"}
    SheetRequest.parse(**axes, num_inference_steps=20)
    monkeypatch.setenv("UNFOG_PUBLIC", "1")
    with pytest.raises(InvalidRequest, match=r"ask the network 2,560 times, but .* 2,000 times"):
        SheetRequest.parse(**axes, num_inference_steps=20)
    SheetRequest.parse(**axes, num_inference_steps=10)
