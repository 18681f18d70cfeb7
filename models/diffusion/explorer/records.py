"""What the explorer reports: numpy, text and numbers, picklable, readable without torch.

Pictures are uint8 [height, width, 3], RGB: `raw` as the model draws them, `picture` enlarged where
an upscaler is there and wanted. `key` is the content address of a cell: equal keys, equal bytes.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from models.diffusion.records import Started


@dataclass(frozen=True)
class Cost:
    """What a request costs before it runs: `runs` pictures, of which `new_runs` must be drawn, with
    `nfe` network evaluations; `seconds` on this machine, None while it has not been timed.
    `sentence` says it.
    """

    runs: int
    new_runs: int
    nfe: int
    seconds: float | None
    sentence: str


@dataclass(frozen=True)
class SheetPlanned:
    """The plan of a sheet. `x` and `y` are the names of the axes ("" without rows), `columns` and
    `rows` the labels of their values; `keys` are the cells' content addresses by row and column.
    """

    x: str
    y: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    cost: Cost
    notes: tuple[str, ...]
    status: str


@dataclass(frozen=True)
class Drawing:
    """Between two cells: `nfe` of `nfe_total` evaluations are done, `cells` of `cells_total`."""

    nfe: int
    nfe_total: int
    cells: int
    cells_total: int


@dataclass(frozen=True)
class CellReading:
    """What a picture says about itself.

    `agreement` is how likely the judge finds what the prompt names, 0–1, None where it names
    nothing that the judge knows or there is no judge; `saturation` the share of clipped or
    over-saturated pixels; `features` float32 [F] in the judge's feature space, or None.
    """

    agreement: float | None
    saturation: float
    features: np.ndarray | None


@dataclass(frozen=True)
class SheetCell:
    """A finished cell. `settings` opens it as a run of its own; `remembered` is true where it was
    drawn before, and then `seconds` says what it took at that time. `blocked`: the safety checker
    hid it, and the picture is a tile.
    """

    row: int
    column: int
    key: str
    picture: np.ndarray
    raw: np.ndarray
    sha256: str
    nfe: int
    seconds: float
    remembered: bool
    reading: CellReading
    settings: dict[str, Any] = field(default_factory=dict)
    blocked: bool = False


@dataclass(frozen=True)
class GroupReading:
    """The cells of one row or column together: means of agreement and saturation, and `diversity`,
    the mean distance in the judge's features between every two of them; None where it is unknown.
    `over` names the axis that runs inside the group: over seeds, diversity is the lecture's.
    """

    label: str
    cells: int
    agreement: float | None
    saturation: float
    diversity: float | None
    over: str


@dataclass(frozen=True)
class SheetFinished:
    """The end of a sheet: the readings of its columns and rows, and what was really spent."""

    columns: tuple[GroupReading, ...]
    rows: tuple[GroupReading, ...]
    drawn: int
    remembered: int
    nfe: int
    seconds: float


@dataclass(frozen=True)
class GuidanceSeen:
    """The two predictions at one step, and the line through them.

    `w` float32 [K], ascending; `norms` float32 [K], ‖ε_w‖ / √n, where true noise has 1; `x_0` uint8
    [K, H, W, 3], the picture that ε_w means; `noise_pred` uint8 [K, h, w, 3].

    The arrows live in the plane of ε_uncond and ε_cond, in units of √n: `uncond` is (length, 0),
    `cond` (x, y) with y ≥ 0, `angle` in degrees between them. `angles` and `gaps` float32 [T] are
    the angle and the length of ε_cond - ε_uncond at every step of the run.
    """

    step: int
    timestep: float
    sigma: float
    w: np.ndarray
    norms: np.ndarray
    x_0: np.ndarray
    noise_pred: np.ndarray
    x_t: np.ndarray
    uncond: tuple[float, float]
    cond: tuple[float, float]
    angle: float
    timesteps: np.ndarray
    angles: np.ndarray
    gaps: np.ndarray
    picture: np.ndarray
    guidance_scale: float
    seconds: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draw:
    """One drawing of the replicability test; `how` says whether alone, again, or in a sheet."""

    how: str
    picture: np.ndarray
    raw: np.ndarray
    sha256: str
    seconds: float


@dataclass(frozen=True)
class Verdict:
    """Whether all draws have equal bytes; if not, how many pixels differ and by how many levels."""

    equal: bool
    pixels_differing: int
    largest_difference: int
    settings: dict[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Glass:
    """A wine glass of the model and how full it is, 0–1; None where no wine is to be seen."""

    index: int
    seed: int
    picture: np.ndarray
    raw: np.ndarray
    fill: float | None
    settings: dict[str, Any]


@dataclass(frozen=True)
class WineMeasured:
    """The histogram of the fills beside that of fresh training drawings, read by the same ruler.

    `edges` float32 [B + 1] from 0 to 1; `model` and `drawings` int [B], how many glasses fall
    between two edges; `unread` glasses showed no wine. `ruler_error` is the mean error of the ruler
    on drawings whose fill is known, full ones among them, and `ruler_full` what it reads, in the
    mean, off drawings that are filled to the rim.
    """

    edges: np.ndarray
    model: np.ndarray
    drawings: np.ndarray
    unread: int
    highest: float | None
    world_range: tuple[float, float]
    ruler_error: float
    ruler_full: float
    drawings_seen: int


@dataclass(frozen=True)
class ImageStarted(Started):
    """The plan of an image-to-image run, with the pictures it begins with.

    `timesteps` and `sigmas` are those that run, `skipped` float32 [N - M] those that do not.
    `sentence` says "runs M of N steps, starts at t = …". `given` is the picture at the model's
    size, `encoded` what the autoencoder makes of it, `fogged` the start of the run: x_t at `t`,
    decoded; `given_picture` is as large as the final picture. `t` and `sigma` are None where no
    step runs.
    """

    steps_to_run: int
    num_inference_steps: int
    t: float | None
    sigma: float | None
    sentence: str
    given: np.ndarray
    encoded: np.ndarray
    fogged: np.ndarray
    given_picture: np.ndarray
    skipped: np.ndarray


@dataclass(frozen=True)
class PaceMeasured:
    """Seconds of wall time a network evaluation takes, alone and with `workers` cells at a time."""

    alone: float
    together: float
    workers: int
