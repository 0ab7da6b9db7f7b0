"""`/incident uninvite`: a restricted incident exists for somebody no more."""

from domain import restricted as decide
from domain.incident import Incident
from domain.people import Act
from domain.restricted import RestrictedError
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import mention
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.kit.whom import WhomError, named
from storage import readers, roles, rooms


def uninvite_form(request: Request) -> Block:
    """Return the form that a bare verb opens."""
    whom = blocks.person_input("to", "Whom?")
    return form(request, "Take out again", whom, submit="Take out")


async def uninvite(turn: Turn, request: Request) -> InternalMessage:
    """Take people out: the incident and its channel exist for them no more."""
    incident = await which(turn, request)
    decide.check_restricted(incident)
    said = request.raw if request.via.form is None else request.value("to")
    people = named(turn, said).everyone(turn)
    if not people:
        raise WhomError("Whom? Pick people or a user group from what Slack offers after @.")
    invited = await readers.of(turn.tx, incident)
    out = tuple(one for one in people if one in invited)
    await _check(turn, incident, out, left=set(invited) - set(out))
    for user_id in out:
        await readers.remove(turn.tx, incident, user_id)
        await rooms.remove(turn.tx, incident, user_id=user_id, now=turn.now)
    if out:
        fact = decide.uninvited(incident, out, by=turn.person.user_id, now=turn.now)
        await turn.tell(incident, fact)
    who = ", ".join(map(mention, people))
    return InternalMessage(
        f"{who}: {incident.name} exists for them no more. What they have read, they have read."
    )


async def _check(turn: Turn, incident: Incident, out: tuple[str, ...], *, left: set[str]) -> None:
    """Refuse to leave nobody, or a role with nobody; raises RestrictedError."""
    if not left:
        raise RestrictedError(
            f"Nobody would be left for whom {incident.name} exists.",
            instead=(f"/incident {incident.name} invite @bob",),
        )
    crew = await roles.crew(turn.tx, incident)
    for role, user_id in crew.items():
        if user_id in out:
            raise RestrictedError(
                f"{mention(user_id)} is {role} of {incident.name}. Have somebody else take that "
                "first.",
                instead=(f"/incident {incident.name} take {role.word}",),
            )


VERB = Verb(
    name="uninvite",
    usage="<@person|@group>",
    summary="take somebody out of a restricted incident and its channel again",
    right=Act.RESPOND,
    do=uninvite,
    form=uninvite_form,
)
