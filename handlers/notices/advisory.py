"""`/incident advisory`: a security notice to the named security contacts of chosen customers.

It has words and a reference of its own, goes to nobody else, never by itself, and never by one
person's decision.
"""

from domain.contacts import contacts_of
from domain.customers import Customer, named, users_of
from domain.facts import Fact, FactKind, Value
from domain.incident import Incident
from domain.outage import Change, NoticeKind, OutageError
from domain.people import Act
from domain.words import Checked, InternalMessage, PublicMessage, outbound_check
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.compose import worded
from handlers.kit.first_notice import new_reference
from handlers.kit.forms import form
from handlers.kit.inside import inside
from handlers.kit.notice_words import advised
from handlers.kit.templates import Style
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.kit.withheld import refuse_withheld
from handlers.notices.freeze import refuse_frozen
from handlers.notices.post import post
from handlers.notices.preview import preview
from handlers.notices.publish import found
from storage import customers, outages
from storage.outages import Notice
from storage.outbox_rows import new_id


def advisory_form(request: Request) -> Block:
    """Return the form that the bare verb opens."""
    return form(
        request,
        "Security advisory",
        blocks.text_input("text", "What must they know, and what shall they do?", long=True),
        blocks.text_input("customers", "Which customers?", hint="Acme, Globex", optional=True),
        blocks.text_input("services", "Or all that use a service", hint="vm", optional=True),
        submit="Preview",
    )


async def advisory(turn: Turn, request: Request) -> InternalMessage:
    """Draft it, and show it; a second person decides whether it goes."""
    incident = await which(turn, request)
    chosen = _chosen(request, await customers.every(turn.tx, turn.office.id))
    await _refuse_withheld(turn, incident.number, {one.id for one in chosen})
    not_said = await inside(turn, incident, chosen)
    checked = outbound_check(request.text, inside=not_said, field="advisory")
    notice = _drafted(turn, incident, chosen, checked)
    await outages.draft(turn.tx, notice)
    return preview(notice, timezone=turn.person.timezone, checked=checked)


async def check_contacts(turn: Turn, notice: Notice) -> None:
    """Refuse where the security contacts have changed since the preview.

    Raises OutageError, and EmbargoError where one of the customers is told nothing by now.
    """
    ids = {one.customer_id for one in notice.recipients}
    await _refuse_withheld(turn, notice.incident, ids)
    every = await customers.every(turn.tx, turn.office.id)
    if contacts_of(one for one in every if one.id in ids) != notice.recipients:
        raise OutageError("The security contacts have changed since this preview. Type it anew.")


async def carry_out(turn: Turn, incident: Incident, notice: Notice) -> None:
    """Send it to each of the contacts."""
    await refuse_frozen(turn, incident)
    await post(turn, notice)
    names = list(dict.fromkeys(one.name for one in notice.recipients))
    data: dict[str, Value] = {"reference": notice.reference, "customers": names}
    by = turn.person.user_id
    await turn.tell(incident, Fact(FactKind.ADVISORY_SENT, by, turn.now, incident.number, data))


def _chosen(request: Request, every: list[Customer]) -> tuple[Customer, ...]:
    """Return the customers that are meant, by name and in that order; raises OutageError."""
    names, services = request.words.items("customers"), request.words.items("services")
    ids = {named(every, name).id for name in names}
    ids |= {one.id for one in users_of(every, services)}
    if not ids:
        raise OutageError(
            "Whose security contacts read it? Name customers, or a service that they use.",
            instead=("/incident advisory <text> customers Acme,Globex",),
            field="customers",
        )
    return tuple(one for one in every if one.id in ids)


async def _refuse_withheld(turn: Turn, incident: int, ids: set[str]) -> None:
    for customer_id in sorted(ids):
        await refuse_withheld(turn, incident, customer_id)


def _drafted(
    turn: Turn, incident: Incident, chosen: tuple[Customer, ...], checked: Checked
) -> Notice:
    reference = new_reference()

    def say(style: Style) -> PublicMessage:
        return advised(checked.text, reference=reference, now=turn.now, style=style)

    words = worded(turn.office.templates, chosen, say)
    return Notice(
        workspace_id=turn.office.id,
        id=new_id(),
        incident=incident.number,
        reference=reference,
        kind=NoticeKind.ADVISORY,
        state="draft",
        message=words.message,
        change=Change(NoticeKind.ADVISORY, next_update_at=None, text=checked.text),
        outage=None,
        outage_version=0,
        recipients=contacts_of(chosen),
        drafted_by=turn.person.user_id,
        drafted_at=turn.now,
        finds=found(checked),
        by_two=True,
        own=words.own,
        faults=words.faults,
    )


VERB = Verb(
    name="advisory",
    usage="<text> customers a,b|services a,b",
    summary="a security notice to the security contacts of customers; always takes two people",
    right=Act.TELL,
    do=advisory,
    keys=("customers", "services"),
    form=advisory_form,
)
