"""`/incident affected`: who is told of the outage; a newcomer, and one that it does not affect."""

from dataclasses import replace

from domain import affected as decide
from domain.customers import Customer, named, recipients, users_of
from domain.embargo import Embargo
from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.outage import Change, NoticeKind, Outage, OutageError
from domain.people import Act
from domain.words import InternalMessage, outbound_check
from handlers.kit import blocks
from handlers.kit.blocks import button
from handlers.kit.commands import Request, Verb
from handlers.kit.compose import compose
from handlers.kit.inside import inside
from handlers.kit.mrkdwn import escape, utc_day
from handlers.kit.turn import Turn
from handlers.kit.withheld import refuse_withheld, spared
from handlers.notices.freeze import refuse_frozen
from handlers.notices.meant import open_outage, reached, recipients_of, told
from handlers.notices.post import post
from handlers.notices.preview import preview
from handlers.notices.publish import draft
from storage import customers, embargoes, outages
from storage.outages import Notice

_OFFERED = 5


def listed(
    incident: Incident,
    those: tuple[Customer, ...],
    users: list[Customer],
    holding: list[Embargo],
) -> InternalMessage:
    """Say who is told, who uses one of the services and is not, and from whom it is withheld."""
    lines = [f"*{incident.name}: told of the outage*", *map(_line, those)]
    if users:
        lines.append("*Use one of its services, and are not told*")
        lines += map(_line, users)
    if holding:
        lines.append("*Are told nothing*")
        lines += map(_withheld, holding)
    more = [
        button(f"Tell {one.name} too", command="incident", line=_add(incident, one))
        for one in users[:_OFFERED]
    ]
    shown = [blocks.section(page) for page in blocks.pages(lines)]
    return InternalMessage("\n".join(lines), (*shown, *([blocks.actions(*more)] if more else [])))


def _withheld(embargo: Embargo) -> str:
    until, why = utc_day(embargo.ends_at), escape(embargo.reason)
    lift = f"`/incident INC-{embargo.incident} lift {escape(embargo.customer)}`"
    return f"• {escape(embargo.customer)} until {until}: {why}. Before: {lift}"


def _line(customer: Customer) -> str:
    rooms = ", ".join(f"<#{channel_id}>" for channel_id in customer.channels)
    return f"• {escape(customer.name)} in {rooms or 'no channel'}"


def _add(incident: Incident, customer: Customer) -> str:
    return f"{incident.name} affected add {escape(customer.name)}"


async def affected(turn: Turn, request: Request) -> InternalMessage:
    """List who is told, or draft what one customer is told."""
    incident, outage = await open_outage(turn, request)
    every = await customers.every(turn.tx, turn.office.id)
    verb, _, name = request.text.partition(" ")
    if not verb:
        those = await told(turn, outage)
        users = await spared(turn, incident.number, users_of(every, outage.services))
        holding = await embargoes.holding(turn.tx, turn.office.id, incident.number)
        return listed(incident, those, [one for one in users if one not in those], holding)
    if verb.lower() not in _DRAFTS or not name.strip():
        raise OutageError(
            "Say who: add one, or remove one.",
            instead=(f"/incident {incident.name} affected add Globex",),
        )
    customer = named(every, name)
    await refuse_withheld(turn, incident.number, customer.id)
    return await _DRAFTS[verb.lower()](turn, incident, outage, customer)


async def _draft_newcomer(
    turn: Turn, incident: Incident, outage: Outage, customer: Customer
) -> InternalMessage:
    """Draft a full first notice; the public title was never checked for this reader."""
    not_said = await inside(turn, incident, (*await told(turn, outage), customer))
    checked = outbound_check(outage.title.words, inside=not_said, field="title")
    decide.joined(outage, customer)
    shown = await reached(turn, incident)
    change = Change(NoticeKind.NEWCOMER, outage.awaited_at, milestones=shown)
    words = compose(turn, replace(outage, title=checked.text), change, (customer,), now=turn.now)
    to = recipients_of((customer,))
    notice = await draft(turn, outage, change, words, to, checked=checked)
    return preview(notice, timezone=turn.person.timezone, checked=checked)


async def _draft_cleared(
    turn: Turn, _: Incident, outage: Outage, customer: Customer
) -> InternalMessage:
    decide.cleared(outage, customer)
    change = Change(NoticeKind.CLEARED, next_update_at=None)
    words = compose(turn, outage, change, (customer,), now=turn.now)
    notice = await draft(turn, outage, change, words, recipients_of((customer,)))
    return preview(notice, timezone=turn.person.timezone)


_DRAFTS = {
    "add": _draft_newcomer,
    "remove": _draft_cleared,
}


async def carry_out(turn: Turn, incident: Incident, outage: Outage, notice: Notice) -> None:
    """Tell the one customer, and have it hear more of the outage, or no more.

    Raises OutageError where words are frozen, or its channels have changed since the preview.
    """
    await refuse_frozen(turn, incident)
    every = await customers.every(turn.tx, turn.office.id)
    customer = named(every, notice.recipients[0].name)
    await refuse_withheld(turn, incident.number, customer.id)
    if recipients((customer,)) != notice.recipients:
        raise OutageError("The recipients have changed since this preview. Type it anew.")
    newcomer = notice.kind is NoticeKind.NEWCOMER
    after = (decide.joined if newcomer else decide.cleared)(outage, customer)
    await outages.save(turn.tx, after)
    await post(turn, notice)
    kind = FactKind.CUSTOMER_JOINED if newcomer else FactKind.CUSTOMER_CLEARED
    data = {"customer": customer.name, "reference": outage.reference}
    await turn.tell(incident, Fact(kind, turn.person.user_id, turn.now, incident.number, data))


VERB = Verb(
    name="affected",
    usage="[add <customer>|remove <customer>]",
    summary="who is told of the outage; tell one more, or one that it is not affected",
    right=Act.TELL,
    do=affected,
)
