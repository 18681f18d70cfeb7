"""The picture world: procedural drawings with captions, the data of every pocket image model."""

from models.pictures.drawing import draw
from models.pictures.scene import Item, Scene, has_withheld, sample_scene, withheld

__all__ = ["Item", "Scene", "draw", "has_withheld", "sample_scene", "withheld"]
