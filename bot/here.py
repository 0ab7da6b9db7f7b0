"""Here: what somebody does on the machine where Onus runs, with no word from Slack.

Whoever can read the settings and the database may act; who they say they are, and the account of
the operating system under which they work, stand in the journal.
"""

import os
import pwd
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock, read_once
from bot.matrix.kept import chosen
from bot.office import office_of
from bot.settings import OfficeSettings
from bot.wiring import RULES
from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.people import Person, Right
from domain.words import InternalMessage
from handlers.kit.ask import Ask
from handlers.kit.directory import Roster
from handlers.kit.mrkdwn import escape
from handlers.kit.office import Office
from handlers.kit.turn import Turn, begin
from storage import workspaces
from storage.database import Database
from storage.outbox import Address

T = TypeVar("T")


@dataclass(frozen=True)
class Here:
    """Somebody on the machine. account: of the operating system."""

    settings: OfficeSettings
    database: Database
    office: Office
    person: Person
    account: str
    clock: Clock

    async def act(self, work: Callable[[Turn], Awaitable[T]]) -> T:
        """Do the work in one transaction, with its journal; raises Refusal."""

        async def decide(tx: AsyncConnection) -> T:
            turn = await begin(tx, self.office, self.person, self.clock.now(), Roster())
            turn.person = self.person  # whose rights are not Slack's to say
            done = await work(turn)
            await RULES.end(turn)
            return done

        return await self.database.decide(decide)

    async def types(self, turn: Turn, line: str) -> InternalMessage:
        """Carry out what could be typed after /incident; raises Refusal."""
        ask = Ask("here", "incident", escape(line), Address("", self.person.user_id))
        verb, request = RULES.commands["incident"].parse(ask)
        return await verb.do(turn, request) or InternalMessage("Done.")

    async def tell(self, turn: Turn, incident: Incident) -> None:
        """Put down, for everybody at work on it, that somebody acted from here."""
        data = {"account": self.account}
        kind, by = FactKind.ACTED_FROM_HERE, self.person.user_id
        await turn.tell(incident, Fact(kind, by, turn.now, incident.number, data))


@asynccontextmanager
async def here(
    settings: OfficeSettings, user_id: str, *, workspace: str | None
) -> AsyncIterator[Here]:
    """Act as somebody, in the workspace that is named or the only one; raises WorkspaceError.

    A notice does not wait for a Stop: nobody could press it.
    """
    database = Database(settings.database_url)
    try:
        async with database.read() as tx:
            mine = await chosen(tx, workspace)
            ours = next(one for one in await workspaces.every(tx) if one.id == mine)
        office = replace(office_of(ours, settings), stop_after=timedelta(0))
        person = Person(user_id, office.timezone, colleague=True, rights=frozenset(Right))
        clock = await read_once(settings.onus_clock_url)
        yield Here(settings, database, office, person, _account(), clock)
    finally:
        await database.close()


def _account() -> str:
    """Return the account, and who became it by sudo."""
    number = os.getuid()
    try:
        name = pwd.getpwuid(number).pw_name
    except KeyError:
        name = str(number)
    before = os.environ.get("SUDO_USER")
    return f"{name}, by sudo of {before}" if before else name
