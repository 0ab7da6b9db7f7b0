"""`/incident take`: take a role oneself."""

from domain.people import Act
from domain.roles import check_fit, read_role, taken
from domain.words import InternalMessage
from handlers.incident.case import load
from handlers.incident.crew import of_open, role_input, settle
from handlers.incident.next_step import next_step
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from storage import roles


def take_form(request: Request) -> Block:
    """Return the form that a bare verb opens."""
    return form(request, "Take a role", role_input(), submit="Take it")


async def take(turn: Turn, request: Request) -> InternalMessage:
    """Take a role, also from whoever holds it: the thread reads both."""
    incident = await of_open(turn, request)
    role, _ = read_role(request.value("role") or request.text)
    by = turn.person.user_id
    check_fit(role, by, staff=turn.staff)
    crew = await roles.crew(turn.tx, incident)
    fact = taken(incident, role, by, crew=crew, by=by, now=turn.now)
    after = await settle(turn, incident, role, fact)
    step = next_step(await load(turn.tx, turn.office, after))
    return InternalMessage(f"You are *{role}* of {incident.name} now. Next: {step}")


VERB = Verb(
    name="take",
    usage="<role>",
    summary="take a role yourself, also from somebody who does not answer",
    right=Act.RESPOND,
    do=take,
    synonyms=("join",),
    form=take_form,
)
