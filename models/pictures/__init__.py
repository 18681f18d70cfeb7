"""The picture world: procedural drawings with captions, the data of every pocket image model."""

from models.pictures.drawing import draw
from models.pictures.grammar import caption, known_words, suggest, unknown_words
from models.pictures.scene import Item, Scene, has_withheld, sample_scene, withheld

__all__ = [
    "Item",
    "Scene",
    "caption",
    "draw",
    "has_withheld",
    "known_words",
    "sample_scene",
    "suggest",
    "unknown_words",
    "withheld",
]
