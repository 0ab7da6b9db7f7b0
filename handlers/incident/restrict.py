"""`/incident restrict`: from now on the incident exists for invited people only.

It goes on in a private channel of its own; what Onus said of it where others read is taken back.
"""

import secrets
from dataclasses import replace

from domain import restricted as decide
from domain.codename import HOW_MANY, codename
from domain.facts import Fact
from domain.incident import Incident, check_open
from domain.people import ONUS, Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.secrecy import place
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents, journal, outbox, readers, roles, rooms
from storage.deliveries import Delivery
from storage.outbox_rows import Kind, new_id


def left_behind() -> InternalMessage:
    """Return what stands in the old channel instead of all that Onus said there."""
    return InternalMessage(":lock: Taken back: this goes on elsewhere.")


def restricted(incident: Incident) -> InternalMessage:
    """Tell whoever restricted it what has become of it, and what only people can do."""
    return InternalMessage(
        f":lock: {incident.name} is restricted: it exists for invited people only, under "
        f"{incident.tlp}. It goes on in {place(incident)}; whoever had a part in it is invited. "
        "What I said of it before is taken back; what people wrote there stands until they delete "
        f"it. Invite more: `/incident {incident.name} invite @bob`"
    )


def no_room(incident: Incident, error: str) -> InternalMessage:
    """Tell the invited that the channel could not be made, and what mends it."""
    return InternalMessage(
        f":x: The private channel of {incident.name} could not be made: Slack says {error}. Have "
        "an admin of the Slack workspace let the app make private channels (scope `groups:write`), "
        f"then: `/incident {incident.name} retry`. Until then, `/incident {incident.name}` works "
        "for you from any channel."
    )


async def report(turn: Turn, delivery: Delivery, error: str) -> None:
    """Tell whom an incident exists for that its channel could not be made."""
    if delivery.kind is not Kind.CREATE:
        return
    incident = await incidents.get(turn.tx, turn.office.id, delivery.incident or 0, viewer=ONUS)
    assert incident, "an incident is never deleted"
    for user_id in await readers.of(turn.tx, incident):
        await outbox.direct(
            turn.tx, turn.office.id, user_id=user_id, message=no_room(incident, error), now=turn.now
        )


async def hidden(turn: Turn, incident: Incident) -> Incident:
    """Return the incident as a restricted one, with a codename and a room that is to be made."""
    taken = await incidents.codenames(turn.tx, turn.office.id)
    name = codename(secrets.randbelow(HOW_MANY))
    while name in taken:
        name = f"{codename(secrets.randbelow(HOW_MANY))}-{secrets.token_hex(2)}"
    return replace(incident, restricted=True, codename=name, channel_id=rooms.new_id())


async def open_room(turn: Turn, incident: Incident, people: tuple[str, ...]) -> None:
    """Have its room made with these people in it, and its card posted there first of all."""
    name = f"{incident.codename}-{secrets.token_hex(2)}"
    await rooms.make(turn.tx, incident, name=name, now=turn.now)
    for user_id in people:
        await readers.add(turn.tx, incident, user_id)
        await rooms.invite(turn.tx, incident, user_id=user_id, now=turn.now)
    await post_card(turn, incident)


async def post_card(turn: Turn, incident: Incident) -> None:
    """Post the incident's card; all that follows is its thread."""
    await outbox.first_view(
        turn.tx,
        turn.office.id,
        view=f"incident:{incident.number}",
        delivery_id=incident.card_id,
        channel_id=incident.channel_id,
        incident=incident.number,
        now=turn.now,
    )


async def restrict(turn: Turn, request: Request) -> InternalMessage:
    """Restrict an incident that others could read so far."""
    incident = await which(turn, request)
    check_open(incident)
    return restricted(await _restrict(turn, incident, reason=request.text))


async def after_verdict(turn: Turn, fact: Fact) -> None:
    """Restrict what turns out to be more than a security incident."""
    incident = await incidents.get(turn.tx, turn.office.id, fact.incident or 0, viewer=ONUS)
    assert incident, "an incident is never deleted"
    if incident.verdict in decide.GRAVE and incident.open and not incident.restricted:
        after = await _restrict(turn, incident, reason=f"the verdict is {incident.verdict}")
        await outbox.direct(
            turn.tx,
            turn.office.id,
            user_id=turn.person.user_id,
            message=restricted(after),
            now=turn.now,
        )


async def _restrict(turn: Turn, incident: Incident, *, reason: str) -> Incident:
    decide.check_not_yet(incident)
    people = await who_had_a_part(turn, incident)
    unseen = await hidden(turn, replace(incident, card_id=new_id()))
    after = await incidents.save(turn.tx, unseen)
    fact = decide.restricted(after, by=turn.person.user_id, now=turn.now, reason=reason)
    turn.after.pop(f"incident:{incident.number}", None)  # the old card is rendered no more
    await rooms.leave(turn.tx, incident, after, instead=left_behind(), now=turn.now)
    await open_room(turn, after, people)
    await turn.tell(after, fact)
    return after


async def who_had_a_part(turn: Turn, incident: Incident) -> tuple[str, ...]:
    """Return who opened it, holds a role in it, or did anything in it, whoever acts now first."""
    crew = await roles.crew(turn.tx, incident)
    facts = await journal.of_incident(turn.tx, turn.office.id, incident.number)
    acted = (fact.actor for fact in facts)
    people = dict.fromkeys((turn.person.user_id, incident.opened_by, *crew.values(), *acted))
    return tuple(one for one in people if one != ONUS.user_id)


VERB = Verb(
    name="restrict",
    usage="[reason]",
    summary="let the incident exist for invited people only, in a private channel of its own",
    right=Act.RESPOND,
    do=restrict,
    synonyms=("restricted", "private"),
)
