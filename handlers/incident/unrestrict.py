"""`/incident unrestrict`: let everybody who reads incidents read one again, seen before it happens.

It goes on in the incidents channel; what was said in its own channel stays there.
"""

from dataclasses import replace

from domain import restricted as decide
from domain.incident import Incident, check_open
from domain.people import Act, Right
from domain.words import InternalMessage
from handlers.incident.consequences import SURE, agreed, preview, quoted
from handlers.incident.open import NoChannelError
from handlers.incident.restrict import post_card
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import escape
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents, outbox, readers
from storage.outbox_rows import new_id


def reason_form(request: Request) -> Block:
    """Return the form that a bare verb opens."""
    why = blocks.text_input("text", "Why may everybody read it now?", long=True)
    return form(request, "Restrict it no more", why, submit="Preview")


def what_follows(incident: Incident, *, channel_id: str) -> tuple[str, ...]:
    """Say what follows from it."""
    title = escape(incident.title)
    return (
        f"Everybody who reads incidents reads {incident.name}: “{title}”, every note, its review.",
        f"It goes on in <#{channel_id}> with a new card; what was said in its own channel stays.",
        "Lists, searches and numbers know it from now on. Who has read it so far stays on record.",
    )


def goes_on(channel_id: str) -> InternalMessage:
    """Return what stands in place of the card in its own channel."""
    return InternalMessage(f":unlock: It is restricted no more, and goes on in <#{channel_id}>.")


async def unrestrict(turn: Turn, request: Request) -> InternalMessage:
    """Say what would follow, or do it."""
    incident = await which(turn, request)
    check_open(incident)
    admin = Right.ADMIN in turn.person.rights
    decide.check_opening(incident, request.text, by=turn.person.user_id, admin=admin)
    channel_id = turn.roster.channel_id
    if channel_id is None:
        raise NoChannelError(
            f"I am not in #{turn.office.incidents_channel}, where it would go on. Invite me there "
            "first.",
            instead=(f"/invite @onus #{turn.office.incidents_channel}",),
        )
    lines = what_follows(incident, channel_id=channel_id)
    if not agreed(request, lines):
        label, words = f"Let everybody read {incident.name}", quoted(request.text)
        return preview(incident, lines, verb=VERB.name, label=label, words=words)
    after = await _open_up(turn, incident, channel_id)
    reason = request.text.strip('"')
    fact = decide.unrestricted(after, by=turn.person.user_id, now=turn.now, reason=reason)
    await turn.tell(after, fact)
    return InternalMessage(f"{after.name} is restricted no more. It goes on in <#{channel_id}>.")


async def _open_up(turn: Turn, incident: Incident, channel_id: str) -> Incident:
    """Move it to that channel, with a card there, and point to it from the old one."""
    moved = replace(
        incident, restricted=False, codename="", channel_id=channel_id, card_id=new_id()
    )
    after = await incidents.save(turn.tx, moved)
    await readers.clear(turn.tx, after)
    await outbox.replace_post(
        turn.tx,
        turn.office.id,
        target=incident.card_id,
        channel_id=incident.channel_id,
        message=goes_on(channel_id),
        now=turn.now,
        incident=incident.number,
        stream=f"view/incident:{incident.number}",
    )
    await post_card(turn, after)
    return after


VERB = Verb(
    name="unrestrict",
    usage="<reason>",
    summary="let everybody who reads incidents read it again; shows first what follows",
    right=Act.RESPOND,
    do=unrestrict,
    keys=(SURE,),
    form=reason_form,
)
