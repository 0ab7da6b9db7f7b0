"""Whose responsibility an incident is: by which matrix and version, proposed and confirmed by whom.

An attack crosses layers, so there is one determination a layer. The matrix proposes; nothing
follows from it before a person has confirmed it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Determination:
    """The answer of one matrix version to "whose is it?", and who relied on it.

    layer, model, party: ids of the matrix. source names the matrix for people, with its edition.
    decided_by: who had it determined. superseded_at: when another took its place, or the layer
    was found not to be affected.
    """

    layer: str
    model: str
    party: str
    matrix: str
    matrix_version: int
    source: str
    decided_by: str
    decided_at: datetime
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    superseded_at: datetime | None = None

    @property
    def cell(self) -> str:
        """What it speaks of: `hypervisor under iaas`."""
        return f"{self.layer} under {self.model}"


def seen_as(determinations: tuple[Determination, ...]) -> str:
    """Return a short digest of what they say: whoever confirms names what they saw."""
    said = [f"{one.cell} {one.party} {one.matrix} {one.matrix_version}" for one in determinations]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:8]
