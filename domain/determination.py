"""Whose responsibility an incident is: by which matrix and version, decided by whom and when."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Determination:
    """The answer of one matrix version to "whose is it?", and who relied on it.

    layer, model, party: ids of the matrix. source names the matrix for people, with its edition.
    """

    layer: str
    model: str
    party: str
    matrix: str
    matrix_version: int
    source: str
    decided_by: str
    decided_at: datetime
