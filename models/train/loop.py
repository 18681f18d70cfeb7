"""What every training here shares: the clock, the learning rate, the average of weights, the log.

A training has a budget in minutes and not in steps, because it is planned for an evening or a
lecture break; progress is the share of that budget spent, over all resumed sessions together.
"""

import copy
import json
import logging
import math
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from torch import nn

PAUSE = 30
"""A step takes less, in seconds: a longer gap is a compilation, a machine asleep, or a halt."""

log = logging.getLogger("train")


def learning_rate(
    progress: float, peak: float, warm_up: float = 0.03, floor: float = 0.03
) -> float:
    """Linear warm-up, then half a cosine down to `floor` times the peak; `progress` is 0–1."""
    if progress < warm_up:
        return peak * (progress + 1e-3) / warm_up
    cosine = 0.5 * (1 + math.cos(math.pi * min((progress - warm_up) / (1 - warm_up), 1.0)))
    return peak * (floor + (1 - floor) * cosine)


class Average:
    """Exponential moving average of a module's weights; young averages forget faster."""

    def __init__(self, module: nn.Module, decay: float = 0.999) -> None:
        self.module = copy.deepcopy(module).eval().requires_grad_(False)
        self.decay = decay
        self.steps = 0

    @torch.no_grad()
    def update(self, module: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        torch._foreach_lerp_(list(self.module.parameters()), list(module.parameters()), 1 - decay)


class Run:
    """One training: `while run.goes_on(): … run.step(loss)`. Resumes from its folder.

    `lr` is the peak of AdamW, or `optimizers` bring their own peaks. `spent` minutes count as over
    where there is nothing to resume: the modules have them behind them.
    """

    def __init__(
        self,
        folder: Path,
        minutes: float,
        modules: dict[str, nn.Module],
        lr: float = 1e-3,
        decay: float = 0.999,
        averaged: bool = True,
        optimizers: Sequence[torch.optim.Optimizer] = (),
        spent: float = 0.0,
    ) -> None:
        self.folder, self.seconds = folder, minutes * 60
        folder.mkdir(parents=True, exist_ok=True)
        self.modules = nn.ModuleDict(modules)
        self.optimizers = list(optimizers) or [_adamw(self.modules, lr)]
        self.peaks = [optimizer.defaults["lr"] for optimizer in self.optimizers]
        self.average = Average(self.modules, decay) if averaged else None
        self.steps, self.spent, self.losses = 0, spent * 60, []
        self._resume()
        self._last = self._saved = time.perf_counter()

    @property
    def progress(self) -> float:
        return self.spent / self.seconds

    def goes_on(self) -> bool:
        now = time.perf_counter()
        if now - self._last < PAUSE:
            self.spent += now - self._last
        self._last = now
        if now - self._saved > 300:
            self.save()
            self._saved = now
        return self.spent < self.seconds

    def step(self, losses: torch.Tensor | Iterable[torch.Tensor]) -> None:
        """Backward, clip to norm 1, step, average, log.

        Several losses are the parts of one large batch; a generator computes them one by one.
        """
        self.modules.zero_grad(set_to_none=True)
        total = 0.0
        for loss in [losses] if torch.is_tensor(losses) else losses:
            loss.backward()
            total += loss.item()
        nn.utils.clip_grad_norm_(self.modules.parameters(), 1.0)
        for optimizer, peak in zip(self.optimizers, self.peaks, strict=True):
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(self.progress, peak)
            optimizer.step()
        if self.average:
            self.average.update(self.modules)
        self.steps += 1
        self.losses.append(total)
        if self.steps % 100 == 0:
            self._report()

    def module(self, name: str) -> nn.Module:
        """The averaged module where an average is kept, else the module itself."""
        return self.average.module[name] if self.average else self.modules[name]

    def save(self) -> None:
        state = {
            "modules": self.modules.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "steps": self.steps,
            "spent": self.spent,
        }
        if self.average:
            state["average"] = self.average.module.state_dict()
            state["average_steps"] = self.average.steps
        part = self.folder / "state.part"
        torch.save(state, part)
        part.replace(self.folder / "state.pt")

    def _resume(self) -> None:
        path = self.folder / "state.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.modules.load_state_dict(state["modules"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.steps, self.spent = state["steps"], state["spent"]
        if self.average:
            self.average.module.load_state_dict(state["average"])
            self.average.steps = state["average_steps"]
        log.info("resumed at step %d after %.1f minutes", self.steps, self.spent / 60)

    def _report(self) -> None:
        recent = self.losses[-100:]
        entry = {
            "step": self.steps,
            "minutes": round(self.spent / 60, 2),
            "loss": round(sum(recent) / len(recent), 5),
        }
        with (self.folder / "log.jsonl").open("a") as file:
            file.write(json.dumps(entry) + "\n")
        log.info("step %(step)d  %(minutes).1f min  loss %(loss).4f", entry)


def _adamw(modules: nn.Module, lr: float) -> torch.optim.AdamW:
    return torch.optim.AdamW(
        modules.parameters(), lr=lr, weight_decay=0.01, betas=(0.9, 0.99), fused=True
    )
