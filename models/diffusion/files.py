"""Pictures and runs as files that remember how they were made, and such files read back.

A PNG carries its settings twice: as the `parameters` text that AUTOMATIC1111's web UI writes and
many tools show, and as JSON. Reading never decodes the picture: it walks the chunks of the file,
within limits, and believes nothing that the request's own rules do not allow.
"""

import io
import json
import re
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from PIL import Image, PngImagePlugin

from models.diffusion.requests import DenoiseRequest
from models.errors import InvalidRequest
from models.requests import shorten

JSON_KEY = "unfog"
A1111_KEY = "parameters"
MAX_FILE = 8_000_000
MAX_TEXT = 64_000
MAX_CHUNKS = 10_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"

A1111_NAMES = {
    "Steps": "num_inference_steps",
    "Sampler": "scheduler",
    "CFG scale": "guidance_scale",
    "Seed": "seed",
    "Model": "model",
    "Denoising strength": "strength",
    "Variation seed": "variation_seed",
    "Variation seed strength": "variation_strength",
}
A1111_SAMPLERS = {"Euler a": "Euler ancestral", "DPM2 a": "DPM2 ancestral", "PLMS": "PNDM"}


def png(picture: np.ndarray, request: DenoiseRequest, **more: Any) -> bytes:
    """`picture` (uint8 [H, W, 3]) as a PNG file with the settings of its run inside, and `more`.

    A picture that the run began with is not among them.
    """
    settings = request.model_dump(exclude={"image"}) | more
    text = PngImagePlugin.PngInfo()
    text.add_itxt(A1111_KEY, parameters(request, picture.shape[1], picture.shape[0]))
    text.add_itxt(JSON_KEY, json.dumps(settings, ensure_ascii=False))
    return _saved([Image.fromarray(picture)], "PNG", pnginfo=text)


def animation(
    pictures: Sequence[np.ndarray],
    kind: Literal["GIF", "WEBP"],
    seconds: float = 4.0,
) -> bytes:
    """The run as an animation of `seconds` that rests on its last picture and starts again."""
    frames = [Image.fromarray(picture) for picture in pictures]
    size = (max(frame.width for frame in frames), max(frame.height for frame in frames))
    frames = [frame.resize(size, Image.Resampling.BICUBIC) for frame in frames]
    each = max(20, round(1000 * seconds / len(frames)))
    durations = [each] * (len(frames) - 1) + [1500]
    return _saved(frames, kind, duration=durations, loop=0)


def parameters(request: DenoiseRequest, width: int, height: int) -> str:
    """The settings in the words of AUTOMATIC1111's web UI."""
    negative = f"Negative prompt: {request.negative_prompt}\n" if request.negative_prompt else ""
    strength = getattr(request, "strength", None)
    begun = "" if strength is None else f"Denoising strength: {strength:g}, "
    varied = ""
    if request.variation_strength:
        varied = f"Variation seed: {request.variation_seed}, "
        varied += f"Variation seed strength: {request.variation_strength:g}, "
    return (
        f"{request.prompt}\n{negative}Steps: {request.num_inference_steps}, "
        f"Sampler: {request.scheduler}, CFG scale: {request.guidance_scale:g}, "
        f"Seed: {request.seed}, Size: {width}x{height}, {begun}{varied}"
        f"Model: {request.model}, Version: unfog"
    )


def read_request(source: Path | bytes) -> DenoiseRequest:
    """The request that made a PNG file; InvalidRequest where it holds none that is allowed here."""
    settings = read_settings(source)
    known = DenoiseRequest.model_fields.keys() - {"notes"}
    return DenoiseRequest.parse(
        **{name: value for name, value in settings.items() if name in known}
    )


def read_settings(source: Path | bytes) -> dict[str, Any]:
    """What a PNG file says of its run, not yet judged; InvalidRequest where it says nothing."""
    data = _beginning(source) if isinstance(source, Path) else source
    if len(data) > MAX_FILE:
        raise InvalidRequest(
            f"This file has more than the {MAX_FILE / 1e6:.0f} MB that a picture may have: "
            "choose a smaller one."
        )
    if not data.startswith(SIGNATURE):
        raise InvalidRequest(
            f"This file is not a PNG (it begins with {data[:8]!r}): "
            "choose one that was downloaded here."
        )
    texts = dict(_texts(data))
    if JSON_KEY in texts:
        return _settings(texts[JSON_KEY])
    if A1111_KEY in texts:
        return _from_a1111(texts[A1111_KEY])
    raise InvalidRequest(
        "This PNG has no settings inside: choose one that was downloaded here and not edited since."
    )


def _beginning(path: Path) -> bytes:
    """As much of a file as may be read, and one byte more to tell that it is too long."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise InvalidRequest(
            f"{shorten(path.name)} cannot be read ({error.strerror}): choose another file."
        ) from None


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Key and text of the uncompressed text chunks (tEXt, iTXt), as far as the file is whole."""
    position = len(SIGNATURE)
    for _ in range(MAX_CHUNKS):
        head = data[position : position + 8]
        if len(head) < 8:
            return
        length, kind = struct.unpack(">I4s", head)
        body = data[position + 8 : position + 8 + length]
        position += 12 + length
        if kind not in (b"tEXt", b"iTXt") or length > MAX_TEXT or len(body) < length:
            continue
        key, _, rest = body.partition(b"\0")
        if kind == b"tEXt":
            yield key.decode("latin-1"), rest.decode("latin-1")
        elif rest[:1] == b"\0" and rest.count(b"\0") >= 4:
            yield key.decode("latin-1"), rest[2:].split(b"\0", 2)[2].decode("utf-8", "replace")


def _settings(text: str) -> dict[str, Any]:
    try:
        settings = json.loads(text)
    except (ValueError, RecursionError):
        settings = None
    if not isinstance(settings, dict):
        raise InvalidRequest(
            f"The settings inside this PNG cannot be read ({shorten(text)}): choose another file."
        )
    return settings


def _from_a1111(text: str) -> dict[str, Any]:
    """Settings from `parameters` text: prompts, then a last line of "Name: value, …"."""
    body, _, last = text.strip().rpartition("\n")
    if "Steps:" not in last:
        body, last = text, ""
    prompt, _, negative = body.partition("Negative prompt:")
    found = dict(re.findall(r"([A-Z][\w ]*): ([^,]*)", last))
    settings = {ours: found[name].strip() for name, ours in A1111_NAMES.items() if name in found}
    if "scheduler" in settings:
        settings["scheduler"] = A1111_SAMPLERS.get(settings["scheduler"], settings["scheduler"])
    return {"prompt": prompt.strip(), "negative_prompt": negative.strip(), **settings}


def _saved(frames: Sequence[Image.Image], kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    animated = {"save_all": True, "append_images": frames[1:]} if len(frames) > 1 else {}
    frames[0].save(file, format=kind, **animated, **options)
    return file.getvalue()
