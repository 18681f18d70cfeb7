"""Every gradient that is written out by hand, beside PyTorch's automatic one."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from models.gan.networks import ACTIVATIONS, Network, count, initial
from models.gan.objectives import OBJECTIVES
from models.gan.optimizers import Optimizer

SIZES = (2, 7, 5, 1)
TORCH_ACTIVATIONS = {"leaky_relu": nn.LeakyReLU(0.2), "relu": nn.ReLU(), "tanh": nn.Tanh()}


def twins(activation: str, seed: int = 0) -> tuple[Network, nn.Sequential]:
    """The same network twice: ours, and PyTorch's in double precision."""
    network = Network(SIZES, activation, initial(SIZES, np.random.default_rng(seed)))
    modules: list[nn.Module] = []
    for W, b in network.layers:
        linear = nn.Linear(*W.shape).double()
        linear.weight.data = torch.tensor(W.T, dtype=torch.float64)
        linear.bias.data = torch.tensor(b, dtype=torch.float64)
        modules += [linear, TORCH_ACTIVATIONS[activation]]
    return network, nn.Sequential(*modules[:-1])


def gradient_of(model: nn.Sequential) -> np.ndarray:
    linears = [module for module in model if isinstance(module, nn.Linear)]
    parts = [part for m in linears for part in (m.weight.grad.T, m.bias.grad)]
    return torch.cat([part.flatten() for part in parts]).numpy()


def points(n: int = 9) -> np.ndarray:
    return np.random.default_rng(1).standard_normal((n, 2)).astype(np.float32)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_output_and_gradients_are_autograds(activation: str) -> None:
    network, model = twins(activation)
    x = torch.tensor(points(), dtype=torch.float64, requires_grad=True)
    weights = torch.linspace(-1, 1, 9, dtype=torch.float64)[:, None]
    y = model(x)
    (weights * y).sum().backward()

    outputs = network.forward(points())
    d = weights.numpy().astype(np.float32)
    network.backward(outputs, d)
    np.testing.assert_allclose(outputs[-1], y.detach(), atol=1e-6)
    np.testing.assert_allclose(network.gradient, gradient_of(model), atol=1e-5)
    np.testing.assert_allclose(network.backward_to_input(outputs, d), x.grad, atol=1e-6)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradient_of_the_gradient_penalty_is_autograds(activation: str) -> None:
    network, model = twins(activation)
    x = torch.tensor(points(), dtype=torch.float64, requires_grad=True)
    (slopes,) = torch.autograd.grad(model(x).sum(), x, create_graph=True)
    ((slopes.norm(dim=1) - 1) ** 2).mean().backward()

    outputs = network.forward(points())
    ours = network.backward_to_input(outputs, np.ones((9, 1), dtype=np.float32))
    norms = np.linalg.norm(ours, axis=1, keepdims=True)
    network.add_slope_gradient(outputs, (2 / 9 * (norms - 1) / norms * ours).astype(np.float32))
    expected = gradient_of_slopes(model)
    assert np.abs(expected).max() > 0.01
    np.testing.assert_allclose(network.gradient, expected, atol=1e-5)


def gradient_of_slopes(model: nn.Sequential) -> np.ndarray:
    """As gradient_of, where biases may have no influence on the slope and so no gradient."""
    for module in model.parameters():
        module.grad = torch.zeros_like(module) if module.grad is None else module.grad
    return gradient_of(model)


TORCH_LOSSES = {
    "minimax": (
        lambda r, f, a: (
            F.binary_cross_entropy_with_logits(r, torch.full_like(r, a))
            + F.binary_cross_entropy_with_logits(f, torch.zeros_like(f))
        ),
        lambda f: torch.log(1 - torch.sigmoid(f)).mean(),
    ),
    "non_saturating": (
        lambda r, f, a: (
            F.binary_cross_entropy_with_logits(r, torch.full_like(r, a))
            + F.binary_cross_entropy_with_logits(f, torch.zeros_like(f))
        ),
        lambda f: -torch.log(torch.sigmoid(f)).mean(),
    ),
    "least_squares": (
        lambda r, f, a: 0.5 * ((r - a) ** 2).mean() + 0.5 * (f**2).mean(),
        lambda f: 0.5 * ((f - 1) ** 2).mean(),
    ),
    "hinge": (
        lambda r, f, a: F.relu(1 - r).mean() + F.relu(1 + f).mean(),
        lambda f: -f.mean(),
    ),
    "wasserstein_gp": (lambda r, f, a: f.mean() - r.mean(), lambda f: -f.mean()),
}


