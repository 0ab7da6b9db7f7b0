"""What a digest's time triggers: its channel reads it, or whoever set it reads why not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain import digest as decide
from domain.digest import Digest
from domain.facts import Fact, FactKind
from domain.people import ONUS
from handlers.digests.channels import why_not
from handlers.digests.words import Told, digest_of, taken_back, untold
from handlers.kit.turn import Turn
from storage import commitments, digests, outages, outbox, timers
from storage.timers import Timer

DIGEST = "digest"
_LATER = timedelta(minutes=1)


async def set_timer(turn: Turn, digest: Digest) -> None:
    """Have the channel read its next one."""
    await _put(turn, digest, due_at=decide.next_at(digest, after=turn.now))


async def _put(turn: Turn, digest: Digest, *, due_at: datetime) -> None:
    timer = Timer(
        workspace_id=turn.office.id,
        key=f"{DIGEST}:{digest.channel_id}",
        kind=DIGEST,
        due_at=due_at,
        body={"channel": digest.channel_id},
    )
    await timers.put(turn.tx, timer)


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Tell the channel, unless its digest was stopped; what was missed is told in one."""
    digest = await digests.of_channel(turn.tx, turn.office.id, body["channel"])
    if digest is None:
        return
    if not turn.roster.channels:  # Slack has not said yet who reads where
        await _put(turn, digest, due_at=turn.now + _LATER)
        return
    await set_timer(turn, digest)
    if why := await why_not(turn, digest.channel_id):
        await _tell_owner(turn, digest, why)
        return
    told = await _told(turn, digest)
    post_id = await outbox.post(
        turn.tx,
        turn.office.id,
        channel_id=digest.channel_id,
        message=digest_of(told, digest, now=turn.now),
        now=turn.now,
    )
    await digests.posted(turn.tx, digest, post_id=post_id, named=(*told.open, *told.closed))
    await digests.put(turn.tx, replace(digest, told_at=turn.now))


async def take_back(turn: Turn, fact: Fact) -> None:
    """Take back every digest that named an incident which is restricted now."""
    assert fact.incident, "what is restricted is an incident"
    posts = await digests.take_posts(turn.tx, turn.office.id, fact.incident)
    for post_id, channel_id in posts.items():
        await outbox.replace_post(
            turn.tx,
            turn.office.id,
            target=post_id,
            channel_id=channel_id,
            message=taken_back(),
            now=turn.now,
        )


async def _told(turn: Turn, digest: Digest) -> Told:
    outages_now = await outages.open_ones(turn.tx, turn.office.id)
    return Told(
        open=await digests.open_ones(turn.tx, turn.office.id),
        closed=await digests.closed_since(turn.tx, turn.office.id, digest.told_at),
        outages={outage.incident: outage for outage in outages_now},
        kept=await commitments.between(
            turn.tx, turn.office.id, since=digest.told_at, before=turn.now
        ),
    )


async def _tell_owner(turn: Turn, digest: Digest, why: str) -> None:
    await outbox.direct(
        turn.tx,
        turn.office.id,
        user_id=digest.set_by,
        message=untold(digest, why),
        now=turn.now,
    )
    by = ONUS.user_id
    turn.record(decide.fact(FactKind.DIGEST_UNTOLD, digest, by=by, now=turn.now, why=why))
