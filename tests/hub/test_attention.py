"""The choice of attention: xformers only after a trial on CUDA, and the reason in a sentence."""

import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
import torch

from models import registry
from models.diffusion import attention
from models.errors import ModelError
from models.placement import Placement
from models.specs import Spec

CUDA = Placement("cuda", torch.bfloat16, "", 1)
CPU = Placement("cpu", torch.float32, "", 1)


class Pipe:
    """A pipeline whose trial takes `seconds` with and without xformers, and gives `answer`."""

    def __init__(self, seconds: tuple[float, float], answer: torch.Tensor | Exception) -> None:
        self.seconds, self.answer, self.fast = seconds, answer, False

    def enable_xformers_memory_efficient_attention(self) -> None:
        self.fast = True

    def disable_xformers_memory_efficient_attention(self) -> None:
        self.fast = False

    def look(self) -> torch.Tensor:
        time.sleep(self.seconds[self.fast])
        if self.fast and isinstance(self.answer, Exception):
            raise self.answer
        return self.answer if self.fast else EXPECTED


EXPECTED = torch.linspace(-1, 1, 100)
SLOWER, FASTER = (0.01, 0.03), (0.03, 0.01)


@pytest.fixture
def _trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """xformers is there, and the pipes above are looked through."""
    monkeypatch.setattr(attention, "_look", lambda pipe: pipe.look())
    there = SimpleNamespace(find_spec=lambda _: object())
    monkeypatch.setattr(attention, "importlib", SimpleNamespace(util=there))


@pytest.mark.usefixtures("_trial")
@pytest.mark.parametrize(
    ("wish", "pipe", "name", "words"),
    [
        ("sdpa", Pipe(FASTER, EXPECTED), "sdpa", "the default"),
        ("auto", Pipe(FASTER, EXPECTED), "xformers", "trial run took 0"),
        ("auto", Pipe(SLOWER, EXPECTED), "sdpa", "of the time of sdpa"),
        ("xformers", Pipe(SLOWER, EXPECTED), "xformers", "trial run took"),
        ("xformers", Pipe(FASTER, EXPECTED + 1), "sdpa", "differed by"),
        ("xformers", Pipe(FASTER, EXPECTED * torch.nan), "sdpa", "not finite"),
        ("xformers", Pipe(FASTER, NotImplementedError("sm_120")), "sdpa", "NotImplementedError"),
    ],
)
def test_xformers_needs_a_trial_that_succeeds(wish: str, pipe: Pipe, name: str, words: str) -> None:
    chosen = attention.choose(pipe, CUDA, wish)
    assert chosen.name == name
    assert words in chosen.sentence
    assert pipe.fast is (name == "xformers")


def test_without_cuda_there_is_no_trial() -> None:
    chosen = attention.choose(Pipe(FASTER, EXPECTED), CPU, "xformers")
    assert (chosen.name, "needs a CUDA device" in chosen.sentence) == ("sdpa", True)


def test_a_wish_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNFOG_ATTENTION", "flash")
    with pytest.raises(ModelError, match="'flash', but must be one of auto, sdpa, xformers"):
        attention.choose(Pipe(FASTER, EXPECTED), CUDA)


@pytest.mark.parametrize("key", ["sd-turbo", "sdxl-turbo", "lcm-dreamshaper"])
def test_the_trial_asks_every_family_for_a_real_prediction(
    key: str, publish: Callable[..., Spec]
) -> None:
    with registry.use(publish(key)) as model:
        output = attention._look(model.pipe)
    assert output.shape == (2, 4, 8, 8)
    assert torch.isfinite(output).all()
