"""The program that plays the same game on pictures in plain PyTorch, number by number."""

from models.gan_pictures.requests import PicturesRequest

PROGRAM = """\
import torch
from PIL import Image
from torch import nn
from torch.nn.functional import softplus

from models.gan_pictures.data import load  # the gallery's own: {what}

torch.set_num_threads(1)
n, rng = 32, torch.Generator().manual_seed({seed})
real = torch.from_numpy(load("{data}").pictures).permute(0, 3, 1, 2) / 127.5 - 1

G = nn.Sequential(  # the criminal: noise in, a picture out
    nn.Linear(32, 128), nn.BatchNorm1d(128), nn.LeakyReLU(0.2),
    nn.Linear(128, 256), nn.BatchNorm1d(256), nn.LeakyReLU(0.2),
    nn.Linear(256, {pixels}), nn.Tanh(), nn.Unflatten(1, {shape}),
)
D = nn.Sequential(  # the detective: a picture in, a score out
    nn.Conv2d({channels}, 32, 4, 2, 1), nn.LeakyReLU(0.2),
    nn.Conv2d(32, 64, 4, 2, 1), nn.LeakyReLU(0.2),
    nn.Flatten(), nn.Linear({seen}, 1), nn.Flatten(0),
)
for layer in [*G, *D]:
    if isinstance(layer, nn.Linear | nn.Conv2d):
        nn.init.kaiming_uniform_(layer.weight, a=5**0.5, generator=rng)
        nn.init.zeros_(layer.bias)

d_optimizer = torch.optim.Adam(D.parameters(), {discriminator_lr}, (0.5, 0.99))
g_optimizer = torch.optim.Adam(G.parameters(), {generator_lr}, (0.5, 0.99))


def learn(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


for r in range({rounds}):
    x = real[torch.randint(len(real), (n,), generator=rng)].requires_grad_(r % 8 == 0)
    y = G(torch.randn(n, 32, generator=rng))
    s, t = D(x), D(y.detach())
    d_loss = softplus(-s).mean() + softplus(t).mean()
    if r % 8 == 0:  # a steep slope at real pictures costs: R1 (Mescheder et al. 2018)
        (slope,) = torch.autograd.grad(s.sum(), x, create_graph=True)
        d_loss = d_loss + 8 * 0.3 / 2 * slope.square().sum((1, 2, 3)).mean()
{who_learns}

with torch.no_grad():
    noise = torch.randn(256, 32, generator=torch.Generator().manual_seed({seed} + 1))
    pictures = ((G(noise)[:12] + 1) * 127.5).round().clamp(0, 255).byte()
row = torch.cat([*pictures], dim=2).permute(1, 2, 0).squeeze().numpy()
Image.fromarray(row).resize((12 * 128, 128), Image.Resampling.NEAREST).save("forgeries.png")
"""

BOTH_LEARN = """\
    learn(d_optimizer, d_loss)
    learn(g_optimizer, softplus(-D(y)).mean())"""

LOSER_LEARNS = """\
    right = (s > 0).sum() + (t < 0).sum()
    if right > n + 1.645 * (n / 2) ** 0.5:  # the detective wins, so the criminal learns
        learn(g_optimizer, softplus(-D(y)).mean())
    else:
        learn(d_optimizer, d_loss)"""

KINDS = {"banknotes": ("banknotes", 16, 3), "digits": ("scikit-learn's digits", 8, 1)}
"""What the pictures are, their side, and their channels."""


def code(request: PicturesRequest) -> str:
    """The program of `request`; run it in the gallery's folder."""
    what, side, channels = KINDS[request.data]
    return PROGRAM.format(
        what=what,
        data=request.data,
        seed=request.seed,
        rounds=request.rounds,
        discriminator_lr=request.discriminator_lr,
        generator_lr=request.generator_lr,
        channels=channels,
        shape=(channels, side, side),
        pixels=channels * side**2,
        seen=64 * (side // 4) ** 2,
        who_learns=BOTH_LEARN if request.rule == "standard" else LOSER_LEARNS,
    )
