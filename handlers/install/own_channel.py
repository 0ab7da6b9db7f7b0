"""What becomes of the channel where incidents are run: it has another name, or Onus is out of it.

Under another name it goes on, by its id. Without it nobody holds a right, so admins are told.
"""

from domain.people import Act, Right
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import CHANNEL
from handlers.kit.rules import log
from handlers.kit.turn import Turn
from storage import outbox
from storage.news import News, bring


def renamed(configured: str, channel_id: str) -> InternalMessage:
    """Tell the channel that the setting no longer names it."""
    return InternalMessage(
        f":label: This channel is no longer called #{configured}. Incidents go on here; nothing is "
        f"to be done now. Whoever runs Onus sets `ONUS_INCIDENTS_CHANNEL` to `{channel_id}`, which "
        "outlives every name."
    )


def lost(configured: str, channel_id: str) -> InternalMessage:
    """Tell who can mend it that nobody can run incidents now."""
    return InternalMessage(
        f":rotating_light: Nobody can run incidents: <#{channel_id}> (#{configured}) is archived, "
        "gone, or without me. Unarchive it, and invite @onus there; or have whoever runs Onus set "
        "`ONUS_INCIDENTS_CHANNEL` to another channel. Until then I refuse everybody, and promised "
        "holding statements still go."
    )


async def look(turn: Turn, request: Request) -> None:
    """Look at it, since Slack says that it is not as it was."""
    request.via.check_by_slack()
    bring(turn.tx, News.CHANNELS)
    (channel_id,) = CHANNEL.findall(request.raw)
    configured = turn.office.incidents_channel
    seen = turn.roster.channels.get(channel_id)
    if turn.roster.channel_id is None:
        await _tell_who_can(turn, lost(configured, channel_id))
    elif (
        turn.roster.channel_id == channel_id and seen and configured not in (seen.name, channel_id)
    ):
        await outbox.post(
            turn.tx,
            turn.office.id,
            channel_id=channel_id,
            message=renamed(configured, channel_id),
            now=turn.now,
        )


async def _tell_who_can(turn: Turn, message: InternalMessage) -> None:
    """Tell the admins, and whoever did it, where they are of our own."""
    actor = (turn.person.user_id,) if turn.person.colleague else ()
    people = dict.fromkeys((*actor, *turn.staff.holders(Right.ADMIN)))
    log.error("%s", message.text)
    for user_id in people:
        await outbox.direct(turn.tx, turn.office.id, user_id=user_id, message=message, now=turn.now)


VERB = Verb(
    name="own-channel",
    usage="#channel",
    summary="look at the channel where incidents are run, of which Slack says that it has changed",
    right=Act.REPORT,
    do=look,
    fresh=True,
    hidden=True,
)
