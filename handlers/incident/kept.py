"""What becomes of a message on a timeline: an edit or a deletion in Slack is a fact of its own."""

from datetime import UTC, datetime

from domain.facts import FactKind
from domain.incident import NOTE_LIMIT, fact_of
from domain.people import ONUS, Act
from handlers.incident.keep import NothingToKeepError
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip, plain
from handlers.kit.turn import Turn
from storage import incidents, kept_messages
from storage.kept_messages import KeptMessage


async def kept_changed(turn: Turn, request: Request) -> None:
    """Put down what a kept message says now, or that it is gone; the first words stay."""
    ts, _, words = request.raw.partition(" ")
    where = {"channel_id": request.via.address.channel_id, "ts": ts}
    text = clip(plain(words).strip(), NOTE_LIMIT)
    found = await kept_messages.of_message(turn.tx, turn.office.id, **where)
    if not found:
        raise NothingToKeepError("That message stands on no timeline.", instead=())
    for kept in found:
        if kept.author == turn.person.user_id and kept.digest != kept_messages.digest_of(text):
            await _tell(turn, kept, text)
    if text:
        await kept_messages.changed(turn.tx, found[0], digest=kept_messages.digest_of(text))
    else:
        await kept_messages.gone(turn.tx, found[0])


async def _tell(turn: Turn, kept: KeptMessage, text: str) -> None:
    incident = await incidents.get(turn.tx, turn.office.id, kept.incident, viewer=ONUS)
    assert incident, "an incident is never deleted"
    said_at = datetime.fromtimestamp(float(kept.ts), tz=UTC).isoformat()
    kind = FactKind.MESSAGE_EDITED if text else FactKind.MESSAGE_DELETED
    data = {"author": kept.author, "said_at": said_at, **({"text": text} if text else {})}
    await turn.tell(incident, fact_of(kind, incident, kept.author, turn.now, **data))


VERB = Verb(
    name="kept-changed",
    usage="<message>",
    summary="put down that a message of the timeline was edited or deleted by its author",
    right=Act.ASK,
    do=kept_changed,
    hidden=True,
    names_another=True,
)
