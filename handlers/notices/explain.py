"""`/incident explain`: after the end, customers read what happened and what is done about it."""

from domain.facts import Fact, FactKind, Value
from domain.incident import Incident
from domain.outage import Change, NoticeKind, Outage, OutageError
from domain.people import Act
from domain.words import InternalMessage, outbound_check
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.compose import compose
from handlers.kit.forms import form
from handlers.kit.inside import inside
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.notices.freeze import refuse_frozen
from handlers.notices.meant import recipients_of, told
from handlers.notices.post import post
from handlers.notices.preview import preview
from handlers.notices.publish import draft
from storage import outages
from storage.outages import Notice


def review_form(request: Request) -> Block:
    """Return the form that the bare verb opens."""
    label = "What happened, and what do you do about it, in customers' words?"
    text = blocks.text_input("text", label, long=True)
    return form(request, "Post-incident review", text, submit="Preview")


async def explain(turn: Turn, request: Request) -> InternalMessage:
    """Draft the review for customers, and show it."""
    incident = await which(turn, request, closed_too=True)
    outage = await _ended(turn, incident)
    affected = await told(turn, outage)
    checked = outbound_check(
        request.text, inside=await inside(turn, incident, affected), field="review"
    )
    change = Change(NoticeKind.REVIEW, next_update_at=None, text=checked.text)
    words = compose(turn, outage, change, affected, now=turn.now)
    to = recipients_of(affected)
    notice = await draft(turn, outage, change, words, to, checked=checked)
    return preview(notice, timezone=turn.person.timezone, checked=checked)


async def carry_out(turn: Turn, incident: Incident, outage: Outage, notice: Notice) -> None:
    """Post the review in each customer's thread of the outage."""
    await refuse_frozen(turn, incident)
    await post(turn, notice)
    names = list(dict.fromkeys(one.name for one in notice.recipients))
    data: dict[str, Value] = {"reference": outage.reference, "customers": names}
    by = turn.person.user_id
    await turn.tell(incident, Fact(FactKind.REVIEW_TOLD, by, turn.now, incident.number, data))


async def _ended(turn: Turn, incident: Incident) -> Outage:
    """Return the latest outage, refusing while it lasts; raises OutageError."""
    known = await outages.of_incident(turn.tx, turn.office.id, incident.number)
    if not known or known[-1].open:
        raise OutageError(
            "Customers read a review once their outage is over.",
            instead=(f"/incident {incident.name} {'recovered' if known else 'status'}",),
        )
    return known[-1]


VERB = Verb(
    name="explain",
    usage="<text>",
    summary="tell customers, after the end, what happened and what is done about it",
    right=Act.TELL,
    do=explain,
    synonyms=("customer-review",),
    form=review_form,
)
