"""A turn: one person's act, or one timer's, inside one transaction."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.facts import Fact
from domain.incident import Incident
from domain.people import ONUS, Act, Person, Staff, may
from domain.restricted import read
from domain.words import InternalMessage
from handlers.kit import drill_words
from handlers.kit.blocks import Block, section
from handlers.kit.directory import Roster
from handlers.kit.office import Office
from handlers.kit.telling import told
from storage import grants, incidents, outbox

_MESSAGE = 3000  # characters that one message of several facts has at most


@dataclass(frozen=True)
class Said:
    """What was said last in a turn, in plain words, which the next may join."""

    thread: str
    post_id: str
    text: str

    def holds(self, more: str) -> bool:
        """Whether the message has room for more."""
        return len(self.text) + len(more) < _MESSAGE


@dataclass
class Turn:
    """What a handler works with.

    roster: what Slack said just before of channels and who is in them. staff: who holds which
    right. writes: whether it may change things.
    facts: what happened in this turn, written to the journal when it ends. after: what is queued
    last, once for each key. drill_channel: of the drill that it is about, if it is about one.
    said: the last facts that were told, to be one message with the next.
    """

    tx: AsyncConnection
    office: Office
    person: Person
    now: datetime
    roster: Roster
    staff: Staff
    writes: bool = True
    facts: list[Fact] = field(default_factory=list)
    after: dict[str, Callable[[], Awaitable[None]]] = field(default_factory=dict)
    drill_channel: str = ""
    said: Said | None = None

    def allow(self, act: Act) -> None:
        """Go on only if the person may; raises NotAllowedError."""
        may(self.person, act, staff=self.staff)

    def record(self, *facts: Fact) -> None:
        """Put facts down for the journal."""
        self.facts.extend(facts)

    def saw(self, *incidents: Incident) -> None:
        """Put down who reads a restricted incident."""
        by = self.person.user_id
        self.record(*(read(one, by=by, now=self.now) for one in incidents if one.restricted))

    async def saw_of(self, numbers: Iterable[int]) -> None:
        """Put down who reads something of restricted incidents, by the incidents' numbers."""
        self.saw(*await incidents.restricted_among(self.tx, self.office.id, numbers))

    async def tell(self, incident: Incident, fact: Fact, *more: Block) -> str:
        """Record a fact, say it in the incident's thread, and have the card follow.

        What happens at one stroke is one message, a line each. Returns its delivery id.
        """
        self.record(fact)
        self.refresh(incident)
        text = told(fact)
        if more:
            return await self.say(incident, InternalMessage(text, (section(text), *more)))
        return await self._say_on(incident, text)

    async def _say_on(self, incident: Incident, text: str) -> str:
        """Say it in the message of the facts just before, as far as one message holds it."""
        before = self.said
        if before and before.thread == incident.card_id and before.holds(text):
            post_id, text = before.post_id, f"{before.text}\n{text}"
            message = _as_said(incident, InternalMessage(text))
            await outbox.reword(self.tx, post_id, message)
        else:
            post_id = await self.say(incident, InternalMessage(text))
        self.said = Said(incident.card_id, post_id, text)
        return post_id

    async def settle(self, incident: Incident, post_id: str) -> None:
        """Take the buttons off an earlier message of the thread; its words stay."""
        text = await outbox.words_of(
            self.tx, self.office.id, post_id, channel_id=incident.channel_id
        )
        if text is not None:  # else it was taken back when the incident was restricted
            await self.say_instead(incident, post_id, InternalMessage(text))

    async def say_instead(self, incident: Incident, post_id: str, message: InternalMessage) -> None:
        """Put other words in place of an earlier message of the thread."""
        await outbox.replace_post(
            self.tx,
            self.office.id,
            target=post_id,
            channel_id=incident.channel_id,
            message=_as_said(incident, message),
            now=self.now,
            incident=incident.number,
        )

    async def say(self, incident: Incident, message: InternalMessage) -> str:
        """Post into the incident's thread; return the delivery id."""
        self.said = None
        return await outbox.post(
            self.tx,
            self.office.id,
            channel_id=incident.channel_id,
            message=_as_said(incident, message),
            now=self.now,
            reply_to=incident.card_id,
            incident=incident.number,
        )

    def refresh(self, incident: Incident) -> None:
        """Have the incident's card rendered anew, once, after everything else."""
        view = f"incident:{incident.number}"

        async def queue() -> None:
            await outbox.refresh_view(
                self.tx,
                self.office.id,
                view=view,
                target=incident.card_id,
                channel_id=incident.channel_id,
                incident=incident.number,
                now=self.now,
            )

        self.after[view] = queue


def _as_said(incident: Incident, message: InternalMessage) -> InternalMessage:
    return drill_words.in_thread(message) if incident.drill else message


async def begin(  # keyword-only from where it reads better
    tx: AsyncConnection,
    office: Office,
    person: Person,
    now: datetime,
    roster: Roster,
    *,
    writes: bool = True,
) -> Turn:
    """Begin a turn: who holds which right is read in its own transaction."""
    owners = (*roster.owners, person.user_id) if person.owner else roster.owners
    staff = Staff(
        channel=office.incidents_channel,
        members=roster.responders,
        owners=tuple(dict.fromkeys(owners)),
        groups={id_: group.members for id_, group in roster.groups.items()},
        grants=await grants.every(tx, office.id),
    )
    if person is not ONUS and person.colleague:
        person = replace(person, rights=staff.rights_of(person.user_id))
    return Turn(tx, office, person, now, roster, staff, writes)
