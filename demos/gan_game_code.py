"""The program that plays the same game in plain PyTorch, number by number."""

import math

from models.gan.requests import GameRequest

PROGRAM = """\
import numpy as np
import torch
from torch.nn import {activation_class}, Linear, Sequential
from torch.nn import functional as F

from models.gan.data import distribution  # the gallery's own: shapes made of Gaussians

torch.set_num_threads(1)
n, data, rng = {n}, distribution({data}), np.random.default_rng([{seed}, 1])


def network(widths, key):
    shapes, layers = list(zip(widths, widths[1:])), []
    start = np.random.default_rng([{seed}, 0, key])
    values = start.uniform(-1, 1, sum((i + 1) * o for i, o in shapes)).astype("float32")
    for i, o in shapes:
        W, b, values = np.split(values, [i * o, (i + 1) * o])
        layers += [Linear(i, o), {activation}]
        layers[-2].weight.data = torch.from_numpy(W.reshape(i, o).T.copy()) / i**0.5
        layers[-2].bias.data = torch.from_numpy(b) / i**0.5
    return Sequential(*layers[:-1])


def real():
    return torch.from_numpy(data.sample(n, rng))


def forged():
    return G(torch.from_numpy({noise}))

{penalty}
def learn(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


D, G = network({d_widths}, 0), network({g_widths}, 1)
d_optimizer = torch.optim.{d_optimizer}
g_optimizer = torch.optim.{g_optimizer}
d_loss = g_loss = float("nan")
for r in range({rounds}):
{a_round}
print(f"{rounds} rounds: D's loss {{d_loss:.4f}}, G's loss {{g_loss:.4f}}")
"""

GOES_ON = """\
# The game in the page went on from round {from_round}. This one is played from its seed, with the
# settings of now from the first round on.
"""

PENALTY = """
def penalty(x, y):
    share = torch.from_numpy(rng.random((n, 1), dtype="float32"))
    between = (y + share * (x - y)).requires_grad_()
    (slopes,) = torch.autograd.grad(D(between).sum(), between, create_graph=True)
    return (slopes.norm(dim=1) - 1).square().mean()

"""

BOTH_LEARN = """\
    for _ in range({k_d}):
        x, y = real(), forged().detach()
        s, t = D(x), D(y)
        d_loss = learn(d_optimizer, {d_loss})
    for _ in range({k_g}):
        g_loss = learn(g_optimizer, {g_loss})"""

DETECTIVE_WATCHES = """\
    x, y = real(), forged()  # judged, but the detective does not learn from it
    for _ in range({k_g}):
        g_loss = learn(g_optimizer, {g_loss})"""

LOSER_LEARNS = """\
    x, y = real(), forged().detach()
    s, t = D(x), D(y)
    right = (s > {undecided}).sum() + (t <= {undecided}).sum()
    if right > n + 1.645 * (n / 2) ** 0.5:  # the detective wins
        for _ in range({k_g}):
            g_loss = learn(g_optimizer, {g_loss})
    else:
        for step in range({k_d}):
            if step:
                x, y = real(), forged().detach()
                s, t = D(x), D(y)
            d_loss = learn(d_optimizer, {d_loss})"""

ACTIVATIONS = {
    "leaky_relu": ("LeakyReLU", "LeakyReLU(0.2)"),
    "relu": ("ReLU", "ReLU()"),
    "tanh": ("Tanh", "Tanh()"),
}

LOSSES = {
    "minimax": (
        "F.softplus(-s).mean(){smoothing} + F.softplus(t).mean()",
        "-F.softplus(D(forged())).mean()",
    ),
    "non_saturating": (
        "F.softplus(-s).mean(){smoothing} + F.softplus(t).mean()",
        "F.softplus(-D(forged())).mean()",
    ),
    "least_squares": (
        "((s - {alpha}) ** 2 + t**2).mean() / 2",
        "((D(forged()) - 1) ** 2).mean() / 2",
    ),
    "hinge": ("F.relu(1 - s).mean() + F.relu(1 + t).mean()", "-D(forged()).mean()"),
    "wasserstein_gp": ("t.mean() - s.mean(){penalised}", "-D(forged()).mean()"),
}


def code(request: GameRequest) -> str:
    """The program of `request`, from its seed; run it in the gallery's folder."""
    d_depth, g_depth = request.discriminator_depth, request.generator_depth
    activation_class, activation = ACTIVATIONS[request.activation]
    penalised = request.objective == "wasserstein_gp" and request.gradient_penalty > 0
    remark = GOES_ON.format(from_round=request.from_round) if request.resume else ""
    return remark + PROGRAM.format(
        activation_class=activation_class,
        activation=activation,
        n=request.batch_size,
        data=_data(request),
        seed=request.seed,
        noise=_noise(request),
        penalty=PENALTY if penalised else "",
        d_widths=(2, *[request.discriminator_width] * d_depth, 1),
        g_widths=(request.noise_dim, *[request.generator_width] * g_depth, 2),
        d_optimizer=_optimizer(request, "D", request.discriminator_lr),
        g_optimizer=_optimizer(request, "G", request.generator_lr),
        rounds=request.rounds,
        a_round=_round(request),
    )


def _data(request: GameRequest) -> str:
    if request.data != "drawing":
        return f'"{request.data}"'
    return f'"drawing", {[list(point) for point in request.drawing]}'


def _noise(request: GameRequest) -> str:
    shape = f"(n, {request.noise_dim})"
    if request.noise == "gaussian":
        return f'rng.standard_normal({shape}, dtype="float32")'
    return f'(rng.random({shape}, dtype="float32") - np.float32(0.5)) * np.float32(12**0.5)'


def _optimizer(request: GameRequest, player: str, lr: float) -> str:
    if request.optimizer == "sgd":
        return f"SGD({player}.parameters(), {lr})"
    return f"Adam({player}.parameters(), {lr}, ({request.beta_1}, {request.beta_2}))"


def _round(request: GameRequest) -> str:
    alpha = 1 - request.label_smoothing
    of_d, of_g = LOSSES[request.objective]
    of_d = of_d.format(
        alpha=alpha,
        smoothing=f" + {request.label_smoothing} * s.mean()" if request.label_smoothing else "",
        penalised=f" + {request.gradient_penalty} * penalty(x, y)"
        if request.gradient_penalty
        else "",
    )
    both = BOTH_LEARN if request.discriminator_steps else DETECTIVE_WATCHES
    template = LOSER_LEARNS if request.rule == "loser_learns" else both
    return template.format(
        k_d=request.discriminator_steps,
        k_g=request.generator_steps,
        d_loss=of_d,
        g_loss=of_g,
        undecided=_undecided(request.objective, alpha),
    )


def _undecided(objective: str, alpha: float) -> str:
    """The score from which on a point counts as real."""
    if objective == "wasserstein_gp":
        return "(s.sum() + t.sum()) / (2 * n)"
    if objective == "hinge":
        return "0"
    if objective == "least_squares":
        return f"{alpha / 2}"
    return f"{math.log(alpha / (2 - alpha))}"
