"""What a sheet will look like and cost, told at once and without any model."""

from models.diffusion.explorer.cost import cost
from models.diffusion.explorer.memory import key_of
from models.diffusion.explorer.records import SheetPlanned
from models.diffusion.explorer.requests import SheetRequest


def plan_of(request: SheetRequest) -> SheetPlanned:
    """The plan as far as it is known before a model was lent: its status is empty."""
    row_count = len(request.rows) if request.rows else 1
    keys = {place: key_of(run) for place, run in request.cells.items()}
    return SheetPlanned(
        x=request.x_axis,
        y=request.y_axis,
        columns=request.columns.labels,
        rows=request.rows.labels if request.rows else (),
        keys=tuple(
            tuple(keys[row, column] for column in range(len(request.columns)))
            for row in range(row_count)
        ),
        cost=cost(request),
        notes=request.remarks(),
        status="",
    )
