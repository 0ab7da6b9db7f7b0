"""Posting a notice that changes nothing of what customers were promised, in their threads."""

from handlers.kit.turn import Turn
from storage import outages, outward
from storage.outages import Notice


async def post(turn: Turn, notice: Notice) -> None:
    """Queue it for each recipient, where a thread of its reference began there, in that."""
    by = turn.person.user_id
    await outages.settle_notice(turn.tx, notice, state="queued", by=by, now=turn.now)
    roots = await outages.roots(turn.tx, turn.office.id, notice.reference)
    for recipient in notice.recipients:
        root = roots.get(recipient.channel_id)
        await outward.notice(turn.tx, notice, recipient=recipient, reply_to=root, now=turn.now)
