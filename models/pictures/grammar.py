"""The language of the picture world: what a scene is called, and which words it knows.

The grammar is the tables below. A caption is

    [opener] noun phrase [relation noun phrase] [setting]

with a noun phrase `a | an | two | three, [size], [colour], [fill], noun`. Captions are lower case
without punctuation. Some leave the setting out, so that a prompt may, too.
"""

import re

from numpy.random import Generator

from models.pictures.palette import COLOURS
from models.pictures.scene import Item, Scene
from models.pictures.settings import SETTINGS
from models.pictures.subjects import SUBJECTS

OPENERS: dict[str, tuple[str, ...]] = {
    "flat": ("", "a photo of", "a picture of", "a drawing of", "an image of"),
    "outline sketch": ("an outline sketch of", "a sketch of"),
    "watercolour": ("a watercolour of", "a watercolour painting of", "a painting of"),
    "pixel art": ("pixel art of", "a pixel art picture of"),
}
SETTING_PHRASES: dict[str, tuple[str, ...]] = {
    "blue skies": ("in blue skies", "in the blue sky", "in the sky"),
    "sunset": ("at sunset",),
    "night": ("at night", "under the stars"),
    "snow": ("in the snow", "in snow"),
    "mars": ("on mars",),
    "beach": ("on the beach", "at the beach"),
    "meadow": ("in a meadow", "on the grass"),
    "forest": ("in the forest", "in a forest"),
    "under water": ("under water", "underwater"),
    "plain paper": ("on plain paper", "on paper"),
}
RELATION_PHRASES: dict[str, tuple[str, ...]] = {
    "on": ("on", "on top of", "standing on", "sitting on"),
    "next to": ("next to", "beside", "and"),
    "above": ("above", "over"),
    "riding": ("riding", "riding on"),
}
SIZE_WORDS: dict[str, tuple[str, ...]] = {
    "small": ("small", "little", "tiny"),
    "medium": (),
    "large": ("big", "large", "huge"),
}
COUNT_WORDS = {2: "two", 3: "three"}
FLYING = ("flying", "is flying")
FILL_PHRASES: tuple[tuple[float, float, str], ...] = (
    (0.10, 0.25, "nearly empty"),
    (0.33, 0.47, "half full"),
    (0.55, 0.70, "full"),
)
INTENSIFIER = "completely"
FUTURISTIC = "futuristic"

SETTING_SHARE = 0.9
FILL_SHARE = 0.7


def caption(scene: Scene, rng: Generator) -> str:
    """One of the many captions of a scene, chosen by the generator."""
    opener = _choose(rng, OPENERS[scene.style])
    first = noun_phrase(scene.items[0], scene, rng)
    setting = _choose(rng, SETTING_PHRASES[scene.setting]) if rng.random() < SETTING_SHARE else ""
    if scene.relation:
        relation = _choose(rng, RELATION_PHRASES[scene.relation])
        return _join(opener, first, relation, noun_phrase(scene.items[1], scene, rng), setting)
    if scene.setting == "blue skies" and setting and rng.random() < 0.4:
        verb = _choose(rng, FLYING if scene.items[0].count == 1 else FLYING[:1])
        return _join("" if verb == "is flying" else opener, first, verb, setting)
    return _join(opener, first, setting)


def noun_phrase(item: Item, scene: Scene, rng: Generator) -> str:
    """The item in words, with its article or number: "two small red apples"."""
    subject = SUBJECTS[item.subject]
    words = []
    if SIZE_WORDS[item.size]:
        words.append(_choose(rng, SIZE_WORDS[item.size]))
    if item.colour:
        words += [INTENSIFIER, item.colour] if rng.random() < 0.05 else [item.colour]
    if item.subject == "wine glass" and rng.random() < FILL_SHARE:
        words += [phrase for low, high, phrase in FILL_PHRASES if low <= scene.fill <= high]
    if item.subject == "city skyline" and scene.futuristic:
        words.append(FUTURISTIC)
    words.append(_choose(rng, subject.names) if item.count == 1 else subject.plural)
    return _join(_article(words[0]) if item.count == 1 else COUNT_WORDS[item.count], *words)


def phrases() -> dict[str, tuple[str, ...]]:
    """The grammar as data: every phrase by its role, in the order of a caption."""
    return {
        "opener": tuple(o for group in OPENERS.values() for o in group if o),
        "article": ("a", "an", *COUNT_WORDS.values()),
        "size": tuple(w for group in SIZE_WORDS.values() for w in group),
        "fill": (*(phrase for _, _, phrase in FILL_PHRASES), INTENSIFIER),
        "colour": (*COLOURS, FUTURISTIC),
        "noun": tuple(n for s in SUBJECTS.values() for n in (*s.names, s.plural)),
        "relation": (*(p for group in RELATION_PHRASES.values() for p in group), *FLYING),
        "setting": tuple(p for name in SETTINGS for p in SETTING_PHRASES[name]),
    }


def words_of(prompt: str) -> list[str]:
    """The words of a prompt as the world reads them: lower case, letters only."""
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+", prompt.lower())


def known_words() -> frozenset[str]:
    """Every word that occurs in a caption of the world."""
    return frozenset(
        word for group in phrases().values() for phrase in group for word in phrase.split()
    )


def unknown_words(prompt: str) -> list[str]:
    """The words of the prompt that no caption has, in order, each once."""
    known = known_words()
    return list(dict.fromkeys(word for word in words_of(prompt) if word not in known))


FOLLOWS: dict[str | None, tuple[str, ...]] = {
    None: ("opener", "article"),
    "opener": ("article",),
    "article": ("colour", "size", "noun"),
    "size": ("colour", "noun"),
    "fill": ("noun", "colour"),
    "colour": ("noun",),
    "noun": ("relation", "setting"),
    "relation": ("article", "setting"),
    "setting": (),
}


def suggest(prompt: str) -> list[str]:
    """Phrases of the grammar that may come next. After an unknown word: the nouns."""
    text = " ".join(words_of(prompt))
    roles = phrases()
    last = max(
        (
            (phrase, role)
            for role, group in roles.items()
            for phrase in group
            if _ends_with(text, phrase)
        ),
        key=lambda match: len(match[0]),
        default=(None, "colour" if text else None),
    )
    following = [phrase for role in FOLLOWS[last[1]] for phrase in roles[role]]
    if last[1] == "relation" and last[0] not in FLYING:
        return list(roles["article"])
    return [p for p in following if p != "an"]


def _ends_with(text: str, phrase: str) -> bool:
    return text == phrase or text.endswith(" " + phrase)


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _choose(rng: Generator, options: tuple[str, ...]) -> str:
    return options[rng.integers(len(options))]


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)
