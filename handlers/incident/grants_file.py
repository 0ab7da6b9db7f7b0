"""The grants file: what stands there holds from the start on, what stands there no more is taken.

Rights that were given in Slack stay as they are.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.facts import Fact, FactKind, Value
from domain.grants_file import Given
from domain.people import GRANTS_FILE, Grant
from storage import grants, journal


async def follow(tx: AsyncConnection, workspace_id: str, given: Given, *, now: datetime) -> None:
    """Bring the grants to what the file says, and put down each difference."""
    known = await grants.every(tx, workspace_id)
    wanted = {
        (right, subject, is_group)
        for right, holders in given.items()
        for is_group, subjects in ((False, holders.people), (True, holders.groups))
        for subject in subjects
    }
    held = {(one.right, one.subject, one.is_group) for one in known}
    by_file = {
        (one.right, one.subject, one.is_group) for one in known if one.granted_by == GRANTS_FILE
    }
    fresh = [Grant(workspace_id, *one, GRANTS_FILE, now) for one in sorted(wanted - held)]
    for one in fresh:
        await grants.add(tx, one)
    gone = [one for one in known if (one.right, one.subject, one.is_group) in by_file - wanted]
    for one in gone:
        await grants.remove(tx, workspace_id, one.right, one.subject)
    facts = [_fact(FactKind.GRANTED, one, now) for one in fresh]
    facts += [_fact(FactKind.REVOKED, one, now) for one in gone]
    await journal.append(tx, workspace_id, facts, now=now)


def _fact(kind: FactKind, given: Grant, now: datetime) -> Fact:
    data: dict[str, Value] = {
        "right": str(given.right),
        "subject": given.subject,
        "group": given.is_group,
    }
    return Fact(kind, actor=GRANTS_FILE, happened_at=now, data=data)
