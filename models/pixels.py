"""Pictures from outside: opened carefully, because what calls itself a picture may be anything."""

import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from models.errors import InvalidRequest
from models.requests import shorten

MAX_BYTES = 8_000_000
MAX_PIXELS = 12_000_000
SMALL = 16
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")


def open_picture(source: object) -> Image.Image:
    """`source`, from whom and whatever it may be, as an upright RGB image.

    It may be a Path, the bytes of a file, a PIL image, or uint8 [H, W] or [H, W, 3 or 4].

    The size is read from the header, so that a small file which unpacks to gigabytes is refused
    before it does. Of an animation it is the first frame; transparent parts become white. Raises
    InvalidRequest: not a picture, too many bytes or pixels, broken inside.
    """
    image, name = _unread(source)
    return _upright(image, name)


def remarks(source: object) -> tuple[str, ...]:
    """What becomes of a picture where its middle square is taken, as sentences for the visitor.

    Raises InvalidRequest where `open_picture` would because of the header.
    """
    image, _ = _unread(source)
    width, height, side = image.width, image.height, min(image.size)
    notes = []
    if getattr(image, "is_animated", False):
        notes.append("Of the animation only the first frame is used.")
    if max(width, height) > 2 * side:
        notes.append(
            f"Of {width:,} × {height:,} pixels only the middle {side:,} × {side:,} are used."
        )
    if side < SMALL:
        notes.append(f"{side} × {side} pixels are very few: they are enlarged to soft patches.")
    if image.has_transparency_data:
        notes.append("Transparent parts of the picture are taken as white.")
    return tuple(notes)


def _unread(source: object) -> tuple[Image.Image, str]:
    """The picture with nothing but its header read, and what to call it."""
    if isinstance(source, np.ndarray):
        source = _from_array(source)
    if isinstance(source, Image.Image):
        return source, "This picture"
    if not isinstance(source, (Path, bytes)):
        raise InvalidRequest(
            f"{shorten(source)} is not a picture: give a PNG, JPEG, WebP, GIF or BMP file."
        )
    name = shorten(source.name) if isinstance(source, Path) else "This file"
    return _open(source, name), name


def square(image: Image.Image, size: int) -> Image.Image:
    """The middle of `image` as size × size pixels."""
    return ImageOps.fit(image, (size, size), Image.Resampling.LANCZOS)


def _from_array(pixels: np.ndarray) -> Image.Image:
    if pixels.dtype != np.uint8 or pixels.ndim not in (2, 3) or 0 in pixels.shape:
        raise InvalidRequest(
            f"An array of {pixels.dtype} {pixels.shape} is not a picture: "
            "give uint8 [height, width, 3]."
        )
    try:
        return Image.fromarray(pixels)
    except TypeError:
        raise InvalidRequest(
            f"An array of shape {pixels.shape} is not a picture: give uint8 [height, width, 3]."
        ) from None


def _open(source: Path | bytes, name: str) -> Image.Image:
    try:
        data = source.read_bytes() if isinstance(source, Path) else source
    except OSError as error:
        raise InvalidRequest(
            f"{name} cannot be read ({error.strerror}): choose another file."
        ) from None
    if len(data) > MAX_BYTES:
        raise InvalidRequest(
            f"{name} has {len(data) / 1e6:.1f} MB, but a picture may have "
            f"{MAX_BYTES / 1e6:.0f} MB: choose a smaller one."
        )
    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise _too_large(name, "far too many pixels") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise InvalidRequest(
            f"{name} is not a picture, whatever its name says (it begins with {data[:12]!r}): "
            "choose a PNG, JPEG, WebP, GIF or BMP file."
        ) from None


def _upright(image: Image.Image, name: str) -> Image.Image:
    """`image` in RGB over white, turned the way the camera was held."""
    if image.width * image.height > MAX_PIXELS:
        raise _too_large(name, f"{image.width:,} × {image.height:,} pixels")
    try:
        image = ImageOps.exif_transpose(image)
        layer = _in_bytes(image).convert("RGBA")
    except (OSError, ValueError, SyntaxError):
        raise InvalidRequest(
            f"{name} is broken inside and cannot be shown: choose another picture."
        ) from None
    paper = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(paper, layer).convert("RGB")


def _in_bytes(image: Image.Image) -> Image.Image:
    """Grey of 16 bits in 8: Pillow would cut everything above 255 off."""
    if not image.mode.startswith("I"):
        return image
    levels = np.asarray(image, dtype=np.float64) / 257
    return Image.fromarray(np.clip(np.rint(levels), 0, 255).astype(np.uint8))


def _too_large(name: str, size: str) -> InvalidRequest:
    return InvalidRequest(
        f"{name} has {size}, but a picture may have {MAX_PIXELS / 1e6:.0f} million: "
        "make it smaller, for example 1,024 × 1,024."
    )
