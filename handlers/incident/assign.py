"""`/incident assign`: give somebody a role."""

from domain.people import Act, Right, who_can
from domain.roles import Role, RoleError, taken
from domain.words import InternalMessage
from handlers.incident.crew import of_open, one, role_and_whom, role_input, settle
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import mention
from handlers.kit.turn import Turn
from storage import roles


def assign_form(request: Request) -> Block:
    """Return the form that a bare verb opens."""
    person = blocks.person_input("to", "Who?")
    return form(request, "Give a role", role_input(), person, submit="Assign")


async def assign(turn: Turn, request: Request) -> InternalMessage:
    """Give a role to a person, in place of whoever held it."""
    incident = await of_open(turn, request)
    role, whom = role_and_whom(turn, request)
    person = one(turn, role, whom, line=f"/incident {incident.name} assign {role.word} @bob")
    if role is Role.COMMANDER and Right.COMMANDER not in turn.person.rights:
        raise RoleError(who_can(Right.COMMANDER, turn.staff, what="choose a commander"), instead=())
    crew = await roles.crew(turn.tx, incident)
    fact = taken(incident, role, person, crew=crew, by=turn.person.user_id, now=turn.now)
    await settle(turn, incident, role, fact)
    return InternalMessage(f"{mention(person)} is *{role}* of {incident.name} now, and is told so.")


VERB = Verb(
    name="assign",
    usage="<role> <@person>",
    summary=f"give somebody a role: {', '.join(role.word for role in Role)}",
    right=Act.RESPOND,
    do=assign,
    form=assign_form,
)
