"""Draws a contact sheet of the picture world: python -m models.pictures --sheet out.png."""

import argparse
from pathlib import Path

from numpy.random import default_rng
from PIL import Image

from models.pictures import Item, Scene, draw, sample_scene
from models.pictures.settings import SETTINGS
from models.pictures.subjects import SUBJECTS


def contact_sheet(scenes: list[Scene], size: int, columns: int) -> Image.Image:
    """The scenes' drawings in rows, four pixels apart."""
    step = size + 4
    rows = -(-len(scenes) // columns)
    sheet = Image.new("RGB", (columns * step + 4, rows * step + 4), "white")
    for k, scene in enumerate(scenes):
        sheet.paste(draw(scene, size), (4 + k % columns * step, 4 + k // columns * step))
    return sheet


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheet", type=Path, required=True, help="the PNG to write")
    parser.add_argument("--size", type=int, default=128, help="pixels a drawing")
    parser.add_argument("--columns", type=int, default=10)
    parser.add_argument("--rows", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--subjects", action="store_true", help="every subject once instead of random scenes"
    )
    options = parser.parse_args()
    rng = default_rng(options.seed)
    if options.subjects:
        places = list(SETTINGS)
        scenes = [
            Scene((Item(name),), places[k % len(places)], k + options.seed)
            for k, name in enumerate(SUBJECTS)
        ]
    else:
        scenes = [sample_scene(rng) for _ in range(options.columns * options.rows)]
    contact_sheet(scenes, options.size, options.columns).save(options.sheet)


if __name__ == "__main__":
    main()
