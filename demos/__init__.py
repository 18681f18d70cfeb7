"""The gallery as data: one `Demo` per tab, in the order of the course.

A new tab is one module that defines `DEMO` and `build()`, and one line in `DEMOS`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Demo:
    """One tab.

    Attributes:
        slug: Its name in links, ids and file names: `denoising`.
        title: Its name in the header: "Denoising".
        question: What it answers, its heading: "How does noise become a picture?".
        build: Draws the tab into the current Blocks context; loads no model.
        models: Keys of the catalog to load ahead of the first visitor.
    """

    slug: str
    title: str
    question: str
    build: Callable[[], None]
    models: tuple[str, ...] = ()


from demos import (  # noqa: E402, a tab needs Demo
    denoising,
    gan_game,
    image_to_image,
    ngrams,
    sampler,
    seed_guidance,
    tokenizer,
    word_vectors,
)

DEMOS: tuple[Demo, ...] = (
    denoising.DEMO,
    seed_guidance.DEMO,
    image_to_image.DEMO,
    gan_game.DEMO,
    word_vectors.DEMO,
    tokenizer.DEMO,
    sampler.DEMO,
    ngrams.DEMO,
)
