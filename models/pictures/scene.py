"""A scene: everything that decides a drawing, as data; and the law by which scenes are drawn."""

from dataclasses import dataclass

from numpy.random import Generator

from models.pictures.palette import COLOURS
from models.pictures.settings import SETTINGS
from models.pictures.subjects import SUBJECTS
from models.pictures.things import WINE_FILL

STYLES = ("flat", "outline sketch", "watercolour", "pixel art")
SIZES = ("small", "medium", "large")
RELATIONS = ("on", "next to", "above", "riding")


@dataclass(frozen=True)
class Item:
    """One subject of a scene. `colour` is one of the ten, or None for its natural one."""

    subject: str
    colour: str | None = None
    size: str = "medium"
    count: int = 1


@dataclass(frozen=True)
class Scene:
    """A picture before it is drawn. `seed` decides pose, place and proportion.

    `fill` is how full a wine glass is, 0–1; `futuristic` is for skylines. The drawings that models
    are trained on keep `fill` in `WINE_FILL` and never use a withheld combination.
    """

    items: tuple[Item, ...]
    setting: str
    seed: int
    relation: str | None = None
    style: str = "flat"
    fill: float = 0.4
    futuristic: bool = False


def withheld(subject: str, colour: str | None, setting: str) -> bool:
    """Whether this combination is kept out of every training sample (one in ten).

    Listed by a rule instead of by hand: number subjects, colours and settings in their order, and
    withhold (subject + 3·colour + 7·setting) mod 10 = 0. Every subject, colour and setting is then
    withheld equally often and seen nine times as often in other company.
    """
    if colour is None:
        return False
    s, c, k = (
        list(SUBJECTS).index(subject),
        list(COLOURS).index(colour),
        list(SETTINGS).index(setting),
    )
    return (s + 3 * c + 7 * k) % 10 == 0


def has_withheld(scene: Scene) -> bool:
    """Whether any item of the scene is a withheld combination."""
    return any(withheld(i.subject, i.colour, scene.setting) for i in scene.items)


def sample_scene(rng: Generator, pair_share: float = 0.25) -> Scene:
    """Draws a scene that a model may be trained on: no withheld combination, no overfull glass."""
    while True:
        scene = _any_scene(rng, pair_share)
        if not has_withheld(scene):
            return scene


def _any_scene(rng: Generator, pair_share: float) -> Scene:
    setting = _pick(rng, SETTINGS)
    style = STYLES[rng.choice(4, p=(0.76, 0.08, 0.08, 0.08))]
    seed = int(rng.integers(2**31))
    fill = float(rng.uniform(*WINE_FILL))
    if rng.random() < pair_share:
        items, relation = _pair(rng)
        return Scene(items, setting, seed, relation, style, fill)
    count = int(rng.choice((1, 2, 3), p=(0.88, 0.07, 0.05)))
    subject = _pick(rng, SUBJECTS)
    size = "medium" if count > 1 else SIZES[rng.choice(3, p=(0.12, 0.76, 0.12))]
    item = Item(subject, _colour(rng, subject), size, count)
    return Scene(
        (item,),
        setting,
        seed,
        None,
        style,
        fill,
        subject == "city skyline" and bool(rng.random() < 0.5),
    )


def _pair(rng: Generator) -> tuple[tuple[Item, Item], str]:
    relation = RELATIONS[rng.choice(4, p=(0.25, 0.3, 0.15, 0.3))]
    first = _pick(
        rng, [n for n, s in SUBJECTS.items() if s.rider] if relation == "riding" else SUBJECTS
    )
    others = [n for n, s in SUBJECTS.items() if n != first and (s.mount or relation != "riding")]
    second = _pick(rng, others)
    return (Item(first, _colour(rng, first)), Item(second, _colour(rng, second))), relation


def _pick(rng: Generator, names) -> str:
    names = list(names)
    return names[rng.integers(len(names))]


def _colour(rng: Generator, subject: str) -> str | None:
    return _pick(rng, COLOURS) if SUBJECTS[subject].paintable and rng.random() < 0.6 else None
