"""What statistics are made from: incidents opened in a span, and the facts that moved them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.facts import Fact, FactKind
from domain.incident import Incident
from storage import journal, rows
from storage.incidents import real
from storage.tables import incidents
from storage.tables import journal as journal_table

_MOVES = (
    FactKind.OPENED,
    FactKind.MOVED,
    FactKind.CLOSED,
    FactKind.CANCELLED,
    FactKind.MERGED,
    FactKind.REOPENED,
)


async def opened_since(
    tx: AsyncConnection, workspace_id: str, since: datetime
) -> tuple[list[Incident], list[Fact]]:
    """Return the incidents opened since, without restricted ones and drills, and their moves."""
    wanted = (
        incidents.c.workspace_id == workspace_id,
        incidents.c.opened_at >= since,
        incidents.c.restricted.is_(False),
        real(),
    )
    found = await tx.execute(select(incidents).where(*wanted).order_by(incidents.c.number))
    numbers = select(incidents.c.number).where(*wanted)
    moves = (
        journal_table.c.workspace_id == workspace_id,
        journal_table.c.incident.in_(numbers),
        journal_table.c.kind.in_(_MOVES),
    )
    return (
        [rows.build(Incident, row) for row in found.mappings()],
        await journal.matching(tx, *moves),
    )
