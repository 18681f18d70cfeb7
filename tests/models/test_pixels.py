"""Files that call themselves pictures."""

import io
import struct
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.errors import InvalidRequest
from models.pixels import open_picture, square


def _png_bomb(side: int) -> bytes:
    """A valid PNG of side × side grey pixels: small on disk, large in memory."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + crc

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side + 1) * side), 1)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_huge_picture_is_refused_before_it_is_unpacked() -> None:
    bomb = _png_bomb(12_000)
    begin = time.monotonic()
    with pytest.raises(InvalidRequest, match=r"12,000 × 12,000|too many pixels"):
        open_picture(bomb)
    assert time.monotonic() - begin < 2


def test_a_text_file_called_png_is_no_picture(tmp_path: Path) -> None:
    file = tmp_path / "holiday.png"
    file.write_text("I am a text file.")
    with pytest.raises(InvalidRequest, match=r"'holiday.png' is not a picture.*choose a PNG"):
        open_picture(file)


@pytest.mark.parametrize(
    "source", [b"", "a path", 7, np.zeros((3, 3)), np.zeros((2, 2, 7), np.uint8)]
)
def test_what_is_no_picture_is_refused(source: object) -> None:
    with pytest.raises(InvalidRequest, match="is not a picture"):
        open_picture(source)


def test_a_broken_picture_is_refused() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (99, 99, 3), dtype=np.uint8)
    with pytest.raises(InvalidRequest, match="broken inside"):
        open_picture(_png(Image.fromarray(noise))[:4000])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_picture_becomes_rgb(mode: str) -> None:
    image = open_picture(Image.new(mode, (30, 20)))
    assert (image.mode, image.size) == ("RGB", (30, 20))
    assert square(image, 8).size == (8, 8)


def test_transparent_is_white() -> None:
    assert open_picture(Image.new("RGBA", (2, 2), (0, 0, 0, 0))).getpixel((0, 0)) == (255, 255, 255)
