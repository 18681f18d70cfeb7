"""The thirty subjects as data: how each is drawn, coloured, named and placed."""

from collections.abc import Callable
from dataclasses import dataclass

from models.pictures import animals, people, places, things
from models.pictures.palette import RGB


@dataclass(frozen=True)
class Subject:
    """One thing the world can draw.

    `natural` are the colours it has when the caption names none. `paintable` subjects take any of
    the ten colours. `height` is the usual share of the picture's side that it fills. `mount` means
    that somebody can ride it; `rider` that it can ride. What bears letters has `mirrors=False`.
    """

    names: tuple[str, ...]
    plural: str
    draw: Callable
    natural: tuple[RGB, ...]
    paintable: bool = True
    height: float = 0.72
    mount: bool = False
    rider: bool = False
    mirrors: bool = True


SUBJECTS: dict[str, Subject] = {
    "astronaut": Subject(
        ("astronaut", "spaceman"), "astronauts", people.astronaut, ((240, 240, 242),), rider=True
    ),
    "person": Subject(
        ("person", "man", "woman"),
        "people",
        people.person,
        ((62, 140, 150), (196, 84, 70), (90, 110, 180)),
        rider=True,
    ),
    "robot": Subject(("robot",), "robots", people.robot, ((156, 168, 182),), rider=True),
    "snowman": Subject(
        ("snowman",), "snowmen", people.snowman, ((246, 249, 253),), paintable=False
    ),
    "horse": Subject(
        ("horse", "pony"),
        "horses",
        animals.horse,
        ((146, 92, 54), (98, 62, 42), (214, 190, 156)),
        mount=True,
        height=0.76,
    ),
    "dog": Subject(
        ("dog", "puppy"),
        "dogs",
        animals.dog,
        ((204, 150, 92), (140, 96, 62)),
        mount=True,
        rider=True,
        height=0.68,
    ),
    "poodle": Subject(
        ("poodle",),
        "poodles",
        animals.poodle,
        ((238, 232, 226), (92, 82, 88)),
        mount=True,
        rider=True,
        height=0.72,
    ),
    "cat": Subject(
        ("cat", "kitten"),
        "cats",
        animals.cat,
        ((236, 150, 70), (124, 124, 132)),
        rider=True,
        height=0.7,
    ),
    "owl": Subject(("owl",), "owls", animals.owl, ((150, 108, 70),), rider=True, height=0.68),
    "fish": Subject(("fish",), "fish", animals.fish, ((244, 128, 50), (66, 150, 200)), height=0.62),
    "whale": Subject(
        ("whale",), "whales", animals.whale, ((70, 110, 160),), mount=True, height=0.72
    ),
    "butterfly": Subject(
        ("butterfly",), "butterflies", animals.butterfly, ((240, 140, 50),), height=0.66
    ),
    "turtle": Subject(
        ("turtle", "tortoise"), "turtles", animals.turtle, ((96, 128, 60),), mount=True, height=0.68
    ),
    "stop sign": Subject(
        ("stop sign",),
        "stop signs",
        things.stop_sign,
        ((206, 34, 40),),
        paintable=False,
        mirrors=False,
        height=0.72,
    ),
    "wine glass": Subject(
        ("wine glass", "glass of wine"),
        "wine glasses",
        things.wine_glass,
        ((150, 20, 52),),
        paintable=False,
        height=0.74,
    ),
    "banana": Subject(("banana",), "bananas", things.banana, ((250, 214, 66),), height=0.62),
    "lemon": Subject(("lemon",), "lemons", things.lemon, ((252, 226, 60),), height=0.58),
    "apple": Subject(
        ("apple",), "apples", things.apple, ((208, 48, 52), (130, 190, 70)), height=0.6
    ),
    "mushroom": Subject(
        ("mushroom", "toadstool"), "mushrooms", things.mushroom, ((204, 62, 46),), height=0.66
    ),
    "flower": Subject(
        ("flower",), "flowers", things.flower, ((240, 110, 160), (250, 200, 60)), height=0.7
    ),
    "umbrella": Subject(
        ("umbrella", "parasol"),
        "umbrellas",
        things.umbrella,
        ((70, 90, 180), (206, 60, 70)),
        height=0.7,
    ),
    "balloon": Subject(("balloon",), "balloons", things.balloon, ((220, 60, 66),), height=0.66),
    "car": Subject(
        ("car",), "cars", things.car, ((206, 60, 56), (70, 120, 190)), mount=True, height=0.72
    ),
    "boat": Subject(
        ("boat", "sailboat"),
        "boats",
        things.boat,
        ((166, 84, 56), (60, 100, 160)),
        mount=True,
        height=0.72,
    ),
    "rocket": Subject(
        ("rocket",), "rockets", things.rocket, ((212, 60, 56),), mount=True, height=0.76
    ),
    "house": Subject(
        ("house", "cottage"),
        "houses",
        places.house,
        ((238, 214, 170), (214, 190, 184)),
        height=0.74,
    ),
    "castle": Subject(("castle",), "castles", places.castle, ((168, 166, 172),), height=0.74),
    "lighthouse": Subject(
        ("lighthouse",), "lighthouses", places.lighthouse, ((206, 52, 50),), height=0.78
    ),
    "tree": Subject(("tree",), "trees", places.tree, ((74, 148, 66), (110, 160, 60)), height=0.76),
    "city skyline": Subject(
        ("city skyline", "city", "skyline"),
        "city skylines",
        places.skyline,
        ((96, 110, 150), (120, 104, 130)),
        paintable=False,
        height=0.62,
    ),
}
