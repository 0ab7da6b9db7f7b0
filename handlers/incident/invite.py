"""`/incident invite`: let somebody into a restricted incident."""

from domain import restricted as decide
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import mention
from handlers.kit.secrecy import place
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.kit.whom import WhomError, named
from storage import readers, rooms


def invite_form(request: Request) -> Block:
    """Return the form that a bare verb opens."""
    return form(request, "Invite somebody", blocks.person_input("to", "Whom?"), submit="Invite")


async def invite(turn: Turn, request: Request) -> InternalMessage:
    """Invite colleagues: the incident exists for them from now on."""
    incident = await which(turn, request)
    decide.check_restricted(incident)
    said = request.raw if request.via.form is None else request.value("to")
    people = named(turn, said).everyone(turn)
    if not people:
        raise WhomError("Whom? Pick people or a user group from what Slack offers after @.")
    invited = await readers.of(turn.tx, incident)
    fresh = tuple(one for one in people if one not in invited)
    for user_id in fresh:
        await readers.add(turn.tx, incident, user_id)
        await rooms.invite(turn.tx, incident, user_id=user_id, now=turn.now)
    if fresh:
        fact = decide.invited(incident, fresh, by=turn.person.user_id, now=turn.now)
        await turn.tell(incident, fact)
    who = ", ".join(map(mention, people))
    return InternalMessage(f"{who}: invited to {incident.name}, which runs in {place(incident)}.")


VERB = Verb(
    name="invite",
    usage="<@person|@group>",
    summary="let somebody into a restricted incident and its channel",
    right=Act.RESPOND,
    do=invite,
    form=invite_form,
)
