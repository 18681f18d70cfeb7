"""How good the forgeries are: 20,000 of them beside 20,000 real points."""

import numpy as np
from scipy.ndimage import gaussian_filter

from models.gan.data import Distribution
from models.gan.objectives import Objective
from models.gan.records import CELLS, Evaluation
from models.gan.requests import EXTENT

POINTS = 20_000
FLOOR_DRAWS = 5
WITHIN_SIGMA = 3.0
FAIR_SHARE = 0.25
SMOOTHING_CELLS = 1.0
FAINTEST = 1e-3


class Evaluator:
    """Compares forged points with a distribution; `rng` draws the real points, once."""

    def __init__(self, real: Distribution, rng: np.random.Generator) -> None:
        self.real = real
        self.histogram = histogram(real.sample(POINTS, rng))
        self.density = smooth(real.density(cell_centres()).reshape(CELLS, CELLS))
        floors = [
            divergence(self.histogram, histogram(real.sample(POINTS, rng)))
            for _ in range(FLOOR_DRAWS)
        ]
        self.floor = float(np.mean(floors))

    @np.errstate(over="ignore", invalid="ignore")
    def evaluate(self, forged: np.ndarray, objective: Objective, alpha: float) -> Evaluation:
        """Measure `forged` float [POINTS, 2]; `alpha` is the target of real points."""
        found = histogram(forged)
        optimal = None
        if objective.optimal is not None:
            optimal = as_bytes(objective.optimal(self._ratio(found), alpha))
        return Evaluation(
            modes=modes_covered(forged, self.real) if self.real.modes else None,
            divergence=divergence(self.histogram, found),
            precision=share_within(found, self.histogram),
            recall=share_within(self.histogram, found),
            optimal=optimal,
        )

    def _ratio(self, found: np.ndarray) -> np.ndarray:
        """p/(p+q) in every cell, [CELLS, CELLS]; ½ where hardly any point of either kind is."""
        cell_area = (2 * EXTENT / CELLS) ** 2
        density = found[:-1].reshape(CELLS, CELLS) / (found.sum() * cell_area)
        p, q = self.density, smooth(density)
        total = p + q
        return np.where(total > FAINTEST, p / np.maximum(total, FAINTEST), 0.5)


def cell_centres() -> np.ndarray:
    """The middles of the cells, float32 [CELLS · CELLS, 2], row by row from the top left."""
    ticks = (np.arange(CELLS) + 0.5) / CELLS * 2 * EXTENT - EXTENT
    x, y = np.meshgrid(ticks, -ticks)
    return np.stack([x, y], axis=-1).reshape(-1, 2).astype(np.float32)


def as_bytes(beliefs: np.ndarray) -> np.ndarray:
    """Beliefs 0 … 1 as uint8 0 … 255."""
    return np.round(np.clip(beliefs, 0, 1) * 255).astype(np.uint8)


@np.errstate(over="ignore", invalid="ignore")
def histogram(points: np.ndarray) -> np.ndarray:
    """How many points [n, 2] lie in each cell of the plane, and last how many outside."""
    column, row = np.floor((points * [1, -1] + EXTENT) * (CELLS / (2 * EXTENT))).T
    inside = (column >= 0) & (column < CELLS) & (row >= 0) & (row < CELLS)
    cells = np.where(inside, row * CELLS + column, CELLS * CELLS).astype(np.intp)
    return np.bincount(cells, minlength=CELLS * CELLS + 1)


def divergence(first: np.ndarray, second: np.ndarray) -> float:
    """Jensen–Shannon divergence of two histograms, in bits: 0 the same, 1 nothing in common."""
    p, q = first / first.sum(), second / second.sum()
    mixture = (p + q) / 2
    return float(np.clip(entropy(mixture) - (entropy(p) + entropy(q)) / 2, 0, 1))


def entropy(p: np.ndarray) -> float:
    """Shannon's entropy of a discrete distribution, in bits."""
    p = p[p > 0]
    return float(-(p * np.log2(p)).sum())


def share_within(counted: np.ndarray, support: np.ndarray) -> float:
    """The share of the points of one histogram that lie in cells where the other has any."""
    return float(counted[support > 0].sum() / counted.sum())


def modes_covered(points: np.ndarray, real: Distribution) -> int:
    """How many modes get at least a quarter of their fair share of `points` within 3σ."""
    reach = (WITHIN_SIGMA * real.sigma) ** 2
    needed = FAIR_SHARE * len(points) / len(real.centres)
    covered = 0
    for x, y in real.centres:
        near = (points[:, 0] - x) ** 2 + (points[:, 1] - y) ** 2 <= reach
        covered += int(np.count_nonzero(near) >= needed)
    return covered


def smooth(density: np.ndarray) -> np.ndarray:
    """A map blurred by one cell, which is what 20,000 points can tell of a density."""
    return gaussian_filter(np.asarray(density, dtype=np.float64), SMOOTHING_CELLS, mode="constant")
