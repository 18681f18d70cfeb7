"""One string for the page: a JSON header, then pictures and arrays as bytes, in base64.

Layout before base64: uint32 little-endian length of the header, the header in UTF-8, then
the blobs one after the other in the order of `header["blobs"]`, each described there as
`[name, type, bytes]`, where type is a media type, "float32", "float16" or "uint8".
"""

import base64
import io
import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from PIL import Image

Blob = tuple[str, bytes]
FLOAT32 = "float32"
FLOAT16 = "float16"
UINT8 = "uint8"
FLOAT_DIGITS = 6


def jpeg(pixels: np.ndarray, quality: int = 94) -> Blob:
    """Encode `pixels` (uint8 [H, W, 3]) as a JPEG without chroma subsampling."""
    return "image/jpeg", _encoded(pixels, "JPEG", quality=quality, subsampling=0)


def png(pixels: np.ndarray) -> Blob:
    """Encode `pixels` (uint8 [H, W, 3]) without loss."""
    return "image/png", _encoded(pixels, "PNG", compress_level=1)


def float32(values: np.ndarray) -> Blob:
    """Encode `values` as little-endian 32-bit floats; the shape travels in the header."""
    return FLOAT32, np.ascontiguousarray(values, dtype="<f4").tobytes()


def float16(values: np.ndarray) -> Blob:
    """Encode `values` as little-endian 16-bit floats: three digits, half the bytes."""
    return FLOAT16, np.ascontiguousarray(values, dtype="<f2").tobytes()


def uint8(values: np.ndarray) -> Blob:
    """Encode `values`, whole numbers from 0 to 255, as they are."""
    return UINT8, np.ascontiguousarray(values, dtype=np.uint8).tobytes()


def pack(header: Mapping[str, Any], blobs: Mapping[str, Blob]) -> str:
    """Join `header` and `blobs` into the string that `unpack.js` reads.

    Numbers that are not finite become null, which every JSON reader understands.
    """
    table = [[name, kind, len(data)] for name, (kind, data) in blobs.items()]
    head = json.dumps(_finite({**header, "blobs": table}), separators=(",", ":")).encode()
    parts = [struct.pack("<I", len(head)), head, *(data for _, data in blobs.values())]
    return base64.b64encode(b"".join(parts)).decode("ascii")


def unpack(text: str) -> tuple[dict[str, Any], dict[str, Blob]]:
    """Read a string made by `pack`.

    Raises:
        ValueError: if `text` is not such a string.
    """
    data = base64.b64decode(text, validate=True)
    if len(data) < 4:
        raise ValueError("a packed string begins with the length of its header")
    start = 4 + struct.unpack_from("<I", data)[0]
    header = json.loads(data[4:start])
    blobs: dict[str, Blob] = {}
    for name, kind, size in header.pop("blobs"):
        if start + size > len(data):
            raise ValueError(f"the bytes of {name!r} end before they should")
        blobs[name] = (kind, data[start : start + size])
        start += size
    return header, blobs


def _encoded(pixels: np.ndarray, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind, **options)
    return buffer.getvalue()


def _finite(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    if isinstance(value, float | np.floating):
        return round(float(value), FLOAT_DIGITS) if np.isfinite(value) else None
    return value.item() if isinstance(value, np.generic) else value
