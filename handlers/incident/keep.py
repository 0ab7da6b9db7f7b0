"""The shortcut "Add to timeline" and 📌: a message stands there as of when it was written."""

from datetime import UTC, datetime

from domain.facts import Fact, FactKind
from domain.incident import NOTE_LIMIT, Incident
from domain.people import Act
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip, echo, plain
from handlers.kit.turn import Turn
from handlers.kit.which import of_thread, which
from storage import kept_messages
from storage.kept_messages import KeptMessage


class NothingToKeepError(Refusal):
    """The message holds no words."""


async def keep(turn: Turn, request: Request) -> InternalMessage:
    """Put the message on the timeline of its thread's incident, or of the one that is meant."""
    return await _keep(turn, request, await which(turn, request, closed_too=True))


async def keep_pinned(turn: Turn, request: Request) -> InternalMessage | None:
    """Put it there where it was said in an incident's thread; elsewhere a pin means nothing."""
    incident = await of_thread(turn, request)
    if incident is None:
        return None
    turn.allow(Act.RESPOND)
    return await _keep(turn, request, incident)


async def _keep(turn: Turn, request: Request, incident: Incident) -> InternalMessage:
    ts, _, rest = request.raw.partition(" ")
    author, _, words = rest.partition(" ")
    text = clip(plain(words).strip(), NOTE_LIMIT)
    if not text:
        raise NothingToKeepError(
            "That message holds no words. Say in a note what it shows.",
            instead=(f"/incident {incident.name} note <what it shows>",),
        )
    said_at = datetime.fromtimestamp(float(ts), tz=UTC)
    data = {"text": text, "author": author}
    fact = Fact(FactKind.MESSAGE_KEPT, turn.person.user_id, said_at, incident.number, data)
    await turn.tell(incident, fact)
    channel_id = request.via.address.channel_id
    digest = kept_messages.digest_of(text)
    kept = KeptMessage(turn.office.id, channel_id, ts, incident.number, author, digest)
    await kept_messages.put(turn.tx, kept)
    when = echo(said_at, now=turn.now, timezone=turn.person.timezone)
    return InternalMessage(f"On the timeline of {incident.name}: {when}.")


VERB = Verb(
    name="keep",
    usage="<message>",
    summary="put a message on the timeline, as of when it was written",
    right=Act.RESPOND,
    do=keep,
    hidden=True,
)
PINNED = Verb(
    name="keep-pinned",
    usage="<message>",
    summary="put a message of an incident's thread on its timeline, as of when it was written",
    right=Act.SHARE,
    do=keep_pinned,
    hidden=True,
)
