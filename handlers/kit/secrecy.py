"""What a restricted incident lets be seen: where it runs, what it is called, for whom it exists."""

from domain.incident import Incident
from domain.people import Right
from domain.refusal import Refusal
from handlers.kit.turn import Turn
from storage import readers


class NoPartError(Refusal):
    """Somebody is named who may not know of the incident."""


def place(incident: Incident) -> str:
    """Say where it runs; a room that is only being made has no id yet that could be shown."""
    if incident.restricted:
        return f"its own private channel, which begins with #{incident.codename}"
    return f"<#{incident.channel_id}>"


async def seen_by(turn: Turn, incident: Incident, people: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of them for whom the incident exists."""
    if not incident.restricted:
        return people
    invited = await readers.of(turn.tx, incident)
    return tuple(one for one in people if one in invited)


async def check_part(turn: Turn, incident: Incident, people: tuple[str, ...]) -> None:
    """Refuse to name somebody who may not read the incident; raises NoPartError."""
    for user_id in people:
        if Right.VIEWER not in turn.staff.rights_of(user_id):
            raise NoPartError(
                f"<@{user_id}> has no part in incidents. Invite them to #{turn.staff.channel} "
                "first, then do this again.",
                instead=(),
                field="to",
            )
        if user_id not in await seen_by(turn, incident, (user_id,)):
            raise NoPartError(
                f"{incident.name} is restricted, and <@{user_id}> was not invited to it. Invite "
                "them first, then do this again.",
                instead=(f"/incident {incident.name} invite @bob",),
                field="to",
            )
