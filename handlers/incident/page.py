"""`/incident page`: call somebody, by a direct message, until somebody answers."""

from domain.incident import check_open
from domain.paging import check_why
from domain.people import Act, Right
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import mention
from handlers.kit.paging import page
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.kit.whom import WhomError, named

_COMMANDER = ("commander", "ic")


def paged(people: tuple[str, ...]) -> InternalMessage:
    """Tell who asked for it."""
    return InternalMessage(
        f"Paged: {', '.join(map(mention, people))}. Whoever acknowledges is named in the thread; "
        "after 5 minutes without an answer the next in line is paged."
    )


async def page_people(turn: Turn, request: Request) -> InternalMessage:
    """Call the people or the role that the line begins with."""
    incident = await which(turn, request)
    check_open(incident)
    line = f"/incident {incident.name} page @bob <why>"
    whom = named(turn, request.raw)
    people, why = whom.everyone(turn), whom.rest
    role, _, rest = why.partition(" ")
    if not people and role.lower() in _COMMANDER:
        people, why = (incident.commander,), rest
    if not people:
        raise WhomError(
            "Whom? Pick a person or a user group from what Slack offers after @, or write "
            "commander.",
            instead=(line, f"/incident {incident.name} page commander <why>"),
        )
    _check_may_read(turn, people)
    await page(
        turn,
        incident,
        about=f"asked by {turn.person.user_id} at {turn.now:%H:%M:%S}",
        why=check_why(why, line=line),
        named=people,
        by=turn.person.user_id,
    )
    return paged(people)


def _check_may_read(turn: Turn, people: tuple[str, ...]) -> None:
    for user_id in people:
        if Right.VIEWER not in turn.staff.rights_of(user_id):
            raise WhomError(
                f"<@{user_id}> has no part in incidents. Invite them to "
                f"#{turn.office.incidents_channel} first, then do this again.",
                instead=(),
            )


VERB = Verb(
    name="page",
    usage="<@person|@group|commander> <why>",
    summary="call somebody by direct message; after 5 minutes unanswered, the next in line",
    right=Act.RESPOND,
    do=page_people,
    synonyms=("call",),
)
