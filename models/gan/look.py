"""Looking at a game without disturbing it: frames."""

import numpy as np

from models.gan import metrics, state
from models.gan.game import MEASURING, SHOWING, Diverged, Game, Tally
from models.gan.records import MESH, MESH_CURVE, SHOWN, Evaluation, Frame

FAR = 1000.0
"""Forged points farther away than this mean that the game has diverged."""

REACH = {"gaussian": 2.5, "uniform": 3**0.5}
"""How far the mesh over z reaches in each direction."""


class Onlooker:
    """Sees a game always from the same place: the same z, the same real points."""

    def __init__(self, game: Game) -> None:
        settings = game.settings
        showing = np.random.default_rng([settings.seed, SHOWING])
        measuring = np.random.default_rng([settings.seed, MEASURING])
        self.real = game.real.sample(SHOWN, showing).astype(np.float16)
        self.z = game.noise(SHOWN, showing)
        self.mesh = _mesh(settings.noise_dim, REACH[settings.noise])
        self.cells = metrics.cell_centres()
        self.evaluator = metrics.Evaluator(game.real, measuring)
        self.measured_z = game.noise(metrics.POINTS, measuring)

    @np.errstate(over="ignore", invalid="ignore")
    def frame(self, game: Game, stage: str, *, measured: bool, resumable: bool) -> Frame:
        """This moment; the readings begin anew after it. Raises Diverged."""
        fakes = game.forge(self.z)
        farthest = float(np.abs(fakes).max())
        if not farthest < FAR:
            raise Diverged(f"the forged points are {farthest:.3g} away from the middle")
        _, d_fakes = game.reproach(fakes)
        readings, game.tally = game.tally.readings(), Tally()
        size = metrics.CELLS
        return Frame(
            round=game.round,
            stage=stage,
            discriminator_steps=game.discriminator.steps,
            generator_steps=game.generator.steps,
            won=(game.won[0], game.won[1]),
            fakes=fakes.astype(np.float16),
            arrows=np.clip(-len(fakes) * d_fakes, -FAR, FAR).astype(np.float16),
            judgement=metrics.as_bytes(game.belief(self.cells)).reshape(size, size),
            mesh=game.forge(self.mesh.reshape(-1, self.mesh.shape[-1]))
            .reshape(*self.mesh.shape[:2], 2)
            .astype(np.float16),
            readings=readings,
            evaluation=self.evaluate(game) if measured else None,
            state=state.to_text(game) if resumable else None,
        )

    def evaluate(self, game: Game) -> Evaluation:
        """Measure 20,000 forged points."""
        return self.evaluator.evaluate(game.forge(self.measured_z), game.objective, game.alpha)


def _mesh(noise_dim: int, reach: float) -> np.ndarray:
    """A grid over z: float32 [MESH, MESH, 2], or [1, MESH_CURVE, 1] for z of one dimension."""
    if noise_dim == 1:
        return np.linspace(-reach, reach, MESH_CURVE, dtype=np.float32).reshape(1, -1, 1)
    ticks = np.linspace(-reach, reach, MESH, dtype=np.float32)
    return np.stack(np.meshgrid(ticks, ticks), axis=-1)
