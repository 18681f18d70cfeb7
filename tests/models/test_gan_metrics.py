"""The measures beside scipy and closed forms, and the shapes beside their densities."""

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon
from scipy.stats import multivariate_normal

from models.gan import metrics
from models.gan.data import SHAPES, Distribution, distribution
from models.gan.objectives import OBJECTIVES
from models.gan.records import CELLS
from models.gan.requests import EXTENT

RNG = np.random.default_rng
SINGLE = Distribution(np.array([[0.4, -0.7]], dtype=np.float32), 0.4, modes=True)


def test_divergence_is_scipys() -> None:
    p, q = RNG(0).integers(0, 9, (2, 400))
    expected = jensenshannon(p, q, base=2) ** 2
    assert metrics.divergence(p, q) == pytest.approx(expected, abs=1e-12)
    assert metrics.divergence(p, 3 * p) == pytest.approx(0, abs=1e-12)
    assert metrics.divergence(np.array([5, 0]), np.array([0, 1])) == 1


def test_histogram_counts_every_point_once_and_from_the_top() -> None:
    edge = EXTENT - 0.01
    points = np.array([[-edge, edge], [edge, edge], [edge, -edge], [9, 0], [np.nan, 0]])
    counts = metrics.histogram(points)
    assert counts.sum() == len(points)
    assert counts[0] == counts[CELLS - 1] == counts[CELLS * CELLS - 1] == 1
    assert counts[-1] == 2
    np.testing.assert_array_equal(
        metrics.histogram(metrics.cell_centres()), [1] * CELLS * CELLS + [0]
    )


@pytest.mark.parametrize("name", SHAPES)
def test_density_is_that_of_the_points(name: str) -> None:
    shape = distribution(name)
    cell = (2 * EXTENT / CELLS) ** 2
    fine = np.concatenate([metrics.cell_centres() + d for d in ([0, 0], [0.05, 0.05], [-0.05, 0])])
    assert shape.density(fine).sum() * cell / 3 == pytest.approx(1, abs=0.03)
    inside = shape.sample(4000, RNG(1))
    assert (np.abs(inside) < EXTENT).all()
    seen = metrics.histogram(shape.sample(200_000, RNG(2)))[:-1] / 200_000 / cell
    told = shape.density(metrics.cell_centres())
    blurred_seen = metrics.smooth(metrics.smooth(seen.reshape(CELLS, CELLS)))
    blurred_told = metrics.smooth(metrics.smooth(told.reshape(CELLS, CELLS)))
    np.testing.assert_allclose(blurred_seen, blurred_told, atol=0.06 * blurred_told.max())


def test_density_of_a_mixture_is_scipys() -> None:
    ring = distribution("ring")
    points = ring.sample(50, RNG(3))
    parts = [multivariate_normal(c, ring.sigma**2 * np.eye(2)).pdf(points) for c in ring.centres]
    np.testing.assert_allclose(ring.density(points), np.mean(parts, axis=0), rtol=1e-4)


def test_drawn_points_are_taken_as_they_are() -> None:
    drawn = distribution("drawing", ((0.0, 1.0), (2.0, -1.0)))
    points = drawn.sample(1000, RNG(4))
    distances = np.linalg.norm(points[:, None] - drawn.centres, axis=2).min(axis=1)
    assert distances.max() < 5 * drawn.sigma
    assert 400 < (points[:, 0] < 1).sum() < 600


@pytest.mark.parametrize("name", SHAPES)
def test_a_perfect_generator_reads_the_floor(name: str) -> None:
    real = distribution(name)
    evaluator = metrics.Evaluator(real, RNG(5))
    found = evaluator.evaluate(
        real.sample(metrics.POINTS, RNG(6)), OBJECTIVES["non_saturating"], 1.0
    )
    assert found.divergence == pytest.approx(evaluator.floor, rel=0.25)
    assert 0 < evaluator.floor < 0.03
    assert found.precision > 0.98
    assert found.recall > 0.98
    assert found.modes == (len(real.centres) if real.modes else None)


def test_what_is_missing_is_missed() -> None:
    ring = distribution("ring")
    half = Distribution(ring.centres[:4], ring.sigma)
    evaluator = metrics.Evaluator(ring, RNG(7))
    found = evaluator.evaluate(half.sample(metrics.POINTS, RNG(8)), OBJECTIVES["minimax"], 1.0)
    assert found.modes == 4
    assert found.precision > 0.98
    assert found.recall == pytest.approx(0.5, abs=0.03)
    # Half of p against all of it: 1 - ¾ log₂ 3 + ½ = 0.3113 bits.
    assert found.divergence == pytest.approx(1.5 - 0.75 * np.log2(3), abs=0.02)


def test_a_mode_needs_a_quarter_of_its_fair_share() -> None:
    two = Distribution(np.array([[-1, 0], [1, 0]], dtype=np.float32), 0.1, modes=True)
    near, far = np.full((1000, 2), [1.0, 0.29]), np.full((1000, 2), [-1.0, 0.31])
    assert metrics.modes_covered(np.concatenate([near, far]), two) == 1
    lonely = np.full((124, 2), [-1.0, 0.0])
    assert metrics.modes_covered(np.concatenate([near[:876], lonely]), two) == 1
    assert metrics.modes_covered(np.concatenate([near[:875], lonely, lonely[:1]]), two) == 2


def test_far_points_are_no_precision() -> None:
    evaluator = metrics.Evaluator(SINGLE, RNG(9))
    away = np.full((metrics.POINTS, 2), 1e6, dtype=np.float32)
    found = evaluator.evaluate(away, OBJECTIVES["minimax"], 1.0)
    assert (found.divergence, found.precision, found.recall, found.modes) == (1, 0, 0, 0)


def test_optimal_discriminator_is_p_over_p_plus_q() -> None:
    """Two Gaussians, blurred by a cell like the map: the ratio in closed form."""
    real, forged = SINGLE, Distribution(np.array([[-0.5, 0.2]], dtype=np.float32), 0.5)
    evaluator = metrics.Evaluator(real, RNG(10))
    sample = forged.sample(metrics.POINTS, RNG(11))
    found = evaluator.evaluate(sample, OBJECTIVES["non_saturating"], 1.0)
    cell = 2 * EXTENT / CELLS
    centres = metrics.cell_centres()
    p, q = (
        Distribution(d.centres, float(np.hypot(d.sigma, cell))).density(centres)
        for d in (real, forged)
    )
    crowded = p + q > 0.05
    expected = p / (p + q)
    np.testing.assert_allclose(found.optimal.ravel()[crowded] / 255, expected[crowded], atol=0.08)


def test_optimal_discriminator_of_each_objective() -> None:
    ratio = np.array([0.0, 0.4, 0.5, 0.6, 1.0])
    np.testing.assert_allclose(OBJECTIVES["least_squares"].optimal(ratio, 0.9), 0.9 * ratio)
    np.testing.assert_array_equal(OBJECTIVES["hinge"].optimal(ratio, 1.0), [0, 0, 0.5, 1, 1])
    evaluator = metrics.Evaluator(SINGLE, RNG(12))
    sample = SINGLE.sample(metrics.POINTS, RNG(13))
    assert evaluator.evaluate(sample, OBJECTIVES["wasserstein_gp"], 1.0).optimal is None
