"""The code panel: the programs it shows draw the same sheets, arrows and fingerprints."""

import base64
import hashlib
import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from demos.seed_guidance_api import joined
from demos.seed_guidance_code import sheet_code
from demos.seed_guidance_programs import again_code, glass_code, guidance_code
from models import catalog, engine
from models.diffusion.explorer.records import GuidanceSeen, SheetCell, Verdict
from models.diffusion.explorer.requests import (
    GuidanceRequest,
    ReplicateRequest,
    SheetRequest,
    WineRequest,
)

SHEETS = {
    "guidance": {"x_axis": "guidance_scale", "x_values": "0, 0.5, 1, 4", "negative_prompt": "mars"},
    "seeds": {
        "x_axis": "seed",
        "x_values": "3-5",
        "y_axis": "num_inference_steps",
        "y_values": "1-2",
    },
    "schedulers": {
        "x_axis": "scheduler",
        "x_values": "DDIM, DPM++ 2M Karras, Euler ancestral, Heun",
        "y_axis": "seed",
        "y_values": "1, 2",
    },
    "prompts": {
        "x_axis": "replace",
        "x_values": "red, “blue”",
        "y_axis": "negative_prompt",
        "y_values": '""\na horse',
    },
    "variation": {
        "x_axis": "variation_strength",
        "x_values": "0-1 [3]",
        "variation_seed": 9,
        "scheduler": "Euler ancestral",
    },
}


@pytest.fixture
def gallery_folder(
    random_model: catalog.Spec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder with the checkpoint where the programs look for it."""
    (tmp_path / "models" / "checkpoints").mkdir(parents=True)
    (tmp_path / "models" / "checkpoints" / "pocket-diffusion").symlink_to(random_model.folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(program: str) -> None:
    exec(compile(program, "unfog.py", "exec"), {"__name__": "__main__"})


@pytest.mark.parametrize("name", SHEETS)
def test_the_program_draws_the_same_sheet(name: str, gallery_folder: Path) -> None:
    values = {"prompt": "a red horse", "num_inference_steps": 2, "seed": 7, "upscale": False}
    request = SheetRequest.parse(**values | SHEETS[name])
    cells = [record for record in engine.stream(request) if isinstance(record, SheetCell)]
    run(sheet_code(request))
    drawn = np.asarray(Image.open(gallery_folder / "unfog-sheet.png"))
    assert (drawn == joined(cells)).all()


def test_the_program_begins_with_the_same_picture(gallery_folder: Path) -> None:
    file = io.BytesIO()
    pixels = np.random.default_rng(0).integers(0, 256, (8, 8, 3), np.uint8)
    Image.fromarray(pixels).resize((128, 128)).save(file, "JPEG")
    request = SheetRequest.parse(
        prompt="a red horse",
        num_inference_steps=3,
        x_axis="strength",
        x_values="0, 0.5, 1",
        image=file.getvalue(),
        upscale=False,
    )
    cells = [record for record in engine.stream(request) if isinstance(record, SheetCell)]
    run(sheet_code(request, base64.b64encode(file.getvalue()).decode()))
    drawn = np.asarray(Image.open(gallery_folder / "unfog-sheet.png"))
    assert (drawn == joined(cells)).all()


@pytest.mark.parametrize("scheduler", ["DDIM", "Euler ancestral"])
def test_the_program_finds_the_same_arrows(
    scheduler: str, gallery_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gallery_folder.is_dir()
    request = GuidanceRequest.parse(
        prompt="a red horse", num_inference_steps=4, step=2, scheduler=scheduler, upscale=False
    )
    (seen,) = (record for record in engine.stream(request) if isinstance(record, GuidanceSeen))
    run(guidance_code(request))
    angle, gap = map(float, re.findall(r"[\d.]+", capsys.readouterr().out.splitlines()[0]))
    assert angle == pytest.approx(seen.angle, abs=0.006)
    assert gap == pytest.approx(float(seen.gaps[2]), abs=6e-5)


def test_the_program_finds_the_same_fingerprint_twice(
    gallery_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    request = ReplicateRequest.parse(prompt="a red horse", num_inference_steps=2, upscale=False)
    *draws, verdict = (
        record
        for record in engine.stream(request)
        if hasattr(record, "sha256") or isinstance(record, Verdict)
    )
    run(again_code(request))
    first, second, outcome = capsys.readouterr().out.split("\n")[:3]
    assert (first, outcome) == (second, "equal")
    assert verdict.equal
    assert {draw.sha256 for draw in draws} == {first}
    raw = np.asarray(Image.open(gallery_folder / f"unfog-seed-{request.seed}.png"))
    assert hashlib.sha256(raw.tobytes()).hexdigest() == first


def test_words_cannot_leave_their_quotes() -> None:
    prompt = 'a horse", exit(), """ \\" {seed} ${x}'
    axes = {"x_axis": "prompt", "x_values": prompt, "y_axis": "seed", "y_values": "1"}
    for program in (
        sheet_code(SheetRequest.parse(prompt=prompt)),
        sheet_code(SheetRequest.parse(**axes)),
        guidance_code(GuidanceRequest.parse(prompt=prompt)),
        again_code(ReplicateRequest.parse(prompt=prompt)),
        glass_code(WineRequest.parse(prompt=prompt)),
    ):
        compile(program, "unfog.py", "exec")
        line = next(line for line in program.splitlines() if "exit()" in line)
        quoted = line.partition("= ")[2] or line
        assert eval(quoted.strip().rstrip(",").removesuffix(', "cpu", 1, True, ""')) == prompt


@pytest.mark.usefixtures("trained_model")
def test_the_program_reads_the_same_fills(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from models.diffusion.explorer.records import Glass

    (tmp_path / "models").symlink_to(catalog.CHECKPOINTS.parent)
    monkeypatch.chdir(tmp_path)
    request = WineRequest.parse(num_inference_steps=4, pictures=2, upscale=False)
    glasses = [record for record in engine.stream(request) if isinstance(record, Glass)]
    glasses.sort(key=lambda glass: glass.index)
    run(glass_code(request))
    told = capsys.readouterr().out.splitlines()
    fills = ["no wine" if glass.fill is None else f"{glass.fill:.0%} full" for glass in glasses]
    assert told == [f"{glass.seed} {fill}" for glass, fill in zip(glasses, fills, strict=True)]
