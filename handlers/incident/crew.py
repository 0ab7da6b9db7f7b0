"""What every change of a role has in common: whom it is for, how it is saved and who is told."""

from domain.facts import Fact
from domain.incident import Incident, check_open
from domain.roles import Role, check_fit, read_role
from domain.words import InternalMessage
from handlers.kit import blocks, paging
from handlers.kit.blocks import Block
from handlers.kit.commands import Request
from handlers.kit.mrkdwn import escape, mention
from handlers.kit.secrecy import check_part, place
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.kit.whom import Named, WhomError, named
from storage import outbox, roles, timers

UNFILLED = "unfilled"


def role_input() -> Block:
    """Return the field that asks for a role."""
    return blocks.select_input("role", "Role", [(str(role), role.word) for role in Role])


def yours(incident: Incident, role: Role, fact: Fact) -> InternalMessage:
    """Tell somebody, wherever they are, that a role is theirs."""
    summary = fact.data.get("summary")
    how = f"\nHow things stand: {escape(str(summary))}" if summary else ""
    return InternalMessage(
        f":bust_in_silhouette: You are *{role}* of *{incident.name}* now, by "
        f"{mention(fact.actor)}: {escape(incident.label)}. It runs in {place(incident)}."
        f"{how}\nWhere it stands: `/incident {incident.name}`"
    )


async def of_open(turn: Turn, request: Request) -> Incident:
    """Return the incident that is meant, which has to be open."""
    incident = await which(turn, request)
    check_open(incident)
    return incident


def role_and_whom(turn: Turn, request: Request) -> tuple[Role, Named]:
    """Return the role and whom the line or the form names; raises RoleError, WhomError."""
    if request.via.form is not None:
        role, _ = read_role(request.value("role"))
        return role, named(turn, request.value("to"))
    role, rest = read_role(request.raw)
    return role, named(turn, rest)


def one(turn: Turn, role: Role, whom: Named, *, line: str) -> str:
    """Return the one person who is named and fit for the role; raises RoleError, WhomError."""
    if len(whom.people) != 1 or whom.groups:
        raise WhomError(
            f"Who is to be {role}? Pick one person from what Slack offers after @.",
            instead=(line,),
            field="to",
        )
    check_fit(role, whom.people[0], staff=turn.staff)
    return whom.people[0]


async def settle(turn: Turn, incident: Incident, role: Role, fact: Fact) -> Incident:
    """Save who holds the role now, tell the thread and them, and call for nobody more."""
    person = str(fact.data["person"])
    await check_part(turn, incident, (person,))
    after = await roles.put(turn.tx, incident, role, person)
    await turn.tell(after, fact)
    if person != turn.person.user_id:
        told = yours(after, role, fact)
        await outbox.direct(
            turn.tx,
            turn.office.id,
            user_id=person,
            message=told,
            now=turn.now,
            incident=after.number,
        )
    await timers.clear(turn.tx, turn.office.id, call_key(after, role))
    await paging.stop(turn, after, about=about(role))
    return after


def about(role: Role) -> str:
    """Return what people are paged about where nobody holds the role."""
    return f"no {role.word}"


def call_key(incident: Incident, role: Role) -> str:
    """Return the key of the timer that calls for somebody to take it."""
    return f"{UNFILLED}:{incident.number}:{role.word}"


def typed_words(request: Request, whom: Named) -> str:
    """Return the words that go with it: a form's text, or what follows the person."""
    return request.text if request.via.form is not None else whom.rest
