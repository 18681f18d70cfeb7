"""The ten colours of the picture world, and arithmetic on them."""

RGB = tuple[int, int, int]

COLOURS: dict[str, RGB] = {
    "red": (212, 42, 46),
    "orange": (242, 132, 32),
    "yellow": (250, 212, 52),
    "green": (58, 158, 76),
    "blue": (44, 102, 214),
    "purple": (134, 66, 178),
    "pink": (246, 138, 182),
    "brown": (132, 84, 48),
    "white": (246, 246, 244),
    "black": (40, 40, 46),
}

INK: RGB = (36, 34, 40)
PAPER: RGB = (250, 247, 240)


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """Colour `a` with the given share of colour `b`."""
    return tuple(round(p + (q - p) * share) for p, q in zip(a, b, strict=True))


def darker(colour: RGB, share: float = 0.25) -> RGB:
    """The colour in shadow; black is lightened instead, so that details stay visible."""
    return mix(colour, (120, 120, 132) if luminance(colour) < 60 else (20, 16, 28), share)


def lighter(colour: RGB, share: float = 0.3) -> RGB:
    """The colour in light."""
    return mix(colour, (255, 255, 255), share)


def luminance(colour: RGB) -> float:
    """Rec. 601 luma, 0–255."""
    r, g, b = colour
    return 0.299 * r + 0.587 * g + 0.114 * b


def outline_of(fill: RGB) -> RGB:
    """The outline that goes with a fill: a good deal darker, or lighter for a nearly black one."""
    return (
        mix(fill, (142, 142, 156), 0.55) if luminance(fill) < 60 else mix(fill, (24, 18, 30), 0.5)
    )


def jitter(colour: RGB, rng, spread: int = 10) -> RGB:
    """The colour moved a little, so that no two drawings are painted from the same pot."""
    return tuple(
        int(min(max(c + d, 0), 255))
        for c, d in zip(colour, rng.integers(-spread, spread + 1, 3), strict=True)
    )
