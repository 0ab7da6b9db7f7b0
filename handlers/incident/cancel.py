"""`/incident cancel`: close what should not have been opened, once what follows has been read."""

from domain import endings, outage
from domain.people import Act
from domain.words import InternalMessage
from handlers.incident.consequences import (
    SURE,
    agreed,
    around,
    check_nothing_runs,
    of_cancelling,
    preview,
    quoted,
    withdraw_unused,
)
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents


def reason_form(request: Request) -> Block:
    """Return the form that a bare `cancel` opens."""
    why = blocks.text_input("text", "Why should it not have been opened?", long=True)
    return form(request, "Cancel an incident", why, submit="Preview")


async def cancel(turn: Turn, request: Request) -> InternalMessage:
    """Say what would follow, or do it."""
    incident = await which(turn, request)
    reason = request.text
    decision = endings.cancel(incident, by=turn.person.user_id, now=turn.now, reason=reason)
    hanging = await around(turn, incident)
    if hanging.open_outage and (refusal := outage.blocker(hanging.open_outage)):
        raise refusal
    check_nothing_runs(turn, hanging)
    lines = of_cancelling(incident, hanging)
    if not agreed(request, lines):
        label = f"Cancel {incident.name}"
        return preview(incident, lines, verb=VERB.name, label=label, words=quoted(reason))
    after = await incidents.save(turn.tx, decision.incident)
    await withdraw_unused(turn, after, hanging, reason="the incident is cancelled")
    await turn.tell(after, decision.facts[0])
    return InternalMessage(f"{after.name} is cancelled. Should it be wanted: `/incident reopen`")


VERB = Verb(
    name="cancel",
    usage="<reason>",
    summary="close what should not have been opened; shows first what follows",
    right=Act.RESPOND,
    do=cancel,
    keys=(SURE,),
    form=reason_form,
)
