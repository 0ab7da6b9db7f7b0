"""`/incident page`: call somebody, by a direct message, until somebody answers."""

from domain.incident import Incident, check_open
from domain.paging import check_why
from domain.people import Act
from domain.roles import Role, RoleError, read_role
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import mention
from handlers.kit.paging import page
from handlers.kit.secrecy import check_part
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.kit.whom import WhomError, named
from storage import roles


def paged(people: tuple[str, ...]) -> InternalMessage:
    """Tell who asked for it."""
    return InternalMessage(
        f"Paged: {', '.join(map(mention, people))}. Whoever acknowledges is named in the thread; "
        "after 5 minutes without an answer the next in line is paged."
    )


def page_form(request: Request) -> Block:
    """Return the form that a bare verb opens."""
    return form(
        request,
        "Page somebody",
        blocks.person_input("to", "Whom?"),
        blocks.text_input("text", "What are they needed for?"),
        submit="Page",
    )


async def page_people(turn: Turn, request: Request) -> InternalMessage:
    """Call the people or the role that the line begins with."""
    incident = await which(turn, request)
    check_open(incident)
    line = f"/incident {incident.name} page @bob <why>"
    filled_in = request.via.form is not None
    whom = named(turn, request.value("to") if filled_in else request.raw)
    people, why = whom.everyone(turn), request.text if filled_in else whom.rest
    if not people:
        people, why = await _by_role(turn, incident, why, line=line)
    await check_part(turn, incident, people)
    await page(
        turn,
        incident,
        about=f"asked by {turn.person.user_id} at {turn.now:%H:%M:%S}",
        why=check_why(why, line=line),
        named=people,
        by=turn.person.user_id,
    )
    return paged(people)


async def _by_role(
    turn: Turn, incident: Incident, text: str, *, line: str
) -> tuple[tuple[str, ...], str]:
    """Return who holds the role that the text begins with, and the rest of it."""
    try:
        role, why = read_role(text)
    except RoleError:
        roles_there = ", ".join(role.word for role in Role)
        raise WhomError(
            "Whom? Pick a person or a user group from what Slack offers after @, or write a role: "
            f"{roles_there}.",
            instead=(line, f"/incident {incident.name} page commander <why>"),
        ) from None
    crew = await roles.crew(turn.tx, incident)
    if role not in crew:
        raise WhomError(f"Nobody is {role} of {incident.name}.", instead=(line,))
    return (crew[role],), why


VERB = Verb(
    name="page",
    usage="<@person|@group|role> <why>",
    summary="call somebody by direct message; after 5 minutes unanswered, the next in line",
    right=Act.RESPOND,
    do=page_people,
    form=page_form,
    synonyms=("call",),
)
