"""Many commitments due in the same minute, in many workspaces of one database; and what came of it.

No Slack: what is due is decided and queued here, in simulated time. Replicas are bells that ring
side by side; one that is ended in the midst of it leaves a transaction open, as a crash does.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import func, insert, select

from bot.wiring import RULES
from domain.commitment import Cadence
from domain.customers import Customer
from domain.facts import FactKind
from domain.incident import Incident
from domain.outage import Impact, NoticeKind, Outage
from handlers.kit.bell import Bell
from handlers.kit.directory import Directory, Roster
from handlers.kit.office import Office
from handlers.notices.promise import COMMITMENT
from storage import commitments, customers, journal, rows, workspaces
from storage.database import Database
from storage.tables import commitments as kept
from storage.tables import incidents, notices, outages, timers
from storage.tables import journal as table
from storage.workspaces import Workspace
from tests.domain.made import NOW, an_incident, an_outage

DUE_AT = NOW + timedelta(minutes=30)
LATE = timedelta(minutes=4)
_EVERY = dict.fromkeys(Impact, timedelta(minutes=30))
_AT_ONCE = 16


@dataclass(frozen=True)
class Outcome:
    """What came of the commitments.

    held: how many holding statements were published. late: how many of those the journal calls so.
    twice: outages that were held more than once; open: commitments that nothing has answered.
    """

    held: int
    late: int
    twice: int
    open: int


class Many:
    """So many workspaces, each with so many outages whose next update is due in one minute."""

    def __init__(self, database: Database, *, workspaces: int, each: int) -> None:
        self._database = database
        self._workspaces = [
            Workspace(f"T{n}", f"Workspace {n}", "U0ONUS", "SLACK_BOT_TOKEN")
            for n in range(workspaces)
        ]
        self._each = each

    async def fill(self) -> None:
        """Put all of it into the database."""
        async with self._database.write() as tx:
            for workspace in self._workspaces:
                await workspaces.keep(tx, workspace)
                told = Customer(workspace.id, "acme", "Acme", ("vm",), (f"C{workspace.id}",))
                await customers.add(tx, told)
            made = list(self._outages())
            opened = [_incident(one) for one in made]
            await tx.execute(insert(incidents), [rows.values(one) for one in opened])
            await tx.execute(insert(outages), [rows.values(one) for one in made])
            await tx.execute(insert(timers), [_timer(one) for one in made])
            for one in made:
                await commitments.promise(tx, one, notice_id=one.reference, by=DUE_AT)

    async def ring(self, *, at: datetime, replicas: int = 1, until: int | None = None) -> None:
        """Have each workspace's bells act on what is due; end them all at the look of that number.

        A bell looks who responds before each ring.
        """
        room = asyncio.Semaphore(_AT_ONCE)
        rings: list[asyncio.Task[None]] = []
        looks = _Looks(rings, until)

        async def ring(bell: Bell) -> None:
            async with room:
                await bell.ring_all()

        for workspace in self._workspaces:
            for _ in range(replicas):
                bell = self._bell(workspace, looks, now=lambda: at)
                rings.append(asyncio.create_task(ring(bell)))
        for found in await asyncio.gather(*rings, return_exceptions=True):
            if isinstance(found, Exception):
                raise found

    async def outcome(self) -> Outcome:
        """Count what the database holds now."""
        holding = notices.c.kind == NoticeKind.HOLDING
        waiting = (kept.c.answered_at.is_(None), kept.c.promised_at == DUE_AT)
        async with self._database.read() as tx:
            facts = await journal.matching(tx, table.c.kind == FactKind.UPDATE_HELD)
            return Outcome(
                held=await tx.scalar(select(func.count()).where(holding)) or 0,
                late=sum(bool(fact.data["late_minutes"]) for fact in facts),
                twice=await tx.scalar(select(func.count()).where(outages.c.held > 1)) or 0,
                open=await tx.scalar(select(func.count()).where(*waiting)) or 0,
            )

    def _outages(self) -> Iterator[Outage]:
        for workspace in self._workspaces:
            for number in range(1, self._each + 1):
                yield an_outage(
                    workspace_id=workspace.id,
                    reference=f"R{number}",
                    incident=number,
                    next_update_at=DUE_AT,
                )

    def _bell(self, workspace: Workspace, looks: "_Looks", *, now: Callable[[], datetime]) -> Bell:
        office = Office(
            workspace=workspace,
            side="provider",
            cadence=Cadence(_EVERY),
            timezone="UTC",
            incidents_channel="incidents",
        )
        return Bell(
            database=self._database,
            directory=cast("Directory", looks),
            office=office,
            rules=RULES,
            now=now,
        )


class _Looks:
    """Stands in for the directory: nobody responds. It ends the rings at the look of a number."""

    def __init__(self, rings: list[asyncio.Task[None]], until: int | None) -> None:
        self._rings = rings
        self._until = until
        self._count = 0

    async def roster(self) -> Roster:
        self._count += 1
        if self._count == self._until:
            for each in self._rings:
                each.cancel()
        return Roster()


def _incident(outage: Outage) -> Incident:
    number = outage.incident
    return an_incident(workspace_id=outage.workspace_id, number=number, card_id=f"card {number}")


def _timer(outage: Outage) -> dict[str, Any]:
    return {
        "workspace_id": outage.workspace_id,
        "key": f"{COMMITMENT}:{outage.reference}",
        "kind": COMMITMENT,
        "due_at": DUE_AT,
        "body": {"reference": outage.reference},
    }
