"""What the page is told of a start before a run is what the run then does."""

import pytest
from PIL import Image

from models import engine
from models.catalog import Spec
from models.diffusion import schedulers, timetable
from models.diffusion.explorer.records import ImageStarted
from models.diffusion.explorer.requests import ImageToImageRequest


@pytest.mark.usefixtures("pocket")
@pytest.mark.parametrize("scheduler", schedulers.SAMPLERS)
def test_the_plan_is_what_happens(scheduler: str) -> None:
    request = ImageToImageRequest(
        image=Image.new("RGB", (512, 512), "teal"),
        scheduler=scheduler,
        num_inference_steps=7,
        strength=0.5,
    )
    records = engine.stream(request)
    started = next(record for record in records if isinstance(record, ImageStarted))
    records.close()
    t, keep = timetable.starts("pocket-diffusion", scheduler, 7)[request.steps_to_run - 1]
    assert t == pytest.approx(started.t)
    assert keep == pytest.approx((1 + started.sigma**2) ** -0.5, rel=1e-5)


def test_more_steps_start_deeper_in_the_fog(pocket: Spec) -> None:
    starts = timetable.starts(pocket.key, "DDIM", 20)
    assert len(starts) == 20
    assert starts == sorted(starts)
    assert [keep for _, keep in starts] == sorted((keep for _, keep in starts), reverse=True)
