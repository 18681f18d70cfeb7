"""Sentences and numbers that several tabs write in the same words."""

from collections.abc import Sequence

from models.diffusion.records import Finished, Step

WHAT_YOU_SEE = "## What you see\n\n"
"""The heading over the numbers of a run in words."""


def percent(share: float) -> str:
    """A share of one as per cent, with one decimal below ten: "3.2 %", "41 %"."""
    return f"{100 * share:.1f} %" if share < 0.0995 else whole_percent(share)


def whole_percent(share: float) -> str:
    """A share of one as per cent without decimals: "3 %", "41 %"."""
    return f"{100 * share:.0f} %"


def hidden_in_words(steps: Sequence[Step], finished: Finished) -> str:
    """What the safety checker hid of a run; empty where it hid nothing."""
    hidden = sum(step.blocked for step in steps) + finished.blocked
    if not hidden:
        return ""
    return (
        f"**Hidden.** A safety checker looked at every picture of this run and hid something at "
        f"{hidden} of {len(steps) + 1} places. It compares a picture with 17 concepts that nobody "
        "published, and it errs on both sides: harmless pictures are hidden, and others are not. "
        "Try another seed, or other words."
    )