@pytest.mark.parametrize("alpha", [1.0, 0.9])
@pytest.mark.parametrize("name", OBJECTIVES)
def test_losses_and_their_gradients_are_autograds(name: str, alpha: float) -> None:
    rng = np.random.default_rng(2)
    real, fake = (3 * rng.standard_normal((2, 11, 1))).astype(np.float32)
    r, f = (torch.tensor(s, dtype=torch.float64, requires_grad=True) for s in (real, fake))
    of_discriminator, of_generator = TORCH_LOSSES[name]

    expected = of_discriminator(r, f, alpha)
    d_real, d_fake = torch.autograd.grad(expected, [r, f])
    loss, *ours = OBJECTIVES[name].discriminator(real, fake, alpha)
    assert loss == pytest.approx(expected.item(), rel=1e-5)
    np.testing.assert_allclose(ours[0], d_real, atol=1e-6)
    np.testing.assert_allclose(ours[1], d_fake, atol=1e-6)

    expected = of_generator(f)
    (d_fake,) = torch.autograd.grad(expected, f)
    loss, our_fake = OBJECTIVES[name].generator(fake)
    assert loss == pytest.approx(expected.item(), rel=1e-5)
    np.testing.assert_allclose(our_fake, d_fake, atol=1e-6)


@pytest.mark.parametrize("alpha", [1.0, 0.8])
@pytest.mark.parametrize("name", ["minimax", "non_saturating", "least_squares"])
def test_perfect_play_is_where_the_discriminator_can_do_no_better(name: str, alpha: float) -> None:
    """Where p = q one score must do for all points; the best is found by trying."""
    objective = OBJECTIVES[name]
    scores = np.linspace(-6, 6, 24_001, dtype=np.float32).reshape(-1, 1, 1)
    losses = [objective.discriminator(score, score, alpha)[0] for score in scores]
    best = scores[int(np.argmin(losses))]
    perfect = objective.perfect(alpha)
    assert perfect.discriminator_loss == pytest.approx(min(losses), abs=1e-5)
    assert perfect.generator_loss == pytest.approx(objective.generator(best)[0], abs=1e-3)
    assert perfect.belief == pytest.approx(objective.belief(best).item(), abs=1e-3)
    assert objective.undecided(alpha) == pytest.approx(best.item(), abs=1e-3)


def test_perfect_play_has_the_values_of_the_textbook() -> None:
    perfect = OBJECTIVES["non_saturating"].perfect(1.0)
    assert perfect.discriminator_loss == pytest.approx(np.log(4))
    assert perfect.generator_loss == pytest.approx(np.log(2))
    assert perfect.belief == 0.5
    assert OBJECTIVES["minimax"].perfect(1.0).generator_loss == pytest.approx(-np.log(2))
    assert OBJECTIVES["hinge"].perfect(1.0).discriminator_loss == 2


@pytest.mark.parametrize("name", ["adam", "sgd"])
def test_optimizers_step_like_pytorchs(name: str) -> None:
    rng = np.random.default_rng(3)
    ours = rng.standard_normal(50).astype(np.float32)
    theirs = torch.nn.Parameter(torch.tensor(ours))
    optimizer = Optimizer(*np.zeros((2, 50), dtype=np.float32))
    rival = (
        torch.optim.Adam([theirs], lr=0.01, betas=(0.5, 0.99))
        if name == "adam"
        else torch.optim.SGD([theirs], lr=0.01)
    )
    for _ in range(20):
        gradient = rng.standard_normal(50).astype(np.float32)
        if name == "adam":
            optimizer.adam(ours, gradient, 0.01, 0.5, 0.99)
        else:
            optimizer.sgd(ours, gradient, 0.01)
        theirs.grad = torch.tensor(gradient)
        rival.step()
    np.testing.assert_allclose(ours, theirs.detach(), atol=1e-5)


def test_weights_begin_as_pytorchs_do() -> None:
    sizes = (16, 400, 4)
    network = Network(sizes, "tanh", initial(sizes, np.random.default_rng(4)))
    assert network.parameters.dtype == np.float32
    assert len(network.parameters) == count(sizes) == 16 * 400 + 400 + 400 * 4 + 4
    for (W, b), n_in in zip(network.layers, sizes, strict=False):
        assert np.abs(W).max() == pytest.approx(n_in**-0.5, rel=0.02)
        assert np.abs(b).max() <= n_in**-0.5
        assert W.std() == pytest.approx((3 * n_in) ** -0.5, rel=0.1)
