"""Lists of incidents: those that fit what was asked for, and those like another one."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Text, cast, exists, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.incident import Incident, Phase
from domain.people import Person
from domain.severity import Severity
from storage import rows
from storage.incidents import real, visible
from storage.tables import incidents, roles


@dataclass(frozen=True)
class Wanted:
    """Which incidents: the open ones, or those closed since an instant, and of them which.

    person: whose, by who opened it or has a role in it. drills: drills instead of what is real.
    """

    phase: Phase | None = None
    severity: Severity | None = None
    service: str = ""
    person: str | None = None
    closed_since: datetime | None = None
    drills: bool = False


async def listed(
    tx: AsyncConnection, workspace_id: str, wanted: Wanted, *, viewer: Person, most: int
) -> tuple[list[Incident], int]:
    """Return those that this viewer sees, newest first, and how many there are in all."""
    mine = [incidents.c.workspace_id == workspace_id, visible(viewer), *_conditions(wanted)]
    newest = select(incidents).where(*mine).order_by(incidents.c.number.desc()).limit(most)
    found = [rows.build(Incident, row) for row in (await tx.execute(newest)).mappings()]
    if len(found) < most:
        return found, len(found)
    count = await tx.scalar(select(func.count()).select_from(incidents).where(*mine))
    return found, int(count or 0)


async def related(
    tx: AsyncConnection, incident: Incident, *, since: datetime, viewer: Person, most: int
) -> list[Incident]:
    """Return others opened since that share a service or a layer with it, newest first."""
    shared = [_holds(incidents.c.services, name) for name in incident.services]
    shared += [_holds(incidents.c.layers, name) for name in incident.layers]
    others = (
        incidents.c.workspace_id == incident.workspace_id,
        incidents.c.opened_at >= since,
        incidents.c.number != incident.number,
        visible(viewer),
        real(),
        or_(false(), *shared),
    )
    newest = select(incidents).where(*others).order_by(incidents.c.number.desc()).limit(most)
    return [rows.build(Incident, row) for row in (await tx.execute(newest)).mappings()]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [~real() if wanted.drills else real()]
    if wanted.closed_since:
        found.append(incidents.c.closed_at >= wanted.closed_since)
    else:
        found.append(incidents.c.closed_at.is_(None))
    if wanted.phase:
        found.append(incidents.c.phase == wanted.phase)
    if wanted.severity:
        found.append(incidents.c.severity == wanted.severity)
    if wanted.service:
        found.append(_holds(incidents.c.services, wanted.service))
    if wanted.person:
        found.append(
            or_(
                incidents.c.commander == wanted.person,
                incidents.c.opened_by == wanted.person,
                _has_a_role(wanted.person),
            )
        )
    return found


def _has_a_role(user_id: str) -> ColumnElement[bool]:
    return exists().where(
        roles.c.workspace_id == incidents.c.workspace_id,
        roles.c.incident == incidents.c.number,
        roles.c.user_id == user_id,
    )


def _holds(column: ColumnElement[object], name: str) -> ColumnElement[bool]:
    """Whether a list that is kept as JSON holds the name, in any case."""
    kept = func.lower(cast(column, Text))
    return kept.contains(json.dumps(name).lower(), autoescape=True)
