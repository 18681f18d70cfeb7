"""A benchmark of analogies by category, while it runs and after it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import gradio as gr

from demos.views.analogies_template import CSS, HTML
from demos.views.comparison import Headline
from demos.views.pack import pack
from demos.views.view import view
from models.word_vectors.verdicts import BenchmarkFinished, BenchmarkStarted, Category, Score

SHOWN_FAILURES = 24


def analogies(slug: str, **kwargs: Any) -> gr.HTML:
    """Draw the view; its value is made by `scored`."""
    return view(
        "analogies",
        HTML,
        CSS,
        slug=slug,
        elem_classes="uf-analogies",
        **kwargs,
    )


def scored(
    started: BenchmarkStarted | None,
    categories: Sequence[Category],
    finished: BenchmarkFinished | None,
    done: int,
    headline: Headline,
    settings: Mapping[str, Any],
) -> str:
    """The benchmark as far as it is known: categories to come have no score yet."""
    scores = {category.name: category for category in categories}
    planned = started.categories if started else ()
    header = {
        "state": "finished" if finished else "running",
        "settings": settings,
        "headline": headline,
        "done": done,
        "total": started.covered if started else 0,
        "categories": [
            _scores(scores[name]) if name in scores else _plan(name, asked, covered)
            for name, asked, covered in planned
        ],
        "sum": finished and _sum(finished),
    }
    return pack(header, {})


def _plan(name: str, asked: int, covered: int) -> dict[str, Any]:
    return {"name": name, "asked": asked, "covered": covered}


def _scores(category: Category) -> dict[str, Any]:
    return _plan(category.name, category.asked, category.covered) | {
        "excluded": _score(category.excluded),
        "included": _score(category.included),
        "failures": [asdict(failure) for failure in category.failures[:SHOWN_FAILURES]],
    }


def _sum(finished: BenchmarkFinished) -> dict[str, Any]:
    return {
        "asked": finished.asked,
        "covered": finished.covered,
        "excluded": _score(finished.excluded),
        "included": _score(finished.included),
    }


def _score(score: Score) -> dict[str, Any] | None:
    return asdict(score) | {"share": score.share} if score.total else None
