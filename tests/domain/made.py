"""Things of the domain with plain particulars, for tests that are about one of them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from domain.incident import Incident, Phase
from domain.mitigation import Mitigation, Stage
from domain.outage import Impact, Outage, Status
from domain.severity import Severity
from domain.words import PublicText

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def an_incident(**changed: Any) -> Incident:  # noqa: ANN401  # any field
    """Return INC-1 in detect, opened and moved by alice an hour ago."""
    opened_at = NOW.replace(hour=13)
    made = Incident(
        workspace_id="T1",
        number=1,
        title="Escape",
        phase=Phase.DETECT,
        severity=Severity.SEV2,
        commander="alice",
        opened_by="alice",
        opened_at=opened_at,
        moved_by="alice",
        moved_at=opened_at,
        channel_id="C1",
        card_id="card",
    )
    return replace(made, **changed)


def a_mitigation(**changed: Any) -> Mitigation:  # noqa: ANN401  # any field
    """Return one that alice proposed just now."""
    made = Mitigation(
        workspace_id="T1",
        incident=1,
        number=1,
        what="restart",
        minutes=45,
        services=("vm",),
        customers=(),
        starts_at=None,
        stage=Stage.PROPOSED,
        proposed_by="alice",
        proposed_at=NOW,
    )
    return replace(made, **changed)


def an_outage(**changed: Any) -> Outage:  # noqa: ANN401  # any field
    """Return a partial one that began at 14:00, with an update promised by 14:30."""
    made = Outage(
        workspace_id="T1",
        reference="AAAAAA",
        incident=1,
        title=PublicText("Virtual Machines"),
        impact=Impact.PARTIAL,
        status=Status.INVESTIGATING,
        services=("vm",),
        customers=("acme",),
        started_by="carol",
        started_at=NOW,
        spoke_at=NOW,
        next_update_at=NOW.replace(minute=30),
    )
    return replace(made, **changed)
