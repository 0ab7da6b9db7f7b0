"""`/incident handover`: pass one's role on, with how things stand."""

from domain.people import Act
from domain.roles import handed_over
from domain.words import InternalMessage
from handlers.incident.crew import of_open, one, role_and_whom, role_input, settle, typed_words
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import mention
from handlers.kit.turn import Turn
from storage import roles


def handover_form(request: Request) -> Block:
    """Return the form that a bare verb opens."""
    return form(
        request,
        "Hand a role over",
        role_input(),
        blocks.person_input("to", "To whom?"),
        blocks.text_input("text", "How do things stand?", long=True),
        submit="Hand over",
    )


async def handover(turn: Turn, request: Request) -> InternalMessage:
    """Pass one's role on to somebody, who reads the summary wherever they are."""
    incident = await of_open(turn, request)
    role, whom = role_and_whom(turn, request)
    line = f"/incident {incident.name} handover {role.word} @bob <how things stand>"
    person = one(turn, role, whom, line=line)
    crew = await roles.crew(turn.tx, incident)
    fact = handed_over(
        incident,
        role,
        person,
        crew=crew,
        by=turn.person.user_id,
        now=turn.now,
        summary=typed_words(request, whom),
    )
    await settle(turn, incident, role, fact)
    return InternalMessage(
        f"{mention(person)} is *{role}* of {incident.name} now, and has your summary."
    )


VERB = Verb(
    name="handover",
    usage="<role> <@person> <how things stand>",
    summary="pass your role on, with how things stand",
    right=Act.RESPOND,
    do=handover,
    synonyms=("hand",),
    form=handover_form,
)
