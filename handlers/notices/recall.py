"""What an amendment does where a notice went by letter: e-mail and webhooks cannot be recalled.

A letter that has not left is stopped; one that has is followed by another, which says so.
"""

from dataclasses import replace

from domain.facts import Fact
from domain.outage import NoticeKind, Outage
from handlers.kit.mrkdwn import way_to
from handlers.kit.turn import Turn
from storage import letters, outbox
from storage.outages import Notice


async def amend_letters(
    turn: Turn, amendment: Notice, wrong: Notice, outage: Outage, *, anew: bool
) -> list[str]:
    """Amend what went by letter; return who keeps the wrong words, and where.

    outage: as the amendment leaves it. anew: a letter that has left is followed by another.
    """
    recalled = await letters.recall(turn.tx, wrong)
    if amendment.kind is NoticeKind.CORRECTION and amendment.edit:
        change = replace(wrong.change, text=amendment.change.text)
        right = replace(
            amendment,
            message=amendment.edit,
            own=amendment.own_edits,
            change=change,
            outage=outage,
        )
        for reader in recalled.unread:
            await outbox.notice(turn.tx, right, recipient=reader, reply_to=None, now=turn.now)
    if anew:
        after = replace(amendment, outage=outage)
        for reader in recalled.gone:
            await outbox.notice(turn.tx, after, recipient=reader, reply_to=None, now=turn.now)
    return [f"{one.name} {way_to(one.way, one.address)}" for one in recalled.gone]


def saying(fact: Fact, kept: list[str]) -> Fact:
    """Return the fact of an amendment with who keeps the wrong words."""
    return replace(fact, data={**fact.data, "kept": kept}) if kept else fact
