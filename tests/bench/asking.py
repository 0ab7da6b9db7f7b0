"""Asking of incidents without Slack: a line of `/incident`, answered in a transaction."""

from bot.wiring import RULES
from domain.commitment import Cadence
from domain.people import Person
from domain.words import InternalMessage
from handlers.kit.ask import Ask
from handlers.kit.directory import Roster
from handlers.kit.office import Office
from handlers.kit.turn import begin
from storage.database import Database
from storage.outbox import Address
from tests.bench.ledger import CHANNEL, WORKSPACE
from tests.domain.made import NOW

LINES = (
    "status",
    "INC-7 status",
    "list",
    "INC-7 timeline",
    "INC-7 catchup",
    "find again answers",
    "find host777",
)
ALICE = Person("U0ALICE", "UTC", colleague=True)
_OFFICE = Office(
    WORKSPACE, "provider", Cadence(by_impact={}), timezone="UTC", incidents_channel="incidents"
)
_ROSTER = Roster(channel_id=CHANNEL, responders=(ALICE.user_id,))


async def answer(database: Database, line: str) -> InternalMessage | None:
    """Answer one line, as the acknowledgement would carry it."""
    address = Address(CHANNEL, ALICE.user_id)
    verb, request = RULES.commands["incident"].parse(Ask("", "incident", line, address))
    async with database.read() as tx:
        turn = await begin(tx, _OFFICE, ALICE, NOW, _ROSTER, writes=False)
        turn.allow(verb.right)
        return await verb.do(turn, request)
