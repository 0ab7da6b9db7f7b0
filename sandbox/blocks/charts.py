"""The data_visualization block: a pie, or lines, bars or areas over categories."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from sandbox.blocks.parts import Id, Part, items

_Label = Annotated[str, StringConstraints(min_length=1, max_length=20)]
_Title = Annotated[str, StringConstraints(min_length=1, max_length=50)]
_Number = Annotated[float, Field(allow_inf_nan=False)]


class _Segment(Part):
    label: _Label
    value: Annotated[_Number, Field(gt=0)]


class _Pie(Part):
    type: Literal["pie"]
    segments: Annotated[list[_Segment], items(1, 12)]


class _Point(Part):
    label: _Label
    value: _Number


class _Series(Part):
    name: _Label
    data: Annotated[list[_Point], items(1, 20)]


class _Axes(Part):
    categories: Annotated[list[_Label], items(1, 20)]
    x_label: _Title | None = None
    y_label: _Title | None = None


class _Plot(Part):
    type: Literal["line", "bar", "area"]
    series: Annotated[list[_Series], items(1, 12)]
    axis_config: _Axes

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        categories = self.axis_config.categories
        if len(set(categories)) < len(categories):
            raise ValueError("categories must be unique")
        names = [series.name for series in self.series]
        if len(set(names)) < len(names):
            raise ValueError("series names must be unique")
        for series in self.series:
            if sorted(point.label for point in series.data) != sorted(categories):
                raise ValueError(f"series {series.name} must have one point for each category")
        return self


class DataVisualization(Part):
    """A chart."""

    type: Literal["data_visualization"]
    title: _Title
    chart: Annotated[_Pie | _Plot, Field(discriminator="type")]
    block_id: Id | None = None
